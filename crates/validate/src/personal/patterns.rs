//! What personal data look like in a text, and what only looks like them.
//!
//! A false alarm keeps an edition out of the release, so that a pattern asks for more than its shape: a CURP and an RFC
//! hold a real date, a CURP a state, and a telephone number a word, a parenthesis, a country or its usual groups. Ten bare
//! digits are an amount or a key as well as a telephone, and only the column's name could tell.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Curp,
    Rfc,
    Email,
    Telephone,
}

impl Kind {
    pub fn spanish(self) -> &'static str {
        match self {
            Kind::Curp => "CURP",
            Kind::Rfc => "RFC de una persona",
            Kind::Email => "correo electrónico",
            Kind::Telephone => "teléfono",
        }
    }

    pub fn english(self) -> &'static str {
        match self {
            Kind::Curp => "CURP",
            Kind::Rfc => "RFC of a person",
            Kind::Email => "e-mail address",
            Kind::Telephone => "telephone number",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// A pattern, and what its match must satisfy besides.
struct Pattern {
    kind: Kind,
    regex: Regex,
    holds: fn(&str, &Captures) -> bool,
}

static PATTERNS: LazyLock<[Pattern; 6]> = LazyLock::new(|| {
    let pattern = |kind, text: &str, holds: fn(&str, &Captures) -> bool| {
        let regex = Regex::new(text).unwrap_or_else(|error| panic!("{error}"));
        Pattern { kind, regex, holds }
    };
    [
        // Four letters of the names, the date of birth, the sex, the state of birth, consonants, a digit of control.
        pattern(
            Kind::Curp,
            r"(?i)[A-ZÑ][AEIOUX][A-ZÑ]{2}(?P<date>\d{6})[HMX](?:AS|BC|BS|CC|CL|CM|CS|CH|DF|DG|GT|GR|HG|JC|MC|MN|MS|NT|NL|OC|PL|QT|QR|SP|SL|SR|TC|TS|TL|VZ|YN|ZS|NE)[B-DF-HJ-NP-TV-ZÑ]{3}[A-Z\d]\d",
            |text, found| stands_alone(text, found) && has_date(found),
        ),
        // A person's has four letters, a company's three.
        pattern(Kind::Rfc, r"(?i)[A-ZÑ][AEIOUX][A-ZÑ]{2}(?P<date>\d{6})[A-Z\d]{3}", |text, found| {
            stands_alone(text, found) && has_date(found) && !PUBLIC_RFCS.contains(&found[0].to_uppercase().as_str())
        }),
        pattern(Kind::Email, r"[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}", |text, found| {
            !is_in_url(text, found)
        }),
        // After a word that says so.
        pattern(
            Kind::Telephone,
            r"(?i)\b(?:tel(?:[eé]fono)?|cel(?:ular)?|whatsapp|fax)(?:e?s)?(?:_\w+)?\b\W{0,6}(?P<number>\(?\+?\d[\d().\s-]{5,17}\d)",
            |text, found| {
                let digits = found["number"].bytes().filter(u8::is_ascii_digit).count();
                stands_alone(text, found) && (7..=13).contains(&digits)
            },
        ),
        // With an area code in parentheses, or the prefix of the country.
        pattern(
            Kind::Telephone,
            r"(?:(?:\+?52[ -]?1?|01|044|045)[ -]?)?\(\d{2,3}\)[ -]?\d{3,4}[ -]?\d{2}[ -]?\d{2}|\+52[ -]?1?[ -]?\d{2,3}[ -]?\d{3,4}[ -]?\d{4}",
            |text, found| {
                stands_alone(text, found) && !is_in_url(text, found) && {
                    let digits = found[0].bytes().filter(u8::is_ascii_digit).count();
                    (10..=13).contains(&digits)
                }
            },
        ),
        // In the usual groups: 998 881 2800, 55 5422 2840.
        pattern(
            Kind::Telephone,
            r"(?:[2-9]\d{2}[ -](?P<three>\d{3})|(?:55|56|33|81)[ -](?P<four>\d{4}))[ -](?P<end>\d{4})",
            |text, found| stands_alone(text, found) && !is_in_url(text, found) && is_dialled(found),
        ),
    ]
});

/// What stands in tax papers for the public at large and for foreigners; it is nobody's.
const PUBLIC_RFCS: [&str; 2] = ["XAXX010101000", "XEXX010101000"];

/// All personal data in a text, in the order of their places; none lies over another.
pub(super) fn all(text: &str) -> Vec<Match> {
    if !is_suspect(text) {
        return Vec::new();
    }
    let mut found: Vec<Match> = Vec::new();
    for Pattern { kind, regex, holds } in PATTERNS.iter() {
        for captures in regex.captures_iter(text).filter(|captures| holds(text, captures)) {
            let range = captures.get(0).map_or(0..0, |whole| whole.range());
            if found.iter().all(|other| range.end <= other.range.start || other.range.end <= range.start) {
                found.push(Match { kind: *kind, range });
            }
        }
    }
    found.sort_by_key(|found| found.range.start);
    found
}

/// Most texts hold too few digits for any of it, and no address.
fn is_suspect(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().filter(|byte| byte.is_ascii_digit()).nth(5).is_some() || bytes.contains(&b'@')
}

/// No part of a longer key: neither letters and digits nor what joins them stand next to it.
fn stands_alone(text: &str, found: &Captures) -> bool {
    let Some(whole) = found.get(0) else { return false };
    let joins = |letter: char| letter.is_alphanumeric() || "-/_=&".contains(letter);
    let is_joined_before =
        text[..whole.start()].chars().next_back().is_some_and(|letter| joins(letter) || letter == '.');
    let mut after = text[whole.end()..].chars();
    let is_joined_after = match after.next() {
        Some('.' | ',') => after.next().is_some_and(char::is_alphanumeric),
        Some(letter) => joins(letter),
        None => false,
    };
    !is_joined_before && !is_joined_after
}

fn is_in_url(text: &str, found: &Captures) -> bool {
    let start = found.get(0).map_or(0, |whole| whole.start());
    // Cells of one record stand in one text, between quotes and commas.
    let ends = |letter: char| letter.is_whitespace() || "\"',;<>(){}[]|".contains(letter);
    let word = text[..start].rsplit(ends).next().unwrap_or_default();
    word.contains("://") || word.ends_with("www.")
}

/// The six digits are a day of some year.
fn has_date(found: &Captures) -> bool {
    let number = |range: Range<usize>| found["date"][range].parse::<u32>().unwrap_or_default();
    let days = match number(2..4) {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&number(4..6))
}

/// Keys in the same groups hold a year, or count from one.
fn is_dialled(found: &Captures) -> bool {
    let is_year = found.name("four").is_some_and(|four| ["19", "20"].contains(&&four.as_str()[..2]));
    let is_zero = found.name("three").is_some_and(|three| three.as_str().starts_with("00"));
    !is_year && !is_zero && !found["end"].starts_with("00")
}

#[cfg(test)]
mod tests {
    use super::{Kind, Match, all};

    fn kinds(text: &str) -> Vec<Kind> {
        all(text).into_iter().map(|Match { kind, .. }| kind).collect()
    }

    #[test]
    fn d23_what_is_personal_is_found() {
        for (text, kind) in [
            ("persona00001@example.org", Kind::Email),
            ("Escriba a juan.pérez+obra@sub.qroo.gob.mx.", Kind::Email),
            ("GODE561231HQRRNS09", Kind::Curp),
            ("curp: gode000229mdfrnsa1", Kind::Curp),
            ("GODE561231GR8", Kind::Rfc),
            ("RFC VECJ880326XXX,", Kind::Rfc),
            ("(555) 555-0001", Kind::Telephone),
            ("Oficina: 01 (983) 832 12 34", Kind::Telephone),
            ("54730 Estado de México  01 55 5422 2840", Kind::Telephone),
            ("+52 998 881 2800", Kind::Telephone),
            ("998-881-2800", Kind::Telephone),
            ("Tel. 8812800 ext. 12", Kind::Telephone),
            ("Teléfonos: 9988812800", Kind::Telephone),
            (r#"{"TELEFONO_ADMIN":"9988812800"}"#, Kind::Telephone),
            (r#"{"LIGA":"https://a.mx","MAIL":"jane@x.org"}"#, Kind::Email),
            ("https://a.mx/plan,jane@x.org", Kind::Email),
        ] {
            assert_eq!(kinds(text), [kind], "{text}");
        }
    }

    #[test]
    fn d23_what_only_looks_like_it_is_not() {
        for text in [
            "9988812800",
            "-8,660,451,340",
            "1234567890.12",
            "5,297,125,819,608",
            "2016 11 510 2 5 1 0 14 P 001",
            "11-510-2.5.1-014-P001-4300-1-1-23",
            "0709214000 4",
            "09-2021-0001",
            "33 2015 0001",
            "211-101-0001",
            "LO-923-881-2800-2021",
            "SAT970701NN3",
            "XAXX010101000",
            "GODE561331GR8",
            "GODE560230HQRRNS09",
            "GODE561231HZZRNS09",
            "XAC33A23",
            "FAIS2015",
            "https://goo.gl/maps/@19.4287123,-99.0721667",
            "https://example.org/u@example.org/998-881-2800",
            "mx-shcp/pef/2016@9b1f4cc07f7c",
            "spending_by_function/23/2024/2.5/approved@2026-aprobado",
            "TELCHAC PUERTO 2015, 1,250,000 pesos",
            "Televisión Metropolitana, S.A. de C.V.",
            "Adquisición de 80 teléfonos inalámbricos, 1500000 pesos",
            "Km 37.5 del tramo 350 + 400 a 2500",
            "19.42871944 - 9907216667 (192543.39N 990419.80O)",
            "2015-01-31T00:00:00Z",
            "Síguenos en @gobqroo",
        ] {
            assert_eq!(kinds(text), [], "{text}");
        }
    }

    #[test]
    fn d23_no_match_lies_over_another() {
        assert_eq!(kinds("GODE561231HQRRNS09 GODE561231GR8 a@b.mx"), [Kind::Curp, Kind::Rfc, Kind::Email]);
    }
}
