//! The sentence about one case: the rule's own words, with the place, what was found and what was expected.

use erario_model::Rule;

use super::judged::Subject;
use super::words::{Language, visible};
use crate::report::{Example, Finding};

/// Where a case stands.
pub(super) struct Place<'p> {
    pub subject: &'p Subject,
    pub row: Option<u64>,
    pub line: Option<u64>,
    pub cell: Option<&'p str>,
}

impl Place<'_> {
    fn said(&self, language: Language) -> String {
        let mut parts = vec![self.subject.file.clone()];
        if let Some(sheet) = &self.subject.sheet {
            parts.push(match language {
                Language::Es => format!("hoja «{sheet}»"),
                Language::En => format!("sheet “{sheet}”"),
            });
        }
        match (self.cell, self.row) {
            (Some(cell), _) => parts.push(format!("{} {cell}", language.say("celda", "cell"))),
            (None, Some(row)) => parts.push(format!("{} {row}", language.say("renglón", "row"))),
            (None, None) => {}
        }
        if let Some(line) = self.line {
            parts.push(format!("{} {line}", language.say("línea", "line")));
        }
        parts.join(", ")
    }
}

/// The sentence in Spanish and in English.
pub(super) fn said(rule: &Rule, finding: &Finding, example: &Example, place: &Place) -> (String, String) {
    let fill = |template: &str, language: Language| {
        let nothing = language.say("nada", "nothing");
        let value = example.value.as_deref().map(visible);
        let value = value.as_deref().filter(|value| !value.is_empty()).unwrap_or(nothing);
        let expected = language.expected(&rule.slug, example.expected.as_deref().unwrap_or(&finding.expected));
        let fields = finding.fields.join(", ");
        let field = match language {
            Language::Es => format!("«{fields}»"),
            Language::En => format!("“{fields}”"),
        };
        // Rules of keys count rows; here each row is told with the one that it repeats.
        let found = if example.repeats.is_some() { "2" } else { value };
        let detail = match (example.row, example.repeats) {
            (Some(row), Some(first)) => match language {
                Language::Es => format!("El {row} repite el {first}: «{value}»."),
                Language::En => format!("Row {row} repeats row {first}: “{value}”."),
            },
            // What the sentence does not say itself.
            _ if !template.contains("{found}") && !expected.is_empty() => match language {
                Language::Es => format!("dice «{value}» y debería ser {expected}"),
                Language::En => format!("it says “{value}” and should be {expected}"),
            },
            _ => String::new(),
        };
        template
            .replace("{place}", &place.said(language))
            .replace("{field}", &field)
            .replace("{expected}", if expected.is_empty() { nothing } else { &expected })
            .replace("{detail}", &detail)
            // Last, because it may hold any text.
            .replace("{found}", found)
            .trim()
            .to_owned()
    };
    (fill(&rule.message_es, Language::Es), fill(&rule.message_en, Language::En))
}
