//! Which header is which field, by the words that publishers use for it.

use crate::{Field, Schema, Table, TableKind, slug};

/// The headers of a file beside the fields of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    /// Field and the header that fills it, in the order of the table.
    pub columns: Vec<(String, String)>,
    /// Headers that a person must place, in the order of the file, with the fields that they may be.
    pub undecided: Vec<(String, Vec<String>)>,
}

/// The words that a field answers to, the strongest first.
const WORDS: [fn(&Field) -> Vec<&str>; 3] = [
    |field| field.source_words.iter().map(String::as_str).collect(),
    |field| vec![&field.title_es, &field.title_en],
    |field| vec![&field.name],
];

impl Matched {
    /// A header is matched if it alone answers to a field, and the field alone to it; whatever is less clear is left.
    pub fn of(table: &Table, headers: &[String]) -> Matched {
        let fields: Vec<&Field> = table.fields.iter().filter(|field| !field.is_own()).collect();
        let is_unique = |header: &String| headers.iter().filter(|other| *other == header).count() == 1;
        let mut columns: Vec<(&Field, &String)> = Vec::new();
        for words in WORDS {
            let taken = columns.clone();
            let is_free =
                |field: &Field, header: &String| !taken.iter().any(|(f, h)| f.name == field.name || *h == header);
            let pairs = || {
                let all = fields.iter().flat_map(|field| headers.iter().map(move |header| (*field, header)));
                all.filter(|(field, header)| is_unique(header) && is_free(field, header))
                    .filter(|(field, header)| answers(&words(field), header))
            };
            for (field, header) in pairs() {
                let of_field = pairs().filter(|(other, _)| other.name == field.name).count();
                let of_header = pairs().filter(|(_, other)| *other == header).count();
                if of_field == 1 && of_header == 1 {
                    columns.push((field, header));
                }
            }
        }
        let place = |field: &Field| fields.iter().position(|other| other.name == field.name);
        columns.sort_by_key(|(field, _)| place(field));
        let mut undecided: Vec<(String, Vec<String>)> = Vec::new();
        for header in headers.iter().filter(|header| !columns.iter().any(|(_, known)| known == header)) {
            if undecided.iter().any(|(known, _)| known == header) {
                continue;
            }
            let is_meant = |field: &&&Field| WORDS.iter().any(|words| answers(&words(field), header));
            let candidates = fields.iter().filter(is_meant).map(|field| field.name.clone()).collect();
            undecided.push((header.clone(), candidates));
        }
        let columns = columns.into_iter().map(|(field, header)| (field.name.clone(), header.clone())).collect();
        Matched { columns, undecided }
    }
}

/// Accents, capitals and signs tell no words apart. Below a merged head, the last part is the column's own name.
fn answers(words: &[&str], header: &str) -> bool {
    let own = header.rsplit(" > ").next().unwrap_or(header);
    let is_said = |text: &str| !slug(text).is_empty() && words.iter().any(|word| slug(word) == slug(text));
    is_said(header) || is_said(own)
}

/// Tables that publishers' files fill, those with most of the headers first.
pub fn nearest_tables<'a>(schema: &'a Schema, headers: &[String]) -> Vec<(&'a Table, usize)> {
    let is_filled = |table: &&Table| matches!(table.kind, TableKind::Fact | TableKind::Reference);
    let count = |table: &'a Table| (table, Matched::of(table, headers).columns.len());
    let mut tables: Vec<(&Table, usize)> = schema.tables.iter().filter(is_filled).map(count).collect();
    tables.sort_by_key(|(_, matched)| std::cmp::Reverse(*matched));
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(table: &str, headers: &[&str]) -> Matched {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        Matched::of(Schema::embedded().table(table).unwrap(), &headers)
    }

    fn pairs(matched: &Matched) -> Vec<(&str, &str)> {
        matched.columns.iter().map(|(field, header)| (field.as_str(), header.as_str())).collect()
    }

    #[test]
    fn words_and_titles_and_names_are_known_whatever_their_accents() {
        let matched =
            matched("spending_by_unit", &["PAGADO", "Nombre", "DEVENGADO", "Egresos > Modificado", "unit_name"]);
        let expected = [
            ("unit_name", "unit_name"),
            ("modified", "Egresos > Modificado"),
            ("accrued", "DEVENGADO"),
            ("paid", "PAGADO"),
        ];
        assert_eq!(pairs(&matched), expected);
        assert_eq!(matched.undecided, [("Nombre".to_owned(), vec![])]);
    }

    #[test]
    fn what_could_be_two_things_is_left_to_a_person() {
        let matched = matched("spending_by_unit", &["2023 > Pagado", "2024 > Pagado", "Devengado", "Devengado"]);
        assert_eq!(pairs(&matched), []);
        let paid = vec!["paid".to_owned()];
        let expected =
            [("2023 > Pagado", paid.clone()), ("2024 > Pagado", paid), ("Devengado", vec!["accrued".to_owned()])];
        assert_eq!(matched.undecided, expected.map(|(header, fields)| (header.to_owned(), fields)));
    }

    #[test]
    fn the_table_with_most_headers_comes_first() {
        let headers = ["Clave del compromiso", "Hito", "Vence el"].map(str::to_owned);
        let nearest = nearest_tables(Schema::embedded(), &headers);
        assert_eq!((nearest[0].0.name.as_str(), nearest[0].1), ("commitment_milestone", 3));
    }
}
