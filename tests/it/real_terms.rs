//! Theme spending that can be compared: in pesos of one year, and by inhabitant.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use erario_model::{Money, half_even};

use crate::real_data;
use crate::support::{Project, Release, Row, complaint, repository};

/// Education of Quintana Roo by function in one year.
fn education<'a>(release: &'a Release, year: &'a str) -> Row<'a> {
    let mut rows = release
        .block("theme_spending", "23", year)
        .filter(|row| (&row["theme"], &row["scheme"], &row["coverage"]) == ("education", "function", "government"));
    rows.next().unwrap_or_else(|| panic!("no education in {year}"))
}

/// Year -> the sum of its months in the sample, in millionths, of the years that have all twelve.
fn whole_years() -> BTreeMap<i32, i128> {
    let path = repository().join("data-samples/mx-inegi/inpc/2024-03/inpc_mensual_1969_2024-03.csv");
    let mut years: BTreeMap<i32, Vec<i128>> = BTreeMap::new();
    for line in fs::read_to_string(path).unwrap().lines().skip(1) {
        let (date, value) = line.split_once(',').unwrap();
        let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
        years.entry(date[..4].parse().unwrap()).or_default().push(format!("{whole}{decimals:0<6}").parse().unwrap());
    }
    years
        .into_iter()
        .filter(|(_, months)| months.len() == 12)
        .map(|(year, months)| (year, months.iter().sum()))
        .collect()
}

#[test]
fn d20_amounts_of_whole_years_are_told_in_pesos_of_the_base_year_and_no_others() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let sums = whole_years();
    let (mut compared, mut outside) = (0, BTreeSet::new());
    for row in release.rows("theme_spending") {
        let year: i32 = row["fiscal_year"].parse().unwrap();
        let is_whole = row["period"] == row["fiscal_year"]
            && &row["account_status"] != "partial"
            && &row["coverage"] == "government";
        for (amount, real) in [("approved", "approved_real"), ("accrued", "accrued_real")] {
            let expected = row.money(amount).filter(|_| is_whole).zip(sums.get(&year)).map(|(money, of)| {
                Money::from_centavos(half_even(i128::from(money.centavos()) * sums[&2023], *of) as i64)
            });
            assert_eq!(row.money(real), expected, "{} {year} {}", &row["jurisdiction_code"], &row["rule_id"]);
            compared += usize::from(expected.is_some());
            if is_whole && row.money(amount).is_some() && expected.is_none() {
                outside.insert(year.to_string());
            }
        }
        let is_real = row.money("approved_real").is_some() || row.money("accrued_real").is_some();
        assert_eq!(&row["price_base_year"], if is_real { "2023" } else { "" });
        assert!(year < 2024 || !is_real, "nothing is extrapolated");
    }
    assert!(compared > 100, "{compared}");
    let told: Vec<(&str, &str)> =
        release.findings("F050").map(|finding| (finding.get("fiscal_year"), finding.get("found"))).collect();
    assert!(told.contains(&("2024", "3")) && told.contains(&("2026", "0")), "{told:?}");
    let years: BTreeSet<String> = told.iter().map(|(year, _)| (*year).to_owned()).collect();
    assert_eq!((years.len(), years), (told.len(), outside), "one finding for each year that is not told");
}

#[test]
fn education_is_divided_among_the_people_of_the_same_year_in_current_pesos() {
    let project = Project::new();
    project.run_samples(0);
    let release = project.latest();
    let row = education(&release, "2019");
    assert_eq!((&row["population"], &row["approved_per_capita"]), ("1841470", "4854.44"));
    assert_eq!(&education(&release, "2026")["approved_per_capita"], &*per_head(13_698_598_230, 2_141_082));
    let federal: Vec<Row> = release.rows("theme_spending").filter(|row| &row["jurisdiction_code"] == "00").collect();
    assert!(!federal.is_empty());
    assert!(federal.iter().all(|row| row["population"].is_empty() && row["approved_per_capita"].is_empty()));
    assert_eq!(release.findings("F051").count(), 0, "every government of the samples has a population");
}

fn per_head(pesos: i128, people: i128) -> String {
    Money::from_centavos(half_even(pesos * 100, people) as i64).to_string()
}

#[test]
fn a_release_without_the_series_says_so_once() {
    let project = Project::with(&["ojos-al-gasto/funcional-estatal"]);
    fs::copy(repository().join("pipelines/release.toml"), project.path("pipelines/release.toml")).unwrap();
    project.run_samples(0);
    let release = project.latest();
    assert_eq!((release.findings("F050").count(), release.findings("F051").count()), (1, 1));
    assert!(release.rows("theme_spending").all(|row| row["approved_real"].is_empty() && row["population"].is_empty()));
}

#[test]
fn the_file_of_the_release_is_proved() {
    let project = Project::new();
    for (before, now, said) in [
        ("base_year = 2023", "base_yaer = 2023", "did you mean `base_year`"),
        ("base_yaer = 2023", "base_year = 1960", "`prices.base_year` is `1960`, expected a number from 1969 to 2100"),
        ("base_year = 1960", "base_year = 2023", ""),
        ("index = \"INPC\"", "index = \"inpc\"", "`prices.index` is `inpc`, expected text that matches `[A-Z]+`"),
    ] {
        project.edit("pipelines/release.toml", before, now);
        let checked = project.erario("check mx-inegi/inpc");
        assert_eq!(checked.code, if said.is_empty() { 0 } else { 2 }, "{}", checked.stderr);
        assert!(checked.stderr.contains(said), "{}", checked.stderr);
        assert!(said.is_empty() || checked.stderr.contains("pipelines/release.toml:"), "{}", checked.stderr);
    }
    project.erario("run mx-inegi/inpc --samples --quiet").ended(2);
}

#[test]
fn d20_a_base_year_that_the_index_does_not_cover_deflates_nothing() {
    let project = Project::new();
    project.edit("pipelines/release.toml", "base_year = 2023", "base_year = 2024");
    project.run_samples(0);
    let release = project.latest();
    assert!(release.rows("theme_spending").all(|row| row["approved_real"].is_empty()));
    let told: Vec<(&str, &str)> =
        release.findings("F050").map(|finding| (finding.get("fiscal_year"), finding.get("found"))).collect();
    assert_eq!(told, [("2024", "3")]);
}

#[test]
fn d20_an_index_that_was_rebased_deflates_as_before() {
    let project = Project::new();
    let real = |project: &Project| {
        project.run_samples(0);
        let release = project.latest();
        let rows = release.rows("theme_spending").map(|row| row.get("approved_real").to_owned()).collect::<Vec<_>>();
        (release.rows("price_index").map(|row| row.get("index_value").to_owned()).max().unwrap(), rows)
    };
    let (highest, before) = real(&project);
    let path = project.path("data-samples/mx-inegi/inpc/2024-03/inpc_mensual_1969_2024-03.csv");
    let published = fs::read_to_string(&path).unwrap();
    // A new base multiplies all values by one number; with a million, no rounding is in the way.
    let rebased: Vec<String> = published
        .lines()
        .map(|line| match line.split_once(',') {
            Some((date, value)) if date.starts_with(|first: char| first.is_ascii_digit()) => {
                let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
                format!("{date},{whole}{decimals:0<6}")
            }
            _ => line.to_owned(),
        })
        .collect();
    fs::write(&path, rebased.join("\n") + "\n").unwrap();
    let (rebased, after) = real(&project);
    assert!(rebased != highest);
    assert!(before.iter().any(|amount| !amount.is_empty()));
    assert_eq!(before, after);
}

#[test]
fn d20_a_month_that_is_no_number_takes_its_year_out_of_the_series() {
    let said = complaint_free("mx-inegi/inpc", |project| {
        project.edit(
            "data-samples/mx-inegi/inpc/2024-03/inpc_mensual_1969_2024-03.csv",
            "2019-05-01,",
            "2019-05-01,N/E ",
        );
    });
    let found: Vec<&str> = said.findings("F001").map(|finding| finding.get("field")).collect();
    assert_eq!(found, ["IPC"]);
    assert_eq!(said.rows("price_index").filter(|row| row["period"].starts_with("2019")).count(), 11);
}

/// The release of one damaged dataset, which is released all the same.
fn complaint_free(dataset: &str, damage: impl FnOnce(&Project)) -> Release {
    let project = Project::with(&[dataset]);
    damage(&project);
    project.run_samples(0);
    project.latest()
}

#[test]
fn a_renamed_column_of_prices_stops_the_dataset() {
    let said = complaint("mx-inegi/inpc", 21, |project| {
        project.edit("data-samples/mx-inegi/inpc/2024-03/inpc_mensual_1969_2024-03.csv", "Fecha,IPC", "Fecha,INPC");
    });
    assert!(said.contains("the header has the unknown column `INPC`"), "{said}");
}

#[test]
fn the_published_series_are_read_whole() {
    let reference = real_data::data().join("reference");
    let files = [
        ("mx-inegi/inpc", "2024-03", "inpc_mensual_1969_2024-03.csv"),
        ("mx-conapo/poblacion-estatal", "2023", "conapo_poblacion_entidad.csv"),
        ("mx-conapo/poblacion-municipal", "2023", "conapo_poblacion_municipal.csv"),
    ];
    let files = files.map(|(dataset, edition, file)| (dataset.to_owned(), edition.to_owned(), reference.join(file)));
    let Some(release) = real_data::built(files) else { return };
    let value = |period: &str| {
        let mut rows = release.rows("price_index").filter(|row| &row["period"] == period);
        rows.next().map(|row| row.get("index_value")).unwrap()
    };
    assert_eq!((value("2016-12"), value("2020-12")), ("92.039035", "109.271000"));
    assert_eq!(release.rows("price_index").count(), 663);
    let people = |code: &dyn Fn(&str) -> bool, year: &str| -> i64 {
        let rows = release.rows("population").filter(|row| code(&row["jurisdiction_code"]) && &row["year"] == year);
        rows.map(|row| row["population"].parse::<i64>().unwrap()).sum()
    };
    assert_eq!(people(&|code| code == "23", "2019"), 1_841_470);
    assert_eq!(people(&|code| code.starts_with("23") && code.len() == 5, "2024"), 2_061_131);
    assert_eq!(release.rows("population").count(), 32 * 101 + 2_475 * 51);
    assert_eq!(release.rows("finding").count(), 0);
}
