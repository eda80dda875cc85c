//! What the library for workbooks gives, in our words.

use calamine::{Data, Dimensions, ExcelDateTime, Sheet, SheetType};

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
        // The published number of days, whatever epoch they count from, and the day: only a step makes a date of it.
        Data::DateTime(date) => Cell::Date { published: date.as_f64().to_string(), day: day(&date) },
        Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::Date { published: text, day: None },
        Data::Error(error) => Cell::Error(error.to_string()),
    })
}

/// `None` for a length of time, and for a time of day.
fn day(date: &ExcelDateTime) -> Option<String> {
    match date.to_ymd_hms_milli() {
        (year, month, day, 0, 0, 0, 0) if date.is_datetime() => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}
