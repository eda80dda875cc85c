//! Tables of PostgreSQL and DuckDB, with everything that a database can hold a row to.

use std::fmt::Write;

use crate::{Field, FieldType, ForeignKey, Table, Uniqueness};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    Postgresql,
    Duckdb,
}

pub fn of(dialect: Dialect, version: &str, tables: &[&Table]) -> String {
    let name = match dialect {
        Dialect::Postgresql => "PostgreSQL",
        Dialect::Duckdb => "DuckDB",
    };
    let mut text = format!(
        "-- erario {version}: las tablas de una publicación, para {name}. Cada CSV se carga en el orden de este archivo.\n\
         -- erario {version}: the tables of a release, for {name}. Load each CSV in the order of this file.\n\
         --\n\
         -- Un renglón cuyo valor publicado rompe un patrón, una lista o un rango tiene un hallazgo (S002 a S005) y no pasa.\n\
         -- A row whose published value breaks a pattern, a list or a range has a finding (S002 to S005) and is refused.\n",
    );
    for table in in_order(tables) {
        create(&mut text, dialect, table, tables);
    }
    text
}

/// Tables that others point to come first.
fn in_order<'t>(tables: &[&'t Table]) -> Vec<&'t Table> {
    let mut ordered: Vec<&Table> = Vec::new();
    let mut open: Vec<&Table> = tables.to_vec();
    while !open.is_empty() {
        let waits = |table: &Table| {
            let others = table.foreign_keys.iter().filter(|key| key.table != table.name);
            others.into_iter().any(|key| open.iter().any(|other| other.name == key.table))
        };
        let (later, now): (Vec<&Table>, Vec<&Table>) = open.iter().partition(|table| waits(table));
        if now.is_empty() {
            // Tables that point to each other in a circle have no order; the database will say so.
            ordered.extend(later);
            break;
        }
        ordered.extend(now);
        open = later;
    }
    ordered
}

fn create(text: &mut String, dialect: Dialect, table: &Table, all: &[&Table]) {
    let mut lines: Vec<String> = table.fields.iter().map(|field| column(dialect, table, field)).collect();
    match table.uniqueness {
        Uniqueness::Primary => lines.push(format!("PRIMARY KEY ({})", names(&table.primary_key))),
        Uniqueness::Unique => lines.push(format!("UNIQUE ({})", names(&table.primary_key))),
        Uniqueness::Intended => {}
    }
    let is_there = |key: &&ForeignKey| all.iter().any(|other| other.name == key.table);
    // DuckDB looks for the other row among those of earlier statements only, so a table cannot point to itself there.
    let can_point = |key: &&ForeignKey| dialect == Dialect::Postgresql || key.table != table.name;
    for key in table.foreign_keys.iter().filter(is_there).filter(can_point) {
        lines.push(format!(
            "FOREIGN KEY ({}) REFERENCES {} ({})",
            names(&key.fields),
            quoted(&key.table),
            names(&key.to)
        ));
    }
    let _ = write!(text, "\nCREATE TABLE {} (\n    {}\n);\n", quoted(&table.name), lines.join(",\n    "));
    for key in table.foreign_keys.iter().filter(|key| !is_there(key) || !can_point(key)) {
        let _ = writeln!(text, "-- {} -> {} ({}): not checked here", names(&key.fields), key.table, names(&key.to));
    }
    let about = format!("{}. {}", table.title_es, table.description_es);
    let _ = writeln!(text, "COMMENT ON TABLE {} IS {};", quoted(&table.name), literal(&about));
    for field in &table.fields {
        let about = format!("{}. {}", field.title_es, field.description_es);
        let place = format!("{}.{}", quoted(&table.name), quoted(&field.name));
        let _ = writeln!(text, "COMMENT ON COLUMN {place} IS {};", literal(&about));
    }
}

fn column(dialect: Dialect, table: &Table, field: &Field) -> String {
    let kind = match field.field_type {
        FieldType::String => "text".to_owned(),
        FieldType::Year => "integer".to_owned(),
        FieldType::Integer => "bigint".to_owned(),
        FieldType::Boolean => "boolean".to_owned(),
        FieldType::Money => "decimal(18,2)".to_owned(),
        FieldType::Decimal => "decimal(18,6)".to_owned(),
    };
    let name = quoted(&field.name);
    let mut line = format!("{name} {kind}");
    if table.is_required(&field.name) {
        line.push_str(" NOT NULL");
    }
    let mut check = |condition: String| {
        let _ = write!(line, " CHECK ({condition})");
    };
    if let Some(pattern) = &field.pattern {
        check(match dialect {
            Dialect::Postgresql => format!("{name} ~ {}", literal(&format!("^(?:{pattern})$"))),
            Dialect::Duckdb => format!("regexp_full_match({name}, {})", literal(pattern)),
        });
    }
    if !field.values.is_empty() {
        let values: Vec<String> = field.values.iter().map(|value| literal(value)).collect();
        check(format!("{name} IN ({})", values.join(", ")));
    }
    match (field.minimum, field.maximum) {
        (Some(minimum), Some(maximum)) => check(format!("{name} BETWEEN {minimum} AND {maximum}")),
        (Some(minimum), None) => check(format!("{name} >= {minimum}")),
        (None, Some(maximum)) => check(format!("{name} <= {maximum}")),
        (None, None) => {}
    }
    line
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn names(fields: &[String]) -> String {
    fields.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Schema;

    #[test]
    fn what_others_point_to_is_made_first_and_alone_a_table_points_nowhere() {
        let schema = Schema::embedded();
        let all: Vec<&Table> = schema.tables.iter().collect();
        let ordered = in_order(&all);
        let place = |name: &str| ordered.iter().position(|table| table.name == name).unwrap();
        assert_eq!(ordered.len(), all.len());
        assert!(place("source_file") < place("budget_line"));
        assert!(place("code_cofog") < place("crosswalk_function_cofog"));

        let alone = of(Dialect::Postgresql, "0.2.0", &[schema.table("budget_line").unwrap()]);
        assert!(!alone.contains("FOREIGN KEY") && alone.contains("not checked here"), "{alone}");
    }

    #[test]
    fn a_quote_in_a_text_does_not_end_it() {
        assert_eq!(literal("l'État"), "'l''État'");
    }
}
