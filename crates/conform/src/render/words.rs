//! Words that every report needs, in Spanish and in English.

use std::borrow::Cow;

use erario_model::{grouped, is_invisible};

/// The language of what people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    Es,
    En,
}

impl Language {
    /// The words in this language.
    pub fn say<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Es => es,
            Language::En => en,
        }
    }

    /// What a rule expects: types and cells have names in each language, and all else stands as the schema has it.
    pub(super) fn expected<'a>(self, slug: &str, expected: &'a str) -> Cow<'a, str> {
        let end = expected.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(expected.len());
        let (word, rest) = expected.split_at(end);
        let es = TYPES.iter().find(|(en, _)| *en == word).map(|(_, es)| *es);
        match (self, es) {
            _ if slug == "broken-row" => Cow::Owned(format!("{expected} {}", self.say("celdas", "cells"))),
            (Language::Es, Some(es)) if slug == "wrong-type" => Cow::Owned(format!("{es}{rest}")),
            _ => Cow::Borrowed(expected),
        }
    }

    /// A number with its noun, singular or plural: Spanish, then English.
    pub(super) fn count(self, number: u64, es: (&str, &str), en: (&str, &str)) -> String {
        let (one, many) = match self {
            Language::Es => es,
            Language::En => en,
        };
        format!("{} {}", grouped(number), if number == 1 { one } else { many })
    }
}

/// The types of Table Schema, and what people call them in Spanish; words that both languages have are not here.
const TYPES: [(&str, &str); 12] = [
    ("string", "texto"),
    ("number", "número"),
    ("integer", "entero"),
    ("boolean", "sí o no"),
    ("date", "fecha"),
    ("time", "hora"),
    ("datetime", "fecha y hora"),
    ("year", "año"),
    ("yearmonth", "año y mes"),
    ("duration", "duración"),
    ("list", "lista"),
    ("array", "arreglo"),
];

/// A value in which everything shows: a line feed as `\n`, so that it breaks no line, and no character that would steer
/// a terminal.
pub(super) fn visible(value: &str) -> Cow<'_, str> {
    let is_unseen = |letter: char| letter.is_control() || is_invisible(letter);
    if !value.contains(is_unseen) {
        return Cow::Borrowed(value);
    }
    let shown = |letter: char| match is_unseen(letter) {
        true => letter.escape_default().to_string(),
        false => letter.to_string(),
    };
    Cow::Owned(value.chars().map(shown).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_a_spanish_name_where_a_type_is_expected() {
        let told = |slug: &str, text: &str| Language::Es.expected(slug, text).into_owned();
        assert_eq!(told("wrong-type", "date %d/%m/%Y"), "fecha %d/%m/%Y");
        assert_eq!(told("wrong-type", "decimal(18,2)"), "decimal(18,2)");
        assert_eq!(told("not-in-list", "date, time"), "date, time");
        assert_eq!(Language::En.expected("wrong-type", "date"), "date");
        assert_eq!(Language::En.expected("broken-row", "9"), "9 cells");
    }

    #[test]
    fn nothing_in_a_value_steers_a_terminal() {
        assert_eq!(visible("a\n\u{1b}[31mb é"), "a\\n\\u{1b}[31mb é");
    }
}
