//! `erario validate FILE --schema SCHEMA`: any table, ours or not, against a schema, ours or not.

mod accounts;
mod contract;
mod others;
mod sheet;
mod source;

use std::fs;

use erario_conform::render::{Format, Judged, Language, Subject};
use erario_conform::{Options, check};
use erario_model::Schema;

use crate::args::{Args, Lang, ReportFormat, Validate};
use crate::exit::{DONE, FATAL_FINDING, Failure};
use crate::output;
use contract::Contract;
use source::Source;

pub fn validate(args: &Args, command: &Validate) -> Result<u8, Failure> {
    let format = format(args, command)?;
    let contract = Contract::of(&command.schema)?;
    let names: Vec<&str> = contract.schema.fields.iter().map(|field| field.name.as_str()).collect();
    let places = others::places(command, &contract)?;
    let source = Source::of(&command.file, &names, command.sheet.as_deref(), command.dialect())?;
    let references = others::read(&contract, &places, &source)?;
    let open = || source.rows();
    let options = Options { examples: command.examples, ..Options::default() };
    let mut report = check(&open, &contract.schema, references, &options)?;
    source.number(&mut report);
    let subject = Subject {
        file: command.file.display().to_string(),
        kind: source.kind(),
        sheet: source.sheet(),
        letters: source.letters(),
        schema: command.schema.clone(),
    };
    let rules = &Schema::embedded().rules;
    let mut judged = Judged::of(&report, &subject, rules);
    if let Some(table) = contract.own {
        accounts::judge(table, &open, command.examples, &mut judged)?;
    }
    let asked = args.lang.map(language);
    let text = judged.render(format, asked, language(args.language()))?;
    match &command.output {
        Some(path) => fs::write(path, text + "\n").map_err(Failure::write(path.display()))?,
        None => output::line(text)?,
    }
    Ok(if judged.ok { DONE } else { FATAL_FINDING })
}

fn format(args: &Args, command: &Validate) -> Result<Format, Failure> {
    match (args.json, command.format) {
        (true, Some(other)) if other != ReportFormat::Json => Err(Failure::Usage(
            "`--json` and another `--format` were asked for\n  hint: leave one of them out".to_owned(),
        )),
        (true, _) | (_, Some(ReportFormat::Json)) => Ok(Format::Json),
        (_, None | Some(ReportFormat::Text)) => Ok(Format::Text),
        (_, Some(ReportFormat::Sarif)) => Ok(Format::Sarif),
        (_, Some(ReportFormat::Junit)) => Ok(Format::Junit),
        (_, Some(ReportFormat::Html)) => Ok(Format::Html),
    }
}

fn language(lang: Lang) -> Language {
    match lang {
        Lang::Es => Language::Es,
        Lang::En => Language::En,
    }
}
