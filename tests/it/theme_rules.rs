//! D25: a changed keyword changes figures of the past, so that no rule of a theme changes without its version, and what a
//! change does to the figures is seen in a difference.

use std::collections::BTreeMap;

use erario_model::{Money, Schema, Theme};
use insta::assert_snapshot;
use sha2::{Digest, Sha256};

use crate::support::{Project, Release};

/// Theme, version, digest of what its rules count.
const VERSIONS: [(&str, &str, &str); 3] = [
    ("education", "0.2.0", "880c941aa20d"),
    ("environment", "0.2.0", "95c055ede577"),
    ("gender", "0.2.0", "a5e73ccc5b00"),
];

/// What decides which figures count, and how much of them; no word of explanation is part of it.
fn digest(theme: &Theme) -> String {
    let rules = theme.rules.iter().map(|rule| {
        let decides = (&rule.id, &rule.scheme, &rule.table, &rule.field, &rule.codes);
        format!("{decides:?} {:?} {:?} {:?} {}", rule.names, rule.not_names, rule.except, rule.share)
    });
    let markers = theme.markers.iter().map(|rule| {
        let scores: Vec<_> = rule.scores.iter().map(|score| (&score.code, score.least, score.most)).collect();
        format!("{:?} {scores:?}", (&rule.id, &rule.scheme, &rule.table))
    });
    let text = rules.chain(markers).collect::<Vec<_>>().join("\n");
    Sha256::digest(text.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn d25_a_rule_does_not_change_without_its_version() {
    let themes = Schema::embedded().themes.iter();
    let found: Vec<(&str, &str, String)> =
        themes.map(|theme| (theme.name.as_str(), theme.version.as_str(), digest(theme))).collect();
    let known = VERSIONS.map(|(name, version, digest)| (name, version, digest.to_owned()));
    let hint = "give the theme another version, read the difference of the golden totals, and write both down here";
    assert_eq!(found, known, "the rules of a theme changed: {hint}");
}

#[test]
fn d25_golden_totals_of_every_rule() {
    let project = Project::new();
    project.run_samples(0);
    assert_snapshot!(totals(&project.latest()));
}

/// Rule, scheme, government and account: rows, approved and accrued pesos of all years.
fn totals(release: &Release) -> String {
    let mut totals: BTreeMap<String, (usize, i64, i64)> = BTreeMap::new();
    for row in release.rows("theme_spending").filter(|row| &row["coverage"] == "government") {
        let key = ["rule_id", "scheme", "jurisdiction_code", "account"].map(|column| row.get(column)).join(" ");
        let total = totals.entry(key.trim_end().to_owned()).or_default();
        let centavos = |amount: &str| row.money(amount).map_or(0, Money::centavos);
        *total = (total.0 + 1, total.1 + centavos("approved"), total.2 + centavos("accrued"));
    }
    let line = |(key, (rows, approved, accrued)): (String, (usize, i64, i64))| {
        let pesos = |centavos| Money::from_centavos(centavos).to_string();
        format!("{key}: {rows} rows, approved {}, accrued {}\n", pesos(approved), pesos(accrued))
    };
    totals.into_iter().map(line).collect()
}

#[test]
fn what_nobody_screened_has_no_row() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let mut schemes: Vec<&str> = release.rows("theme_spending").map(|row| row.get("scheme")).collect();
    schemes.retain(|scheme| scheme.starts_with("oecd_gender_marker") || scheme.starts_with("cpeir_climate"));
    assert!(Schema::embedded().markers.is_empty() == schemes.is_empty(), "{schemes:?}");
}

#[test]
fn the_figures_behind_a_theme_add_up_to_it() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let mut facts: BTreeMap<(String, String), i64> = BTreeMap::new();
    for row in release.block("spending_by_function", "23", "2019") {
        facts.insert(
            (row["function_code"].to_owned(), "approved".to_owned()),
            row.money("approved").map_or(0, Money::centavos),
        );
    }
    let lines = release.block("theme_line", "23", "2019").filter(|row| {
        (&row["theme"], &row["scheme"]) == ("education", "function") && row["figure_id"].ends_with("/approved")
    });
    let sum: i64 = lines
        .map(|row| {
            let id: erario_model::FigureId = row["figure_id"].parse().unwrap();
            facts[&(id.code, id.phase)]
        })
        .sum();
    assert_eq!(Money::from_centavos(sum), Money::from_pesos(8_939_297_276));
}
