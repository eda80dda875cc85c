//! Every fiscal rule on the real case that taught it: what it finds there, which block is doubtful for it, and which
//! one beside it is not. The cases are told in `SOURCES.md` beside the files.

use std::collections::BTreeSet;

use erario_model::Money;

use crate::real_data;
use crate::support::{Release, Row, sum};

const CUTS: [&str; 3] = ["spending_by_function", "spending_by_object", "spending_by_unit"];

/// Findings of a rule about one amount of one block.
fn found(release: &Release, rule: &str, table: &str, government: &str, year: &str, amount: &str) -> usize {
    let of_table = release.findings(rule).filter(|finding| &finding["table_name"] == table);
    let of_block = of_table.filter(|row| &row["jurisdiction_code"] == government && &row["fiscal_year"] == year);
    of_block.filter(|finding| &finding["field"] == amount).count()
}

/// The block is there, and this rule makes this amount doubtful in all of its rows that have it, or in none.
#[track_caller]
fn is_doubtful(release: &Release, rule: &str, table: &str, government: &str, year: &str, amount: &str) -> bool {
    let reason = format!("{amount}:{rule}");
    let rows = release.block(table, government, year).filter(|row| row.money(amount).is_some());
    let says: Vec<bool> = rows.map(|row| row["doubt"].split(';').any(|doubt| doubt == reason)).collect();
    assert!(!says.is_empty(), "{table} {government} {year} has no rows");
    assert!(says.iter().all(|doubtful| *doubtful == says[0]), "{table} {government} {year}: only some rows");
    says[0]
}

#[test]
fn a_copied_year_is_doubtful_and_the_year_it_was_copied_to_is_not() {
    let Some(release) = real_data::release() else { return };
    for (government, copied, right) in
        [("23", "2020", "2021"), ("09", "2020", "2021"), ("11015", "2022", "2021"), ("15109", "2023", "2022")]
    {
        let table = "spending_by_function";
        assert_eq!(found(release, "F008", table, government, copied, "approved"), 1, "{government}");
        assert!(is_doubtful(release, "copied-block", table, government, copied, "approved"), "{government}");
        assert!(!is_doubtful(release, "copied-block", table, government, right, "approved"), "{government}");
        assert!(!is_doubtful(release, "copied-block", "spending_by_object", government, copied, "approved"));
    }
}

#[test]
fn a_copy_that_no_other_cut_decides_makes_both_years_doubtful() {
    let Some(release) = real_data::release() else { return };
    let is_copy = |year| is_doubtful(release, "copied-block", "spending_by_function", "12", year, "approved");
    assert!(is_copy("2025") && is_copy("2026") && !is_copy("2024"));
}

#[test]
fn accrued_that_repeats_approved_is_doubtful_in_all_97_governments_of_2026() {
    let Some(release) = real_data::release() else { return };
    for table in CUTS {
        let rows = release.rows(table).filter(|row| &row["publisher"] == "ojos-al-gasto");
        let of_2026: Vec<_> = rows.filter(|row| &row["fiscal_year"] == "2026").collect();
        let governments: std::collections::BTreeSet<&str> =
            of_2026.iter().map(|row| row.get("jurisdiction_code")).collect();
        assert_eq!(governments.len(), 97, "{table}");
        for row in of_2026.iter().filter(|row| row.money("accrued").is_some()) {
            assert!(row.doubts("accrued"), "{table} {}", &row["jurisdiction_code"]);
            assert!(!row["doubt"].contains("approved:accrued-equals-approved"), "{}", &row["doubt"]);
        }
    }
}

#[test]
fn accrued_that_repeats_approved_in_every_row_is_doubtful_in_closed_years_too() {
    let Some(release) = real_data::release() else { return };
    for (government, year, honest) in [("19046", "2018", "2019"), ("14098", "2024", "2023"), ("14098", "2025", "2023")]
    {
        for table in CUTS {
            assert_eq!(found(release, "F007", table, government, year, "accrued"), 1, "{table} {government} {year}");
            assert!(is_doubtful(release, "accrued-equals-approved", table, government, year, "accrued"));
            assert!(!is_doubtful(release, "accrued-equals-approved", table, government, honest, "accrued"));
        }
    }
}

#[test]
fn a_block_in_thousands_is_corrected_in_the_open_and_doubtful_no_more() {
    let Some(release) = real_data::release() else { return };
    for amount in ["approved", "accrued"] {
        assert_eq!(found(release, "F009", "spending_by_function", "23004", "2018", amount), 0);
        assert!(!is_doubtful(release, "thousands-of-pesos", "spending_by_function", "23004", "2018", amount));
    }
    let block = || release.block("spending_by_function", "23004", "2018");
    assert_eq!(sum(block(), "approved"), Money::from_pesos(824_295_000));
    assert!(block().all(|row| &row["correction_id"] == "othon-p-blanco-2018-thousands"));
    let next = release.block("spending_by_function", "23004", "2019");
    assert!(next.map(|row| row.get("correction_id")).all(str::is_empty), "the year after was in pesos");
}

#[test]
fn the_cut_that_the_others_contradict_is_the_doubtful_one() {
    let Some(release) = real_data::release() else { return };
    let disagrees = |table| is_doubtful(release, "cuts-disagree", table, "23005", "2018", "approved");
    assert_eq!(found(release, "F005", "spending_by_object", "23005", "2018", "approved"), 1);
    assert!(disagrees("spending_by_object") && !disagrees("spending_by_function") && !disagrees("spending_by_unit"));
    let object = sum(release.block("spending_by_object", "23005", "2018"), "approved");
    assert_eq!(object, Money::from_pesos(3_247_288_319));
}

#[test]
fn revenue_that_differs_from_approved_spending_is_noted_and_doubts_nothing() {
    let Some(release) = real_data::release() else { return };
    assert_eq!(found(release, "F006", "revenue_by_source", "09", "2024", "estimated"), 1);
    assert!(release.findings("F006").all(|finding| &finding["severity"] == "note"));
    assert!(release.rows("revenue_by_source").all(|row| !row["doubt"].contains("revenue-differs")));
}

#[test]
fn a_total_without_parts_is_the_row_and_its_zero_parts_are_null() {
    let Some(release) = real_data::release() else { return };
    for (table, code, government, total) in [
        ("spending_by_function", "function_code", "01", 38_207_761_000),
        ("spending_by_object", "object_concept_code", "32", 42_092_435_041),
    ] {
        assert!(found(release, "F002", table, government, "2026", "approved") >= 4, "{government}");
        let block = || release.block(table, government, "2026");
        assert_eq!(sum(block(), "approved"), Money::from_pesos(total), "{government}");
        let with_parts = block().filter(|row| !row[code].is_empty());
        assert!(with_parts.filter(|row| row.money("approved").is_some()).count() == 0, "{government}");
        assert!(!is_doubtful(release, "not-broken-down", table, government, "2026", "approved"));
    }
    assert!(release.findings("F002").all(|finding| &finding["severity"] == "note"));
}

#[test]
fn parts_that_do_not_add_up_to_their_total_are_doubtful() {
    let Some(release) = real_data::release() else { return };
    let differs =
        |year| is_doubtful(release, "children-differ-from-parent", "spending_by_unit", "21114", year, "approved");
    assert_eq!(found(release, "F003", "spending_by_unit", "21114", "2020", "approved"), 1);
    assert!(differs("2020") && !differs("2021"));
}

#[test]
fn rows_that_do_not_add_up_to_the_printed_total_are_doubtful() {
    let Some(release) = real_data::release() else { return };
    // Juárez, Nuevo León, filled its accounts of 2019 to 2022 with ones.
    let differs =
        |year| is_doubtful(release, "leaves-differ-from-total", "spending_by_function", "19031", year, "approved");
    assert_eq!(found(release, "F004", "spending_by_function", "19031", "2019", "approved"), 1);
    assert!(differs("2019") && !differs("2023"));
}

#[test]
fn a_bad_cell_is_null_and_doubtful_and_the_good_one_beside_it_stays() {
    let Some(release) = real_data::release() else { return };
    let finding = release.findings("F001").find(|finding| &finding["found"] == "221,888,505,50").unwrap();
    assert_eq!((&finding["jurisdiction_code"], &finding["fiscal_year"], &finding["field"]), ("05", "2024", "accrued"));
    let mut block = release.block("spending_by_object", "05", "2024");
    let row = block.find(|row| row["source_row"] == finding["source_row"]).unwrap();
    assert_eq!(row.money("accrued"), None);
    assert!(row["doubt"].split(';').any(|doubt| doubt == "accrued:not-a-number") && !row.doubts("approved"));
    let approved = sum(release.block("spending_by_object", "05", "2024"), "approved");
    assert_eq!(approved, "68429328540.47".parse().unwrap());
}

#[test]
fn one_code_for_different_units_is_no_duplicate_and_loses_no_money() {
    let Some(release) = real_data::release() else { return };
    let units = |government, year, code: &'static str| {
        release.block("spending_by_unit", government, year).filter(move |row| &row["unit_code"] == code)
    };
    assert_eq!(units("23005", "2021", "CA01").count(), 9);
    assert_eq!(units("23004", "2022", "CA34").count(), 2);
    assert!(units("23004", "2022", "CA34").chain(units("23004", "2022", "CA35")).all(|row| &row["trust"] == "ok"));
    assert_eq!(release.findings("F010").count(), 0);
}

#[test]
fn a_negative_approved_amount_is_released_and_noted() {
    let Some(release) = real_data::release() else { return };
    let of_pef: Vec<_> = release.findings("F012").filter(|finding| &finding["dataset"] == "pef").collect();
    assert_eq!(of_pef.len(), 1);
    assert_eq!((&of_pef[0]["found"], &of_pef[0]["severity"]), ("-8660451340.00", "note"));
}

#[test]
fn no_false_alarm_on_the_good_years_of_quintana_roo() {
    let Some(release) = real_data::release() else { return };
    let good = ["2018", "2019", "2021", "2022", "2023", "2024", "2025"];
    for finding in release.rows("finding").filter(|finding| &finding["jurisdiction_code"] == "23") {
        // Its revenue accounts of 2022 really do not add up: what was borrowed is 658,607,414 pesos short of its total.
        let is_revenue = &finding["table_name"] == "revenue_by_source" && &finding["fiscal_year"] == "2022";
        assert!(is_revenue || !good.contains(&&finding["fiscal_year"]), "{}", &finding["message_en"]);
    }
    for (table, year) in CUTS.iter().flat_map(|table| good.map(|year| (table, year))) {
        assert!(release.block(table, "23", year).count() > 0, "{table} {year}");
        assert!(release.block(table, "23", year).all(|row| &row["trust"] == "ok"), "{table} {year}");
    }
}

#[test]
fn the_budget_of_2016_and_its_public_account_say_one_figure() {
    let Some(release) = real_data::release() else { return };
    for (ramo, pesos) in [("11", 302_986_555_681), ("16", 55_770_254_828)] {
        for table in ["budget_line", "spending_by_program"] {
            let rows = release.block(table, "00", "2016").filter(|row| &row["ramo_code"] == ramo);
            assert_eq!(sum(rows, "approved"), Money::from_pesos(pesos), "{table} {ramo}");
        }
    }
    assert_eq!(release.findings("F040").count(), 0);
}

#[test]
fn no_published_figure_looks_like_personal_data() {
    let Some(release) = real_data::release() else { return };
    assert_eq!(release.findings("F043").count(), 0);
}

#[test]
fn columns_that_slipped_across_functions_are_doubtful_in_both_moments() {
    let Some(release) = real_data::release() else { return };
    // Coahuila's education of 2022: nothing approved, 24 thousand million accrued.
    let row = release.block("spending_by_function", "05", "2022").find(|row| &row["function_code"] == "2.5").unwrap();
    assert_eq!(row.money("approved"), Some(Money::ZERO));
    assert!(row["doubt"].contains("approved:one-sided-function") && row.doubts("accrued"), "{}", &row["doubt"]);
    assert!(!is_doubtful(release, "one-sided-function", "spending_by_function", "23", "2022", "approved"));
}

#[test]
fn a_unit_that_is_called_a_total_is_doubtful() {
    let Some(release) = real_data::release() else { return };
    let told: Vec<&str> = release.findings("F028").map(|finding| finding.get("found")).collect();
    assert_eq!(told, ["TOTAL DEL GASTO NO ETIQUETADO", "GASTO ETIQUETADO"]);
    let doubted = release.rows("spending_by_unit").filter(|row| row["doubt"].contains("named-as-total"));
    assert!(doubted.map(|row| row.get("jurisdiction_code")).eq(["14039", "14039"]));
}

#[test]
fn an_account_that_somebody_filled_with_one_peso_is_filler() {
    let Some(release) = real_data::release() else { return };
    for table in CUTS {
        assert_eq!(found(release, "F087", table, "23", "2024", "approved"), 0, "{table}");
    }
    let told = release.findings("F087").filter(|finding| &finding["severity"] == "warning");
    let governments: BTreeSet<&str> = told.map(|finding| finding.get("jurisdiction_code")).collect();
    assert!(governments.contains("19031"), "{governments:?}");
}

#[test]
fn one_peso_in_each_row_is_out_of_the_scale_of_a_population() {
    let [objects, people] =
        ["ojos-al-gasto/2026-aprobado/municipios", "reference"].map(|path| real_data::data().join(path));
    let files = [
        ("ojos-al-gasto/objeto-municipal", "2026-aprobado", objects.join("COG Municipal 2026 aprobado.csv")),
        ("mx-conapo/poblacion-municipal", "2023", people.join("conapo_poblacion_municipal.csv")),
    ];
    let files = files.map(|(dataset, edition, file)| (dataset.to_owned(), edition.to_owned(), file));
    let Some(release) = real_data::built(files) else { return };
    let of = |finding: Row| ["jurisdiction_code", "fiscal_year"].map(|column| finding.get(column).to_owned());
    let told: BTreeSet<[String; 2]> = release.findings("F093").map(of).collect();
    assert_eq!(told, ["2018", "2019", "2020", "2021", "2022"].map(|year| ["19031", year].map(str::to_owned)).into());
}

#[test]
fn checks_of_moments_and_years_say_little_where_the_files_are_good() {
    let Some(release) = real_data::release() else { return };
    let counts = ["F080", "F081", "F082", "F083", "F084", "F088", "F089", "F090", "F094"];
    for rule in counts {
        assert_eq!(release.findings(rule).count(), 0, "{rule}");
    }
    let spent: BTreeSet<&str> = release.findings("F085").map(|finding| finding.get("fiscal_year")).collect();
    assert_eq!(spent, BTreeSet::from(["2014", "2016", "2020"]), "the public account by programme");
    assert_eq!(
        release.findings("F091").map(|finding| finding.get("table_name")).collect::<Vec<_>>(),
        ["revenue_by_source"]
    );
}
