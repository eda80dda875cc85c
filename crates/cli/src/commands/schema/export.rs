//! `erario schema export FORMAT [TABLE…]`: the contract in the form of another tool.

use std::fs;
use std::path::Path;

use erario_model::export::Format;
use erario_model::{Schema, Table};
use serde_json::json;

use super::table_of;
use crate::args::Args;
use crate::exit::{DONE, Failure};
use crate::output;

pub(super) fn export(
    args: &Args,
    schema: &Schema,
    format: &str,
    names: &[String],
    out: Option<&Path>,
) -> Result<u8, Failure> {
    let format = Format::ALL.into_iter().find(|known| known.name() == format);
    let format = format.ok_or_else(|| Failure::Usage("there is no such format\n  hint: see `--help`".to_owned()))?;
    let tables: Vec<&Table> = match names {
        [] => schema.tables.iter().collect(),
        names => names.iter().map(|name| table_of(schema, name)).collect::<Result<_, _>>()?,
    };
    let files = format.files(&schema.version, &tables);
    let Some(out) = out else {
        let [(_, text)] = files.as_slice() else {
            return Err(Failure::Usage(format!(
                "`{}` is a file for each table: {} files\n  hint: name one table, or a folder with --out",
                format.name(),
                files.len()
            )));
        };
        output::line(text.trim_end())?;
        return Ok(DONE);
    };
    let mut written = Vec::new();
    for (name, text) in files {
        let path = out.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(Failure::write(folder.display()))?;
        }
        fs::write(&path, text).map_err(Failure::write(path.display()))?;
        written.push(path.display().to_string());
    }
    if args.json {
        output::line(json!({ "format": 1, "form": format.name(), "files": written }))?;
    } else {
        output::line(written.join("\n"))?;
    }
    Ok(DONE)
}
