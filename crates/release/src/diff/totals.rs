//! Sums of what belongs together, before and after.

use std::collections::{BTreeSet, HashMap};

use erario_model::Table;
use serde::{Serialize, Serializer};

use super::cause::{self, Cause, Ground};
use super::prints::{Columns, Group};
use super::side::Side;

/// The sum of one amount of one government and year (and ramo, theme, account), in both releases.
#[derive(Clone, Debug, Serialize)]
pub struct Total {
    pub table: String,
    pub title_es: String,
    pub title_en: String,
    pub jurisdiction_code: String,
    pub jurisdiction_name: String,
    /// The body, where it is not the whole government.
    pub entity_name: Option<String>,
    pub fiscal_year: Option<i32>,
    /// What tells it from other sums of the same account: theme, ramo, scheme.
    pub of: Vec<String>,
    /// The field: `approved`, `accrued`, …
    pub phase: String,
    pub phase_es: String,
    pub phase_en: String,
    /// Up to when it counts.
    pub period_before: Option<String>,
    pub period: Option<String>,
    #[serde(serialize_with = "pesos")]
    pub before: Option<i128>,
    #[serde(serialize_with = "pesos")]
    pub after: Option<i128>,
    pub cause: Cause,
}

impl Total {
    /// By how many centavos it moved; nothing counts as zero.
    pub fn moved(&self) -> i128 {
        self.after.unwrap_or(0) - self.before.unwrap_or(0)
    }

    pub(super) fn size(&self) -> u128 {
        self.moved().unsigned_abs()
    }

    /// A later cut of the same year took the place of an earlier one.
    pub fn is_next_cut(&self) -> bool {
        self.before.is_some() && self.after.is_some() && self.period_before != self.period
    }

    pub(super) fn place(&self) -> impl Ord + '_ {
        (&self.table, &self.jurisdiction_code, &self.entity_name, self.fiscal_year, &self.of, &self.phase)
    }
}

fn pesos<S: Serializer>(centavos: &Option<i128>, serializer: S) -> Result<S::Ok, S::Error> {
    match centavos {
        Some(centavos) => serializer.serialize_some(&decimal(*centavos)),
        None => serializer.serialize_none(),
    }
}

/// Pesos and centavos, as in the tables; sums may be larger than one amount can be.
pub(super) fn decimal(centavos: i128) -> String {
    let (sign, size) = (if centavos < 0 { "-" } else { "" }, centavos.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// Names stand beside their codes, which is enough to tell sums apart.
const SHOWN: [&str; 7] = ["theme", "scheme", "account", "amount_basis", "revenue_scheme", "ramo_code", "ramo_name"];

/// Sums that are not the same in both releases.
pub(super) fn moved(
    table: &Table,
    columns: &Columns,
    mut old: HashMap<u64, Group>,
    mut new: HashMap<u64, Group>,
    old_side: &Side,
    new_side: &Side,
) -> Vec<Total> {
    let mut totals = Vec::new();
    let mut each = |before: Option<Group>, after: Option<Group>| {
        let Some(group) = after.as_ref().or(before.as_ref()) else { return };
        let label = |name: &str| {
            let place = columns.labels.iter().position(|column| column == name)?;
            group.labels[place].clone()
        };
        for (place, phase) in columns.amounts.iter().enumerate() {
            let of = |group: &Option<Group>| group.as_ref().and_then(|group| group.sums[place]);
            if of(&before) == of(&after) {
                continue;
            }
            let field = table.field(phase);
            totals.push(Total {
                table: table.name.clone(),
                title_es: table.title_es.clone(),
                title_en: table.title_en.clone(),
                jurisdiction_code: label("jurisdiction_code").unwrap_or_default(),
                jurisdiction_name: label("jurisdiction_name").unwrap_or_default(),
                entity_name: label("entity_name").or_else(|| label("entity_code")),
                fiscal_year: group.year,
                of: SHOWN.iter().filter_map(|name| label(name)).collect(),
                phase: phase.clone(),
                phase_es: field.map_or_else(|| phase.clone(), |field| field.title_es.clone()),
                phase_en: field.map_or_else(|| phase.clone(), |field| field.title_en.clone()),
                period_before: before.as_ref().and_then(|group| group.period.clone()),
                period: after.as_ref().and_then(|group| group.period.clone()),
                before: of(&before),
                after: of(&after),
                cause: cause::of(&Ground::of(before.as_ref()), &Ground::of(after.as_ref()), old_side, new_side),
            });
        }
    };
    // In the order of their hashes, which is the same every time.
    let keys: BTreeSet<u64> = old.keys().chain(new.keys()).copied().collect();
    for key in keys {
        each(old.remove(&key), new.remove(&key));
    }
    totals
}
