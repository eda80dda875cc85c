//! For people: rules with what breaks them, worst first.

use erario_model::grouped;

use super::judged::{Case, FileKind, Judged, Unchecked, Verdict};
use super::words::{Language, visible};

pub(super) fn text(judged: &Judged, language: Language) -> String {
    let mut lines = vec![opening(judged, language)];
    let mut rest = judged.findings.as_slice();
    while let Some(first) = rest.first() {
        let same = rest.iter().take_while(|other| other.code == first.code).count();
        let (of_rule, others) = rest.split_at(same);
        rest = others;
        let title = language.say(&first.title_es, &first.title_en);
        lines.push(String::new());
        lines.push(format!("{} {}: {title}", named(first), severity(first, language)));
        of_rule.iter().for_each(|verdict| found(verdict, language, &mut lines));
        let hint = language.say(&first.hint_es, &first.hint_en);
        lines.push(format!("  {}: {hint}", language.say("qué hacer", "hint")));
    }
    if !judged.unchecked.is_empty() {
        lines.push(String::new());
        lines.push(language.say("No se comprobó:", "Not checked:").to_owned());
        let why = |entry: &Unchecked| format!("  {}: {}", entry.what, language.say(&entry.why_es, &entry.why_en));
        lines.extend(judged.unchecked.iter().map(why));
    }
    lines.push(String::new());
    lines.push(summary(judged, language));
    lines.join("\n")
}

fn opening(judged: &Judged, language: Language) -> String {
    let mut place = judged.file.clone();
    if let Some(sheet) = &judged.sheet {
        place += &format!(", {} `{sheet}`", language.say("hoja", "sheet"));
    }
    if let Some(delimiter) = judged.delimiter.filter(|delimiter| *delimiter != ',') {
        let words = language.say("campos separados por", "fields apart by");
        place += &format!(", {words} `{}`", delimiter.escape_default());
    }
    format!("{place} {} {}", language.say("contra", "against"), judged.schema)
}

/// `S001 wrong-type`; a schema's own rule has one name.
fn named(verdict: &Verdict) -> String {
    if verdict.code == verdict.slug { verdict.code.clone() } else { format!("{} {}", verdict.code, verdict.slug) }
}

fn severity(verdict: &Verdict, language: Language) -> &'static str {
    let (es, en) = verdict.severity.words();
    language.say(es, en)
}

/// A column, how often it is wrong there, and the first cases.
fn found(verdict: &Verdict, language: Language, lines: &mut Vec<String>) {
    let mut line = String::from("  ");
    if !verdict.fields.is_empty() {
        line += &verdict.fields.join(", ");
        let column = verdict.letters.clone().or_else(|| verdict.column.map(|column| column.to_string()));
        if let Some(column) = column {
            line += &format!(" ({} {column})", language.say("columna", "column"));
        }
        line += ": ";
    }
    line += &language.count(verdict.count, ("caso", "casos"), ("case", "cases"));
    if let Some(expected) = &verdict.expected {
        let expected = language.expected(&verdict.slug, expected);
        line += &format!("; {} {expected}", language.say("se esperaba", "expected"));
    }
    lines.push(line);
    if verdict.is_of_header() {
        return;
    }
    lines.extend(verdict.examples.iter().map(|case| format!("    {}", told(case, verdict, language))));
    let more = verdict.count.saturating_sub(verdict.examples.len() as u64);
    if more > 0 && !verdict.examples.is_empty() {
        lines.push(format!("    … {} {}", grouped(more), language.say("más", "more")));
    }
}

fn told(case: &Case, verdict: &Verdict, language: Language) -> String {
    let Some(row) = case.row else {
        return visible(language.say(&case.message_es, &case.message_en)).into_owned();
    };
    let mut place = match &case.cell {
        Some(cell) => format!("{} {cell}", language.say("celda", "cell")),
        None => format!("{} {row}", language.say("renglón", "row")),
    };
    if let Some(line) = case.line {
        place += &format!(" ({} {line})", language.say("línea", "line"));
    }
    let value = case.value.as_deref().filter(|value| !value.is_empty());
    let mut text = match value {
        Some(value) => format!("{place}: `{}`", visible(value)),
        None => format!("{place}: {}", language.say("vacío", "empty")),
    };
    if let Some(first) = case.repeats {
        text += &format!(" {} {first}", language.say("repite el renglón", "repeats row"));
    }
    // Said once above, where it is the same for all.
    if let Some(expected) = case.expected.as_ref().filter(|_| case.expected != verdict.expected) {
        text += &format!("; {} {expected}", language.say("se esperaba", "expected"));
    }
    text
}

fn summary(judged: &Judged, language: Language) -> String {
    let rows = language.count(judged.rows, ("renglón", "renglones"), ("row", "rows"));
    let count = language.count(judged.findings.len() as u64, ("hallazgo", "hallazgos"), ("finding", "findings"));
    let mut text = format!("{rows}, {count}");
    if !judged.findings.is_empty() {
        let kinds = [
            language.count(judged.fatal, ("fatal", "fatales"), ("fatal", "fatal")),
            language.count(judged.warnings, ("advertencia", "advertencias"), ("warning", "warnings")),
            language.count(judged.notes, ("nota", "notas"), ("note", "notes")),
        ];
        text += &format!(": {}", kinds.join(", "));
    }
    let verdict = match (judged.ok, judged.kind) {
        (true, _) => language.say("El archivo cumple.", "The file fits."),
        (false, FileKind::Workbook) => language.say("La hoja no cumple.", "The sheet does not fit."),
        (false, _) => language.say("El archivo no cumple.", "The file does not fit."),
    };
    format!("{text}. {verdict}")
}
