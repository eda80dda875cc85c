//! `docs/reference/rules.md` and `schemas/rules.json`: every rule, from `schemas/rules/`.

use std::fmt::Write;

use erario_model::{Exception, Rule, Schema, Severity, Side, Tolerance};

use super::{WRITTEN, cell};

/// For machines: what a rule means, without the cases that it is tested on.
pub(super) fn index(schema: &Schema) -> Result<String, serde_json::Error> {
    let rules: Vec<&Rule> = schema.rules.iter().collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&rules)?))
}

pub(super) fn page(schema: &Schema) -> String {
    let mut page = format!(
        "{WRITTEN}\n\n# Reglas / Rules\n\n\
         Una regla señala algo raro en los datos. No cambia ninguna cifra: escribe un hallazgo en `finding` y, si la cifra \
         queda en duda, lo dice en `doubt`. Cada una está en un archivo de `schemas/rules/`, con los casos con que se \
         prueba; [`schemas/rules.json`](../../schemas/rules.json) es el índice para programas, y `erario explain F012` \
         muestra esta página en la terminal.\n\n\
         A rule points at something odd in the data. It changes no figure: it writes a finding into `finding` and, where a \
         figure becomes doubtful, says so in `doubt`. Each is in a file of `schemas/rules/`, with the cases that it is \
         tested on; [`schemas/rules.json`](../../schemas/rules.json) is the index for programs, and `erario explain F012` \
         shows this page in a terminal.\n\n\
         Gravedad / severity: `note` (nota: conviene saberlo / worth knowing), `warning` (advertencia: alguien debe verlo / \
         somebody should look), `fatal` (fatal: no se publica / nothing is released).\n\n\
         | código / code | nombre / slug | gravedad / severity | español | English |\n| --- | --- | --- | --- | --- |\n",
    );
    for rule in schema.rules.iter() {
        let _ = writeln!(
            page,
            "| [{}](#{}) | `{}` | {} | {} | {} |",
            rule.code,
            anchor(rule),
            rule.slug,
            both(rule.severity.words()),
            cell(&rule.title_es),
            cell(&rule.title_en),
        );
    }
    for rule in schema.rules.iter() {
        entry(&mut page, schema, rule);
    }
    tolerances(&mut page, schema);
    page
}

/// All that is said of one rule.
fn entry(page: &mut String, schema: &Schema, rule: &Rule) {
    let _ = write!(
        page,
        "\n## {} {}\n\n**{}.** {} {}\n\nQué hacer: {}\n\n**{}.** {} {}\n\nWhat to do: {}\n\n",
        rule.code,
        rule.slug,
        rule.title_es,
        rule.what_es,
        rule.why_es,
        rule.do_es,
        rule.title_en,
        rule.what_en,
        rule.why_en,
        rule.do_en,
    );
    let severity = match rule.in_file {
        None => both(rule.severity.words()),
        Some(own) => in_file(rule.severity, own),
    };
    let (scope, dimension) = (both(rule.scope.words()), both(rule.dimension.words()));
    let _ = writeln!(
        page,
        "Gravedad / severity: {severity}. Alcance / scope: {scope}. Dimensión / dimension: {dimension}."
    );
    let _ = writeln!(page, "Sustento / reference: {}", rule.reference);
    example(page, rule);
    let own = schema.exceptions.iter().filter(|exception| exception.rule == rule.slug);
    for Exception { publisher, dataset, node, why_es, why_en, evidence, .. } in own {
        let _ = write!(
            page,
            "\nExcepción / exception: `{publisher}/{dataset}`, `{node}`. {why_es} / {why_en} {evidence}\n"
        );
    }
    let own = schema.comparisons.iter().filter(|comparison| comparison.rule == rule.slug);
    for comparison in own {
        let [one, other] = comparison.sides().map(side);
        let (by, why) = (comparison.by.join("`, `"), format!("{} / {}", comparison.why_es, comparison.why_en));
        let _ = write!(
            page,
            "\nComparación / comparison: {one} = {other}, por / by `{by}`. {why} {}\n",
            comparison.evidence
        );
    }
}

/// The case that fails, in brief, and the one in published files.
fn example(page: &mut String, rule: &Rule) {
    if let Some(case) = rule.example() {
        let _ = writeln!(page, "\nEjemplo / example: {} / {}.", case.name_es, case.name);
        for (name, text) in case.shown() {
            let _ = write!(page, "\n`{name}`\n\n```text\n{text}\n```\n");
        }
    }
    if let Some(real) = &rule.real {
        let _ = write!(page, "\nCaso real / real case, {}: {} / {}\n", real.place, real.says_es, real.says_en);
    }
}

/// The numbers that rules decide by.
fn tolerances(page: &mut String, schema: &Schema) {
    let _ = write!(
        page,
        "\n## Tolerancias / Tolerances\n\nLos números con que deciden las reglas están en \
         [`schemas/tolerances.toml`](../../schemas/tolerances.toml). / The numbers that rules decide by are in \
         [`schemas/tolerances.toml`](../../schemas/tolerances.toml).\n\n\
         | nombre / name | valor / value | por qué | why | evidencia / evidence |\n| --- | --- | --- | --- | --- |\n"
    );
    for (name, tolerance) in schema.tolerances.iter() {
        let Tolerance { value, of, unit, why_es, why_en, evidence } = tolerance;
        let number = if *of == 1 { format!("{value} {unit}") } else { format!("{value}/{of} {unit}") };
        let _ = writeln!(page, "| `{name}` | {number} | {} | {} | {} |", cell(why_es), cell(why_en), cell(evidence));
    }
}

/// One side of a comparison: the amount, its table, and which rows of it.
fn side(side: &Side) -> String {
    let filter: Vec<String> = side.filter.iter().map(|(column, pattern)| format!("`{column}` `{pattern}`")).collect();
    format!("`{}.{}` ({})", side.table, side.amount, filter.join(", "))
}

/// The id that renderers of Markdown give to the rule's heading.
fn anchor(rule: &Rule) -> String {
    rule.file_name().to_lowercase()
}

fn both((es, en): (&str, &str)) -> String {
    if es == en { es.to_owned() } else { format!("{es} / {en}") }
}

fn in_file(severity: Severity, own: Severity) -> String {
    format!("{}; en / in `erario validate`: {}", both(severity.words()), both(own.words()))
}
