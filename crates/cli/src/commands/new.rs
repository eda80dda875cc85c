//! `erario new DATASET FILE`: the draft of a pipeline file, from what shows in the file.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use erario_model::{Address, Draft, Encoding, Matched, Schema, Table, TableKind, Unit, nearest_tables};
use erario_normalize::{Look, Named, look};
use serde_json::json;

use crate::args::{Args, Lang, New};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::project::Project;
use crate::prove;

pub fn new(args: &Args, command: &New) -> Result<u8, Failure> {
    let project = Project::open(args, &[])?;
    let address: Address =
        command.dataset.parse().map_err(|error: erario_model::AddressError| Failure::Usage(error.to_string()))?;
    let file = format!("pipelines/{address}.toml");
    refuse_known(&project, &address, &file)?;
    let seen = seen(command)?;
    let schema = Schema::embedded();
    let table = match &command.table {
        Some(name) => named(schema, name)?,
        None => likeliest(schema, &seen.headers)?,
    };
    let matched = Matched::of(table, &seen.headers);
    let draft = Draft {
        table,
        matched: &matched,
        format: seen.format,
        encoding: seen.encoding,
        delimiter: seen.delimiter,
        sheet: seen.sheet.as_deref(),
        anchor: seen.anchor.as_ref().map(|(anchor, _)| anchor.as_str()),
        edition: command.edition.as_deref().unwrap_or_default(),
        unit: unit(command.unit.as_deref(), table)?,
        grouping: seen.grouping(&numbers(table, &matched)),
        is_spanish: args.language() == Lang::Es,
    };
    write_new(&project.root.join(&file), &draft.toml(), &file)?;

    let project = Project::open(args, std::slice::from_ref(&command.dataset))?;
    let unread = project.broken.iter().map(|(_, failure)| failure.to_string());
    let problems = project.pipelines.iter().flat_map(|pipeline| prove::problems(&project, pipeline));
    let left: Vec<String> = unread.chain(problems.map(|failure| failure.to_string())).collect();
    if args.json {
        let undecided: Vec<&String> = matched.undecided.iter().map(|(header, _)| header).collect();
        output::line(json!({
            "format": 1, "file": file, "table": table.name, "columns": matched.columns, "undecided": undecided,
            "problems": left,
        }))?;
    } else {
        output::line(told(&file, &seen, table, &matched, left.len(), &address, args.language()))?;
    }
    Ok(DONE)
}

/// A dataset has one file; the tables of an accounts file are datasets too.
fn refuse_known(project: &Project, address: &Address, file: &str) -> Result<(), Failure> {
    let known = project.pipelines.iter().find(|pipeline| pipeline.address == *address);
    let declared = known.map(|pipeline| pipeline.file.clone());
    let is_there = || project.root.join(file).exists().then(|| file.to_owned());
    match declared.or_else(is_there) {
        Some(at) => Err(already(&at)),
        None => Ok(()),
    }
}

fn already(at: &str) -> Failure {
    Failure::Usage(format!(
        "{at} declares this dataset already, and nothing is written over\n  hint: edit it, or choose another name"
    ))
}

fn seen(command: &New) -> Result<Look, Failure> {
    if !command.file.is_file() {
        return Err(Failure::Usage(format!("there is no file {}\n  hint: check the path", command.file.display())));
    }
    let bytes = fs::read(&command.file).map_err(Failure::read(command.file.display()))?;
    let encoding = command.encoding.as_deref().map(|name| match name {
        "windows-1252" => Encoding::Windows1252,
        "cp850" => Encoding::Cp850,
        _ => Encoding::Utf8,
    });
    let named = Named { encoding, delimiter: command.delimiter, sheet: command.sheet.clone() };
    look(&bytes, &named)
        .map_err(|error| Failure::Source { place: command.file.display().to_string(), error: Box::new(error) })
}

/// A table that publishers' files fill.
fn named<'a>(schema: &'a Schema, name: &str) -> Result<&'a Table, Failure> {
    let fillable = |table: &&Table| matches!(table.kind, TableKind::Fact | TableKind::Reference);
    schema.table(name).filter(fillable).ok_or_else(|| {
        let known: Vec<&str> = schema.tables.iter().filter(fillable).map(|table| table.name.as_str()).collect();
        Failure::Usage(format!("no file fills a table `{name}`\n  hint: use one of {}", known.join(", ")))
    })
}

/// The table that has more of the headers than any other.
fn likeliest<'a>(schema: &'a Schema, headers: &[String]) -> Result<&'a Table, Failure> {
    let nearest = nearest_tables(schema, headers);
    match nearest.as_slice() {
        [(table, most), (_, second), ..] if most > second => Ok(table),
        several => {
            let most = several.first().map_or(0, |(_, most)| *most);
            let tied: Vec<&str> = several
                .iter()
                .take_while(|(_, matched)| *matched == most && most > 0)
                .map(|(table, _)| table.name.as_str())
                .collect();
            let hint = match tied.is_empty() {
                true => "docs/reference/tables.md lists the tables".to_owned(),
                false => format!("{most} headers fit each of {}", tied.join(", ")),
            };
            Err(Failure::Usage(format!(
                "the headers do not tell which table they fill\n  hint: name it with --table; {hint}"
            )))
        }
    }
}

/// Nothing in a file tells thousands from pesos; where a table has amounts, a person does.
fn unit(said: Option<&str>, table: &Table) -> Result<Unit, Failure> {
    match said {
        Some("thousands") => Ok(Unit::Thousands),
        Some("millions") => Ok(Unit::Millions),
        None if table.amounts().next().is_some() => Err(Failure::Usage(format!(
            "`{}` has amounts, and nothing says in which unit\n  hint: add --unit pesos, thousands or millions, as the publisher says",
            table.name
        ))),
        _ => Ok(Unit::Pesos),
    }
}

/// Headers of the fields that hold amounts and other numbers with decimals.
fn numbers(table: &Table, matched: &Matched) -> Vec<String> {
    let is_number = |name: &str| {
        let field = table.field(name).map(|field| field.field_type);
        matches!(field, Some(erario_model::FieldType::Money | erario_model::FieldType::Decimal))
    };
    matched.columns.iter().filter(|(name, _)| is_number(name)).map(|(_, header)| header.clone()).collect()
}

fn write_new(path: &Path, text: &str, shown: &str) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Failure::write(folder.display()))?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => already(shown),
        _ => Failure::write(path.display())(error),
    })?;
    file.write_all(text.as_bytes()).map_err(Failure::write(path.display()))
}

/// What was seen, what was matched, and what is left to a person.
fn told(
    file: &str,
    seen: &Look,
    table: &Table,
    matched: &Matched,
    left: usize,
    address: &Address,
    lang: Lang,
) -> String {
    let headers = lang.count(seen.headers.len(), ("encabezado", "encabezados"), ("header", "headers"));
    let kind = match &seen.anchor {
        Some((anchor, row)) => {
            let at = lang.say("en el renglón", "in row");
            format!("{} «{anchor}» {at} {row}", lang.say("libro, encabezado", "workbook, header"))
        }
        None => format!("csv, «{}»", seen.delimiter.escape_debug()),
    };
    let mut lines = vec![file.to_owned(), format!("{kind}, {headers}")];
    lines.push(format!(
        "{} {} ({})",
        lang.say("tabla", "table"),
        table.name,
        lang.say(&table.title_es, &table.title_en)
    ));
    for (field, header) in &matched.columns {
        lines.push(format!("  {field} = {header}"));
    }
    if !matched.undecided.is_empty() {
        let undecided: Vec<&str> = matched.undecided.iter().map(|(header, _)| header.as_str()).collect();
        lines.push(format!("{}: {}", lang.say("por decidir", "to decide"), undecided.join(", ")));
    }
    let blanks = lang.count(left, ("cosa", "cosas"), ("thing", "things"));
    let check = format!("`erario check {address}`");
    lines.push(match lang {
        Lang::Es => format!("Faltan {blanks}; {check} dice cuáles y en qué renglón."),
        Lang::En => format!("{blanks} left to fill in; {check} says which, with their lines."),
    });
    lines.join("\n")
}
