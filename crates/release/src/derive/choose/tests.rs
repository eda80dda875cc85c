//! Who wins a block, and where the rest goes.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::sample::{Row, Source, candidate, column, row, table, told};
use super::*;

fn chosen(candidates: Vec<Candidate>) -> Chosen {
    choose(table(), candidates).unwrap()
}

/// Amounts of facts, vintages and alternates of candidates that say one figure each.
fn figures(candidates: &[(Source, &'static str, i64)]) -> [Vec<String>; 3] {
    let one = |(source, period, amount): &(Source, &'static str, i64)| {
        candidate(*source, &[row(period, "1100", *amount)], &[])
    };
    let chosen = chosen(candidates.iter().map(one).collect());
    let columns = [(&chosen.facts, "approved"), (&chosen.vintage, "amount"), (&chosen.alternate, "amount")];
    columns.map(|(frame, name)| column(frame, name))
}

#[test]
fn the_later_cut_wins_whatever_the_dataset() {
    let [facts, vintage, alternate] = figures(&[((1, 0, 0), "2018-Q3", 75), ((0, 0, 0), "2018-Q4", 100)]);
    assert_eq!((facts, vintage, alternate.len()), (vec!["100".to_owned()], vec!["75".to_owned()], 0));
    let [facts, vintage, _] = figures(&[((1, 1, 0), "2018-Q4", 99), ((0, 0, 0), "2018", 100)]);
    assert_eq!((facts, vintage), (vec!["100".to_owned()], vec!["99".to_owned()]));
}

#[test]
fn cumulative_cuts_are_never_added_up() {
    let cuts = [("2018-Q1", 25), ("2018-Q2", 50), ("2018-Q3", 75)];
    let editions: Vec<_> = cuts.iter().enumerate().map(|(at, (cut, sum))| ((0, at, 0), *cut, *sum)).collect();
    assert_eq!(figures(&editions)[0], ["75"]);
    let rows: Vec<Row> = cuts.iter().map(|(cut, sum)| row(cut, "1100", *sum)).collect();
    let one_file = chosen(vec![candidate((0, 0, 0), &rows, &rows)]);
    assert_eq!(column(&one_file.facts, "approved"), ["75"]);
    assert_eq!(column(&one_file.vintage, "amount"), ["25", "50"]);
    assert_eq!(column(&one_file.superseded_totals, "approved"), ["25", "50"]);
}

#[test]
fn at_one_cut_precedence_decides_then_the_edition_then_the_snapshot() {
    let [facts, vintage, alternate] = figures(&[
        ((0, 1, 0), "2018-Q4", 1),
        ((0, 1, 1), "2018-Q4", 2),
        ((1, 0, 1), "2018-12", 3),
        ((1, 0, 0), "2018-Q4", 4),
        ((1, 1, 0), "2018-Q4", 5),
    ]);
    assert_eq!(facts, ["5"]);
    assert_eq!(vintage, ["1", "4", "3"], "earlier snapshots and editions of either dataset");
    assert_eq!(alternate, ["2"], "the last word of the other dataset");
}

#[test]
fn a_block_is_never_filled_in_from_another() {
    let old = [row("2018-Q3", "1100", 1), row("2018-Q3", "1200", 2)];
    let chosen = chosen(vec![candidate((0, 0, 0), &old, &[]), candidate((0, 1, 0), &[row("2018-Q4", "1100", 3)], &[])]);
    assert_eq!(column(&chosen.facts, "object_concept_code"), ["1100"]);
    assert_eq!(told(&chosen.vintage, &["amount", "fact_amount", "difference"]), ["1 3 -2", "2 null null"]);
}

#[test]
fn flows_of_one_dataset_stand_side_by_side() {
    let flow = |period, amount| Row { is_cumulative: false, ..row(period, "1100", amount) };
    let chosen = chosen(vec![
        candidate((0, 0, 0), &[row("2018-Q2", "1100", 9)], &[]),
        candidate((1, 0, 0), &[flow("2018-Q1", 3), flow("2018-Q2", 4)], &[]),
        candidate((1, 1, 0), &[flow("2018-Q2", 5)], &[]),
    ]);
    assert_eq!(told(&chosen.facts, &["period", "approved"]), ["2018-Q1 3", "2018-Q2 5"]);
    assert_eq!(told(&chosen.vintage, &["amount", "fact_amount"]), ["4 5"]);
    assert_eq!(told(&chosen.alternate, &["amount", "fact_amount"]), ["9 null"], "one quarter is no half-year");
}

#[test]
fn a_table_without_amounts_keeps_every_period() {
    let indicator = erario_model::Schema::embedded().table("indicator").unwrap();
    let cuts = |snapshot, cuts: &[&'static str]| {
        let rows: Vec<Row> = cuts.iter().map(|cut| row(cut, "1100", 1)).collect();
        candidate((0, 0, snapshot), &rows, &[])
    };
    let mut candidates = vec![cuts(0, &["2018-Q1", "2018-Q2"]), cuts(1, &["2018-Q2", "2018-Q3"])];
    for candidate in &mut candidates {
        for name in &indicator.figure_code {
            candidate.facts.with_column(Column::full_null(name.into(), 2, &DataType::String)).unwrap();
        }
    }
    let chosen = choose(indicator, candidates).unwrap();
    let told = told(&chosen.facts, &["period", "source_id"]);
    assert_eq!(told, ["2018-Q1 0/0@0", "2018-Q2 0/0@1", "2018-Q3 0/0@1"]);
    assert_eq!((chosen.vintage.height(), chosen.superseded_facts.height()), (0, 1));
}

#[test]
fn doubts_move_with_their_rows() {
    let mut winner = candidate((0, 1, 0), &[row("2018-Q4", "1100", 1), row("2018-Q4", "1200", 2)], &[]);
    winner.doubts.add("spending_by_object", "approved", "not-a-number", [1]);
    let mut loser = candidate((0, 0, 0), &[row("2018-Q3", "1100", 1), row("2018-Q3", "1200", 2)], &[]);
    loser.doubts.add("spending_by_object", "approved", "not-a-number", [0, 1]);
    let chosen = chosen(vec![winner, loser]);
    let doubted: Vec<u32> = chosen.doubts.iter().flat_map(|(_, rows)| rows.to_vec()).collect();
    assert_eq!(doubted, [1]);
}

#[test]
fn totals_go_where_their_rows_go() {
    let total = |period| [row(period, "total", 10)];
    let mut early = candidate((0, 0, 0), &[row("2018-Q3", "1100", 7)], &total("2018-Q3"));
    // Printed totals do not tell the account, which is part of a block.
    early.facts.with_column(Column::new("account".into(), ["final"])).unwrap();
    let mut late = candidate((0, 1, 0), &[row("2018-Q4", "1100", 10)], &total("2018-Q4"));
    late.facts.with_column(Column::new("account".into(), ["final"])).unwrap();
    let chosen = chosen(vec![early, late]);
    assert_eq!(column(&chosen.totals, "period"), ["2018-Q4"]);
    assert_eq!(column(&chosen.superseded_totals, "period"), ["2018-Q3"]);
}

#[test]
fn totals_without_rows_stand_only_where_nobody_has_rows() {
    let alone = candidate((1, 0, 0), &[], &[row("2018-Q4", "total", 10)]);
    assert_eq!(chosen(vec![alone.clone()]).totals.height(), 1);
    let chosen = chosen(vec![alone, candidate((0, 0, 0), &[row("2018-Q3", "1100", 7)], &[])]);
    assert_eq!((chosen.totals.height(), chosen.superseded_totals.height()), (0, 1));
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let period = prop::sample::select(vec!["2018-Q1", "2018-Q2", "2018-06", "2018-Q4", "2018"]);
    let code = prop::sample::select(vec!["1100", "1200"]);
    let amount = || prop::option::of(-9..9_i64);
    let row = (period, any::<bool>(), code, any::<Option<bool>>(), amount(), amount());
    let row = row.prop_map(|(period, is_cumulative, code, is_earmarked, approved, accrued)| Row {
        period,
        is_cumulative,
        code,
        is_earmarked,
        approved,
        accrued,
    });
    prop::collection::vec(row, 0..5)
}

/// Candidates of two datasets, no two of one rank, in any order.
fn candidates() -> impl Strategy<Value = Vec<Candidate>> {
    let source = (0..2_usize, 0..2_usize, 0..2_usize);
    let all = prop::collection::btree_map(source, (rows(), rows()), 1..6);
    all.prop_map(|all| all.into_iter().map(|(source, (facts, totals))| candidate(source, &facts, &totals)).collect())
}

/// The sum of an amount, by source.
fn money(frames: &[(&DataFrame, &str)]) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    for (frame, amount) in frames.iter().filter(|(frame, _)| frame.height() > 0) {
        let values = frame.column(amount).unwrap().i64().unwrap().clone();
        for (source, value) in column(frame, "source_id").into_iter().zip(values.iter()) {
            *sums.entry(source).or_default() += value.unwrap_or(0);
        }
    }
    sums.retain(|_, sum| *sum != 0);
    sums
}

fn of_phase(frame: &DataFrame, phase: &str) -> DataFrame {
    match frame.column("phase") {
        Ok(phases) => frame.filter(&phases.str().unwrap().equal(phase)).unwrap(),
        Err(_) => DataFrame::default(),
    }
}

fn sorted(frame: &DataFrame) -> Vec<String> {
    let names: Vec<&str> = frame.get_column_names().into_iter().map(PlSmallStr::as_str).collect();
    let mut rows = told(frame, &names);
    rows.sort();
    rows
}

proptest! {
    #[test]
    fn no_peso_is_lost_or_doubled(candidates in candidates()) {
        let chosen = choose(table(), candidates.clone()).unwrap();
        for amount in ["approved", "accrued"] {
            let facts: Vec<_> = candidates.iter().map(|candidate| (&candidate.facts, amount)).collect();
            let (vintage, alternate) = (of_phase(&chosen.vintage, amount), of_phase(&chosen.alternate, amount));
            let figures = [(&chosen.facts, amount), (&vintage, "amount"), (&alternate, "amount")];
            prop_assert_eq!(money(&facts), money(&figures));
            let whole = [(&chosen.facts, amount), (&chosen.superseded_facts, amount)];
            prop_assert_eq!(money(&facts), money(&whole));
            let totals: Vec<_> = candidates.iter().map(|candidate| (&candidate.totals, amount)).collect();
            let whole = [(&chosen.totals, amount), (&chosen.superseded_totals, amount)];
            prop_assert_eq!(money(&totals), money(&whole));
        }
        let records: usize = candidates.iter().map(|candidate| candidate.facts.height()).sum();
        prop_assert_eq!(chosen.facts.height() + chosen.superseded_facts.height(), records);
    }

    #[test]
    fn the_order_of_candidates_does_not_matter(
        (candidates, shuffled) in candidates().prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        let (one, other) = (choose(table(), candidates).unwrap(), choose(table(), shuffled).unwrap());
        for (one, other) in [(&one.facts, &other.facts), (&one.vintage, &other.vintage),
            (&one.alternate, &other.alternate), (&one.superseded_totals, &other.superseded_totals)] {
            prop_assert_eq!(sorted(one), sorted(other));
        }
    }

    #[test]
    fn a_block_has_one_source_and_one_cut_unless_it_is_of_flows(candidates in candidates()) {
        let facts = choose(table(), candidates).unwrap().facts;
        let mut sources = told(&facts, &["source_id", "period"]);
        sources.sort();
        sources.dedup();
        let is_flow = told(&facts, &["is_cumulative", "period"]).iter().all(|row| row.starts_with("false 2018-"));
        prop_assert!(sources.len() <= 1 || is_flow, "{:?}", sources);
        let mut periods: Vec<&str> = sources.iter().filter_map(|source| source.split(' ').nth(1)).collect();
        periods.sort_unstable();
        periods.dedup();
        prop_assert_eq!(periods.len(), sources.len());
    }
}
