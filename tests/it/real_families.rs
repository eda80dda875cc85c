//! The published files of transfers, fund execution, public works and INEGI's statistic, held against the control
//! totals of `SOURCES.md`; and both editions of one collector.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use erario_model::Money;

use crate::real_data;
use crate::support::{Release, Row, Table, sum};

/// Dataset, edition, file.
const FILES: [(&str, &str, &str); 11] = [
    ("mx-inegi/efipem-alcaldias", "1999-2020", "mx-inegi/efipem/efipem_alcaldias_csv.zip"),
    ("mx-shcp/obra-publica", "2015", "mx-shcp/obra-publica/opa_2015.csv"),
    ("mx-shcp/obra-publica", "2021", "mx-shcp/obra-publica/opa_2021.csv"),
    ("mx-shcp/ramo-23", "2015", "mx-shcp/ramo-23/RAMO_23_general2015.csv"),
    (
        "mx-shcp/srft-avance-financiero",
        "2016-1T",
        "mx-shcp/srft/Gasto Federalizado_Avance Financiero_Puebla_Q1_2016.xlsx",
    ),
    ("mx-shcp/transferencias", "2011-2016", "mx-shcp/transferencias/transferencias_entidades_fed.csv.zip"),
    (
        "ojos-al-gasto/funcional-municipal",
        "2024-4T",
        "ojos-al-gasto/2024-4T/CF-MUN_Clasificación_Funcional_Municipal_2018-_2024-4T_30mayo.csv",
    ),
    (
        "ojos-al-gasto/funcional-municipal",
        "2026-aprobado",
        "ojos-al-gasto/2026-aprobado/municipios/CF Municipal 2026 aprobado.csv",
    ),
    (
        "ojos-al-gasto/objeto-estatal",
        "2024-4T",
        "ojos-al-gasto/2024-4T/COG-EST_Clasificación_por_Objeto_del_Gasto_Estatal_2018-2024-4T_30mayo.csv",
    ),
    (
        "ojos-al-gasto/objeto-municipal",
        "2024-4T",
        "ojos-al-gasto/2024-4T/COG-MUN_Clasificación_por_Objeto_del_Gasto_Municipal_2018-2024-4T_30mayo.csv",
    ),
    (
        "ojos-al-gasto/objeto-municipal",
        "2026-aprobado",
        "ojos-al-gasto/2026-aprobado/municipios/COG Municipal 2026 aprobado.csv",
    ),
];

fn release() -> Option<&'static Release> {
    static RELEASE: OnceLock<Option<Release>> = OnceLock::new();
    let files =
        FILES.map(|(dataset, edition, file)| (dataset.to_owned(), edition.to_owned(), real_data::data().join(file)));
    RELEASE.get_or_init(|| real_data::built(files)).as_ref()
}

fn pesos(thousandths: i64) -> Money {
    Money::from_centavos(thousandths / 10)
}

/// The controls are whole pesos, and each month is rounded to the centavo once it is in pesos.
fn is_near(found: Money, expected: Money) -> bool {
    (found - expected).abs() < Money::from_pesos(1)
}

fn transfers(release: &Release) -> impl Iterator<Item = Row<'_>> {
    release.block("transfer", "23", "2013").filter(|row| &row["dataset"] == "transferencias")
}

#[test]
fn the_funds_of_quintana_roo_in_2013_are_those_that_hacienda_printed() {
    let Some(release) = release() else { return };
    // Thousands of pesos with three decimals.
    for (funds, printed) in [
        (&["33A"][..], 3_782_218_621),
        (&["33M", "33N"], 117_366_844),
        (&["33G", "33H", "33I"], 393_206_586),
        (&["33D", "33E"], 535_355_500),
        (&["33B"], 1_165_788_963),
    ] {
        let found = sum(transfers(release).filter(|row| funds.contains(&row.get("fund_code"))), "paid");
        assert!(is_near(found, Money::from_pesos(printed)), "{funds:?}: {found}");
    }
    let of = |series: &'static str| {
        let totals = release.block("published_total", "23", "2013");
        sum(totals.filter(move |row| &row["code"] == series), "paid")
    };
    assert!(is_near(of("XAC2823"), Money::from_pesos(6_903_939_696)), "{}", of("XAC2823"));
    let group =
        |start: &'static str| sum(transfers(release).filter(move |row| row["fund_code"].starts_with(start)), "paid");
    assert!(is_near(group("28"), of("XAC2823")) && is_near(group("33"), of("XAC3323")));
    assert!(transfers(release).all(|row| row["period"].len() == "2013-01".len()), "a row is a month");
}

#[test]
fn the_funds_of_ramo_33_are_its_total_and_those_of_ramo_28_are_not_always() {
    let Some(release) = release() else { return };
    let uneven = release.findings("F003").filter(|finding| &finding["dataset"] == "transferencias");
    let uneven: Vec<Row> = uneven.collect();
    // The national series are printed in tens of pesos.
    let is_rounded = |finding: &Row| finding.money("amount_affected").unwrap() <= Money::from_pesos(10);
    let is_national = |finding: &Row| &finding["jurisdiction_code"] == "00";
    let is_ramo_28 = |finding: &&Row| finding["message_en"].contains("(R28)");
    for finding in &uneven {
        assert!(is_ramo_28(&finding) || is_national(finding) && is_rounded(finding), "{}", &finding["message_en"]);
        assert_eq!(&finding["severity"], "note");
    }
    let ours = uneven.iter().filter(is_ramo_28).filter(|finding| &finding["jurisdiction_code"] == "23");
    let months: BTreeSet<&str> = ours.map(|finding| finding.get("period")).collect();
    assert_eq!((months.len(), months.first()), (17, Some(&"2014-09")));
}

#[test]
fn ramo_23_adds_up_and_names_the_municipalities_it_can() {
    let Some(release) = release() else { return };
    let rows = || release.rows("transfer").filter(|row| &row["dataset"] == "ramo-23");
    assert_eq!(rows().count(), 6_176);
    assert_eq!(sum(rows(), "approved"), Money::from_pesos(57_303_643_926));
    let quintana_roo = || rows().filter(|row| row["jurisdiction_code"].starts_with("23"));
    assert_eq!(sum(quintana_roo(), "approved"), Money::from_pesos(708_066_858));
    assert_eq!(quintana_roo().count(), 47);
    let levels: BTreeSet<(&str, usize)> =
        rows().map(|row| (row.get("government_level"), row["jurisdiction_code"].len())).collect();
    assert!(levels.is_subset(&[("state", 2), ("municipal", 5), ("federal", 2)].into()), "{levels:?}");
}

#[test]
fn works_stand_under_the_cycle_of_their_row() {
    let Some(release) = release() else { return };
    for (edition, cycle, approved) in
        [("2015", "2015", 483_775_844), ("2015", "2016", 410_198_918), ("2021", "2020", 290_950_142)]
    {
        let rows = release.rows("public_work").filter(|row| &row["state_code"] == "23" && &row["edition"] == edition);
        let of_cycle = rows.filter(|row| &row["fiscal_year"] == cycle);
        assert_eq!(sum(of_cycle, "approved"), Money::from_pesos(approved), "file {edition}, cycle {cycle}");
    }
    let without = |edition: &str, amount: &str| {
        let rows = release.rows("public_work").filter(|row| &row["edition"] == edition);
        rows.filter(|row| row.money(amount).is_none()).count()
    };
    assert_eq!((without("2015", "approved"), without("2021", "approved")), (0, 287), "blank is not zero");
}

#[test]
fn nobody_of_the_works_is_in_any_table() {
    let Some(release) = release() else { return };
    for table in ["public_work", "finding", "set_aside"] {
        for record in &release.table(table).records {
            let persons = ["@example.org", "(555) 555-", "Persona 0"];
            assert!(
                !record.iter().any(|cell| persons.iter().any(|person| cell.contains(person))),
                "{table}: {record:?}"
            );
        }
    }
    assert_eq!(release.findings("F043").count(), 0, "the columns were refused before the rule looks");
}

#[test]
fn fund_execution_is_no_transfer_and_a_hundredth_is_written_bare() {
    let Some(release) = release() else { return };
    let rows = || release.rows("fund_execution").filter(|row| &row["dataset"] == "srft-avance-financiero");
    assert!(rows().count() > 3_000);
    assert_eq!(release.rows("transfer").filter(|row| row["dataset"].starts_with("srft")).count(), 0);
    let years: BTreeSet<&str> = rows().map(|row| row.get("resource_year")).collect();
    assert!(years.contains("2008") && rows().all(|row| &row["fiscal_year"] == "2016"), "{years:?}");
    assert!(rows().any(|row| row.money("committed") == Some(pesos(370))), "`.37` is 37 centavos");
    assert_eq!(release.findings("F001").filter(|row| row["dataset"].starts_with("srft")).count(), 0);
}

#[test]
fn the_boroughs_spend_what_inegi_says() {
    let Some(release) = release() else { return };
    for (year, spending) in
        [("1999", 8_246_277_500), ("2013", 30_703_020_974), ("2019", 42_932_790_600), ("2020", 39_391_602_475)]
    {
        let rows = release.rows("finance_statistic").filter(|row| &row["fiscal_year"] == year);
        assert_eq!(
            sum(rows.filter(|row| &row["flow"] == "spending"), "accrued"),
            Money::from_pesos(spending),
            "{year}"
        );
    }
    let preliminary = release.rows("finance_statistic").filter(|row| &row["account_status"] == "preliminary");
    assert_eq!(preliminary.map(|row| row.get("fiscal_year")).collect::<BTreeSet<_>>(), ["2020"].into());
}

#[test]
fn the_earlier_edition_is_kept_with_every_cell_that_is_no_number() {
    let Some(release) = release() else { return };
    let cells = Table::read(&real_data::data().join("control/ojos_al_gasto_unparseable_cells.csv"));
    let is_read = |cell: &Row| ["CF-MUN", "COG-MUN", "COG-EST"].iter().any(|start| cell["file"].starts_with(start));
    let cells = cells.rows().filter(is_read).map(|cell| cell["raw_value"].trim().to_owned());
    let mut expected: Vec<String> = cells.filter(|raw| raw != "-" && raw != "$-").collect();
    let of_edition = release.findings("F001").filter(|finding| &finding["edition"] == "2024-4T");
    let mut found: Vec<String> = of_edition.map(|finding| finding["found"].trim().to_owned()).collect();
    expected.sort();
    found.sort();
    assert!(!expected.is_empty());
    assert_eq!(found, expected);
    let tables: BTreeSet<&str> =
        release.rows("vintage").filter(|row| &row["edition"] == "2024-4T").map(|row| row.get("table_name")).collect();
    assert!(tables.contains("spending_by_function") && tables.contains("spending_by_object"), "{tables:?}");
}
