//! `erario schema …`: the contract of releases, for people and for other tools.

mod diff;
mod export;
mod list;
mod show;

use erario_model::{Schema, Table, TableKind};

use crate::args::{Args, Lang, SchemaCommand};
use crate::exit::Failure;
use crate::project::nearest;

pub fn schema(args: &Args, command: &SchemaCommand) -> Result<u8, Failure> {
    let schema = Schema::embedded();
    match command {
        SchemaCommand::List => list::list(args, schema),
        SchemaCommand::Show { table } => show::show(args, schema, table),
        SchemaCommand::Export { format, tables, out } => export::export(args, schema, format, tables, out.as_deref()),
        SchemaCommand::Diff { old, new, exit_code } => diff::diff(args, old, new, *exit_code),
    }
}

/// The table of this name; otherwise the failure names the nearest one.
fn table_of<'s>(schema: &'s Schema, name: &str) -> Result<&'s Table, Failure> {
    schema.table(name).ok_or_else(|| {
        let meant = nearest(name, schema.tables.iter().map(|table| table.name.as_str()));
        let meant = meant.map_or_else(String::new, |name| format!("did you mean `{name}`? "));
        Failure::Usage(format!("there is no table `{name}`\n  hint: {meant}`erario schema list` has all tables"))
    })
}

fn kind(kind: TableKind, lang: Lang) -> &'static str {
    match kind {
        TableKind::Fact => lang.say("hechos", "facts"),
        TableKind::Derived => lang.say("derivada", "derived"),
        TableKind::Reference => lang.say("referencia", "reference"),
        TableKind::Record => lang.say("registro", "record"),
    }
}
