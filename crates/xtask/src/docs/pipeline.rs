//! The schemas and the reference pages of pipeline files, accounts files and the file of the release, from their types.

use std::fmt::Write;

use anyhow::{Context, Result};
use erario_model::{Accounts, Pipeline, ReleaseFile};
use schemars::schema_for;
use serde_json::{Map, Value, json};

use super::{WRITTEN, cell};

/// Keys that mean the same in every step that has them.
const SHARED: [(&str, &str); 4] = [
    ("column", "The working column that is read."),
    ("columns", "The working columns that are read."),
    ("into", "The working column that is made; one of the same name is written over."),
    ("why", "The reason, in a sentence: what the source does, and what makes this right."),
];

/// The JSON Schema of a pipeline file, which an editor completes it with.
pub(super) fn schema() -> Result<Value> {
    let mut schema = schema_for!(Pipeline).to_value();
    let steps = schema.pointer_mut("/$defs/Step/oneOf").and_then(Value::as_array_mut).context("steps of no kind")?;
    for step in steps {
        for (key, meaning) in SHARED {
            if let Some(property) = step.pointer_mut(&format!("/properties/{key}"))
                && property.get("description").is_none()
            {
                property["description"] = json!(meaning);
            }
        }
    }
    Ok(schema)
}

/// The JSON Schema of an accounts file.
pub(super) fn accounts_schema() -> Value {
    schema_for!(Accounts).to_value()
}

pub(super) fn accounts_page(schema: &Value) -> Result<String> {
    let mut page = format!(
        "{WRITTEN}\n\n# Accounts files\n\n\
         `pipelines/<publisher>/accounts.toml` declares all harmonised tables of one public body at once: each becomes a \
         dataset `<publisher>/<table>`, read by [its shape](shapes.md). [A new quarter](../guides/a-new-quarter.md) walks \
         through one. Keys marked * must be there. \
         [`schemas/accounts.schema.json`](../../schemas/accounts.schema.json) says the same to an editor: put \
         `#:schema ../../schemas/accounts.schema.json` on the first line of the file.\n\n\
         ## The file\n\n",
    );
    all_kinds(&mut page, schema)?;
    Ok(page)
}

/// The JSON Schema of the file of the release.
pub(super) fn release_schema() -> Value {
    schema_for!(ReleaseFile).to_value()
}

pub(super) fn release_page(schema: &Value) -> Result<String> {
    let mut page = format!(
        "{WRITTEN}\n\n# The file of the release\n\n\
         `pipelines/release.toml` says what is chosen once for all datasets. A project may do without it. Keys marked * \
         must be there; an unknown key is an error that names the nearest known one, and `erario check` proves the file. \
         [`schemas/release.schema.json`](../../schemas/release.schema.json) says the same to an editor: put \
         `#:schema ../schemas/release.schema.json` on the first line of the file.\n\n\
         ## The file\n\n",
    );
    all_kinds(&mut page, schema)?;
    Ok(page)
}

/// The keys of the file, then those of each kind in it.
fn all_kinds(page: &mut String, schema: &Value) -> Result<()> {
    let kinds = schema["$defs"].as_object().context("no kinds")?;
    object(page, schema, kinds)?;
    for (name, kind) in kinds {
        let _ = write!(page, "\n## {name}\n\n{}\n\n", text(kind));
        if kind.get("properties").is_some() {
            object(page, kind, kinds)?;
        } else {
            values(page, kind);
        }
    }
    Ok(())
}

pub(super) fn page(schema: &Value) -> Result<String> {
    let mut page = format!(
        "{WRITTEN}\n\n# Pipeline files\n\n\
         `pipelines/<publisher>/<dataset>.toml` is the whole story of one dataset: where it comes from, how its bytes are \
         read, what its columns mean, and which table they fill. [Add a dataset](../guides/add-a-dataset.md) walks through \
         one. Keys marked * must be there; an unknown key is an error that names the nearest known one. \
         [`schemas/pipeline.schema.json`](../../schemas/pipeline.schema.json) says the same to an editor: put \
         `#:schema ../../schemas/pipeline.schema.json` on the first line of the file.\n\n\
         A *working column* is a name that the file gives to a source column under `[columns]`, or that a step makes. \
         Those that bear the name of a field of the output table fill that field; the others are dropped at the end. \
         What erario fills by itself: `publisher`, `dataset`, `edition`, `period` (from `fiscal_year`, where no column \
         gives it), `trust`, `source_id`, `source_part`, `source_row`.\n\n\
         ## The file\n\n",
    );
    let kinds = schema["$defs"].as_object().context("no kinds")?;
    object(&mut page, schema, kinds)?;
    let (steps, others): (Vec<_>, Vec<_>) = kinds.iter().partition(|(name, _)| *name == "Step");
    for (name, kind) in others {
        let _ = write!(page, "\n## {name}\n\n{}\n\n", text(kind));
        if kind.get("properties").is_some() {
            object(&mut page, kind, kinds)?;
        } else {
            values(&mut page, kind);
        }
    }
    for (_, kind) in steps {
        let _ = write!(page, "\n## Step\n\n{} Steps run in the order of the file.\n", text(kind));
        for step in kind["oneOf"].as_array().context("steps of no kind")? {
            let op = step["properties"]["op"]["const"].as_str().context("a step without `op`")?;
            let _ = write!(page, "\n### `op = \"{op}\"`\n\n{}\n\n", text(step));
            object(&mut page, step, kinds)?;
        }
    }
    Ok(page)
}

/// One row a key; a key that is not explained takes the words of the kind that it holds.
fn object(page: &mut String, kind: &Value, kinds: &Map<String, Value>) -> Result<()> {
    page.push_str("| key | holds | meaning |\n| --- | --- | --- |\n");
    let required: Vec<&str> = kind["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (key, property) in kind["properties"].as_object().context("an object without keys")? {
        if property.get("const").is_some() {
            continue;
        }
        let mark = if required.contains(&key.as_str()) { "*" } else { "" };
        let of_kind = kind_of(property).and_then(|name| kinds.get(name));
        let meaning = [Some(property), of_kind].into_iter().flatten().map(text).find(|text| !text.is_empty());
        let default = match &property["default"] {
            Value::Bool(_) | Value::String(_) => format!(" Without it, `{}`.", property["default"]),
            _ => String::new(),
        };
        let _ =
            writeln!(page, "| `{key}`{mark} | {} | {}{default} |", holds(property), cell(&meaning.unwrap_or_default()));
    }
    Ok(())
}

/// The values of an enumeration, or what else may stand there.
fn values(page: &mut String, kind: &Value) {
    let plain = kind["enum"].as_array().into_iter().flatten().map(|value| (value, String::new()));
    let told = kind["oneOf"].as_array().into_iter().flatten().map(|value| (&value["const"], text(value)));
    let mut any = false;
    for (value, meaning) in told.chain(plain) {
        any = true;
        let meaning = if meaning.is_empty() { meaning } else { format!(": {meaning}") };
        let _ = writeln!(page, "- `{value}`{meaning}");
    }
    if !any {
        let _ = writeln!(page, "It holds {}.", holds(kind));
    }
}

/// What may stand behind a key, in words.
fn holds(property: &Value) -> String {
    if let Some(name) = kind_of(property) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(choices) = property["anyOf"].as_array() {
        let choices: Vec<String> = choices.iter().filter(|choice| choice["type"] != "null").map(holds).collect();
        return choices.join(" or ");
    }
    let kind = match &property["type"] {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    match kind {
        Some("string") => "text".to_owned(),
        Some("integer") => "a whole number".to_owned(),
        Some("boolean") => "true or false".to_owned(),
        Some("array") => format!("{}, a list", holds(&property["items"])),
        Some("object") => format!("{} by name", holds(&property["additionalProperties"])),
        _ => String::new(),
    }
}

/// The kind that a key holds one of.
fn kind_of(property: &Value) -> Option<&str> {
    property["$ref"].as_str()?.strip_prefix("#/$defs/")
}

fn text(of: &Value) -> String {
    of["description"].as_str().unwrap_or_default().replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_explained() {
        let page = page(&schema().unwrap()).unwrap() + &release_page(&release_schema()).unwrap();
        let silent: Vec<&str> = page.lines().filter(|line| line.starts_with("| `") && line.ends_with("|  |")).collect();
        assert_eq!(silent, [] as [&str; 0]);
    }
}
