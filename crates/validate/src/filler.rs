//! `filler-values`: amounts that somebody typed so that no cell was left empty: one number down a whole column, or
//! `999999`, `1111111`, `123456`.

use std::collections::HashMap;

use erario_model::Finding;

use crate::block::Block;
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::limits;

const REVENUE: &str = "revenue_by_source";

pub(crate) fn check(blocks: &Blocks, report: &mut Report) {
    // Grants of one size are real; a classification whose parts are all alike is not.
    let is_classified = |block: &&Block| block.key.table.starts_with("spending_by_") || block.key.table == REVENUE;
    for block in blocks.blocks.iter().filter(is_classified) {
        for amount in 0..block.amounts.len() {
            let values: Vec<i64> =
                block.facts_with(amount).map(|(_, value)| value).filter(|value| *value != 0).collect();
            match repeated(&values) {
                Some((value, count)) => tell(blocks, block, amount, [count, values.len()], value, true, report),
                None => {
                    let typed: Vec<i64> = values.iter().copied().filter(|value| is_typed(*value)).collect();
                    if let Some(value) = typed.iter().max() {
                        tell(blocks, block, amount, [typed.len(), values.len()], *value, false, report);
                    }
                }
            }
        }
    }
}

/// The value that most rows repeat, and how many do.
fn repeated(values: &[i64]) -> Option<(i64, usize)> {
    let limits = limits();
    if (values.len() as i64) < limits.filler_rows.value {
        return None;
    }
    let mut counts: HashMap<i64, usize> = HashMap::new();
    values.iter().for_each(|value| *counts.entry(*value).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(value, count)| (*count, *value));
    most.filter(|(_, count)| limits.copied_share.is_reached(*count, values.len()))
}

/// Whole pesos of six digits or more that are all nines or ones, or that count up from one.
fn is_typed(centavos: i64) -> bool {
    if centavos % 100 != 0 || centavos < 0 {
        return false;
    }
    let digits = (centavos / 100).to_string();
    let is_run = |digit: char| digits.chars().all(|other| other == digit);
    digits.len() as i64 >= limits().filler_digits.value
        && (is_run('9') || is_run('1') || "12345678901234567890".starts_with(&digits))
}

/// A column that repeats one value says nothing, and its rows are doubtful; a single odd value is worth a note.
fn tell(
    blocks: &Blocks,
    block: &Block,
    amount: usize,
    [count, rows]: [usize; 2],
    value: i64,
    is_column: bool,
    report: &mut Report,
) {
    let rule = report.rule("filler-values");
    let finding = Finding {
        found: Some(plain(value)),
        amount_affected: Some(value.saturating_abs().saturating_mul(count as i64)),
        occurrences: count as i64,
        ..blocks.finding(rule, block, amount)
    };
    let (title_es, title_en, figure) = (&block.table.title_es, &block.table.title_en, pesos(value));
    let spanish = format!("«{title_es}»: {figure} en {count} de {rows} renglones.");
    let english = format!("“{title_en}”: {figure} in {count} of {rows} rows.");
    report.add_weighed(block, rule.say(finding, &blocks.place(block), &spanish, &english), is_column);
    if is_column {
        report.doubt_facts(block, amount, rule, block.rows_with(amount));
    }
}

#[cfg(test)]
mod tests {
    use super::is_typed;
    use crate::sample::{FUNCTION, cut, judge};

    const RULE: &str = "filler-values";

    #[test]
    fn one_number_down_a_column_is_doubtful() {
        let verdict = judge(&cut(FUNCTION, 2020, &[(1, 5); 9]));
        assert_eq!(verdict.of(RULE).len(), 2, "approved and accrued");
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 9);
        let grown: Vec<(i64, i64)> = (1..10).map(|place| (place * 7, 0)).collect();
        assert!(judge(&cut(FUNCTION, 2020, &grown)).of(RULE).is_empty());
    }

    #[test]
    fn a_typed_number_is_a_note() {
        let verdict = judge(&cut(FUNCTION, 2020, &[(999_999, 5), (300, 4)]));
        let findings = verdict.of(RULE);
        assert_eq!(findings.iter().map(|finding| finding.severity.as_str()).collect::<Vec<_>>(), ["note"]);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 0);
    }

    #[test]
    fn few_numbers_look_typed() {
        for (pesos, is) in
            [(999_999, true), (1_111_111, true), (123_456, true), (99_999, false), (222_222, false), (999_990, false)]
        {
            assert_eq!(is_typed(pesos * 100), is, "{pesos}");
        }
        assert!(!is_typed(99_999_901));
    }
}
