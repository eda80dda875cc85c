//! What a new edition may change: each part of the contract under each of its modes, beside an edition that is good.

use std::fs;

use insta::assert_snapshot;

use crate::support::{Project, Release, Row, Run, erario, files_under, finish, sum};

const DATASET: &str = "mx-prueba/gasto";
const PIPELINE: &str = "pipelines/mx-prueba/gasto.toml";
const CONCEPTS: [&str; 12] =
    ["1100", "1200", "1300", "1400", "1500", "1600", "1700", "2100", "2200", "2300", "2400", "2500"];

/// The file of an edition: a concept a record, each approved a peso more than the one before, half of it accrued.
fn published() -> String {
    let record = |(place, code): (usize, &&str)| format!("c{code},Concepto {code},{}.00,0.50\n", 1001 + place);
    let records: String = CONCEPTS.iter().enumerate().map(record).collect();
    format!("Clave,Nombre,Aprobado,Devengado\n{records}")
}

/// The same without one of its columns.
fn without(header: &str) -> String {
    let text = published();
    let place = text.lines().next().unwrap().split(',').position(|cell| cell == header).unwrap();
    let line = |line: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells.remove(place);
        cells.join(",") + "\n"
    };
    text.lines().map(line).collect()
}

/// The same with one more column, blank in every other record.
fn with_column(header: &str, cell: &str) -> String {
    let line = |(place, line): (usize, &str)| {
        let cell = [header, cell, ""][if place == 0 { 0 } else { 2 - place % 2 }];
        format!("{line},{cell}\n")
    };
    published().lines().enumerate().map(line).collect()
}

/// A dataset under a contract, whose edition 2024 is as declared, and whose edition 2025 says this.
fn project(contract: &str, newest: &str) -> Project {
    let project = Project::with(&[]);
    fs::create_dir_all(project.path("pipelines/mx-prueba/lists")).unwrap();
    let listed: String = CONCEPTS.iter().map(|code| format!("c{code},{code}\n")).collect();
    fs::write(project.path("pipelines/mx-prueba/lists/claves.csv"), format!("published,code\n{listed}")).unwrap();
    fs::write(project.path(PIPELINE), TOML.replace("CONTRACT\n", contract)).unwrap();
    project.add(DATASET, "2024", "01-15", &published());
    project.add(DATASET, "2025", "02-15", newest);
    project
}

fn contract(part: &str, mode: &str) -> String {
    format!("[contract]\n{part} = \"{mode}\"\nwhy = \"as a test has it\"\n\n")
}

/// The release of a run that ends with this code; its books balance.
#[track_caller]
fn release_of(project: &Project, code: i32) -> (Release, Run) {
    let run = project.erario("run --offline --quiet").ended(code);
    let release = project.latest();
    for line in release.rows("conservation").filter(|row| &row["line"] == "unexplained") {
        assert_eq!(line["value"].trim_end_matches(['0', '.']), "", "{}", &line["measure"]);
    }
    (release, run)
}

fn of<'a>(release: &'a Release, edition: &'a str) -> impl Iterator<Item = Row<'a>> {
    release.rows("spending_by_object").filter(move |row| &row["edition"] == edition)
}

/// Rule and severity of everything that the contract says.
fn told(release: &Release) -> Vec<String> {
    let of_contract = release.rows("finding").filter(|row| row["rule_code"].starts_with("F10"));
    of_contract.map(|row| format!("{} {}", &row["rule_code"], &row["severity"])).collect()
}

/// The edition 2025 is held, and the release says so; that of 2024 is what it is without 2025.
#[track_caller]
fn is_held(project: &Project, code: i32, why: &str) {
    let (release, run) = release_of(project, code);
    assert_eq!(of(&release, "2025").count(), 0);
    assert_eq!(of(&release, "2024").map(|row| row.get("approved").to_owned()).collect::<Vec<_>>(), approved());
    let mut held = release.rows("coverage_status").filter(|row| &row["edition"] == "2025");
    let line = held.next().expect("the account is told");
    assert_eq!(&line["publication_status"], "held");
    assert!(line["reason_en"].contains(why), "{}", &line["reason_en"]);
    assert!(run.stdout.contains(why) && run.stdout.contains(" held "), "{}", run.stdout);
    let json = project.erario("run --offline --quiet --json").ended(code).json();
    let newest = &json["datasets"][1];
    assert_eq!((&newest["state"], &newest["contract"][0]["mode"]), (&"held".into(), &"freeze".into()), "{newest}");
    assert_eq!(newest["contract"][0]["holds"], true);
}

fn approved() -> Vec<String> {
    (1001..1013).map(|pesos| format!("{pesos}.00")).collect()
}

#[test]
fn columns_freeze_a_new_header_holds_the_edition_and_names_it() {
    let project = project("", &with_column("Nota", "x"));
    is_held(&project, 21, "Contract columns = freeze: the edition is held; new header `Nota`.");
    assert_snapshot!(project.shown(&project.erario("run --offline --quiet").stderr));
}

#[test]
fn columns_freeze_a_missing_header_holds_the_edition() {
    let project = project("", &without("Nombre"));
    is_held(&project, 21, "Contract columns = freeze: the edition is held; missing header `Nombre`.");
}

#[test]
fn columns_evolve_a_new_column_is_not_carried_and_told() {
    let project = project(&contract("columns", "evolve"), &with_column("Nota", "secreto"));
    let (release, run) = release_of(&project, 0);
    assert_eq!(of(&release, "2025").map(|row| row.get("approved").to_owned()).collect::<Vec<_>>(), approved());
    assert_eq!(told(&release), ["F100 warning"]);
    let finding = release.findings("F100").next().unwrap();
    assert_eq!((&finding["field"], &finding["found"], &finding["occurrences"]), ("Nota", "Nota", "6"));
    assert!(!finding["message_en"].contains("secreto"), "what is not carried is not shown");
    assert_eq!(release.rows("set_aside").count(), 0);
    assert!(run.stdout.contains("Contract columns = evolve: it is not carried; filled cells: 6."), "{}", run.stdout);
}

#[test]
fn columns_quarantine_the_filled_cells_of_a_new_column_are_set_aside() {
    let project = project(&contract("columns", "quarantine"), &with_column("Nota", "revisado"));
    let (release, _) = release_of(&project, 0);
    assert_eq!(of(&release, "2025").map(|row| row.get("approved").to_owned()).collect::<Vec<_>>(), approved());
    assert_eq!(told(&release), ["F100 warning"]);
    assert!(
        release.findings("F100").next().unwrap()["message_en"]
            .contains("filled cells: 6; in `set_aside`: 6; it says “revisado”")
    );
    let aside: Vec<Row> = release.rows("set_aside").collect();
    assert_eq!(aside.len(), 6, "blank cells are none");
    assert!(aside.iter().all(|row| &row["cells"] == r#"{"Nota":"revisado"}"# && &row["rule_code"] == "F100"));
    assert_eq!(&aside[0]["source_row"], "2");
}

#[test]
fn columns_that_are_gone_are_null_and_never_zero() {
    for mode in ["evolve", "quarantine"] {
        let names = project(&contract("columns", mode), &without("Nombre"));
        let (release, _) = release_of(&names, 0);
        assert!(of(&release, "2025").all(|row| row["object_concept_name"].is_empty()), "{mode}");
        assert!(of(&release, "2024").all(|row| !row["object_concept_name"].is_empty()), "{mode}");
        assert_eq!(told(&release), ["F101 warning"], "{mode}");
        assert_eq!(&release.findings("F101").next().unwrap()["expected"], "Nombre");
        let one_amount = project(&contract("columns", mode), &without("Devengado"));
        let (release, _) = release_of(&one_amount, 0);
        assert_eq!(of(&release, "2025").count(), 12);
        assert!(of(&release, "2025").all(|row| row.money("accrued").is_none()), "{mode}");
    }
}

#[test]
fn columns_that_keys_or_the_only_amounts_need_stop_under_any_mode() {
    for mode in ["evolve", "quarantine"] {
        let project = project(&contract("columns", mode), &without("Clave"));
        let said = project.erario("run --offline --quiet").ended(21).stderr;
        assert!(said.contains("lacks the column `Clave` (for `concept`), which says what a row is about"), "{said}");
    }
    let only = contract("columns", "evolve");
    let project = project(&only, &without("Aprobado").replace("Devengado", "Gastado"));
    let said = project.erario("run --offline --quiet").ended(21).stderr;
    assert!(said.contains("so that no contract goes on without it"), "{said}");
}

#[test]
fn types_freeze_a_column_in_another_form_holds_the_edition() {
    let project = project("", &published().replace(".00,", ".000.00,"));
    is_held(
        &project,
        1,
        "Contract types = freeze: the edition is held; of 12 filled cells, not of the declared form: 12.",
    );
    assert_eq!(told(&project.latest()), ["F102 fatal"]);
}

#[test]
fn types_freeze_a_few_bad_cells_hold_nothing() {
    let (release, _) = release_of(&project("", &published().replacen("1001.00", "o.oo", 1)), 0);
    assert_eq!(release.findings("F001").count(), 1);
    assert_eq!(told(&release), [] as [&str; 0]);
}

#[test]
fn types_quarantine_what_cannot_be_read_is_null_doubtful_and_set_aside() {
    for mode in ["quarantine", "evolve"] {
        let project = project(&contract("types", mode), &published().replace(".00,", ".000.00,"));
        let (release, _) = release_of(&project, 0);
        assert!(of(&release, "2025").all(|row| row.money("approved").is_none() && row.doubts("approved")), "{mode}");
        assert_eq!(release.rows("set_aside").filter(|row| &row["rule_code"] == "F001").count(), 12);
        assert_eq!(told(&release), ["F102 warning"]);
    }
}

#[test]
fn types_evolve_another_declared_form_is_read() {
    let grouped = published().replace(",1001.00,", ",\"1,001.00\",").replace(",1002.00,", ",\"$1,002.00\",");
    let project = project(&contract("types", "evolve"), &grouped);
    project.edit(PIPELINE, "zero = []", "zero = []\nalso = [{ grouping = \",\", symbol = \"$\" }]");
    let (release, run) = release_of(&project, 0);
    assert_eq!(of(&release, "2025").map(|row| row.get("approved").to_owned()).collect::<Vec<_>>(), approved());
    assert_eq!((told(&release), release.rows("set_aside").count()), (vec!["F102 warning".to_owned()], 0));
    assert!(run.stdout.contains("of 12 filled cells, read in another declared form: 2; in none: 0"), "{}", run.stdout);
}

#[test]
fn codes_freeze_one_code_that_no_list_knows_holds_the_edition() {
    let project = project("", &published().replacen("c1300", "c9999", 1));
    is_held(&project, 1, "Contract codes = freeze: the edition is held; rows: 1.");
    let release = project.latest();
    assert_eq!(told(&release), ["F103 fatal"]);
    let finding = release.findings("F103").next().unwrap();
    assert_eq!((&finding["field"], &finding["found"], &finding["source_row"]), ("Clave", "c9999", "4"));
}

#[test]
fn codes_quarantine_its_row_is_set_aside() {
    let project = project(&contract("codes", "quarantine"), &published().replacen("c1300", "c9999", 1));
    let (release, _) = release_of(&project, 0);
    assert_eq!(of(&release, "2025").count(), 11);
    assert_eq!((told(&release), release.findings("F014").count()), (vec!["F103 warning".to_owned()], 1));
    assert_eq!(release.rows("set_aside").filter(|row| row["cells"].contains("c9999")).count(), 1);
}

#[test]
fn codes_evolve_it_is_released_as_published() {
    let project = project(&contract("codes", "evolve"), &published().replacen("c1300", "c9999", 1));
    let (release, _) = release_of(&project, 0);
    let row = of(&release, "2025").find(|row| &row["object_concept_code"] == "c9999").expect("a row");
    assert_eq!(&row["approved"], "1003.00");
    assert_eq!(sum(of(&release, "2025"), "approved"), sum(of(&release, "2024"), "approved"));
    assert!(told(&release).iter().all(|said| said == "F103 warning"), "{:?}", told(&release));
    assert_eq!(release.rows("set_aside").count(), 0);
    assert!(release.findings("S003").any(|finding| &finding["found"] == "c9999"), "and it is no code of its field");
}

#[test]
fn an_edition_has_a_contract_of_its_own() {
    let project = project(&contract("codes", "evolve"), &published().replacen("c1300", "c9999", 1));
    project.edit(PIPELINE, "id = \"2025\"\n", "id = \"2025\"\ncontract = { codes = \"freeze\" }\n");
    is_held(&project, 1, "Contract codes = freeze");
}

/// Nothing that the command says or writes has it.
#[track_caller]
fn is_nowhere(secret: &str, project: &Project, run: &Run) {
    assert!(!run.stdout.contains(secret) && !run.stderr.contains(secret), "{}{}", run.stdout, run.stderr);
    let json = project.erario("run --offline --quiet --json");
    assert!(!json.stdout.contains(secret), "{}", json.stdout);
    for (path, bytes) in files_under(&fs::canonicalize(project.path("out/latest")).unwrap()) {
        assert!(
            !bytes.windows(secret.len()).any(|window| window == secret.as_bytes()),
            "{} repeats it",
            path.display()
        );
    }
}

#[test]
fn a_quarantined_column_with_personal_data_holds_the_edition_and_repeats_none() {
    for (header, secret) in [("Nota", "GODE561231HQRRNS09"), ("Nota", "jane.doe@example.org")] {
        let project = project(&contract("columns", "quarantine"), &with_column(header, secret));
        let (release, run) = release_of(&project, 1);
        assert!(release.findings("F043").count() > 0 && of(&release, "2025").count() == 0);
        is_nowhere(secret, &project, &run);
    }
}

#[test]
fn a_quarantined_column_of_persons_is_counted_and_not_kept() {
    let secret = "Juana Pérez";
    let named = project(&contract("columns", "quarantine"), &with_column("Nombre del beneficiario", secret));
    let (release, run) = release_of(&named, 0);
    assert!(release.findings("F100").next().unwrap()["message_en"].contains("it may tell of persons"));
    is_nowhere(secret, &named, &run);
    // A file that has other columns of persons may have one more, whatever it is called.
    let other = project(&contract("columns", "quarantine"), &with_column("Nota", secret));
    other.edit(PIPELINE, "[amounts]", "[refused]\n\"CURP*\" = \"tells of persons\"\n\n[amounts]");
    let (_, run) = release_of(&other, 0);
    is_nowhere(secret, &other, &run);
}

#[test]
fn what_a_contract_cannot_say_is_told_with_its_line() {
    let told = |change: &dyn Fn(&Project)| {
        let project = project(&contract("columns", "evolve"), &published());
        change(&project);
        project.shown(&project.erario("check").ended(2).stderr)
    };
    let unknown = told(&|project| project.edit(PIPELINE, "\"evolve\"", "\"evolves\""));
    let silent = told(&|project| project.edit(PIPELINE, "why = \"as a test has it\"\n", ""));
    let unread = told(&|project| project.edit(PIPELINE, "zero = []", "zero = []\nalso = [{ grouping = \".\" }]"));
    assert_snapshot!(format!("{unknown}\n{silent}\n{unread}"));
}

#[test]
fn the_columns_of_harmonised_tables_stay_as_they_are() {
    let project = Project::of_accounts(&[crate::support::accounts::OBJECTS]);
    let accounts = "pipelines/mx-prueba/accounts.toml";
    project.edit(accounts, "contract = { codes", "contract = { columns = \"evolve\", codes");
    assert_snapshot!(project.shown(&project.erario("check").ended(2).stderr));
}

#[test]
fn a_label_that_no_shape_knows_holds_a_quarter_under_freeze() {
    use crate::support::accounts::{FIRST, OBJECTS, objects, xlsx};
    let project = Project::of_accounts(&[OBJECTS]);
    project.edit("pipelines/mx-prueba/accounts.toml", "codes = \"quarantine\"", "codes = \"freeze\"");
    let mut rows = objects(1);
    rows[FIRST + 2][0] = "Seguridad Soical".into();
    project.add_quarter(OBJECTS, 1, &xlsx(rows));
    let run = project.build(1);
    assert!(run.stdout.contains("are not known: Seguridad Soical. Contract codes = freeze"), "{}", run.stdout);
}

/// A file that is as declared gives the same bytes under every mode.
#[test]
fn where_nothing_changed_the_mode_changes_nothing() {
    // One project, because the store says when each file was taken in.
    let project = project("", &published());
    let released = |mode: &str| {
        let parts = ["columns", "types", "codes"].map(|part| format!("{part} = \"{mode}\"\n")).concat();
        let declared = format!("[contract]\n{parts}why = \"as a test has it\"\n\n");
        fs::write(project.path(PIPELINE), TOML.replace("CONTRACT\n", &declared)).unwrap();
        project.erario("run --offline --quiet").ended(0);
        files_under(&fs::canonicalize(project.path("out/latest")).unwrap())
    };
    let frozen = released("freeze");
    assert!(!frozen.is_empty());
    for mode in ["evolve", "quarantine"] {
        assert!(released(mode) == frozen, "{mode}");
    }
}

/// Every sample, under the modes that let the most change, is what it is as declared.
#[test]
fn samples_say_the_same_where_everything_may_evolve() {
    let datasets = [
        "ojos-al-gasto/funcional-municipal",
        "mx-shcp/pef",
        "mx-inegi/efipem-alcaldias",
        "mx-conapo/poblacion-estatal",
    ];
    let released = |evolves: bool| {
        let project = Project::with(&datasets);
        for dataset in datasets.iter().filter(|_| evolves) {
            let (columns, types) = ("columns = \"evolve\"", "types = \"evolve\"");
            let open = format!("{columns}\n{types}\ncodes = \"evolve\"");
            project.edit(format!("pipelines/{dataset}.toml"), "codes = \"quarantine\"", &open);
        }
        let run = finish(erario(["run", "--samples", "--quiet"]).current_dir(project.path(""))).ended(0);
        assert!(!run.stdout.contains("Contract "), "{}", run.stdout);
        files_under(&fs::canonicalize(project.path("out/latest")).unwrap())
    };
    assert!(released(true) == released(false));
}

const TOML: &str = r#"title_es = "Gasto por objeto, inventado"
title_en = "Spending by object, made up"

[publisher]
name = "Un ayuntamiento"

[licence]
id = "CC0-1.0"
title = "Creative Commons Zero 1.0"
url = "https://creativecommons.org/publicdomain/zero/1.0/"
attribution = "Nobody's figures"

[[edition]]
id = "2024"
set = { fiscal_year = "2024", account_status = "final" }

[[edition]]
id = "2025"
set = { fiscal_year = "2025", account_status = "final" }

CONTRACT
[decode]
format = "csv"
encoding = "utf-8"

[columns]
concept = "Clave"
object_concept_name = "Nombre"
approved = "Aprobado"
accrued = "Devengado"

[[step]]
op = "lookup"
column = "concept"
list = "claves.csv"
key = "published"
take = { object_concept_code = "code" }
why = "concepts have codes of the town hall's own"

[amounts]
unit = "pesos"
zero = []

[output]
table = "spending_by_object"

[output.set]
government_level = "municipal"
jurisdiction_code = "23001"
jurisdiction_name = "Cozumel"
coverage = "government"
is_cumulative = "false"
"#;
