//! The rules of accounts (F…), for a file that fits a table of ours.

use erario_conform::render::{Judged, Unchecked};
use erario_conform::{Open, read_whole};
use erario_model::{Schema, Table};

use crate::exit::Failure;

/// Its rules compare whole files, and nothing in a single one.
const LINES: &str = "budget_line";

pub fn judge(table: &Table, open: &Open, examples: usize, judged: &mut Judged) -> Result<(), Failure> {
    if table.name == LINES {
        return Ok(());
    }
    if !judged.ok {
        judged.unchecked.push(skipped());
        return Ok(());
    }
    let schema = Schema::embedded();
    let whole = read_whole(open)?;
    let (rows, misfits) = erario_release::typed_table(table, &whole.names, &whole.columns, &schema.rules)?;
    if !misfits.is_empty() {
        judged.unchecked.push(skipped());
        return Ok(());
    }
    let findings = erario_validate::accounts(schema, table, rows)?.findings;
    judged.add(&findings, examples, &schema.rules);
    Ok(())
}

fn skipped() -> Unchecked {
    Unchecked {
        what: "F…".to_owned(),
        why_es: "las reglas de las cuentas se revisan cuando el archivo ya cumple con su tabla".to_owned(),
        why_en: "the rules of accounts are held once the file fits its table".to_owned(),
    }
}
