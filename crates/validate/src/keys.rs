//! `duplicate-key`: rows of a fact table that claim to be the same fact.
//!
//! Both are kept: which one is right is not ours to guess, and dropping one loses money.

use std::hash::BuildHasher;

use erario_columns::Distinct;
use erario_model::Finding;
use foldhash::quality::FixedState;
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::{CAP, Report, pesos};
use crate::tolerance::sum;

pub(crate) fn check(frame: Frame, report: &mut Report) -> PolarsResult<()> {
    let keys: Vec<(&str, &Column)> =
        frame.table.primary_key.iter().filter_map(|key| Some((key.as_str(), frame.column(key)?))).collect();
    if keys.is_empty() {
        return Ok(());
    }
    let rule = report.rule("duplicate-key");
    let columns: Vec<&Column> = keys.iter().map(|(_, column)| *column).collect();
    let groups = same_keys(frame, &columns)?;
    if groups.is_empty() {
        return Ok(());
    }
    let amounts: Vec<(&str, &Int64Chunked)> = frame
        .table
        .amounts()
        .filter_map(|field| Some((field.name.as_str(), frame.integers(&field.name).transpose()?)))
        .map(|(name, column)| Ok((name, column?)))
        .collect::<PolarsResult<_>>()?;
    let mut rows: Vec<u32> = groups.iter().flatten().copied().collect();
    rows.sort_unstable();
    for (name, column) in &amounts {
        let mut rows = rows.iter().copied().peekable();
        let is_there =
            (0u32..).zip(column.iter()).filter(|(row, value)| rows.next_if_eq(row).is_some() && value.is_some());
        report.doubt(&frame.table.name, name, rule, is_there.map(|(row, _)| row));
    }
    let count = groups.len();
    for (place, rows) in groups.into_iter().enumerate() {
        let first = frame.first(&rows)?;
        let values =
            |column: &Int64Chunked| -> Vec<i64> { rows.iter().filter_map(|row| column.get(*row as usize)).collect() };
        // The first amount that any of them has.
        let at_stake = amounts.iter().map(|(_, column)| values(column)).find(|values| !values.is_empty());
        let at_stake = at_stake.map(sum);
        let finding = Finding {
            found: Some(rows.len().to_string()),
            occurrences: rows.len() as i64,
            amount_affected: at_stake.map(i64::saturating_abs),
            ..frame.finding(rule, first, None)
        };
        if place == CAP {
            report.add_rest(rule, finding, count - CAP);
            break;
        }
        let mut records: Vec<i64> = rows.iter().filter_map(|row| frame.integer("source_row", *row)).collect();
        records.sort_unstable();
        let records = records.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
        let (mut key_es, mut key_en) = (Vec::new(), Vec::new());
        for (name, column) in &keys {
            let Some((field, value)) = frame.table.field(name).zip(written(column, first)?) else { continue };
            key_es.push(format!("{} «{value}»", field.title_es));
            key_en.push(format!("{} “{value}”", field.title_en));
        }
        let [key_es, key_en] = [key_es, key_en].map(|key| key.join(", "));
        let (es, en) = at_stake.map_or_else(Default::default, |sum| {
            let sum = pesos(sum);
            (format!(", {sum} en total"), format!(", {sum} in all"))
        });
        let spanish = format!("Llave: {key_es}. Registros {records} de la fuente{es}.");
        let english = format!("Key: {key_en}. Records {records} of the source{en}.");
        report.add(rule.say(finding, &frame.place(first), &spanish, &english));
    }
    Ok(())
}

/// Rows with the same key, group by group, in the order of the groups' first rows in their source.
fn same_keys(frame: Frame, columns: &[&Column]) -> PolarsResult<Vec<Vec<u32>>> {
    let mut hashed: Vec<(u128, u32)> = hashes(columns)?.into_iter().zip(0u32..).collect();
    hashed.sort_unstable();
    let mut groups = Vec::new();
    for run in hashed.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
        let rows: Vec<u32> = run.iter().map(|(_, row)| *row).collect();
        let first = frame.first(&rows)?;
        let source = (frame.text("source_id", first), frame.text("source_part", first));
        groups.push(((source, frame.integer("source_row", first)), rows));
    }
    groups.sort_unstable();
    Ok(groups.into_iter().map(|(_, rows)| rows).collect())
}

/// One hash a row, over all columns: 128 bits, so that two keys with one hash are not to be expected in any number of
/// rows that fits a disk.
fn hashes(columns: &[&Column]) -> PolarsResult<Vec<u128>> {
    let states = [FixedState::with_seed(1), FixedState::with_seed(2)];
    let hash =
        |value: &dyn Fn(&FixedState) -> u64| (u128::from(value(&states[0])) << 64) | u128::from(value(&states[1]));
    let mut hashes = vec![0_u128; columns.first().map_or(0, |column| column.len())];
    let mix = |so_far: &mut u128, value: u128| *so_far = (so_far.rotate_left(9) ^ value).wrapping_mul(MULTIPLIER);
    // A column that holds one value throughout tells no rows apart.
    for column in columns.iter().filter(|column| matches!(column, Column::Series(_))) {
        match column.dtype() {
            DataType::String | DataType::Categorical(..) => {
                let Distinct { values, places } = Distinct::of(column)?;
                let of_text = |text: &str| hash(&|state| state.hash_one(text));
                let values: Vec<u128> = values.into_iter().map(|text| text.map_or(1, of_text)).collect();
                hashes.iter_mut().zip(&places).for_each(|(so_far, place)| mix(so_far, values[*place as usize]));
            }
            _ => {
                let numbers = column.cast(&DataType::Int64)?;
                for (so_far, value) in hashes.iter_mut().zip(numbers.i64()?.iter()) {
                    mix(so_far, value.map_or(1, |number| hash(&|state| state.hash_one(number))));
                }
            }
        }
    }
    Ok(hashes)
}

/// Odd, and with its bits well spread: the multiplier of PCG's 128-bit generator.
const MULTIPLIER: u128 = 0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645;

fn written(column: &Column, row: u32) -> PolarsResult<Option<String>> {
    Ok(match column.get(row as usize)? {
        AnyValue::Null => None,
        value => Some(value.get_str().map_or_else(|| value.to_string(), str::to_owned)),
    })
}

#[cfg(test)]
mod tests {
    use super::CAP;
    use crate::sample::{FUNCTION, Row, cut, judge};

    const RULE: &str = "duplicate-key";

    #[test]
    fn both_rows_are_kept_and_doubted() {
        let mut rows = cut(FUNCTION, 2020, &[(1, 2), (3, 4), (5, 6)]);
        assert!(judge(&rows).of(RULE).is_empty());
        rows[2] = Row { node: rows[1].node.clone(), accrued: None, ..rows[2].clone() };
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.occurrences, finding.source_row), (2, Some(3)));
        assert!(finding.message_es.contains("«N0»") && finding.message_es.contains("3, 4"));
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 2);
        assert_eq!(verdict.doubted(FUNCTION, "accrued", RULE), 1, "a null amount is not doubted");
    }

    #[test]
    fn findings_are_capped_and_the_rest_is_counted() {
        let mut rows = cut(FUNCTION, 2020, &vec![(1, 2); CAP + 5]);
        rows.extend(rows.clone().into_iter().filter(|row| !row.is_total));
        let verdict = judge(&rows);
        let findings = verdict.of(RULE);
        assert_eq!(findings.len(), CAP + 1);
        assert_eq!(findings[CAP].occurrences, 5);
        assert_eq!(verdict.doubted(FUNCTION, "approved", RULE), 2 * (CAP + 5), "doubts are not capped");
    }
}
