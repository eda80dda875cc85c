//! Empty tables that an officer fills in, in Spanish: what erario reads, written by erario.
//!
//! Nobody publishes commitments, their milestones or the answers to citizens as a table, so there is no format to read.
//! A [`Template`] is the table of the schema with Spanish heads, less what erario or the pipeline file fills; as a
//! workbook it brings a sheet that explains each column, and lists to choose from. It is written from
//! `schemas/fields.json`, as the reference pages are, so that it cannot say anything else than the reader expects.
//!
//! ```
//! use erario_model::Schema;
//! use erario_template::Template;
//!
//! let template = Template::of(Schema::embedded(), "commitment_milestone").unwrap();
//! assert!(template.csv(&[]).unwrap().starts_with("\u{feff}Clave del compromiso,Clave del hito,Hito,"));
//! ```

mod explain;
mod xlsx;

use erario_model::{Field, Schema, Table};

/// Tables that somebody fills in by hand.
pub const TABLES: [&str; 5] = ["indicator", "commitment", "commitment_milestone", "commitment_program", "observation"];

/// What the pipeline file says once for all rows, or erario counts.
const NOT_ASKED: [&str; 8] = [
    "government_level",
    "jurisdiction_code",
    "jurisdiction_name",
    "coverage",
    "fiscal_year",
    "is_cumulative",
    "account_status",
    "days_to_answer",
];

/// The form of one table.
pub struct Template<'a> {
    pub table: &'a Table,
    /// The columns to fill in, in order.
    pub fields: Vec<&'a Field>,
}

/// A form that could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error("the text cannot be written: {0}")]
    Text(#[from] csv::Error),
}

impl<'a> Template<'a> {
    /// `None` where the table is not one that is filled in by hand.
    pub fn of(schema: &'a Schema, table: &str) -> Option<Template<'a>> {
        let table = schema.table(table).filter(|table| TABLES.contains(&table.name.as_str()))?;
        let fields =
            table.fields.iter().filter(|field| !field.is_own() && !NOT_ASKED.contains(&field.name.as_str())).collect();
        Some(Template { table, fields })
    }

    /// The form as delimited text, with these rows filled in. The mark at its beginning tells spreadsheet programs that
    /// it is UTF-8.
    pub fn csv(&self, rows: &[Vec<String>]) -> Result<String, TemplateError> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(self.heads())?;
        for row in rows {
            writer.write_record(row)?;
        }
        let text = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(format!("\u{feff}{}", String::from_utf8_lossy(&text)))
    }

    /// The form as a workbook, with these rows filled in.
    pub fn xlsx(&self, rows: &[Vec<String>]) -> Result<Vec<u8>, TemplateError> {
        Ok(xlsx::workbook(self, rows)?)
    }

    fn heads(&self) -> impl Iterator<Item = &'a str> {
        self.fields.iter().map(|field| field.title_es.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(table: &str) -> Template<'static> {
        Template::of(Schema::embedded(), table).unwrap()
    }

    #[test]
    fn what_is_not_filled_in_by_hand_has_no_template() {
        assert!(TABLES.iter().all(|table| Template::of(Schema::embedded(), table).is_some()));
        assert!(Template::of(Schema::embedded(), "budget_line").is_none());
        assert!(Template::of(Schema::embedded(), "comitment").is_none());
    }

    #[test]
    fn every_column_has_a_head_of_its_own_and_an_example() {
        for table in TABLES {
            let template = template(table);
            let mut heads: Vec<&str> = template.heads().collect();
            heads.sort_unstable();
            heads.dedup();
            assert_eq!(heads.len(), template.fields.len(), "{table}");
            for field in &template.fields {
                assert!(field.example.is_some(), "{table}: {}", field.name);
                assert_eq!(field.values.len(), field.values_es.len(), "{table}: {}", field.name);
            }
        }
    }

    #[test]
    fn nobody_is_asked_who_asks() {
        for field in &template("observation").fields {
            for word in ["nombre", "correo", "teléfono", "curp", "rfc"] {
                assert!(!field.title_es.to_lowercase().contains(word), "{}", field.title_es);
            }
        }
    }

    #[test]
    fn what_is_filled_in_stands_below_the_heads() {
        let row = ["MXROO0006", "P004", "Transparencia, y gobierno abierto", ""].map(str::to_owned);
        let text = template("commitment_program").csv(&[row.to_vec()]).unwrap();
        assert!(text.ends_with("\r\nMXROO0006,P004,\"Transparencia, y gobierno abierto\",\r\n"), "{text}");
    }
}
