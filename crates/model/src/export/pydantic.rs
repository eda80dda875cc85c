//! A Python module of pydantic models, for rows read as JSON or with `csv.DictReader`.

use std::fmt::Write;

use super::type_name;
use crate::{Field, FieldType, Table};

pub fn of(version: &str, tables: &[&Table]) -> String {
    let mut text = format!(
        r#""""erario {version}: un modelo por tabla. / A model for each table.

Escrito por / written by `cargo xtask docs`; cambie / change schemas/fields.json.
Un texto vacío es «no publicado» (None), como en los CSV. / An empty text is "not published" (None), as in the CSV files.

    with open("csv/commitment.csv", newline="", encoding="utf-8") as file:
        rows = [Commitment.model_validate(row) for row in csv.DictReader(file)]
"""

from decimal import Decimal
from typing import Annotated, Any, Literal, Optional

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

VERSION = "{version}"

Money = Annotated[Decimal, Field(max_digits=18, decimal_places=2)]
Number = Annotated[Decimal, Field(max_digits=18, decimal_places=6)]


class Row(BaseModel):
    """Un renglón de una tabla. / A row of a table."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_none(cls, row: Any) -> Any:
        return {{name: None if cell == "" else cell for name, cell in row.items()}} if isinstance(row, dict) else row
"#,
    );
    for table in tables {
        let _ = write!(text, "\n\nclass {}(Row):\n", type_name(&table.name));
        let words = format!("{}. {}", table.title_es, table.description_es);
        let _ = writeln!(text, "    \"\"\"{}\"\"\"\n", words.replace('\\', "\\\\"));
        for field in &table.fields {
            let (kind, rest) = match table.is_required(&field.name) {
                true => (kind(field), ""),
                false => (format!("Optional[{}]", kind(field)), " = None"),
            };
            let _ = writeln!(text, "    {}: {kind}{rest}", field.name);
        }
    }
    text.push_str("\n\nTABLES: dict[str, type[Row]] = {\n");
    for table in tables {
        let _ = writeln!(text, "    \"{}\": {},", table.name, type_name(&table.name));
    }
    text.push_str("}\n");
    text
}

fn kind(field: &Field) -> String {
    let bounds: Vec<String> = [("ge", field.minimum), ("le", field.maximum)]
        .into_iter()
        .filter_map(|(word, bound)| Some(format!("{word}={}", bound?)))
        .collect();
    let bounded = |kind: &str| match bounds.as_slice() {
        [] => kind.to_owned(),
        bounds => format!("Annotated[{kind}, Field({})]", bounds.join(", ")),
    };
    match field.field_type {
        FieldType::String => match (&field.pattern, field.values.as_slice()) {
            (_, [_, ..]) => {
                let values: Vec<String> = field.values.iter().map(|value| format!("\"{value}\"")).collect();
                format!("Literal[{}]", values.join(", "))
            }
            (Some(pattern), []) => format!("Annotated[str, StringConstraints(pattern=r\"^(?:{pattern})$\")]"),
            (None, []) => "str".to_owned(),
        },
        FieldType::Year | FieldType::Integer => bounded("int"),
        FieldType::Boolean => "bool".to_owned(),
        FieldType::Money => bounded("Money"),
        FieldType::Decimal => bounded("Number"),
    }
}
