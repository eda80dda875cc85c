//! The real published files in `../shared/data` beside the checkout, all the way through, once for all tests.
//!
//! The expected figures were computed independently from the files; `SOURCES.md` beside them says how.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::OnceLock;

use erario_model::Money;

use crate::support::{Release, Row, Table, erario, finish, repository, sum};

/// Dataset, edition, file.
const FILES: [(&str, &str, &str); 13] = [
    ("mx-shcp/pef", "2016", "mx-shcp/pef/PEF_2016.csv.zip"),
    ("mx-shcp/cuenta-publica-programatica", "2014", "mx-shcp/cuenta-publica-programatica/2014.xls"),
    ("mx-shcp/cuenta-publica-programatica", "2016", "mx-shcp/cuenta-publica-programatica/2016.xls"),
    ("mx-shcp/cuenta-publica-programatica", "2020", "mx-shcp/cuenta-publica-programatica/2020.xls"),
    ("mx-shcp/cuenta-publica-programatica", "2022", "mx-shcp/cuenta-publica-programatica/2022.xls"),
    ("ojos-al-gasto/funcional-estatal", "2026-aprobado", "Estatal/CF Estatal 2026 aprobado.csv"),
    ("ojos-al-gasto/funcional-municipal", "2026-aprobado", "municipios/CF Municipal 2026 aprobado.csv"),
    ("ojos-al-gasto/objeto-estatal", "2026-aprobado", "Estatal/COG Estatal 2026 aprobado.csv"),
    ("ojos-al-gasto/objeto-municipal", "2026-aprobado", "municipios/COG Municipal 2026 aprobado.csv"),
    ("ojos-al-gasto/administrativa-estatal", "2026-aprobado", "Estatal/CA Estatal 2026 aprobado.csv"),
    ("ojos-al-gasto/administrativa-municipal", "2026-aprobado", "municipios/CA Municipal 2026 aprobado.csv"),
    ("ojos-al-gasto/ingresos-estatal", "2026-aprobado", "Estatal/EAID Estatal 2026 aprobado.csv"),
    ("ojos-al-gasto/ingresos-municipal", "2026-aprobado", "municipios/EAID Municipal 2026 aprobado.csv"),
];

pub fn data() -> PathBuf {
    repository().join("../shared/data")
}

/// The release of all real files; `None`, and a word about it, where they are not beside the checkout.
pub fn release() -> Option<&'static Release> {
    static RELEASE: OnceLock<Option<Release>> = OnceLock::new();
    RELEASE.get_or_init(build).as_ref()
}

fn build() -> Option<Release> {
    let file = |dataset: &str, file: &str| match dataset.strip_prefix("ojos-al-gasto/") {
        Some(_) => data().join("ojos-al-gasto/2026-aprobado").join(file),
        None => data().join(file),
    };
    built(FILES.map(|(dataset, edition, name)| (dataset.to_owned(), edition.to_owned(), file(dataset, name))))
}

/// A release of published files: dataset, edition, file. `None`, and a word about it, where they are not there.
pub fn built(files: impl IntoIterator<Item = (String, String, PathBuf)>) -> Option<Release> {
    use std::io::Write;
    if !data().join("SOURCES.md").exists() {
        // Not `println!`: the harness keeps that back when a test passes.
        let _ = writeln!(std::io::stderr(), "skipped: tests on real files, which are not in ../shared/data");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store").to_str().unwrap().to_owned();
    let mut datasets = BTreeSet::new();
    for (dataset, edition, file) in files {
        let file = file.to_str().unwrap();
        finish(&mut erario(["add", &dataset, file, "--edition", &edition, "--store", &store])).ended(0);
        datasets.insert(dataset);
    }
    let out = folder.path().join("out");
    let run = ["run", "--offline", "--quiet", "--store", &store, "--out", out.to_str().unwrap()];
    finish(&mut erario(run.into_iter().chain(datasets.iter().map(String::as_str)))).ended(0);
    Some(Release::read(&out.join("latest")))
}

fn pef(release: &Release) -> impl Iterator<Item = Row<'_>> {
    release.rows("budget_line").filter(|row| &row["dataset"] == "pef" && &row["fiscal_year"] == "2016")
}

#[test]
fn the_federal_budget_of_2016_adds_up_to_its_gross_total() {
    let Some(release) = release() else { return };
    assert_eq!(pef(release).count(), 75_312);
    let approved = |column: &'static str, code: &'static str| {
        sum(pef(release).filter(move |row| &row[column] == code), "approved")
    };
    assert_eq!(sum(pef(release), "approved"), Money::from_pesos(5_297_125_819_608));
    assert_eq!(approved("ramo_code", "11"), Money::from_pesos(302_986_555_681));
    assert_eq!(approved("ramo_code", "16"), Money::from_pesos(55_770_254_828));
    assert_eq!(approved("function_code", "2.5"), Money::from_pesos(686_578_224_815));
    assert_eq!(approved("function_code", "2.1"), Money::from_pesos(28_365_450_121));
    assert_eq!(approved("state_code", "23"), Money::from_pesos(29_643_772_940));
    assert_eq!(pef(release).filter(|row| &row["state_code"] == "23").count(), 1_330);
}

#[test]
fn the_decrees_net_total_stands_beside_the_gross_rows() {
    let Some(release) = release() else { return };
    assert!(pef(release).all(|row| &row["amount_basis"] == "gross" && &row["account"] == "decree"));
    let totals: Vec<_> = release.rows("published_total").filter(|row| &row["dataset"] == "pef").collect();
    assert_eq!(totals.iter().filter_map(|row| row.money("approved")).max(), Some(Money::from_pesos(4_763_874_000_000)));
}

#[test]
fn code_page_850_is_read_as_such() {
    let Some(release) = release() else { return };
    assert!(pef(release).any(|row| &row["function_name"] == "Educación"));
    for row in pef(release) {
        for column in ["ramo_name", "unit_name", "program_name", "object_name", "state_name"] {
            assert!(!row[column].contains(['¢', '£', '¤', '¥', '\u{fffd}', '─']), "{column}: {}", &row[column]);
        }
    }
}

#[test]
fn codes_keep_their_zeros_and_places_that_are_no_state_are_none() {
    let Some(release) = release() else { return };
    let two_digits = |code: &str| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_digit());
    for row in pef(release) {
        assert!(two_digits(&row["ramo_code"]), "{}", &row["ramo_code"]);
        assert_eq!(two_digits(&row["state_code"]), &row["location_kind"] == "state", "{}", &row["location_kind"]);
        let program = row.get("program_code");
        assert!(program.len() == 4 && program.as_bytes()[0].is_ascii_uppercase(), "{program}");
    }
    assert!(pef(release).any(|row| &row["location_kind"] == "abroad"));
    assert!(pef(release).any(|row| &row["location_kind"] == "not_distributable"));
}

#[test]
fn programmes_add_up_to_the_published_totals_of_their_ramos() {
    let Some(release) = release() else { return };
    for (year, ramo, approved, exercised) in [
        ("2014", "11", 292_548_777_245, 319_172_259_174),
        ("2014", "16", 66_227_588_237, 63_351_140_116),
        ("2016", "11", 302_986_555_681, 322_940_774_126),
        ("2016", "16", 55_770_254_828, 54_912_377_109),
        ("2020", "11", 326_282_716_298, 343_499_262_344),
        ("2020", "16", 29_869_450_777, 34_761_655_921),
        ("2022", "11", 364_600_046_855, 381_611_780_775),
        ("2022", "16", 40_795_855_575, 56_796_606_288),
    ] {
        let rows = || release.block("spending_by_program", "00", year).filter(move |row| &row["ramo_code"] == ramo);
        // The file prints whole pesos of amounts that have centavos.
        let near = |amount, pesos| (sum(rows(), amount) - Money::from_pesos(pesos)).abs() <= Money::from_pesos(1);
        assert!(near("approved", approved), "{year} {ramo}: {}", sum(rows(), "approved"));
        assert!(near("exercised", exercised), "{year} {ramo}: {}", sum(rows(), "exercised"));
    }
}

#[test]
fn every_state_and_every_municipality_has_its_inegi_code() {
    let Some(release) = release() else { return };
    let codes = |dataset: &'static str| {
        let rows = release.rows("spending_by_function").filter(move |row| &row["dataset"] == dataset);
        rows.map(|row| row.get("jurisdiction_code")).collect::<BTreeSet<_>>()
    };
    assert_eq!(codes("funcional-estatal").len(), 32);
    let municipalities = codes("funcional-municipal");
    assert_eq!(municipalities.len(), 65);
    assert!(municipalities.iter().all(|code| code.len() == 5), "{municipalities:?}");
}

#[test]
fn no_peso_of_any_source_is_unexplained() {
    let Some(release) = release() else { return };
    let unexplained: Vec<_> = release.rows("conservation").filter(|row| &row["line"] == "unexplained").collect();
    for row in &unexplained {
        assert_eq!(row.money("value"), Some(Money::ZERO), "{} {}", &row["source_id"], &row["measure"]);
    }
    for (dataset, edition, _) in FILES {
        let address = format!("{dataset}/{edition}@");
        let measures = unexplained.iter().filter(|row| row["source_id"].starts_with(&address)).count();
        assert!(measures >= 2, "{address}: an amount and the records at least");
    }
}

#[test]
fn governments_add_up_to_the_control_totals() {
    let Some(release) = release() else { return };
    let control = Table::read(&data().join("control/ojos_al_gasto_control_totals.csv"));
    let governments = [("Quintana Roo", "23"), ("Benito Juarez (Cancun)", "23005"), ("Jalisco", "14")];
    let mut whole = 0;
    for row in control.rows() {
        let Some((_, code)) = governments.iter().find(|(name, _)| *name == &row["entidad"]) else { continue };
        let (year, amount) = (row.get("anio"), if &row["momento"] == "aprobado" { "approved" } else { "accrued" });
        let same = |found: Money, column: &str| assert_eq!(Some(found), row.money(column), "{code} {year} {amount}");
        let functions = release.block("spending_by_function", code, year);
        same(sum(functions.filter(|fact| &fact["function_code"] == "2.5"), amount), "educacion_CFDS5");
        let printed = release.block("published_total", code, year);
        let printed = printed.filter(|total| &total["classification"] == "object" && &total["level"] == "0");
        same(sum(printed, amount), "COGTOT");
        // Where a total is not broken down, it is itself a row and the sum of concepts falls short of the facts.
        if row["suma_conceptos"] == row["COGTOT"] {
            same(sum(release.block("spending_by_object", code, year), amount), "suma_conceptos");
            whole += 1;
        }
    }
    assert!(whole >= 30, "{whole}");
}

#[test]
fn every_cell_that_is_no_number_has_a_finding_and_is_kept() {
    let Some(release) = release() else { return };
    let cells = Table::read(&data().join("control/ojos_al_gasto_unparseable_cells.csv"));
    let cells = cells.rows().filter(|cell| cell["file"].ends_with("2026 aprobado.csv"));
    // A lone dash is zero where the pipeline says so.
    let mut expected: Vec<String> =
        cells.map(|cell| cell["raw_value"].trim().to_owned()).filter(|raw| raw != "-" && raw != "$-").collect();
    let mut found: Vec<String> = release.findings("F001").map(|finding| finding["found"].trim().to_owned()).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    let kept: Vec<&str> =
        release.rows("set_aside").filter(|row| &row["rule_code"] == "F001").map(|row| row.get("cells")).collect();
    assert_eq!(kept.len(), expected.len());
    let is_kept = |raw: &String| kept.iter().any(|cells| cells.contains(&raw.replace('\n', "\\n")));
    assert!(expected.iter().all(is_kept), "{kept:?}");
}
