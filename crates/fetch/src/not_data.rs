//! Answers that are no data although the server says that all is well: a login page, a captcha, an apology.

/// How much of a body is looked at.
pub(crate) const HEAD_BYTES: usize = 1024;

/// What the beginning of a body looks like, if it looks like anything but data.
pub(crate) fn looks_like(head: &[u8]) -> Option<&'static str> {
    if head.is_empty() {
        return Some("nothing at all");
    }
    let text = text_of(head).to_ascii_lowercase();
    let is_html = |text: &str| ["<!doctype html", "<html", "<head"].iter().any(|tag| opens(text, tag));
    let is_xhtml = || text.starts_with("<?xml") && text.match_indices('<').any(|(at, _)| is_html(&text[at..]));
    if is_html(&text) || is_xhtml() {
        return Some("an HTML page");
    }
    let json: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_error = ["{\"error\"", "{\"success\":false"].iter().any(|start| json.starts_with(start));
    is_error.then_some("a JSON error")
}

/// The first 80 characters, on one line and fit for a terminal.
pub(crate) fn opening(head: &[u8]) -> String {
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

    #[test]
    fn n18_knows_a_page_from_data() {
        for page in [
            "<!DOCTYPE html>\n<title>Acceso</title>",
            "\u{feff}\r\n  <HTML lang=es>",
            "<head><meta charset=utf-8>",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">",
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\">",
        ] {
            assert_eq!(looks_like(page.as_bytes()), Some("an HTML page"), "{page}");
        }
        for data in ["RAMO,MONTO\n", "PK\u{3}\u{4}", "<?xml version=\"1.0\"?><datos>", "<heading>", "[{\"error\":0}]"] {
            assert_eq!(looks_like(data.as_bytes()), None, "{data}");
        }
    }

    #[test]
    fn n19_knows_an_error_in_json() {
        for answer in ["{\"error\":\"x\"}", " { \"error\" : {} }", "{\"success\": false}"] {
            assert_eq!(looks_like(answer.as_bytes()), Some("a JSON error"), "{answer}");
        }
        assert_eq!(looks_like(b"{\"success\":true}"), None);
    }

    #[test]
    fn s09_the_opening_carries_no_escape_to_the_terminal() {
        assert_eq!(opening(b"\x1b]0;owned\x07<html>\n\n  <b>"), "]0;owned <html> <b>");
        assert_eq!(opening("ñ".repeat(200).as_bytes()).chars().count(), 80);
    }

    proptest! {
        #[test]
        fn n18_what_begins_like_a_row_is_never_refused(row in "[A-Za-z0-9\"'$].*") {
            prop_assert_eq!(looks_like(row.as_bytes()), None);
        }
    }
}
