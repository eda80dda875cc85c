//! For a browser: one page that needs nothing else, in Spanish with English beside it.

use erario_model::grouped;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Value, context};
use serde::Serialize;

use super::judged::{FileKind, Judged, Verdict};
use super::words::{Language, visible};

const PAGE: &str = include_str!("report.html");

/// A finding with what the page asks of it besides.
#[derive(Serialize)]
struct Shown<'j> {
    #[serde(flatten)]
    verdict: &'j Verdict,
    severity_es: &'static str,
    /// What is expected of all cases.
    expected_es: Option<String>,
    expected_en: Option<String>,
    /// How many cases are not among the examples.
    more: u64,
    is_of_header: bool,
    /// The cases have a place in the file; what is said of whole accounts has none.
    has_rows: bool,
    /// What is expected differs from case to case.
    expects_by_row: bool,
}

/// `asked` is the only language that shows; without one, both do.
pub(super) fn html(judged: &Judged, asked: Option<Language>) -> Result<String, Error> {
    let mut environment = Environment::new();
    // Whatever a file says is text, and never markup.
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("grouped", grouped);
    environment.add_filter("visible", |value: &str| visible(value).into_owned());
    let (shows, language) = match asked {
        None => ("both", Language::Es),
        Some(Language::Es) => ("only-es", Language::Es),
        Some(Language::En) => ("only-en", Language::En),
    };
    let kind = match judged.kind {
        FileKind::Csv => "CSV",
        FileKind::Parquet => "Parquet",
        FileKind::Workbook => "XLSX / ODS",
    };
    let findings: Vec<Shown> = judged.findings.iter().map(Shown::of).collect();
    let (findings, unchecked) = (Value::from(Serde(&findings)), Value::from(Serde(&judged.unchecked)));
    let Judged { file, schema, sheet, ok, rows, fatal, warnings, notes, .. } = judged;
    environment.template_from_str(PAGE)?.render(context! {
        shows,
        language => language.say("es", "en"),
        labels => context! {
            place => language.say("Lugar", "Place"),
            found => language.say("Dice", "Found"),
            expected => language.say("Se esperaba", "Expected"),
        },
        version => env!("CARGO_PKG_VERSION"),
        file, schema, sheet, ok, rows, fatal, warnings, notes, kind, findings, unchecked,
    })
}

impl Shown<'_> {
    fn of(verdict: &Verdict) -> Shown<'_> {
        let shown = verdict.examples.len() as u64;
        let expected = |language: Language| {
            verdict.expected.as_ref().map(|text| language.expected(&verdict.slug, text).into_owned())
        };
        Shown {
            verdict,
            severity_es: verdict.severity.words().0,
            expected_es: expected(Language::Es),
            expected_en: expected(Language::En),
            more: if shown == 0 { 0 } else { verdict.count.saturating_sub(shown) },
            is_of_header: verdict.is_of_header(),
            has_rows: verdict.examples.iter().any(|case| case.row.is_some()),
            expects_by_row: verdict.examples.iter().any(|case| case.expected != verdict.expected),
        }
    }
}
