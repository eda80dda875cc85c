//! A cell in the type of its field.

use jiff::civil::{Date, DateTime, Time};

use crate::number::{self, ONE};
use crate::schema::{Kind, PointFormat, TextFormat};

/// What a cell says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// A number in units of 10^-18; a day, a month or an instant as the count of the smallest thing that it tells.
    Ordered(i128),
    /// A number with more digits than are computed with exactly; only its size is compared.
    Huge(f64),
    /// True or false, a text, a list: nothing that could be more or less than another.
    Other,
}

impl Value {
    pub fn is_ordered(&self) -> bool {
        !matches!(self, Value::Other)
    }

    /// The size, where no digit matters any more.
    fn size(self) -> Option<f64> {
        match self {
            #[allow(clippy::cast_precision_loss)]
            Value::Ordered(value) => Some(value as f64 / ONE as f64),
            Value::Huge(size) => Some(size),
            Value::Other => None,
        }
    }

    /// How it compares with the end of a range.
    pub fn compared(self, other: Value) -> Option<std::cmp::Ordering> {
        match (self, other) {
            (Value::Ordered(one), Value::Ordered(other)) => Some(one.cmp(&other)),
            _ => self.size()?.partial_cmp(&other.size()?),
        }
    }
}

/// Reads cells of one kind.
#[derive(Clone, Debug)]
pub struct Reader {
    kind: Kind,
}

impl Reader {
    pub fn of(kind: &Kind) -> Reader {
        Reader { kind: kind.clone() }
    }

    /// Reads what stands in a schema: numbers with a point and bare, whatever the cells write.
    pub fn of_standard(kind: &Kind) -> Reader {
        let kind = match kind {
            Kind::Number { .. } => Kind::Number { point: b'.', group: None, is_bare: true, precision: None },
            Kind::Integer { .. } => Kind::Integer { group: None, is_bare: true },
            Kind::Date(_) => Kind::Date(None),
            Kind::Time(_) => Kind::Time(None),
            Kind::DateTime(_) => Kind::DateTime(None),
            other => other.clone(),
        };
        Reader { kind }
    }

    /// What the cell says; `None` if it is not of the kind.
    pub fn read(&self, cell: &[u8]) -> Option<Value> {
        match &self.kind {
            Kind::Any | Kind::Text(TextFormat::Default) => Some(Value::Other),
            Kind::Number { point, group: None, is_bare: true, precision } => number(cell, *point, *precision),
            Kind::Number { point, group, is_bare, precision } => {
                number(&stripped(cell, *group, *is_bare), *point, *precision)
            }
            Kind::Integer { group: None, is_bare: true } => integer(cell),
            Kind::Integer { group, is_bare } => integer(&stripped(cell, *group, *is_bare)),
            Kind::Boolean { yes, no } => {
                yes.iter().chain(no).any(|word| word.as_bytes() == cell).then_some(Value::Other)
            }
            Kind::Year => integer(cell).filter(|_| matches!(number::sign(cell).1.len(), 4)),
            Kind::YearMonth => year_month(cell),
            kind => of_text(kind, std::str::from_utf8(cell).ok()?),
        }
    }
}

fn of_text(kind: &Kind, text: &str) -> Option<Value> {
    let date = |date: Date| Value::Ordered(i128::from(days(date)));
    match kind {
        Kind::Date(None) => text.parse().ok().filter(|_| text.len() == 10).map(date),
        Kind::Date(Some(form)) => Date::strptime(form, text).ok().map(date),
        Kind::Time(None) => text.parse().ok().map(of_time),
        Kind::Time(Some(form)) => Time::strptime(form, text).ok().map(of_time),
        Kind::DateTime(None) => match text.parse::<jiff::Timestamp>() {
            Ok(instant) => Some(Value::Ordered(instant.as_nanosecond())),
            Err(_) => text.parse().ok().filter(|_| text.contains('T')).map(of_date_time),
        },
        Kind::DateTime(Some(form)) => DateTime::strptime(form, text).ok().map(of_date_time),
        Kind::Duration => text.parse::<jiff::Span>().ok().filter(|_| text.contains('P')).map(|_| Value::Other),
        Kind::Object => json(text).filter(serde_json::Value::is_object).map(|_| Value::Other),
        Kind::Array => json(text).filter(serde_json::Value::is_array).map(|_| Value::Other),
        Kind::GeoJson => json(text).filter(|json| json["type"].is_string()).map(|_| Value::Other),
        Kind::GeoPoint(format) => point(text, *format).map(|()| Value::Other),
        Kind::List(_) => Some(Value::Other),
        Kind::Text(format) => has_format(text, *format).then_some(Value::Other),
        _ => None,
    }
}

fn number(cell: &[u8], point: u8, precision: Option<(u32, u32)>) -> Option<Value> {
    if let Some(value) = number::exact_with(cell, point) {
        return precision.is_none_or(|limit| fits(value, limit)).then_some(Value::Ordered(value));
    }
    if precision.is_some() {
        return None;
    }
    match cell {
        b"INF" => return Some(Value::Huge(f64::INFINITY)),
        b"-INF" => return Some(Value::Huge(f64::NEG_INFINITY)),
        b"NaN" => return Some(Value::Huge(f64::NAN)),
        _ => {}
    }
    if !number::is_number(cell, point) {
        return None;
    }
    let text: String = cell.iter().map(|byte| if *byte == point { '.' } else { char::from(*byte) }).collect();
    text.parse().ok().map(Value::Huge)
}

/// Within a `decimal(precision, scale)`: zeros after the last decimal do not count.
fn fits(value: i128, (precision, scale): (u32, u32)) -> bool {
    let decimals = number::DECIMALS as u32;
    let has_few_decimals = scale >= decimals || value % 10_i128.pow(decimals - scale) == 0;
    let whole = (precision.saturating_sub(scale) + decimals).min(38);
    has_few_decimals && value.unsigned_abs() < 10_u128.pow(whole)
}

fn integer(cell: &[u8]) -> Option<Value> {
    let (is_negative, digits) = number::sign(cell);
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let text = std::str::from_utf8(digits).ok()?;
    Some(match text.parse::<u64>() {
        Ok(value) => Value::Ordered(i128::from(value) * if is_negative { -ONE } else { ONE }),
        Err(_) => Value::Huge(text.parse::<f64>().ok()? * if is_negative { -1.0 } else { 1.0 }),
    })
}

/// Without the characters between groups, and without what stands around a number that is not bare.
fn stripped(cell: &[u8], group: Option<u8>, is_bare: bool) -> Vec<u8> {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b',');
    let (mut start, mut end) = (0, cell.len());
    if !is_bare {
        start = cell.iter().position(is_part).unwrap_or(end);
        end = cell.iter().rposition(is_part).map_or(start, |place| place + 1);
    }
    cell[start..end].iter().copied().filter(|byte| Some(*byte) != group).collect()
}

fn year_month(cell: &[u8]) -> Option<Value> {
    let (year, month) = std::str::from_utf8(cell).ok()?.split_once('-')?;
    let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month): (i128, i128) =
        (digits(year, 4) && digits(month, 2)).then(|| Some((year.parse().ok()?, month.parse().ok()?)))??;
    (1..=12).contains(&month).then_some(Value::Ordered(year * 12 + month))
}

fn days(date: Date) -> i32 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() as i32 / 24
}

fn of_time(time: Time) -> Value {
    Value::Ordered(time.duration_since(Time::midnight()).as_nanos())
}

/// An instant without a zone is compared as if all of them were in one.
fn of_date_time(moment: DateTime) -> Value {
    Value::Ordered(moment.duration_since(DateTime::constant(1970, 1, 1, 0, 0, 0, 0)).as_nanos())
}

fn json(text: &str) -> Option<serde_json::Value> {
    serde_json::from_str(text).ok()
}

fn point(text: &str, format: PointFormat) -> Option<()> {
    let (longitude, latitude) = match format {
        PointFormat::Default => {
            let (longitude, latitude) = text.split_once(',')?;
            (longitude.trim().parse::<f64>().ok()?, latitude.trim().parse().ok()?)
        }
        PointFormat::Array => {
            let json = json(text)?;
            let [longitude, latitude] = json.as_array()?.as_slice() else { return None };
            (longitude.as_f64()?, latitude.as_f64()?)
        }
        PointFormat::Object => {
            let json = json(text)?;
            (json["lon"].as_f64()?, json["lat"].as_f64()?)
        }
    };
    (longitude.abs() <= 180.0 && latitude.abs() <= 90.0).then_some(())
}

fn has_format(text: &str, format: TextFormat) -> bool {
    match format {
        TextFormat::Default => true,
        TextFormat::Email => text.split_once('@').is_some_and(|(local, host)| {
            let is_plain = |part: &str| !part.is_empty() && !part.contains(char::is_whitespace) && !part.contains('@');
            is_plain(local) && is_plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
        }),
        TextFormat::Uri => text.split_once(':').is_some_and(|(scheme, rest)| {
            let mut letters = scheme.bytes();
            letters.next().is_some_and(|byte| byte.is_ascii_alphabetic())
                && letters.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
                && !rest.is_empty()
                && !rest.contains(char::is_whitespace)
        }),
        TextFormat::Binary => {
            let body = text.trim_end_matches('=');
            let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
            text.len().is_multiple_of(4) && text.len() - body.len() <= 2 && body.bytes().all(is_base64)
        }
        TextFormat::Uuid => {
            let lengths = text.split('-').map(str::len);
            lengths.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
        }
    }
}

#[cfg(test)]
mod tests;
