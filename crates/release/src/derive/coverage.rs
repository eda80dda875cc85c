//! Coverage: what there is of each government, table and year, and why there is no more.
//!
//! What a government does not publish leaves no row in any table. Here it does: governments keep six years of accounts
//! online (LGCG, article 58), and each of their accounts in that time is published, awaited, held, refused or missing.

mod accounts;
mod lines;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use erario_model::codelist::Jurisdiction;
use erario_model::{Address, Schema, TableKind};
use polars::prelude::*;

use lines::Line;

/// The harmonised accounts, which every state and municipality publishes (LGCG, articles 46 and 48).
pub(super) const HARMONISED: [&str; 6] = [
    "spending_by_function",
    "spending_by_object",
    "spending_by_unit",
    "spending_by_type",
    "spending_by_program",
    "revenue_by_source",
];

/// The federation's account, which has every classification in each key.
const FEDERAL: &str = "budget_line";

/// How many fiscal years stay online, the newest among them.
const YEARS_ONLINE: i32 = 6;

/// Whose account it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Body {
    pub jurisdiction_code: String,
    /// `government` or `entity`.
    pub coverage: String,
    pub entity_code: Option<String>,
}

impl Body {
    fn level(&self) -> &'static str {
        match (self.jurisdiction_code.as_str(), self.jurisdiction_code.len()) {
            ("00", _) => "federal",
            (_, 2) => "state",
            _ => "municipal",
        }
    }

    fn is_government(&self) -> bool {
        self.coverage == "government"
    }

    fn exists_in(&self, year: i32) -> bool {
        let since = Jurisdiction::of(&self.jurisdiction_code).and_then(|jurisdiction| jurisdiction.since);
        since.is_none_or(|since| since <= year)
    }
}

/// One account: what a row of `coverage_status` is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Account {
    body: Body,
    table: String,
    fiscal_year: i32,
}

/// An edition of a dataset, and what became of it.
#[derive(Clone, Debug)]
pub struct Declared<'a> {
    pub dataset: &'a Address,
    pub edition: &'a str,
    pub table: &'a str,
    pub government_level: Option<&'a str>,
    /// `None` where only its rows name governments.
    pub body: Option<Body>,
    /// `None` where only its rows name years.
    pub fiscal_year: Option<i32>,
    pub fate: Fate<'a>,
    /// What of its contract holds it, in Spanish and in English.
    pub contract: Option<[String; 2]>,
}

/// What became of an edition.
#[derive(Clone, Copy, Debug)]
pub enum Fate<'a> {
    /// Its rows were candidates for facts.
    Released,
    /// A fatal finding of its own keeps these rows out.
    Held(&'a DataFrame),
    /// Its contract keeps its file from being read.
    Stopped,
    /// Its file could not be read.
    Refused,
    /// It has no file yet.
    Awaiting,
}

/// The table `coverage_status`, from the tables of a release and all editions that were asked for.
pub fn coverage(
    schema: &Schema,
    tables: &BTreeMap<String, DataFrame>,
    editions: &[Declared],
) -> PolarsResult<DataFrame> {
    let is_fact = |table: &str| schema.table(table).is_some_and(|table| table.kind == TableKind::Fact);
    let editions: Vec<&Declared> = editions.iter().filter(|edition| is_fact(edition.table)).collect();
    let mut told: BTreeMap<Account, Vec<Line>> = BTreeMap::new();
    for (table, rows) in tables.iter().filter(|(table, _)| is_fact(table)) {
        for (account, source, state) in accounts::of(table, rows)? {
            told.entry(account).or_default().push(Line::published(source, &state));
        }
    }
    let expected = expected(&told, &editions);
    let mut awaited: BTreeMap<Account, Vec<&Declared>> = BTreeMap::new();
    for edition in &editions {
        let about = about(edition, &editions, &expected);
        match edition.fate {
            Fate::Released => {}
            Fate::Held(rows) => {
                let held: BTreeSet<Account> =
                    accounts::of(edition.table, rows)?.into_iter().map(|(account, ..)| account).collect();
                for account in if held.is_empty() { about } else { held } {
                    told.entry(account).or_default().push(Line::held(edition));
                }
            }
            Fate::Stopped => {
                for account in about {
                    told.entry(account).or_default().push(Line::stopped(edition));
                }
            }
            Fate::Refused => {
                for account in about {
                    told.entry(account).or_default().push(Line::refused(edition));
                }
            }
            Fate::Awaiting => {
                for account in about {
                    awaited.entry(account).or_default().push(edition);
                }
            }
        }
    }
    for (account, editions) in awaited {
        told.entry(account).or_insert_with(|| vec![Line::awaiting(&editions)]);
    }
    for account in expected {
        let is_harmonised = HARMONISED.contains(&account.table.as_str());
        let unread: BTreeSet<&Address> =
            editions.iter().filter(|edition| may_hold(edition, &account, &editions)).map(|one| one.dataset).collect();
        told.entry(account).or_insert_with(|| vec![Line::missing(is_harmonised, &unread)]);
    }
    lines::frame(&told)
}

/// Every account that should be there: of each government and entity that accounts or pipelines name, in the years that
/// stay online.
fn expected(published: &BTreeMap<Account, Vec<Line>>, editions: &[&Declared]) -> BTreeSet<Account> {
    let is_account = |account: &&Account| HARMONISED.contains(&account.table.as_str()) || account.table == FEDERAL;
    let accounts = || published.keys().filter(is_account);
    let Some(newest) = accounts().map(|account| account.fiscal_year).max() else { return BTreeSet::new() };
    let online: RangeInclusive<i32> = newest - YEARS_ONLINE + 1..=newest;

    let declared = editions.iter().filter_map(|edition| Some((edition.body.as_ref()?, edition.table)));
    let mut pairs: BTreeSet<(&Body, &str)> = declared.collect();
    let bodies: BTreeSet<&Body> =
        pairs.iter().map(|(body, _)| *body).chain(accounts().map(|account| &account.body)).collect();
    // What no dataset of the run reads cannot be said to be missing.
    let asked: BTreeSet<&str> = editions.iter().map(|edition| edition.table).collect();
    let harmonised = HARMONISED.into_iter().filter(|table| asked.contains(table));
    for body in bodies.into_iter().filter(|body| body.is_government() && body.level() != "federal") {
        pairs.extend(harmonised.clone().map(|table| (body, table)));
    }
    let of_pair = |(body, table): (&Body, &str)| {
        let account = |fiscal_year| Account { body: body.clone(), table: table.to_owned(), fiscal_year };
        online.clone().filter(|year| body.exists_in(*year)).map(account).collect::<Vec<_>>()
    };
    pairs.into_iter().flat_map(of_pair).collect()
}

/// The accounts that an edition without rows is about, if its pipeline file says whose it is.
///
/// One that does not say of which year speaks for its dataset as a whole: where nothing of the dataset could be read, it
/// is about all accounts of that government.
fn about(edition: &Declared, editions: &[&Declared], expected: &BTreeSet<Account>) -> BTreeSet<Account> {
    let Some(body) = &edition.body else { return BTreeSet::new() };
    if let Some(fiscal_year) = edition.fiscal_year {
        return BTreeSet::from([Account { body: body.clone(), table: edition.table.to_owned(), fiscal_year }]);
    }
    if is_read(edition.dataset, editions) {
        return BTreeSet::new();
    }
    expected.iter().filter(|account| account.body == *body && account.table == edition.table).cloned().collect()
}

/// Whether an account may be in a dataset that names governments in its rows alone, and of which nothing could be read.
fn may_hold(edition: &Declared, account: &Account, editions: &[&Declared]) -> bool {
    edition.body.is_none()
        && account.body.is_government()
        && edition.government_level.is_none_or(|level| level == account.body.level())
        && edition.table == account.table
        && edition.fiscal_year.is_none_or(|year| year == account.fiscal_year)
        && !is_read(edition.dataset, editions)
}

/// Whether any edition of a dataset could be read.
fn is_read(dataset: &Address, editions: &[&Declared]) -> bool {
    editions.iter().any(|edition| edition.dataset == dataset && matches!(edition.fate, Fate::Released))
}

#[cfg(test)]
mod tests;
