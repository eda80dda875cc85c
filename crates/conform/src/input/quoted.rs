//! Where a record of delimited text ends: at a line feed outside of quotation marks.
//!
//! A quotation mark opens a cell only where a cell begins; anywhere else outside of quotes it is a character like
//! others, as in `TUBO DE 5" DE COBRE`. Counting marks would take that one for the beginning of a text that never ends.

use memchr::{memchr_iter, memrchr};

/// The length of the whole records at the front of `text`, which begins where a record begins; `None` if not even the
/// first one ends there.
pub(super) fn whole_records(text: &[u8], delimiter: u8) -> Option<usize> {
    // Stretches outside of quotation marks, the last one open at its end.
    let mut outside = vec![(0, text.len())];
    let mut is_inside = false;
    let mut skip = None;
    for place in memchr_iter(b'"', text) {
        if skip == Some(place) {
            skip = None;
            continue;
        }
        if is_inside {
            if text.get(place + 1) == Some(&b'"') {
                // A doubled mark stands for one, inside.
                skip = Some(place + 1);
            } else {
                is_inside = false;
                outside.push((place + 1, text.len()));
            }
        } else {
            let opens = place == 0 || matches!(text[place - 1], b'\n' | b'\r') || text[place - 1] == delimiter;
            if opens {
                is_inside = true;
                if let Some(last) = outside.last_mut() {
                    last.1 = place;
                }
            }
        }
    }
    outside.iter().rev().find_map(|(start, end)| memrchr(b'\n', &text[*start..*end]).map(|place| start + place + 1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(text: &str) -> Option<&str> {
        whole_records(text.as_bytes(), b',').map(|end| &text[..end])
    }

    #[test]
    fn a_record_ends_at_a_line_feed_outside_of_quotation_marks() {
        assert_eq!(whole("a,b\nc,"), Some("a,b\n"));
        assert_eq!(whole("a,\"b\nc"), None);
        assert_eq!(whole("a,b\n\"c\nd\",e"), Some("a,b\n"));
        assert_eq!(whole("\"c\nd\",e\nf"), Some("\"c\nd\",e\n"));
        assert_eq!(whole("\"a \"\"b\n\"\"\",c\nd"), Some("\"a \"\"b\n\"\"\",c\n"));
        assert_eq!(whole(""), None);
    }

    #[test]
    fn a_mark_inside_of_a_bare_cell_opens_nothing() {
        assert_eq!(whole("TUBO DE 5\",1\nTUBO,2\n"), Some("TUBO DE 5\",1\nTUBO,2\n"));
        assert_eq!(whole("a \"b\" c,1\n\"x\ny\",2\nz"), Some("a \"b\" c,1\n\"x\ny\",2\n"));
    }

    proptest! {
        /// Cut anywhere, the records are those of the text as a whole.
        #[test]
        fn cutting_changes_no_record(
            cells in proptest::collection::vec(("[a\" \n,é]{0,4}", any::<bool>()), 1..40),
            cut in 1..60_usize,
        ) {
            let mut text = String::new();
            for (place, (cell, is_bare)) in cells.iter().enumerate() {
                let is_bare = *is_bare && !cell.contains(['\n', ',']) && !cell.starts_with('"');
                text += &if is_bare { cell.clone() } else { format!("\"{}\"", cell.replace('"', "\"\"")) };
                text += if place % 3 == 2 { "\n" } else { "," };
            }
            text.push('\n');
            let records = |text: &[u8]| {
                let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text);
                reader.byte_records().map(Result::unwrap).map(|record| record.iter().map(<[u8]>::to_vec).collect::<Vec<_>>()).collect::<Vec<_>>()
            };
            let mut found = Vec::new();
            let mut rest = text.as_bytes();
            while !rest.is_empty() {
                let mut size = cut.min(rest.len());
                let end = loop {
                    match whole_records(&rest[..size], b',') {
                        Some(end) => break end,
                        None if size == rest.len() => break size,
                        None => size = (size * 2).min(rest.len()),
                    }
                };
                found.extend(records(&rest[..end]));
                rest = &rest[end..];
            }
            prop_assert_eq!(found, records(text.as_bytes()));
        }
    }
}
