//! The first draft of a pipeline file: what shows in a file is filled in, what only a person knows is left blank.
//!
//! A blank is a key with an empty text. `erario check` names every one with its line, so that a draft cannot run before
//! somebody has decided what it says.

mod matched;

use std::fmt::Write;

use crate::{Encoding, Field, Format, Table, Unit};

pub use matched::{Matched, nearest_tables};

/// What is known of a dataset that has a file and no pipeline.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    pub table: &'a Table,
    pub matched: &'a Matched,
    pub format: Format,
    pub encoding: Encoding,
    pub delimiter: char,
    pub sheet: Option<&'a str>,
    pub anchor: Option<&'a str>,
    /// Blank if nobody has said it.
    pub edition: &'a str,
    pub unit: Unit,
    pub grouping: Option<char>,
    pub is_spanish: bool,
}

/// Fields that are mostly the same in a whole edition and differ between editions.
const OF_EDITION: [&str; 2] = ["fiscal_year", "account_status"];

impl Draft<'_> {
    /// The text of the file.
    pub fn toml(&self) -> String {
        let mut text = String::from("#:schema ../../schemas/pipeline.schema.json\n");
        self.head(&mut text);
        self.editions(&mut text);
        self.decode(&mut text);
        self.columns(&mut text);
        self.amounts(&mut text);
        self.output(&mut text);
        text
    }

    fn say<'s>(&self, es: &'s str, en: &'s str) -> &'s str {
        if self.is_spanish { es } else { en }
    }

    /// A comment of its own line.
    fn note(&self, text: &mut String, es: &str, en: &str) {
        let _ = writeln!(text, "# {}", self.say(es, en));
    }

    fn blank(&self, text: &mut String, key: &str, es: &str, en: &str) {
        let _ = writeln!(text, "{key} = \"\"  # {}", self.say(es, en));
    }

    fn head(&self, text: &mut String) {
        self.note(
            text,
            "Borrador de `erario new`. Las comillas vacías las llena una persona; `erario check` dice cuáles faltan.",
            "Draft by `erario new`. A person fills in the empty quotes; `erario check` names those that are left.",
        );
        self.blank(text, "title_es", "nombre del conjunto de datos, en español", "name of the dataset, in Spanish");
        self.blank(text, "title_en", "el mismo nombre en inglés", "the same name in English");
        text.push_str("\n[publisher]\n");
        self.blank(text, "name", "nombre completo de quien publica el archivo", "full name of who publishes the file");
        text.push_str("\n[licence]\n");
        let id =
            ("clave SPDX, o `notspecified` si nadie la declara", "SPDX id, or `notspecified` where nobody states one");
        self.blank(text, "id", id.0, id.1);
        self.blank(text, "title", "nombre de la licencia", "name of the licence");
        self.blank(text, "url", "dónde está su texto", "where its text stands");
        let cite = ("las palabras con que se cita la fuente", "the words that cite the source");
        self.blank(text, "attribution", cite.0, cite.1);
    }

    fn editions(&self, text: &mut String) {
        text.push('\n');
        self.note(
            text,
            "Una entrada por estado publicado, el más antiguo primero. Con `url` se descarga; sin ella llega a mano.",
            "One entry for each published state, the oldest first. With `url` it is downloaded; without, it arrives by hand.",
        );
        text.push_str("[[edition]]\n");
        match self.edition.is_empty() {
            true => self.blank(text, "id", "como `2024` o `2024-4T`", "such as `2024` or `2024-4T`"),
            false => {
                let _ = writeln!(text, "id = {}", quoted(self.edition));
            }
        }
        let fields: Vec<&Field> = self.unfilled().filter(|field| OF_EDITION.contains(&field.name.as_str())).collect();
        if !fields.is_empty() {
            text.push_str("\n[edition.set]\n");
            fields.into_iter().for_each(|field| self.setting(text, field));
        }
    }

    fn decode(&self, text: &mut String) {
        text.push_str("\n[decode]\n");
        if self.format == Format::Csv {
            let encoding = match self.encoding {
                Encoding::Utf8 => "utf-8",
                Encoding::Windows1252 => "windows-1252",
                Encoding::Cp850 => "cp850",
            };
            let delimiter = quoted(&self.delimiter.to_string());
            let _ = write!(text, "format = \"csv\"\nencoding = \"{encoding}\"\ndelimiter = {delimiter}\n");
            return;
        }
        text.push_str("format = \"workbook\"\n");
        self.note(
            text,
            "Si debajo de la tabla hay notas, sus primeras palabras: `footnotes = [\"Fuente:\"]`.",
            "Where notes stand below the table, their first words: `footnotes = [\"Fuente:\"]`.",
        );
        text.push_str("\n[decode.header]\n");
        if let Some(sheet) = self.sheet {
            let _ = writeln!(text, "sheet = {}", quoted(sheet));
        }
        let _ = writeln!(text, "anchor = {}", quoted(self.anchor.unwrap_or_default()));
    }

    fn columns(&self, text: &mut String) {
        text.push('\n');
        self.note(
            text,
            "Campo de la tabla = encabezado que lo llena, o lista de grafías. Están por sus palabras: compruebe cada uno.",
            "Field of the table = the header that fills it, or a list of spellings. Matched by their words: check each.",
        );
        text.push_str("[columns]\n");
        for (field, header) in &self.matched.columns {
            let title = self.table.field(field).map_or("", |field| self.say(&field.title_es, &field.title_en));
            let _ = writeln!(text, "{field} = {}  # {title}", quoted(header));
        }
        let free: Vec<String> = self.free().map(|field| format!("{} ({})", field.name, self.title(field))).collect();
        if !free.is_empty() {
            let opening = self.say("Ningún encabezado llena: ", "No header fills: ");
            let _ = writeln!(text, "# {opening}{}.", free.join(", "));
        }
        if self.matched.undecided.is_empty() {
            return;
        }
        text.push('\n');
        self.note(
            text,
            "Por decidir: páselo a [columns] con el campo que es o con un nombre para un paso, o diga aquí por qué no se usa.",
            "To decide: move it to [columns] under its field or a name for a step, or say here why it is not carried.",
        );
        text.push_str("[ignored]\n");
        for (header, candidates) in &self.matched.undecided {
            let or = self.say("¿", "perhaps ");
            let hint = match candidates.is_empty() {
                true => String::new(),
                false => format!("  # {or}{}{}", candidates.join(", "), self.say("?", "")),
            };
            let _ = writeln!(text, "{} = \"\"{hint}", quoted(header));
        }
    }

    fn amounts(&self, text: &mut String) {
        text.push('\n');
        self.note(
            text,
            "Si la fuente mezcla partes y totales, o una clave se arma de varias, van aquí los pasos ([[step]]).",
            "Where the source mixes parts and totals, or a code is made from several, the steps ([[step]]) go here.",
        );
        self.note(
            text,
            "Si un guion es cero, añada a [amounts] la línea `zero = [\"-\"]`.",
            "Where a dash is zero, add the line `zero = [\"-\"]` to [amounts].",
        );
        let unit = match self.unit {
            Unit::Pesos => "pesos",
            Unit::Thousands => "thousands",
            Unit::Millions => "millions",
        };
        let _ = write!(text, "[amounts]\nunit = \"{unit}\"\n");
        if let Some(grouping) = self.grouping {
            let _ = writeln!(text, "grouping = {}", quoted(&grouping.to_string()));
        }
    }

    fn output(&self, text: &mut String) {
        let _ = write!(text, "\n[output]\ntable = \"{}\"\n\n", self.table.name);
        self.note(
            text,
            "Lo que es igual en todos los renglones. Si una columna lo dice, borre la línea y ponga la columna en [columns].",
            "What is the same in every row. Where a column says it, take the line away and name the column in [columns].",
        );
        text.push_str("[output.set]\n");
        let fields = self.unfilled().filter(|field| !OF_EDITION.contains(&field.name.as_str()));
        fields.for_each(|field| self.setting(text, field));
    }

    /// A required field that nothing fills, with what may stand there.
    fn setting(&self, text: &mut String, field: &Field) {
        let values = field.values.join(", ");
        let values = match (field.field_type, values.is_empty()) {
            (crate::FieldType::Boolean, _) => ": true, false".to_owned(),
            (_, true) => String::new(),
            (_, false) => format!(": {values}"),
        };
        let _ = writeln!(text, "{} = \"\"  # {}{values}", field.name, self.title(field));
    }

    fn title<'f>(&self, field: &'f Field) -> &'f str {
        if self.is_spanish { &field.title_es } else { &field.title_en }
    }

    fn is_matched(&self, field: &Field) -> bool {
        self.matched.columns.iter().any(|(name, _)| *name == field.name)
    }

    /// Required fields that no header fills.
    fn unfilled(&self) -> impl Iterator<Item = &Field> {
        let is_ours = |field: &&Field| !field.is_own() && !self.is_matched(field);
        self.table.fields.iter().filter(|field| self.table.is_required(&field.name)).filter(is_ours)
    }

    /// Other fields that no header fills.
    fn free(&self) -> impl Iterator<Item = &Field> {
        let is_free =
            |field: &&Field| !self.table.is_required(&field.name) && !field.is_own() && !self.is_matched(field);
        self.table.fields.iter().filter(is_free)
    }
}

/// As TOML writes a text.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\t' => quoted.push_str("\\t"),
            other if other.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Pipeline, Schema};
    use proptest::prelude::*;

    fn draft(headers: &[&str], table: &str, is_spanish: bool) -> String {
        let table = Schema::embedded().table(table).unwrap();
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let matched = Matched::of(table, &headers);
        let draft = Draft {
            table,
            matched: &matched,
            format: Format::Csv,
            encoding: Encoding::Utf8,
            delimiter: ';',
            sheet: None,
            anchor: None,
            edition: "",
            unit: Unit::Pesos,
            grouping: Some(','),
            is_spanish,
        };
        draft.toml()
    }

    fn read(toml: &str) -> Pipeline {
        Pipeline::parse("a/b".parse().unwrap(), "pipelines/a/b.toml", toml).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_draft_can_be_read_in_both_languages_and_says_the_same() {
        let headers = ["Clave", "Concepto", "Aprobado", "Devengado"];
        for is_spanish in [true, false] {
            let toml = draft(&headers, "spending_by_object", is_spanish);
            let pipeline = read(&toml);
            assert_eq!(pipeline.columns.keys().collect::<Vec<_>>(), ["accrued", "approved"]);
            assert_eq!(pipeline.ignored.keys().collect::<Vec<_>>(), ["Clave", "Concepto"]);
            assert_eq!(pipeline.editions[0].set.keys().collect::<Vec<_>>(), ["account_status", "fiscal_year"]);
            assert!(pipeline.output.set.contains_key("government_level"));
            assert!(toml.starts_with("#:schema"));
        }
    }

    #[test]
    fn every_required_field_has_a_place() {
        for table in Schema::embedded().tables.iter().filter(|table| !table.required.is_empty()) {
            let pipeline = read(&draft(&["x", "y"], &table.name, true));
            for name in table.required.iter().filter(|name| !table.field(name).is_some_and(Field::is_own)) {
                let is_set = pipeline.output.set.contains_key(name) || pipeline.editions[0].set.contains_key(name);
                assert!(is_set, "{}: {name}", table.name);
            }
        }
    }

    proptest! {
        #[test]
        fn any_header_can_be_written_and_read_back(headers in proptest::collection::vec("\\PC*|[a-z\"\\\\\t\u{1}]*", 1..5)) {
            let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
            let pipeline = read(&draft(&headers, "spending_by_unit", false));
            let known: Vec<&String> =
                pipeline.columns.values().flat_map(|known| known.spellings()).chain(pipeline.ignored.keys()).collect();
            prop_assert!(headers.iter().all(|header| known.iter().any(|known| known == header)));
        }
    }
}
