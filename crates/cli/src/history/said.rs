//! What a release says of figures, read from its CSV.

use std::path::Path;

use erario_model::{FigureId, Money, Table};

use crate::exit::Failure;
use crate::released::{Cell, Rows};

/// The part that an amount plays in a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Vintage,
    Alternate,
    Fact,
}

/// One amount as one source gave it.
#[derive(Clone, Debug)]
pub struct Said {
    pub id: FigureId,
    pub role: Role,
    /// `<publisher>/<dataset>`.
    pub dataset: String,
    pub edition: String,
    pub period: String,
    pub is_cumulative: bool,
    pub source_id: String,
    /// `None` where a fact is null: not published, or not readable.
    pub amount: Option<Money>,
    /// Slugs of the rules that doubt it.
    pub doubts: Vec<String>,
}

/// Hands over everything that a release says of the amounts of one table; of one phase, where one is named.
pub fn each(release: &Path, table: &Table, phase: Option<&str>, take: &mut dyn FnMut(Said)) -> Result<(), Failure> {
    let phases: Vec<&str> = table.amounts().map(|field| field.name.as_str()).collect();
    let phases: Vec<&str> = phases.into_iter().filter(|name| phase.is_none_or(|phase| phase == *name)).collect();
    Rows::open(release, &table.name)?.each(&mut |cell| {
        for name in &phases {
            let said = fact_id(table, cell, name).map(|id| Said {
                amount: cell(name).and_then(|amount| amount.parse().ok()),
                doubts: doubts(cell("doubt").as_deref().unwrap_or_default(), name),
                ..said(cell, id, Role::Fact)
            });
            said.into_iter().for_each(&mut *take);
        }
    })?;
    for (name, role) in [("vintage", Role::Vintage), ("alternate", Role::Alternate)] {
        Rows::open(release, name)?.each(&mut |cell| {
            let is_of = |field: &str, value: &str| cell(field).as_deref() == Some(value);
            if is_of("table_name", &table.name) && phase.is_none_or(|phase| is_of("phase", phase)) {
                let id = cell("figure_id").and_then(|id| id.parse().ok());
                id.map(|id| said(cell, id, role)).into_iter().for_each(&mut *take);
            }
        })?;
    }
    Ok(())
}

fn said(cell: &Cell, id: FigureId, role: Role) -> Said {
    let text = |name: &str| cell(name).unwrap_or_default();
    Said {
        id,
        role,
        dataset: format!("{}/{}", text("publisher"), text("dataset")),
        edition: text("edition"),
        period: text("period"),
        is_cumulative: text("is_cumulative") == "true",
        source_id: text("source_id"),
        amount: cell("amount").and_then(|amount| amount.parse().ok()),
        doubts: Vec::new(),
    }
}

/// The id of an amount of a row of a fact table.
fn fact_id(table: &Table, cell: &Cell, phase: &str) -> Option<FigureId> {
    let code: Vec<(&str, String)> =
        table.figure_code.iter().filter_map(|column| Some((column.as_str(), cell(column)?))).collect();
    // A total that is not broken down has no code of its own; the innermost code above says where it stands.
    let leaf = table.fields.iter().position(|field| table.figure_code.contains(&field.name))?;
    let own = table.fields.iter().position(|field| field.name == "account_status").map_or(0, |last| last + 1);
    let above = table.fields[own..leaf].iter().rev().filter(|field| field.name.ends_with("_code"));
    let node = above.filter_map(|field| cell(&field.name)).next();
    Some(FigureId {
        table: table.name.clone(),
        jurisdiction: cell("jurisdiction_code")?,
        entity: cell("entity_code"),
        fiscal_year: cell("fiscal_year")?.parse().ok()?,
        code: FigureId::code_of(code.iter().map(|(column, value)| (*column, value.as_str())), node.as_deref()),
        is_earmarked: cell("is_earmarked").map(|value| value == "true"),
        phase: phase.to_owned(),
        edition: None,
    })
}

/// The rules that doubt one amount, from `amount:rule` pairs.
fn doubts(pairs: &str, phase: &str) -> Vec<String> {
    let pairs = pairs.split(';').filter_map(|pair| pair.split_once(':'));
    pairs.filter(|(amount, _)| *amount == phase).map(|(_, rule)| rule.to_owned()).collect()
}
