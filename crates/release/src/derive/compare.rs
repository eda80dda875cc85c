//! What loses, figure by figure, beside the fact that stands in its place.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use erario_columns::{constant, plain, text_at};
use erario_model::{Field, FigureId, Table};
use polars::prelude::*;

use super::COMMON;
use super::choose::Candidate;
use super::figure::FigureIds;

/// What the facts of one block say, by the code of their figures.
///
/// Some formats tell earmarked and free money apart, others give one figure for both. The two are compared where they
/// can be: what is told apart is added up, amount by amount, and compared with what is not.
pub(super) struct FactSums {
    apart: HashMap<(String, Option<bool>), Vec<Sum>>,
    together: HashMap<String, Vec<Sum>>,
}

/// One amount of one figure. Formats that tell earmarked money apart leave the cell blank where there is none of it, so
/// a blank part adds nothing; a part that could not be read makes the sum unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sum {
    Blank,
    Known(i64),
    Unknown,
}

impl Sum {
    fn and(self, other: Sum) -> Sum {
        match (self, other) {
            (Sum::Blank, sum) | (sum, Sum::Blank) => sum,
            (Sum::Known(one), Sum::Known(other)) => one.checked_add(other).map_or(Sum::Unknown, Sum::Known),
            _ => Sum::Unknown,
        }
    }
}

impl FactSums {
    pub fn read(table: &Table, candidate: &Candidate, rows: &[u32]) -> PolarsResult<FactSums> {
        let ids = FigureIds::read(table, &candidate.facts)?;
        let columns = amounts(table, &candidate.facts)?;
        let doubts = candidate.doubts.iter().filter(|(doubt, _)| doubt.rule == "not-a-number");
        let unread: HashSet<(u32, &str)> =
            doubts.flat_map(|(doubt, rows)| rows.iter().map(|row| (*row, doubt.amount.as_str()))).collect();
        let value = |row: u32, amount: &str, column: &Int64Chunked| match column.get(row as usize) {
            Some(value) => Sum::Known(value),
            None if unread.contains(&(row, amount)) => Sum::Unknown,
            None => Sum::Blank,
        };
        if let (true, Some(first)) = (table.figure_code.is_empty(), rows.first().map(|row| *row as usize)) {
            let sum = |(field, column): (&Field, &&Int64Chunked)| {
                rows.iter().map(|row| value(*row, &field.name, column)).fold(Sum::Blank, Sum::and)
            };
            let whole = table.amounts().zip(&columns).map(sum).collect();
            return Ok(FactSums { apart: HashMap::from([((ids.code(first), None), whole)]), together: HashMap::new() });
        }
        let mut sums = FactSums { apart: HashMap::new(), together: HashMap::new() };
        for row in rows.iter().copied() {
            let (code, is_earmarked) = (ids.code(row as usize), ids.is_earmarked(row as usize));
            let values: Vec<Sum> =
                table.amounts().zip(&columns).map(|(field, column)| value(row, &field.name, column)).collect();
            if is_earmarked.is_some() {
                add(&mut sums.together, code.clone(), &values);
            }
            add(&mut sums.apart, (code, is_earmarked), &values);
        }
        Ok(sums)
    }

    /// The fact beside a figure; `None` where no fact or sum of facts says the same thing.
    fn beside(&self, code: &str, is_earmarked: Option<bool>) -> Option<&Vec<Sum>> {
        let same = self.apart.get(&(code.to_owned(), is_earmarked));
        same.or_else(|| self.together.get(code).filter(|_| is_earmarked.is_none()))
    }
}

fn add<K: Hash + Eq>(sums: &mut HashMap<K, Vec<Sum>>, key: K, values: &[Sum]) {
    match sums.entry(key) {
        Entry::Vacant(none) => {
            none.insert(values.to_vec());
        }
        Entry::Occupied(mut sum) => {
            for (sum, value) in sum.get_mut().iter_mut().zip(values) {
                *sum = sum.and(*value);
            }
        }
    }
}

fn amounts<'a>(table: &'a Table, rows: &'a DataFrame) -> PolarsResult<Vec<&'a Int64Chunked>> {
    table.amounts().map(|field| rows.column(&field.name)?.i64()).collect()
}

/// One row a published amount of `rows`: its own figure and amount, and beside it the fact, where there is one.
///
/// Rows that share a figure's id are compared with nothing: none of them is the whole figure. Where rows have no figure
/// of their own, as the million lines of a budget, all of them are one figure, added up.
pub(super) fn figures(
    table: &Table,
    frame: &DataFrame,
    rows: &[u32],
    facts: Option<&FactSums>,
) -> PolarsResult<DataFrame> {
    let ids = FigureIds::read(table, frame)?;
    let columns = amounts(table, frame)?;
    let mut told = Told::default();
    if table.figure_code.is_empty() {
        told.add_whole(table, frame, &ids, &columns, rows, facts)?;
        return told.rows(table, frame);
    }
    let mut sharing: HashMap<(String, Option<bool>), u32> = HashMap::new();
    for row in rows.iter().map(|row| *row as usize) {
        *sharing.entry((ids.code(row), ids.is_earmarked(row))).or_default() += 1;
    }
    for row in rows.iter().copied() {
        let mut id = ids.of(row as usize, "");
        let is_whole = sharing[&(id.code.clone(), id.is_earmarked)] == 1;
        let fact = facts.filter(|_| is_whole).and_then(|facts| facts.beside(&id.code, id.is_earmarked));
        for (place, field) in table.amounts().enumerate() {
            let Some(amount) = columns[place].get(row as usize) else { continue };
            id.phase.clone_from(&field.name);
            told.add(row, &id, amount, fact.map(|fact| fact[place]));
        }
    }
    told.rows(table, frame)
}

/// Rows of `vintage` or `alternate` under construction.
#[derive(Default)]
struct Told {
    /// The row of the frame that each is about.
    picked: Vec<Option<IdxSize>>,
    figure_ids: Vec<String>,
    phases: Vec<String>,
    amounts: Vec<i64>,
    facts: Vec<Option<i64>>,
}

impl Told {
    fn add(&mut self, row: u32, id: &FigureId, amount: i64, fact: Option<Sum>) {
        self.picked.push(Some(row));
        self.figure_ids.push(id.to_string());
        self.phases.push(id.phase.clone());
        self.amounts.push(amount);
        self.facts.push(match fact {
            Some(Sum::Known(amount)) => Some(amount),
            _ => None,
        });
    }

    /// All rows as one figure, under the name of their account.
    fn add_whole(
        &mut self,
        table: &Table,
        frame: &DataFrame,
        ids: &FigureIds,
        columns: &[&Int64Chunked],
        rows: &[u32],
        facts: Option<&FactSums>,
    ) -> PolarsResult<()> {
        let Some(first) = rows.first().copied() else { return Ok(()) };
        let mut id = ids.of(first as usize, "");
        let fact = facts.and_then(|facts| facts.beside(&id.code, None));
        if let Ok(account) = frame.column("account") {
            id.code = text_at(account, first as usize).unwrap_or_default().to_owned();
        }
        for (place, field) in table.amounts().enumerate() {
            let published = rows.iter().filter_map(|row| columns[place].get(*row as usize));
            let sum = published.fold(None, |sum: Option<i128>, value| Some(sum.unwrap_or(0) + i128::from(value)));
            let Some(sum) = sum else { continue };
            let sum =
                i64::try_from(sum).map_err(|_| polars_err!(ComputeError: "`{}` adds up beyond bounds", id.code))?;
            id.phase.clone_from(&field.name);
            self.add(first, &id, sum, fact.map(|fact| fact[place]));
        }
        Ok(())
    }

    fn rows(self, table: &Table, frame: &DataFrame) -> PolarsResult<DataFrame> {
        let differences: Vec<Option<i64>> =
            self.amounts.iter().zip(&self.facts).map(|(amount, fact)| Some(amount - (*fact)?)).collect();
        let index: IdxCa = self.picked.into_iter().collect();
        let mut figures = frame.take(&index)?;
        figures.with_column(constant("table_name", Some(&table.name), index.len()))?;
        figures.with_column(Column::new("figure_id".into(), self.figure_ids))?;
        figures.with_column(Column::new("phase".into(), self.phases))?;
        figures.with_column(Column::new("amount".into(), self.amounts))?;
        figures.with_column(Column::new("fact_amount".into(), self.facts))?;
        figures.with_column(Column::new("difference".into(), differences))?;
        let told = ["table_name", "figure_id", "phase", "amount", "fact_amount", "difference"];
        let source = ["source_id", "source_part", "source_row"];
        plain(figures.select(COMMON.into_iter().chain(told).chain(source))?)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Row, candidate, row, table, told};
    use super::super::{Chosen, choose};

    const TOLD: [&str; 4] = ["figure_id", "amount", "fact_amount", "difference"];

    /// What becomes of a losing dataset beside a winning one at the same cut.
    fn beside(loser: &[Row], winner: &[Row]) -> Chosen {
        choose(table(), vec![candidate((0, 0, 0), loser, &[]), candidate((1, 0, 0), winner, &[])]).unwrap()
    }

    #[test]
    fn one_figure_is_compared_with_the_sum_of_what_is_told_apart() {
        let apart = [row("2018-Q4", "1100", 70).earmarked(true), row("2018-Q4", "1100", 25).earmarked(false)];
        let chosen = beside(&[row("2018-Q4", "1100", 100)], &apart);
        assert_eq!(told(&chosen.alternate, &TOLD), ["spending_by_object/11/inaeba/2018/1100/approved 100 95 5"]);
    }

    #[test]
    fn what_is_told_apart_keeps_its_rows_and_is_no_whole_figure() {
        let apart = [row("2018-Q4", "1100", 70).earmarked(true), row("2018-Q4", "1100", 25).earmarked(false)];
        let chosen = beside(&apart, &[row("2018-Q4", "1100", 100)]);
        assert_eq!(
            told(&chosen.alternate, &TOLD),
            [
                "spending_by_object/11/inaeba/2018/1100/earmarked/approved 70 null null",
                "spending_by_object/11/inaeba/2018/1100/free/approved 25 null null",
            ]
        );
    }

    #[test]
    fn two_that_tell_apart_are_compared_apart() {
        let pair =
            |one, other| [row("2018-Q4", "1100", one).earmarked(true), row("2018-Q4", "1100", other).earmarked(false)];
        let chosen = beside(&pair(70, 25), &pair(70, 20));
        assert_eq!(told(&chosen.alternate, &TOLD[1..]), ["70 70 0", "25 20 5"]);
    }

    #[test]
    fn null_is_compared_with_nothing() {
        let null = |code| Row { approved: None, ..row("2018-Q4", code, 0) };
        let chosen = beside(&[row("2018-Q4", "1200", 3), null("1300")], &[null("1200"), row("2018-Q4", "1300", 4)]);
        assert_eq!(told(&chosen.alternate, &TOLD[1..]), ["3 null null"]);
    }

    #[test]
    fn a_blank_half_adds_nothing_and_one_that_cannot_be_read_leaves_the_sum_unknown() {
        let half = |amount, is_earmarked| Row { approved: amount, ..row("2018-Q4", "1100", 0).earmarked(is_earmarked) };
        let mut apart = candidate((1, 0, 0), &[half(Some(70), true), half(None, false)], &[]);
        let whole = candidate((0, 0, 0), &[row("2018-Q4", "1100", 70)], &[]);
        let chosen = choose(table(), vec![whole.clone(), apart.clone()]).unwrap();
        assert_eq!(told(&chosen.alternate, &TOLD[1..]), ["70 70 0"]);
        apart.doubts.add("spending_by_object", "approved", "not-a-number", [1]);
        let chosen = choose(table(), vec![whole, apart]).unwrap();
        assert_eq!(told(&chosen.alternate, &TOLD[1..]), ["70 null null"]);
    }

    #[test]
    fn rows_that_share_an_id_are_no_whole_figure() {
        let twice = [row("2018-Q4", "1100", 40), row("2018-Q4", "1100", 60)];
        let chosen = beside(&twice, &[row("2018-Q4", "1100", 100)]);
        assert_eq!(told(&chosen.alternate, &TOLD[1..]), ["40 null null", "60 null null"]);
        let chosen = beside(&[row("2018-Q4", "1100", 100)], &twice);
        assert_eq!(told(&chosen.alternate, &TOLD[1..]), ["100 100 0"]);
    }
}
