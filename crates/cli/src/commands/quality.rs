//! `erario quality`: what is wrong or missing in a release, counted, the worst first.

use std::fmt::Write;
use std::path::Path;

use erario_model::{Dimension, Measures, Money, QualityLine, Told, told};
use serde_json::{Value, json};

use crate::args::{Args, Lang, Quality};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::project::nearest;
use crate::released::{self, Cell, Rows};

/// How many of the worst are named.
const WORST: usize = 5;

pub fn quality(args: &Args, command: &Quality) -> Result<u8, Failure> {
    let (out, _) = released::folder(args, command.out.as_ref())?;
    let release = released::latest(&out)?;
    let mut lines = read(&release)?;
    let known: Vec<String> = lines.iter().filter_map(dataset).collect();
    if let Some(unknown) = command.datasets.iter().find(|name| !known.contains(name)) {
        let meant = nearest(unknown, known.iter().map(String::as_str));
        let meant = meant.map_or_else(String::new, |name| format!("did you mean `{name}`? "));
        return Err(Failure::Usage(format!(
            "the release has no dataset `{unknown}`\n  hint: {meant}`erario quality` names those with something wrong"
        )));
    }
    let is_all = command.datasets.is_empty();
    lines.retain(|line| is_all || dataset(line).is_some_and(|name| command.datasets.contains(&name)));
    let id = erario_release::latest(&out).unwrap_or_default();
    if args.json {
        output::line(json!({ "format": 1, "release": id, "quality": lines }))?;
    } else {
        output::line(text(&id, &lines, is_all, args.language()))?;
    }
    Ok(DONE)
}

fn dataset(line: &QualityLine) -> Option<String> {
    Some(format!("{}/{}", line.publisher.as_ref()?, line.dataset.as_ref()?))
}

/// The table `quality` of a release. Lines of a measure that this version does not know are those of another version,
/// and left out.
fn read(release: &Path) -> Result<Vec<QualityLine>, Failure> {
    let mut lines = Vec::new();
    Rows::open(release, "quality")?.each(&mut |cell| lines.extend(line(cell)))?;
    Ok(lines)
}

fn line(cell: &Cell) -> Option<QualityLine> {
    let code = cell("quality_measure")?;
    let number = |name: &str| cell(name).and_then(|number| number.parse::<i64>().ok());
    let pesos = |name: &str| cell(name).and_then(|amount| amount.parse().ok()).map(Money::centavos);
    Some(QualityLine {
        dimension: serde_json::from_value(Value::from(cell("quality_dimension")?)).ok()?,
        measure: &Measures::embedded().measures.iter().find(|measure| measure.code == code)?.code,
        publisher: cell("publisher"),
        dataset: cell("dataset"),
        edition: cell("edition"),
        jurisdiction_code: cell("jurisdiction_code"),
        coverage: cell("coverage"),
        entity_code: cell("entity_code"),
        table_name: cell("table_name"),
        field: cell("field"),
        period: cell("period"),
        measured: number("measured")?,
        out_of: number("out_of"),
        amount_measured: pesos("amount_measured"),
        amount_out_of: pesos("amount_out_of"),
        finding_rules: cell("finding_rules"),
        evidence_table: cell("evidence_table")?,
        evidence_filter: cell("evidence_filter")?,
    })
}

fn text(id: &str, lines: &[QualityLine], is_all: bool, lang: Lang) -> String {
    let mut page = format!("{}: {id}\n", lang.say("Publicación", "Release"));
    page.push_str(lang.say(
        "Cuentas de lo que está mal o falta, lo peor primero; no hay calificación.\n",
        "Counts of what is wrong or missing, the worst first; there is no mark.\n",
    ));
    let told = told(lines);
    for dimension in Dimension::ALL {
        let (es, en) = dimension.words();
        let _ = writeln!(page, "\n{}", lang.say(es, en));
        for told in told.iter().filter(|told| told.dimension == dimension) {
            measure(&mut page, told, is_all, lang);
        }
    }
    page.push('\n');
    page.push_str(lang.say(
        "La tabla `quality` dice de cada cuenta en qué tabla y con qué filtro están sus casos.",
        "The table `quality` says of each count in which table, and with which filter, its cases are.",
    ));
    page
}

fn measure(page: &mut String, told: &Told, is_all: bool, lang: Lang) {
    let title = lang.say(&told.measure.title_es, &told.measure.title_en);
    let count = match told.measure.is_span {
        true => lang.say("a lo más {}", "at most {}").replace("{}", &told.measured.to_string()),
        false => of(told.measured, told.out_of, lang),
    };
    let _ = writeln!(page, "  {title}: {count}");
    let shown = if is_all { WORST } else { usize::MAX };
    for line in told.worst.iter().take(shown) {
        let rules =
            line.finding_rules.as_ref().map_or_else(String::new, |rules| format!("  {}", rules.replace(';', " ")));
        let pesos = line.amount_measured.filter(|centavos| *centavos != 0).map(|centavos| {
            let all = line.amount_out_of.map(|all| Money::from_centavos(all).grouped()).unwrap_or_default();
            let of = lang.say("de", "of");
            format!("  {} {of} {all} pesos", Money::from_centavos(centavos).grouped())
        });
        let count = of(line.measured, line.out_of, lang);
        let _ = writeln!(page, "    {}: {count}{}{rules}", line.subject(), pesos.unwrap_or_default());
    }
    if let Some(more) = told.worst.len().checked_sub(shown).filter(|more| *more > 0) {
        let _ = writeln!(page, "    {}", lang.say("y {} más", "and {} more").replace("{}", &more.to_string()));
    }
}

fn of(measured: i64, out_of: Option<i64>, lang: Lang) -> String {
    out_of.map_or_else(|| measured.to_string(), |all| format!("{measured} {} {all}", lang.say("de", "of")))
}
