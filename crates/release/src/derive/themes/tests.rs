use erario_model::{Marker, Money, Theme};

use super::*;
use crate::derive::sample;

/// Programmes of the federation in 2016: ramo, code, name, pesos.
fn programs(rows: &[(&str, &str, &str, i64)]) -> DataFrame {
    let mut frame = common(rows.len(), "spending_by_program");
    let columns = [
        ("ramo_name", rows.iter().map(|row| row.0).collect::<Vec<_>>()),
        ("program_code", rows.iter().map(|row| row.1).collect()),
        ("program_name", rows.iter().map(|row| row.2).collect()),
    ];
    for (name, values) in columns {
        frame.with_column(Column::new(name.into(), values)).unwrap();
    }
    let approved: Vec<i64> = rows.iter().map(|row| Money::from_pesos(row.3).centavos()).collect();
    frame.with_column(Column::new("approved".into(), approved)).unwrap();
    frame
}

/// Facts of the federation in 2016 with all fields of a table, null but for where they stand.
fn common(height: usize, table: &str) -> DataFrame {
    let mut frame = DataFrame::empty_with_height(height);
    let table = Schema::embedded().table(table).unwrap();
    for field in &table.fields {
        let dtype = crate::dtype::dtype_of(field.field_type);
        frame.with_column(Column::full_null(field.name.as_str().into(), height, &dtype)).unwrap();
    }
    let fixed = [
        ("publisher", "mx-shcp"),
        ("dataset", "d"),
        ("edition", "2016"),
        ("jurisdiction_code", "00"),
        ("coverage", "government"),
        ("period", "2016"),
        ("account_status", "final"),
        ("trust", "ok"),
    ];
    for (name, value) in fixed {
        frame.with_column(Column::new(name.into(), vec![value; height])).unwrap();
    }
    frame.with_column(Column::new("fiscal_year".into(), vec![2016; height])).unwrap();
    frame
}

/// Theme, scheme and approved pesos of each row.
fn told(spending: &DataFrame) -> Vec<String> {
    let approved = spending.column("approved").unwrap().i64().unwrap();
    let told = sample::told(spending, &["theme", "scheme"]);
    told.iter().zip(approved.iter()).map(|(row, sum)| format!("{row} {}", sum.unwrap_or(-1) / 100)).collect()
}

fn draw(schema: &Schema, table: &str, facts: DataFrame) -> ThemeTables {
    themes(schema, &BTreeMap::from([(table.to_owned(), facts)])).unwrap()
}

#[test]
fn the_patterns_of_every_theme_can_be_read() {
    for rule in Schema::embedded().themes.iter().flat_map(|theme| &theme.rules) {
        RegexSet::new(rule.names.iter().chain(&rule.not_names)).unwrap();
    }
}

#[test]
fn rules_speak_of_tables_and_columns_that_are_there_and_have_ids_of_their_own() {
    let schema = Schema::embedded();
    let mut ids = Vec::new();
    for Theme { rules, markers, .. } in &schema.themes {
        for rule in rules {
            let table = schema.table(&rule.table).unwrap();
            for field in [&rule.field].into_iter().chain(rule.except.keys()) {
                assert!(table.field(field).is_some(), "{}: {field}", rule.id);
            }
            ids.push(&rule.id);
        }
        for rule in markers {
            assert!(!schema.table(&rule.table).unwrap().figure_code.is_empty(), "{}", rule.id);
            ids.push(&rule.id);
        }
    }
    let pattern = regex::Regex::new(&format!("^{}$", schema.field("rule_id").unwrap().pattern.as_ref().unwrap()));
    let pattern = pattern.unwrap();
    assert!(ids.iter().all(|id| pattern.is_match(id)), "{ids:?}");
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count);
}

/// What each programme's name counts toward.
fn counted(name: &str) -> Vec<String> {
    let drawn = draw(Schema::embedded(), "spending_by_program", programs(&[("R", "E001", name, 1)]));
    if drawn.spending.width() == 0 { Vec::new() } else { sample::column(&drawn.spending, "theme") }
}

#[test]
fn programmes_are_recognised_by_names_as_published() {
    for name in [
        "Fortalecimiento de la Igualdad Sustantiva entre Mujeres y Hombres",
        "Programa de igualdad entre mujeres y hombres SDN",
        "Promover la atención y prevención de la violencia contra las mujeres",
        "Programa de Apoyo a las Instancias de Mujeres en las Entidades Federativas (PAIMEF)",
        "Fortalecimiento a la Transversalidad de la Perspectiva de Género",
    ] {
        assert_eq!(counted(name), ["gender"], "{name}");
    }
    for name in ["Servicios de Educación Media Superior", "Programa Nacional de Convivencia Escolar"] {
        assert_eq!(counted(name), ["education"], "{name}");
    }
    for name in ["Regulación Ambiental", "Protección Forestal", "Sistema Nacional de Áreas Naturales Protegidas"] {
        assert_eq!(counted(name), ["environment"], "{name}");
    }
    assert_eq!(counted("Políticas de igualdad de género en el sector educativo"), ["education", "gender"]);
}

#[test]
fn false_friends_count_toward_nothing() {
    for name in [
        "Agua potable de Isla Mujeres",
        "Igualdad de género en Isla Mujeres",
        "Hospital de la Mujer",
        "Programa nacional de financiamiento al microempresario y a la mujer rural",
        "Atención de emergencias y desastres naturales",
        "Atender asuntos relacionados con los Derechos Humanos Económicos, Sociales, Culturales y Ambientales.",
        "Capacitación y educación para el ejercicio democrático de la ciudadanía",
        "Desempeño organizacional y modelo institucional orientado a resultados con enfoque de derechos humanos y perspectiva de género",
        "Igualdad de oportunidades",
        "Mejora del ambiente de negocios",
        "Género y especie de los cultivos",
        "Atención de la Salud Reproductiva y la Igualdad de Género en Salud",
        "Fondo de pavimentación, espacios deportivos, alumbrado público y rehabilitación de infraestructura educativa",
        "Servicios educativos culturales y artísticos",
        "Programa de Innovación, Investigación, Desarrollo Tecnológico y Educación",
        "Seguridad a la Navegación y Protección al Medio Ambiente Marino",
        "Programas para impulsar el turismo de bajo impacto ambiental",
    ] {
        assert_eq!(counted(name), [] as [String; 0], "{name}");
    }
    assert_eq!(counted("Programa hacia la igualdad y la sustentabilidad ambiental"), ["environment"]);
}

#[test]
fn an_annex_is_told_with_and_without_its_universal_transfer_and_never_as_one_scheme() {
    let mut facts = common(3, "annex_line");
    let columns = [
        ("account", vec!["final"; 3]),
        ("annex_code", vec!["13", "13", "16"]),
        ("program_code", vec!["S176", "P010", "E015"]),
    ];
    for (name, values) in columns {
        facts.with_column(Column::new(name.into(), values)).unwrap();
    }
    facts.with_column(Column::new("approved".into(), [90_000_i64, 10_000, 5_000])).unwrap();
    let drawn = draw(Schema::embedded(), "annex_line", facts);
    let expected = ["environment annex 50", "gender annex 1000", "gender annex_without_universal 100"];
    assert_eq!(told(&drawn.spending), expected);
    assert_eq!(sample::column(&drawn.spending, "account"), ["final"; 3]);
}

#[test]
fn the_accounts_of_one_budget_are_never_added_together() {
    let mut facts = common(3, "budget_line");
    for (name, values) in [("account", ["decree", "final", "final"]), ("function_code", ["2.5"; 3])] {
        facts.with_column(Column::new(name.into(), values)).unwrap();
    }
    facts.with_column(Column::new("approved".into(), [700_i64, 300, 400])).unwrap();
    let drawn = draw(Schema::embedded(), "budget_line", facts);
    assert_eq!(told(&drawn.spending), ["education function 7", "education function 7"]);
    assert_eq!(sample::column(&drawn.spending, "account"), ["decree", "final"]);
    assert_eq!(drawn.lines.height(), 0, "budget lines have no figure ids");
}

#[test]
fn a_sum_that_no_amount_can_hold_is_null_and_doubtful() {
    let largest = Money::MAX.centavos() / 100;
    let rows = [("R", "E001", "Educación básica", largest), ("R", "E002", "Educación normal", largest)];
    let drawn = draw(Schema::embedded(), "spending_by_program", programs(&rows));
    assert_eq!(sample::told(&drawn.spending, &["approved", "doubt"]), ["null approved:beyond-decimal"]);
}

/// The contract with these rows in its list of markers.
fn reviewed(rows: &str) -> Schema {
    let mut schema = Schema::embedded().clone();
    let header = "scheme,figure,score,share,first_year,last_year,basis,reviewer";
    schema.markers = Marker::parse(&format!("{header}\n{rows}"), &schema.themes).unwrap();
    schema
}

const PROGRAMS: [(&str, &str, &str, i64); 4] =
    [("Uno", "S001", "a", 100), ("Uno", "S002", "b", 30), ("Dos", "S001", "c", 7), ("Dos", "S002", "d", 0)];

#[test]
fn what_was_screened_what_was_not_and_no_money_stay_apart() {
    let schema = reviewed(
        "oecd_gender_marker,spending_by_program/00/uno-S001,2,,2016,2016,rules,officer\n\
         oecd_gender_marker,spending_by_program/00/uno-S002,0,,2016,2016,rules,officer\n\
         oecd_gender_marker,spending_by_program/00/dos-S002,1,,2016,2016,rules,officer\n",
    );
    let drawn = draw(&schema, "spending_by_program", programs(&PROGRAMS));
    let expected = [
        "gender oecd_gender_marker_0 30",
        "gender oecd_gender_marker_1 0",
        "gender oecd_gender_marker_2 100",
        "gender oecd_gender_marker_unscreened 7",
    ];
    assert_eq!(told(&drawn.spending), expected);
    let evidence = sample::column(&drawn.lines, "evidence");
    assert!(evidence.contains(&"rules (officer)".to_owned()), "{evidence:?}");
}

#[test]
fn a_government_of_which_nothing_was_screened_has_no_row() {
    let schema = reviewed("oecd_gender_marker,spending_by_program/00/uno-S001,2,,2017,2018,rules,officer\n");
    let drawn = draw(&schema, "spending_by_program", programs(&PROGRAMS));
    assert_eq!(drawn.spending.height(), 0);
}

#[test]
fn a_weighted_score_counts_by_the_reviewers_share() {
    let schema = reviewed(
        "cpeir_climate,spending_by_program/00/uno-S001,high,0.8,2010,2020,study,officer\n\
         cpeir_climate,spending_by_program/00/uno-S002,marginal,0.1,2010,2020,study,officer\n",
    );
    let drawn = draw(&schema, "spending_by_program", programs(&PROGRAMS));
    assert_eq!(told(&drawn.spending), ["environment cpeir_climate 83", "environment cpeir_climate_unscreened 7"]);
}
