//! The readers, beside each other: the same table in every format, and files that are made to do harm.

mod faults;
mod formats;

use erario_model::{Format, Pipeline};

use super::{Grid, grids};
use crate::Plan;
use crate::decode::SourceError;
use crate::decode::book::{Book, Value};

fn plan(format: Format) -> Plan {
    let toml = r#"
        title_es = "es"
        title_en = "en"
        decode = { format = "workbook" }
        columns = {}
        amounts = { unit = "pesos" }
        output = { table = "spending_by_object", set = {} }
        publisher = { name = "a", url = "https://example.org" }
        licence = { id = "CC0-1.0", title = "a", url = "https://example.org", attribution = "a" }
        [[edition]]
        id = "2024"
    "#;
    let pipeline = Pipeline::parse("ejemplo/libros".parse().unwrap(), "libros.toml", toml).unwrap();
    let mut plan = Plan::resolve(&pipeline, "2024", Default::default()).unwrap();
    plan.decode.format = format;
    plan
}

fn read(bytes: &[u8]) -> Result<Vec<Grid>, SourceError> {
    grids(bytes, &plan(Format::Workbook))
}

/// The only sheet of a workbook.
#[track_caller]
fn sheet(bytes: &[u8]) -> Grid {
    let mut grids = read(bytes).unwrap();
    assert_eq!(grids.len(), 1);
    grids.remove(0)
}

/// What is said of a workbook that is not read.
#[track_caller]
fn complaint(bytes: &[u8]) -> String {
    read(bytes).unwrap_err().to_string()
}

/// A budget as it is published: a title, a header of two rows, amounts as numbers and as text.
fn budget() -> Book {
    let row = |cells: [Value; 4]| cells;
    let mut book = Book::of([
        row(["MUNICIPIO DE EJEMPLO".into(), Value::Blank, Value::Blank, Value::Blank]),
        row([Value::Blank, Value::Blank, Value::Blank, Value::Blank]),
        row(["Clave".into(), "Concepto".into(), "Egresos".into(), Value::Blank]),
        row([Value::Blank, Value::Blank, "Aprobado".into(), "Devengado".into()]),
        row(["1000".into(), "Servicios  personales & \"más\" <1>".into(), 54_146_812.150000006.into(), 1e10.into()]),
        row(["1100".into(), "Renglón\nde dos líneas".into(), " 99,305,000 ".into(), (-0.5).into()]),
        row(["1200".into(), Value::Blank, 0.0.into(), "o.oo".into()]),
    ]);
    book.sheets[0].merged = vec![((0, 0), (0, 3)), ((2, 0), (3, 0)), ((2, 1), (3, 1)), ((2, 2), (2, 3))];
    book
}
