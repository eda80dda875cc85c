//! `erario schema list`: every table, and what it is for.

use erario_model::Schema;
use serde_json::{Value, json};

use super::kind;
use crate::args::Args;
use crate::exit::{DONE, Failure};
use crate::output;

pub(super) fn list(args: &Args, schema: &Schema) -> Result<u8, Failure> {
    if args.json {
        let tables: Vec<Value> = (schema.tables.iter())
            .map(|table| {
                json!({
                    "name": table.name, "kind": table.kind.as_str(), "title_es": table.title_es,
                    "title_en": table.title_en, "fields": table.fields.len(), "key": table.primary_key,
                })
            })
            .collect();
        output::line(json!({ "format": 1, "version": schema.version, "tables": tables }))?;
        return Ok(DONE);
    }
    let lang = args.language();
    let width = schema.tables.iter().map(|table| table.name.len()).max().unwrap_or(0);
    let mut lines = vec![format!("{} {}", lang.say("Versión", "Version"), schema.version)];
    for table in &schema.tables {
        let title = lang.say(&table.title_es, &table.title_en);
        lines.push(format!("{:width$}  {:10}  {title}", table.name, kind(table.kind, lang)));
    }
    output::line(lines.join("\n"))?;
    Ok(DONE)
}
