//! What the samples are for: a run of them shows the real, published figures of Quintana Roo, its education, its
//! environment and its spending on women, from 2018 on.

use erario_model::Money;

use crate::support::{Project, Release, sum};

fn release() -> Release {
    let project = Project::new();
    project.run_samples(0);
    project.latest()
}

/// Approved pesos of a theme in Quintana Roo, and whether they may be trusted.
fn theme(release: &Release, theme: &str, scheme: &str, year: &str) -> (Money, bool) {
    let rows: Vec<_> = release
        .block("theme_spending", "23", year)
        .filter(|row| &row["theme"] == theme && &row["scheme"] == scheme && &row["coverage"] == "government")
        .collect();
    assert!(!rows.is_empty(), "{theme} {year}");
    (sum(rows.iter().copied(), "approved"), rows.iter().any(|row| row.doubts("approved")))
}

#[test]
fn themes_of_quintana_roo_are_the_published_figures() {
    let release = release();
    for (year, education, environment, women) in [
        ("2018", 8_330_556_760, 70_021_293, Some(40_006_310)),
        ("2019", 8_939_297_276, 76_567_123, None),
        ("2021", 9_812_300_931, 79_468_484, Some(43_703_463)),
        ("2022", 9_931_020_805, 124_769_288, None),
        ("2023", 10_578_356_288, 95_669_202, Some(46_363_126)),
        ("2024", 11_990_151_911, 167_295_029, Some(55_901_559)),
        ("2025", 12_425_539_584, 329_678_709, Some(841_955_461)),
        ("2026", 13_698_598_230, 547_531_312, Some(893_136_996)),
    ] {
        let good = |pesos| (Money::from_pesos(pesos), false);
        assert_eq!(theme(&release, "education", "function", year), good(education), "education {year}");
        assert_eq!(theme(&release, "environment", "function", year), good(environment), "environment {year}");
        if let Some(women) = women {
            assert_eq!(theme(&release, "gender", "unit", year), good(women), "gender {year}");
        }
    }
}

#[test]
fn a_copied_year_is_shown_and_doubtful() {
    let release = release();
    let copied = (Money::from_pesos(9_812_300_931), true);
    assert_eq!(theme(&release, "education", "function", "2020"), copied);
    let (_, doubtful) = theme(&release, "gender", "unit", "2020");
    assert!(!doubtful, "the administrative cut of 2020 is no copy");
}

#[test]
fn execution_that_only_repeats_the_plan_is_doubtful_and_the_plan_is_not() {
    let release = release();
    for row in release.block("theme_spending", "23", "2026") {
        assert!(row.doubts("accrued") && !row.doubts("approved"), "{} {}", &row["theme"], &row["doubt"]);
    }
}

#[test]
fn an_island_of_women_is_not_spending_on_women() {
    let release = release();
    let island = release.rows("spending_by_unit").filter(|row| row["unit_name"].contains("ISLA MUJERES"));
    assert!(island.count() > 0, "the sample has the municipality among the units");
    let counted: Vec<&str> =
        release.rows("theme_line").filter(|row| &row["theme"] == "gender").map(|row| row.get("figure_id")).collect();
    assert!(!counted.is_empty());
    assert!(!counted.iter().any(|figure| figure.contains("isla-mujeres")), "{counted:?}");
}

#[test]
fn federal_education_and_environment_in_quintana_roo_are_complete() {
    let release = release();
    let of = |function| {
        let budget = release.block("budget_line", "00", "2016");
        budget.filter(move |row| &row["state_code"] == "23" && &row["function_code"] == function)
    };
    assert_eq!(sum(of("2.5"), "approved"), Money::from_pesos(5_962_337_987));
    assert_eq!(sum(of("2.1"), "approved"), Money::from_pesos(179_448_598));
}
