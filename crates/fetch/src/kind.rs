//! Bytes that are not what was asked for although the server says that all is well: a login page, a captcha, an apology,
//! a file of another kind under the right name.

use erario_model::Format;

/// How much of a body is looked at.
pub(crate) const HEAD_BYTES: usize = 1024;

/// What a file may be, as far as its first bytes tell. Headers and names are never asked: they lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds {
    text: bool,
    workbook: bool,
    zip: bool,
    any: bool,
}

impl Kinds {
    /// Nothing is refused but nothing at all.
    pub fn any() -> Kinds {
        Kinds { text: true, workbook: true, zip: true, any: true }
    }

    /// What a pipeline says that its file is: the format, and whether it is in a zip.
    pub fn of(format: Format, is_zipped: bool) -> Kinds {
        let (text, workbook) = match format {
            Format::Csv => (true, false),
            Format::Workbook => (false, true),
            Format::Either => (true, true),
        };
        match is_zipped {
            true => Kinds { text: false, workbook: false, zip: true, any: false },
            false => Kinds { text, workbook, zip: workbook, any: false },
        }
    }

    /// What the beginning of a file says that it is, and its first words, if that is none of these kinds.
    pub fn refuse(&self, head: &[u8]) -> Option<(&'static str, String)> {
        self.wrong(head).map(|looks_like| (looks_like, opening(head)))
    }

    fn wrong(&self, head: &[u8]) -> Option<&'static str> {
        if head.is_empty() {
            return Some("nothing at all");
        }
        if self.any {
            return None;
        }
        // Compressed once more on the way; what is inside is looked at when it is decoded.
        if head.starts_with(GZIP) || head.starts_with(ZSTD) {
            return None;
        }
        for (opening, name, fits) in [
            (ZIP, "a zip or a new workbook", self.zip),
            (COMPOUND, "an old workbook", self.workbook),
            (PDF, "a PDF document", false),
            (PARQUET, "a Parquet file", false),
        ] {
            if head.starts_with(opening) {
                return (!fits).then_some(name);
            }
        }
        let text = text_of(head).to_ascii_lowercase();
        if is_page(&text) {
            return Some("an HTML page");
        }
        if text.starts_with('{') {
            return Some(if is_error(&text) { "a JSON error" } else { "a JSON document" });
        }
        if text.starts_with('<') {
            return (!self.workbook).then_some("an XML document");
        }
        match (self.text, self.zip) {
            (true, _) => None,
            (false, true) if !self.workbook => Some("no zip"),
            _ => Some("no workbook"),
        }
    }
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const PDF: &[u8] = b"%PDF";
const PARQUET: &[u8] = b"PAR1";
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];

fn is_page(text: &str) -> bool {
    let is_html = |text: &str| ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| opens(text, tag));
    let is_later = || {
        let may_come_first = ["<?xml", "<!--", "<script", "<meta", "<title", "<style", "<noscript"];
        may_come_first.iter().any(|tag| text.starts_with(tag))
            && text.match_indices('<').any(|(at, _)| is_html(&text[at..]) || opens(&text[at..], "<script"))
    };
    is_html(text) || is_later()
}

fn is_error(text: &str) -> bool {
    let json: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    ["{\"error\"", "{\"errors\"", "{\"success\":false"].iter().any(|start| json.starts_with(start))
}

/// The first 80 characters, on one line and fit for a terminal.
fn opening(head: &[u8]) -> String {
    let text = text_of(head).replace(char::is_control, " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(80).collect()
}

fn text_of(head: &[u8]) -> String {
    String::from_utf8_lossy(head).trim_start_matches('\u{feff}').trim_start().to_owned()
}

/// `<head>` and `<head lang=…>` open a page, `<heading>` does not.
fn opens(text: &str, tag: &str) -> bool {
    let rest = text.strip_prefix(tag);
    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXT: Kinds = Kinds { text: true, workbook: false, zip: false, any: false };

    fn wrong(kinds: Kinds, head: &[u8]) -> Option<&'static str> {
        kinds.refuse(head).map(|(looks_like, _)| looks_like)
    }

    #[test]
    fn n18_knows_a_page_from_data() {
        for page in [
            "<!DOCTYPE html>\n<title>Acceso</title>",
            "\u{feff}\r\n  <HTML lang=es>",
            "<head><meta charset=utf-8>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">",
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">",
            "<script>var waf = 1</script>",
            "<!-- saved by a firewall --><body onload=go()>",
        ] {
            assert_eq!(wrong(TEXT, page.as_bytes()), Some("an HTML page"), "{page}");
            assert_eq!(wrong(Kinds::of(Format::Workbook, false), page.as_bytes()), Some("an HTML page"), "{page}");
            assert_eq!(wrong(Kinds::of(Format::Csv, true), page.as_bytes()), Some("an HTML page"), "{page}");
        }
        for data in ["RAMO,MONTO\n", "[RAMO],MONTO\n", "\u{feff}\"RAMO\"", "\x1f\x08"] {
            assert_eq!(wrong(TEXT, data.as_bytes()), None, "{data}");
        }
        assert_eq!(wrong(TEXT, b"<?xml version=\"1.0\"?><datos>"), Some("an XML document"));
        assert_eq!(wrong(Kinds::of(Format::Workbook, false), b"<?xml version=\"1.0\"?><Workbook>"), None);
    }

    #[test]
    fn n19_knows_an_error_in_json() {
        for answer in ["{\"error\":\"x\"}", " { \"error\" : {} }", "{\"success\": false}"] {
            assert_eq!(wrong(TEXT, answer.as_bytes()), Some("a JSON error"), "{answer}");
        }
        assert_eq!(wrong(TEXT, b"{\"success\":true}"), Some("a JSON document"));
    }

    #[test]
    fn n18_a_file_of_another_kind_is_refused_whatever_it_is_called() {
        let (zip, xls, pdf) = (ZIP, COMPOUND, PDF);
        for (kinds, fits, refused) in [
            (TEXT, vec![GZIP], vec![zip, xls, pdf, PARQUET]),
            (Kinds::of(Format::Workbook, false), vec![zip, xls], vec![pdf, b"RAMO,MONTO".as_slice()]),
            (Kinds::of(Format::Csv, true), vec![zip], vec![xls, pdf, b"RAMO,MONTO".as_slice()]),
            (Kinds::of(Format::Either, false), vec![zip, xls, b"RAMO,MONTO".as_slice()], vec![pdf]),
            (Kinds::any(), vec![zip, xls, pdf, b"<html>".as_slice()], vec![b"".as_slice()]),
        ] {
            for head in fits {
                assert_eq!(wrong(kinds, head), None, "{kinds:?} {head:?}");
            }
            for head in refused {
                assert!(wrong(kinds, head).is_some(), "{kinds:?} {head:?}");
            }
        }
    }

    #[test]
    fn s09_the_opening_carries_no_escape_to_the_terminal() {
        assert_eq!(opening(b"\x1b]0;owned\x07<html>\n\n  <b>"), "]0;owned <html> <b>");
        assert_eq!(opening("ñ".repeat(200).as_bytes()).chars().count(), 80);
    }

    proptest! {
        #[test]
        fn n18_what_begins_like_a_row_is_never_refused(row in "[A-Za-z0-9\"'$].*") {
            prop_assume!(!row.starts_with("PAR1"));
            prop_assert_eq!(wrong(TEXT, row.as_bytes()), None);
        }
    }
}
