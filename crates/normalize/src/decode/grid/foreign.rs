//! What the library for workbooks gives, in our words.

use calamine::{Data, Dimensions, Sheet, SheetType};

use super::{Cell, Region};

/// Charts and modules are sheets too, without cells.
pub(super) fn holds_cells(sheet: &Sheet) -> bool {
    matches!(sheet.typ, SheetType::WorkSheet | SheetType::MacroSheet)
}

pub(super) fn region(Dimensions { start, end }: Dimensions) -> Region {
    Region { first: start, last: end }
}

/// `None` where the cell is blank.
pub(super) fn cell(data: Data) -> Option<Cell> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) => Cell::Text(text),
        // Written out, a float is the shortest decimal that reads back as the same float.
        Data::Float(number) => Cell::Number(number.to_string()),
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Bool(value) => Cell::Bool(value),
        // The published number of days, whatever epoch they count from: only a field's type makes a date of it.
        Data::DateTime(date) => Cell::Date(date.as_f64().to_string()),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Date(text),
        Data::Error(error) => Cell::Error(error.to_string()),
    })
}
