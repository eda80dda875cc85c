//! `erario template TABLE`: the table that an officer fills in.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;

use erario_model::Schema;
use erario_template::{TABLES, Template};
use serde_json::json;

use crate::args::{Args, Template as Command, TemplateFormat};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::project::nearest;

pub fn template(args: &Args, command: &Command) -> Result<u8, Failure> {
    let template = Template::of(Schema::embedded(), &command.table).ok_or_else(|| unknown(&command.table))?;
    let is_csv = command.out.as_ref().is_some_and(|out| out.extension().is_some_and(|ending| ending == "csv"));
    let format = command.format.unwrap_or(if is_csv { TemplateFormat::Csv } else { TemplateFormat::Xlsx });
    let bytes = match format {
        TemplateFormat::Xlsx => template.xlsx(&[])?,
        TemplateFormat::Csv => template.csv(&[])?.into_bytes(),
    };
    let ending = match format {
        TemplateFormat::Xlsx => "xlsx",
        TemplateFormat::Csv => "csv",
    };
    let path = command.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}.{ending}", template.table.name)));
    // Somebody may have filled in the one that is there.
    let mut file = OpenOptions::new().write(true).create_new(true).open(&path).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => Failure::Usage(format!(
            "{} is there already, and may be filled in\n  hint: name another file with --out",
            path.display()
        )),
        _ => Failure::write(path.display())(error),
    })?;
    file.write_all(&bytes).map_err(Failure::write(path.display()))?;
    if args.json {
        let columns: Vec<&str> = template.fields.iter().map(|field| field.name.as_str()).collect();
        output::line(json!({ "format": 1, "table": template.table.name, "file": path, "columns": columns }))?;
    } else {
        output::line(path.display())?;
    }
    Ok(DONE)
}

fn unknown(table: &str) -> Failure {
    let meant = nearest(table, TABLES.into_iter()).map_or_else(String::new, |name| format!("did you mean `{name}`? "));
    let known = TABLES.join(", ");
    Failure::Usage(format!("there is no template of `{table}`\n  hint: {meant}There are templates of {known}"))
}
