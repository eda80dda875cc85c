//! `before-its-time`: the account of a municipality from before there was one.

use erario_model::{Finding, Schema};

use crate::blocks::Blocks;
use crate::report::Report;

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    let rule = report.rule("before-its-time");
    for block in &blocks.blocks {
        let (Some(code), Some(year)) = (block.key.jurisdiction, block.key.fiscal_year) else { continue };
        let Some(since) = Schema::jurisdiction_since(code).filter(|since| year < *since) else { continue };
        let Some(amount) = (0..block.amounts.len()).find(|amount| block.figure(*amount).is_some_and(|sum| sum != 0))
        else {
            continue;
        };
        let finding = Finding {
            found: Some(year.to_string()),
            expected: Some(since.to_string()),
            field: Some("fiscal_year".to_owned()),
            ..blocks.finding(rule, block, amount)
        };
        report.add_about(block, rule.say(finding, &blocks.place(block), "", ""));
        for amount in 0..block.amounts.len() {
            report.doubt_facts(block, amount, rule, block.rows_with(amount));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::sample::{FUNCTION, Row, cut, judge};

    const RULE: &str = "before-its-time";

    #[test]
    fn d17_bacalar_has_accounts_since_2011() {
        let account = |year| -> Vec<Row> {
            cut(FUNCTION, year, &[(10, 9)]).into_iter().map(|row| Row { jurisdiction: "23010", ..row }).collect()
        };
        let verdict = judge(&account(2009));
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.found.as_deref(), finding.expected.as_deref()), (Some("2009"), Some("2011")));
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 1);
        assert!(judge(&account(2011)).of(RULE).is_empty());
    }
}
