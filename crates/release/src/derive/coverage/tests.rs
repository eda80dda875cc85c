use super::*;
use crate::derive::sample::told;

fn body(jurisdiction_code: &str) -> Body {
    Body { jurisdiction_code: jurisdiction_code.to_owned(), coverage: "government".to_owned(), entity_code: None }
}

/// Rows of one dataset: a government and a year each.
fn rows(dataset: &str, accounts: &[(&str, i32)]) -> DataFrame {
    let same = |text: &str| vec![text.to_owned(); accounts.len()];
    df!(
        "publisher" => same("ojos-al-gasto"),
        "dataset" => same(dataset),
        "edition" => same("2024"),
        "jurisdiction_code" => accounts.iter().map(|(code, _)| (*code).to_owned()).collect::<Vec<_>>(),
        "coverage" => same("government"),
        "entity_code" => vec![None::<String>; accounts.len()],
        "fiscal_year" => accounts.iter().map(|(_, year)| *year).collect::<Vec<_>>(),
        "period" => accounts.iter().map(|(_, year)| year.to_string()).collect::<Vec<_>>(),
        "account_status" => same("final"),
    )
    .unwrap()
}

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

fn declared<'a>(dataset: &'a Address, edition: &'a str, table: &'a str, fate: Fate<'a>) -> Declared<'a> {
    Declared { dataset, edition, table, government_level: None, body: None, fiscal_year: None, fate, contract: None }
}

/// What is said of one table, as `government year status edition`.
fn said(tables: &[(&str, DataFrame)], editions: &[Declared], table: &str) -> Vec<String> {
    let tables = tables.iter().map(|(name, rows)| ((*name).to_owned(), rows.clone())).collect();
    let frame = coverage(Schema::embedded(), &tables, editions).unwrap();
    let columns = ["table_name", "jurisdiction_code", "fiscal_year", "publication_status", "edition"];
    let of_table = |row: String| row.strip_prefix(&format!("{table} ")).map(str::to_owned);
    told(&frame, &columns).into_iter().filter_map(of_table).collect()
}

const FUNCTION: &str = "spending_by_function";
const OBJECT: &str = "spending_by_object";

#[test]
fn six_years_are_told_and_what_stands_before_them() {
    let ojos = address("ojos-al-gasto/funcional");
    let editions = [declared(&ojos, "2024", FUNCTION, Fate::Released)];
    let tables = [(FUNCTION, rows("funcional", &[("23", 2017), ("23", 2024), ("23", 2024)]))];
    assert_eq!(
        said(&tables, &editions, FUNCTION),
        [
            "23 2017 published 2024",
            "23 2019 missing null",
            "23 2020 missing null",
            "23 2021 missing null",
            "23 2022 missing null",
            "23 2023 missing null",
            "23 2024 published 2024"
        ]
    );
    assert!(said(&tables, &editions, OBJECT).is_empty(), "no dataset of the run reads it");
}

#[test]
fn a_government_is_not_missing_before_its_first_year() {
    let (ojos, own) = (address("ojos-al-gasto/funcional"), address("mx-qroo-bacalar/ldf-6c"));
    let editions = [
        declared(&ojos, "2013", FUNCTION, Fate::Released),
        Declared {
            body: Some(body("23010")),
            fiscal_year: Some(2013),
            ..declared(&own, "2013-1T", FUNCTION, Fate::Awaiting)
        },
        Declared {
            body: Some(body("23010")),
            fiscal_year: Some(2013),
            ..declared(&own, "2013-2T", FUNCTION, Fate::Awaiting)
        },
    ];
    let tables = [(FUNCTION, rows("funcional", &[("23005", 2013)]))];
    let bacalar = |row: &String| row.starts_with("23010");
    let said: Vec<String> = said(&tables, &editions, FUNCTION).into_iter().filter(bacalar).collect();
    assert_eq!(said, ["23010 2011 missing null", "23010 2012 missing null", "23010 2013 awaiting null"]);
}

#[test]
fn what_is_held_or_refused_is_said_beside_what_stands() {
    let (ojos, own) = (address("ojos-al-gasto/funcional"), address("mx-qroo-sefiplan/ldf-6c"));
    let held = rows("ldf-6c", &[("23", 2023)]);
    let of = |edition, fiscal_year, fate| Declared {
        body: Some(body("23")),
        fiscal_year: Some(fiscal_year),
        ..declared(&own, edition, FUNCTION, fate)
    };
    let editions = [
        declared(&ojos, "2024", FUNCTION, Fate::Released),
        of("2023", 2023, Fate::Held(&held)),
        of("2024-1T", 2024, Fate::Refused),
        of("2024-2T", 2024, Fate::Awaiting),
        of("2022", 2022, Fate::Stopped),
    ];
    let tables = [(FUNCTION, rows("funcional", &[("23", 2023), ("23", 2024)]))];
    let said: Vec<String> = said(&tables, &editions, FUNCTION).split_off(3);
    assert_eq!(
        said,
        [
            "23 2022 held 2022",
            "23 2023 published 2024",
            "23 2023 held 2023",
            "23 2024 published 2024",
            "23 2024 refused 2024-1T"
        ]
    );
}

#[test]
fn a_dataset_that_names_governments_in_its_rows_alone_may_have_what_is_missing() {
    let (functions, objects) = (address("ojos-al-gasto/funcional"), address("ojos-al-gasto/objeto"));
    let refused = Declared { government_level: Some("state"), ..declared(&objects, "2023", OBJECT, Fate::Refused) };
    let good = declared(&functions, "2024", FUNCTION, Fate::Released);
    let tables = BTreeMap::from([(FUNCTION.to_owned(), rows("funcional", &[("23", 2024), ("23005", 2024)]))]);
    let in_doubt = |editions: &[Declared]| -> Vec<String> {
        let frame = coverage(Schema::embedded(), &tables, editions).unwrap();
        let rows = told(&frame, &["jurisdiction_code", "publication_status", "reason_en"]);
        rows.into_iter().filter(|row| row.contains("It may be in ojos-al-gasto/objeto,")).collect()
    };
    let rows = in_doubt(&[good.clone(), refused.clone()]);
    assert_eq!(rows.len(), 6);
    assert!(rows.iter().all(|row| row.starts_with("23 missing")), "{rows:?}");
    // If another edition of it was read, the governments are those that it has.
    assert!(in_doubt(&[good, refused, declared(&objects, "2024", OBJECT, Fate::Released)]).is_empty());
}

#[test]
fn an_edition_that_says_no_year_speaks_for_all_of_its_government() {
    let (ojos, own) = (address("ojos-al-gasto/funcional"), address("mx-qroo-sefiplan/objeto"));
    let good = declared(&ojos, "2024", FUNCTION, Fate::Released);
    let own = |edition, fate| Declared { body: Some(body("23")), ..declared(&own, edition, OBJECT, fate) };
    let tables = [(FUNCTION, rows("funcional", &[("23", 2024)]))];
    let of = |editions: &[Declared], status: &str| {
        said(&tables, editions, OBJECT).iter().filter(|row| row.contains(status)).count()
    };
    assert_eq!(of(&[good.clone(), own("a", Fate::Refused)], "refused a"), 6);
    assert_eq!(of(&[good, own("a", Fate::Refused), own("b", Fate::Released)], "missing"), 6);
}

#[test]
fn the_federation_is_held_to_what_its_pipelines_declare() {
    let pef = address("mx-shcp/pef");
    let editions = [
        Declared { body: Some(body("00")), ..declared(&pef, "2024", FEDERAL, Fate::Released) },
        declared(&pef, "x", FUNCTION, Fate::Awaiting),
    ];
    let tables = [(FEDERAL, rows("pef", &[("00", 2024)]))];
    assert_eq!(said(&tables, &editions, FEDERAL).len(), 6);
    assert!(said(&tables, &editions, FUNCTION).is_empty());
}
