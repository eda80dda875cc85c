use super::*;
use crate::number::ONE;

fn reads(kind: Kind, cell: &str) -> Option<Value> {
    Reader::of(&kind).read(cell.as_bytes())
}

const NUMBER: Kind = Kind::Number { point: b'.', group: None, is_bare: true, precision: None };

#[test]
fn numbers_are_exact_or_told_by_their_size() {
    assert_eq!(reads(NUMBER, "1.50"), Some(Value::Ordered(ONE * 3 / 2)));
    assert_eq!(reads(NUMBER, "1e3"), Some(Value::Huge(1000.0)));
    assert_eq!(reads(NUMBER, "1,000"), None);
    let european = Kind::Number { point: b',', group: Some(b'.'), is_bare: true, precision: None };
    assert_eq!(reads(european, "1.234,5"), reads(NUMBER, "1234.5"));
    let priced = Kind::Number { point: b'.', group: Some(b','), is_bare: false, precision: None };
    assert_eq!(reads(priced, "$ 1,234.5 MXN"), reads(NUMBER, "1234.5"));
}

#[test]
fn money_has_two_decimals_and_a_size() {
    let money = Kind::Number { point: b'.', group: None, is_bare: true, precision: Some((18, 2)) };
    for good in ["0", "-12.5", "1.500", "9999999999999999.99"] {
        assert!(reads(money.clone(), good).is_some(), "{good}");
    }
    for bad in ["1.234", "10000000000000000", "1e3", "NaN", ""] {
        assert!(reads(money.clone(), bad).is_none(), "{bad}");
    }
}

#[test]
fn days_and_times_are_read_as_they_are_declared() {
    let of = |day: &str| reads(Kind::Date(None), day);
    let (later, earlier) = (of("2024-02-29").unwrap(), of("2024-02-28").unwrap());
    assert_eq!(later.compared(earlier), Some(std::cmp::Ordering::Greater));
    assert!(of("2023-02-29").is_none() && of("20240229").is_none());
    assert_eq!(reads(Kind::Date(Some("%d/%m/%Y".to_owned())), "29/02/2024"), of("2024-02-29"));
    assert!(reads(Kind::DateTime(None), "2024-02-29T12:00:00Z").is_some());
    assert!(reads(Kind::DateTime(None), "2024-02-29").is_none());
    assert!(reads(Kind::Time(None), "12:30:00").is_some() && reads(Kind::Time(None), "25:00:00").is_none());
    assert!(reads(Kind::YearMonth, "2024-12").is_some() && reads(Kind::YearMonth, "2024-13").is_none());
    assert!(reads(Kind::Year, "2024").is_some() && reads(Kind::Year, "24").is_none());
    assert!(reads(Kind::Duration, "P1Y2M").is_some() && reads(Kind::Duration, "a year").is_none());
}

#[test]
fn texts_have_the_declared_form() {
    let text = |format, cell: &str| reads(Kind::Text(format), cell).is_some();
    assert!(
        text(TextFormat::Email, "a@b.mx") && !text(TextFormat::Email, "a@b") && !text(TextFormat::Email, "a b@c.mx")
    );
    assert!(text(TextFormat::Uri, "https://a.mx/b") && !text(TextFormat::Uri, "a.mx"));
    assert!(text(TextFormat::Binary, "YWJj") && !text(TextFormat::Binary, "YWJ"));
    assert!(text(TextFormat::Uuid, "123e4567-e89b-12d3-a456-426614174000") && !text(TextFormat::Uuid, "123e4567"));
    let yes_or_no = Kind::Boolean { yes: vec!["sí".to_owned()], no: vec!["no".to_owned()] };
    assert!(reads(yes_or_no.clone(), "sí").is_some() && reads(yes_or_no, "true").is_none());
    assert!(reads(Kind::Object, "{}").is_some() && reads(Kind::Array, "{}").is_none());
    assert!(reads(Kind::GeoPoint(PointFormat::Default), "-87.5, 21").is_some());
    assert!(reads(Kind::GeoPoint(PointFormat::Default), "21, -187").is_none());
}
