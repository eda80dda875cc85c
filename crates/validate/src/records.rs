//! `records-missing`: a file that has other records than its publisher, or a better twin of it, says.
//!
//! A quote out of place swallows the records below it, and what is left still reads well.

use erario_model::{Finding, Rules};

use crate::conservation::Source;

/// How many records a source is said to have, and how many of it were read.
pub struct Records {
    pub stated: u64,
    /// Whole records; those without a filled cell are none.
    pub read: u64,
    /// Records that could not be told apart into their columns.
    pub broken: u64,
}

/// A finding where what was read is not what was stated.
pub fn missing(records: &Records, source: &Source, rules: &Rules) -> Option<Finding> {
    if records.read == records.stated {
        return None;
    }
    let rule = rules.by_slug("records-missing");
    let finding = Finding {
        found: Some(records.read.to_string()),
        expected: Some(records.stated.to_string()),
        ..source.finding(rule)
    };
    let broken = records.broken;
    let (es, en) = (format!("Registros rotos: {broken}."), format!("Broken records: {broken}."));
    Some(rule.say(finding, &source.place(), &es, &en))
}

/// The finding that a file has records and none of them could be placed: the file, or what is declared of it, is
/// another.
pub fn unplaced(read: u64, source: &Source, rules: &Rules) -> Finding {
    let rule = rules.by_slug("nothing-placed");
    let finding = Finding { found: Some(read.to_string()), ..source.finding(rule) };
    rule.say(finding, &source.place(), "", "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use erario_model::Schema;

    #[test]
    fn rows_that_a_quote_swallowed_are_counted() {
        let source = Source { publisher: "p", dataset: "d", edition: "e", source_id: "s", part: None };
        let missing =
            |stated, read, broken| missing(&Records { stated, read, broken }, &source, &Schema::embedded().rules);
        assert!(missing(10, 10, 0).is_none());
        let finding = missing(10, 8, 1).unwrap();
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("8"), Some("10")));
        assert!(finding.message_en.contains("Broken records: 1."), "{}", finding.message_en);
        assert!(missing(10, 11, 0).is_some(), "more than were stated are odd too");
    }
}
