//! `twins-differ`: two files of one publisher that give the same account, and not the same rows or sums.
//!
//! The account of a federal year comes as CSV and as a workbook. Lines of a budget are not compared one by one: there
//! are a million of them, and a row that is missing shows in the count and in the sums.

use std::collections::BTreeMap;

use erario_columns::Distinct;
use erario_model::Finding;
use polars::prelude::*;

use crate::frame::Frame;
use crate::report::{Report, pesos, plain};
use crate::tolerance::difference;

/// Whose account of which time it is.
const BLOCK: [&str; 5] = ["jurisdiction_code", "coverage", "entity_code", "period", "account"];
/// Which file gives it.
const FILE: [&str; 3] = ["publisher", "dataset", "source_id"];

/// What one file says of one account.
struct Said<'a> {
    file: Vec<Option<&'a str>>,
    first: u32,
    rows: i64,
    /// `None` where no row has the amount.
    sums: Vec<Option<i64>>,
}

/// Compares the lines that stand with those of other datasets that do not.
pub(crate) fn check(facts: Frame, superseded: Frame, report: &mut Report) -> PolarsResult<()> {
    let rule = report.rule("twins-differ");
    let amounts: Vec<&str> = facts.table.amounts().map(|field| field.name.as_str()).collect();
    let (standing, others) = (accounts(facts, &amounts)?, accounts(superseded, &amounts)?);
    for (block, twins) in &others {
        let Some([fact]) = standing.get(block).map(Vec::as_slice) else { continue };
        for twin in twins.iter().filter(|twin| twin.file[..2] != fact.file[..2]) {
            let mut tell = |field: &str, found: String, expected: String, affected: Option<i64>, words: [String; 2]| {
                let finding = Finding {
                    source_row: None,
                    field: Some(field.to_owned()),
                    found: Some(found),
                    expected: Some(expected),
                    amount_affected: affected,
                    ..superseded.finding(rule, twin.first, None)
                };
                let [publisher, dataset] = [fact.file[0], fact.file[1]].map(Option::unwrap_or_default);
                let [one, other] = words;
                let es = format!("{one}; en `{publisher}/{dataset}`, que es la que se publica, {other}");
                let en = format!("{one}; in `{publisher}/{dataset}`, which stands, {other}");
                report.add(rule.say(finding, &superseded.place(twin.first), &es, &en));
            };
            if twin.rows != fact.rows {
                let rows = [twin.rows, fact.rows].map(|rows| rows.to_string());
                tell("rows", rows[0].clone(), rows[1].clone(), None, rows);
            }
            for (place, amount) in amounts.iter().enumerate() {
                let (Some(one), Some(other)) = (twin.sums[place], fact.sums[place]) else { continue };
                if one != other {
                    tell(amount, plain(one), plain(other), Some(difference(one, other)), [one, other].map(pesos));
                }
            }
        }
    }
    Ok(())
}

/// What tells accounts apart: the cells of [`BLOCK`] and the year.
type Block<'a> = (Vec<Option<&'a str>>, Option<i32>);

/// What each file says of each account.
fn accounts<'a>(frame: Frame<'a>, amounts: &[&str]) -> PolarsResult<BTreeMap<Block<'a>, Vec<Said<'a>>>> {
    let read = |names: &[&str]| -> PolarsResult<Vec<Distinct<'a>>> {
        names.iter().filter_map(|name| frame.column(name)).map(Distinct::of).collect()
    };
    let (block, file) = (read(&BLOCK)?, read(&FILE)?);
    if file.len() < FILE.len() {
        return Ok(BTreeMap::new());
    }
    let cells = |columns: &[Distinct<'a>], row: usize| columns.iter().map(|column| column.text(row)).collect();
    let years: Vec<Option<i32>> = match frame.years("fiscal_year")? {
        Some(years) => years.iter().collect(),
        None => vec![None; frame.data.height()],
    };
    // What is the same in every row tells no two apart, and files are sorted: most rows are of the account above them.
    let varying: Vec<&Distinct> = block.iter().chain(&file).filter(|column| column.values.len() > 1).collect();
    let mut known: BTreeMap<(Block<'a>, Vec<Option<&'a str>>), u32> = BTreeMap::new();
    let mut said: Vec<(Block<'a>, Said<'a>)> = Vec::new();
    let mut of_row: Vec<u32> = Vec::with_capacity(frame.data.height());
    for row in 0..frame.data.height() {
        let same = |above: usize| {
            years[above] == years[row] && varying.iter().all(|column| column.places[above] == column.places[row])
        };
        let account = match row.checked_sub(1).filter(|above| same(*above)) {
            Some(above) => of_row[above],
            None => {
                let key: (Block<'a>, Vec<Option<&'a str>>) = ((cells(&block, row), years[row]), cells(&file, row));
                let next = said.len() as u32;
                let account = *known.entry(key.clone()).or_insert(next);
                if account == next {
                    let sums = vec![None; amounts.len()];
                    said.push((key.0, Said { file: key.1, first: row as u32, rows: 0, sums }));
                }
                account
            }
        };
        said[account as usize].1.rows += 1;
        of_row.push(account);
    }
    for (place, amount) in amounts.iter().enumerate() {
        let Some(column) = frame.integers(amount)? else { continue };
        for (value, account) in column.iter().zip(&of_row) {
            if let Some(value) = value {
                let sum = &mut said[*account as usize].1.sums[place];
                *sum = Some(sum.unwrap_or(0).saturating_add(value));
            }
        }
    }
    let mut accounts: BTreeMap<Block<'a>, Vec<Said<'a>>> = BTreeMap::new();
    said.into_iter().for_each(|(block, said)| accounts.entry(block).or_default().push(said));
    Ok(accounts)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use erario_model::Schema;
    use polars::prelude::*;

    use crate::Verdict;

    fn lines(dataset: &str, account: &str, approved: &[i64]) -> DataFrame {
        let all = |text: &str| vec![text.to_owned(); approved.len()];
        df!(
            "publisher" => all("shcp"), "dataset" => all(dataset), "edition" => all("2022"),
            "jurisdiction_code" => all("00"), "coverage" => all("government"), "period" => all("2022"),
            "fiscal_year" => vec![2022; approved.len()], "account" => all(account),
            "source_id" => all(dataset), "source_row" => (2..).take(approved.len()).collect::<Vec<i64>>(),
            "approved" => approved,
        )
        .unwrap()
    }

    fn said(facts: DataFrame, superseded: DataFrame) -> Vec<(String, String, String)> {
        let tables = |rows| BTreeMap::from([("budget_line".to_owned(), rows)]);
        let Verdict { findings, .. } =
            crate::validate(Schema::embedded(), &tables(facts), &tables(superseded)).unwrap();
        let twins = findings.into_iter().filter(|finding| finding.rule_code == "F061");
        twins.map(|twin| (twin.field.unwrap(), twin.found.unwrap(), twin.expected.unwrap())).collect()
    }

    #[test]
    fn a_row_that_one_of_them_lost_shows_in_the_count_and_in_the_sum() {
        let differences = said(lines("cp-xlsx", "final", &[100, 200, 300]), lines("cp", "final", &[100, 300]));
        let owned = |cells: [&str; 3]| cells.map(str::to_owned).into();
        assert_eq!(differences, [owned(["rows", "2", "3"]), owned(["approved", "4.00", "6.00"])]);
    }

    #[test]
    fn twins_in_another_order_agree() {
        assert_eq!(said(lines("cp-xlsx", "final", &[100, 200]), lines("cp", "final", &[200, 100])), []);
    }

    #[test]
    fn an_older_edition_and_another_account_are_no_twins() {
        assert_eq!(said(lines("cp", "final", &[100]), lines("cp", "final", &[200])), []);
        assert_eq!(said(lines("cp", "final", &[100]), lines("pef", "decree", &[200])), []);
    }
}
