//! Files of a release for people: README, LICENSE, and the findings as JSON.

use std::collections::BTreeMap;
use std::fmt::Write;

use erario_model::Finding;
use serde_json::{Value, json};

use crate::folder::{Release, TableFiles};

/// Findings, the worst first, with the rules that they break.
pub(super) fn findings(release: &Release) -> Value {
    let mut sorted: Vec<&Finding> = release.findings.iter().collect();
    let weight = |finding: &Finding| match finding.severity.as_str() {
        "fatal" => 0,
        "warning" => 1,
        _ => 2,
    };
    sorted.sort_by(|one, other| {
        weight(one)
            .cmp(&weight(other))
            .then(other.amount_affected.unwrap_or(0).cmp(&one.amount_affected.unwrap_or(0)))
            .then(one.finding_id.cmp(&other.finding_id))
            .then(one.found.cmp(&other.found))
    });
    let mut rules = BTreeMap::new();
    for rule in release.schema.rules.iter() {
        let count = sorted.iter().filter(|finding| finding.rule_code == rule.code).count();
        if count > 0 {
            rules.insert(
                rule.code.as_str(),
                json!({ "slug": rule.slug, "severity": rule.severity, "title_es": rule.title_es, "title_en": rule.title_en, "findings": count }),
            );
        }
    }
    json!({ "format": 1, "rules": rules, "findings": sorted })
}

/// Which terms hold for which table.
pub(super) fn licence(files: &[TableFiles]) -> String {
    let mut text = String::from(
        "Términos de uso por tabla / Terms of use per table\n\n\
         Cada tabla lleva los términos de las fuentes de sus filas. Una tabla con filas bajo ODbL es ODbL: quien publique\n\
         una base derivada debe hacerlo bajo la misma licencia.\n\
         Each table carries the terms of the sources of its rows. A table that holds ODbL rows is ODbL: whoever publishes a\n\
         derived database must do so under the same licence.\n",
    );
    for entry in files.iter().filter(|entry| !entry.licences.is_empty()) {
        let _ = writeln!(text, "\n{}", entry.table.name);
        for licence in &entry.licences {
            let _ = writeln!(text, "  {} <{}>\n    {}", licence.title, licence.url, licence.attribution);
        }
    }
    text
}

/// The first page that a person opens.
pub(super) fn readme(release: &Release, files: &[TableFiles], workbooks: &[String], id: &str) -> String {
    let mut page = format!(
        "# erario {id}\n\n\
         Presupuestos y gasto público de gobiernos de México, en tablas que suman. Publicación del {date}.\n\
         Public budgets and spending of Mexican governments, in tables that add up. Released {date}.\n\n",
        date = release.time.date(),
    );
    if release.sources.iter().any(|source| source.is_sample) {
        page.push_str(
            "**Muestra.** Esta publicación se hizo con archivos de muestra, que contienen solo una parte de cada archivo \
             publicado.\n**Sample.** This release was made from sample files, which hold only a part of each published file.\n\n",
        );
    }
    page.push_str("| tabla / table | filas / rows | CSV | Parquet |\n| --- | ---: | --- | --- |\n");
    for entry in files.iter().filter(|entry| entry.rows > 0) {
        let parquet =
            if entry.table.is_partitioned { format!("parquet/{}/", entry.table.name) } else { entry.parquet.join(" ") };
        let _ = writeln!(page, "| {} | {} | `{}` | `{parquet}` |", entry.table.title_es, entry.rows, entry.csv);
    }
    if !workbooks.is_empty() {
        let _ = writeln!(
            page,
            "\nSi solo va a usar Excel: {0} traen cada tema con portada, diccionario y fuentes.\nIf you will only open \
             Excel: {0} hold each theme with a cover, a dictionary and sources.",
            workbooks.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
        );
    }
    page.push_str(
        "\nPara abrirlas en una hoja de cálculo, `excel/` tiene las mismas tablas en CSV con marca de UTF-8, y sin textos que \
         se ejecuten como fórmulas.\nFor spreadsheets, `excel/` has the same tables as CSV with a mark of UTF-8, and \
         without texts that would run as formulas.\n\n- `dictionary.md`: cada tabla y campo / every table and field.\n\
         - `findings.json`: lo que está mal en las fuentes, lo peor primero / what is wrong in the sources, worst first.\n\
         - `CHANGES.md`, `changes.parquet`: qué cambió frente a la publicación anterior / what changed since the release \
         before.\n\
         - `LICENSE`: los términos de cada tabla / the terms of each table.\n\
         - `CITATION.cff`: cómo citarla / how to cite it.\n\
         - `catalog.jsonld`, `croissant.json`, `datapackage.json`, `fiscal-datapackage.json`, `csv/csv-metadata.json`: para \
         catálogos y programas / for catalogues and programs.\n\
         - `prov.jsonld`: de qué archivos sale cada tabla / which files each table was made from.\n\
         - `sbom.cdx.json`: las partes del programa que la hizo / the parts of the program that made it.\n\
         - `SHA256SUMS`: `sha256sum -c SHA256SUMS`.\n\n\
         Las filas con `trust = doubtful` dicen en `doubt` qué monto está en duda y por qué regla.\n\
         Rows with `trust = doubtful` say in `doubt` which amount is doubted, and by which rule.\n",
    );
    page.push_str(&super::quality::section(release.quality));
    page
}
