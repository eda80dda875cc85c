//! Laws that hold for any table of text.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::decode::book::patch::zipped;

type Table = Vec<Vec<String>>;

/// Cells with all that makes text hard to read, and a last column that no record leaves blank.
fn table() -> impl Strategy<Value = Table> {
    let rows = (1..5usize).prop_flat_map(|columns| vec(vec("[a-c \",;\nñ]{0,4}", columns), 1..12));
    rows.prop_map(|mut rows| {
        rows.iter_mut().for_each(|row| row.push("x".to_owned()));
        rows
    })
}

fn table_and_shuffled() -> impl Strategy<Value = (Table, Table)> {
    table().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
}

fn written(rows: &Table, terminator: csv::Terminator) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(Vec::new());
    let header = ["Zeta", "Clave", "Aprobado", "clave", "Año"];
    writer.write_record(&header[..rows[0].len()]).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    writer.into_inner().unwrap()
}

fn lines(rows: &Table) -> Vec<u8> {
    written(rows, csv::Terminator::Any(b'\n'))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn d27_the_order_of_records_changes_nothing((rows, shuffled) in table_and_shuffled()) {
        prop_assert_eq!(sum(lines(&shuffled), &csv_plan()), sum(lines(&rows), &csv_plan()));
        for step in [NEST, OUTLINE] {
            let plan = plan(r#"format = "csv""#, step);
            prop_assert_eq!(sum(lines(&shuffled), &plan) == sum(lines(&rows), &plan), shuffled == rows);
        }
    }

    #[test]
    fn d27_the_order_of_columns_changes_nothing(rows in table(), at in any::<Index>()) {
        let text = lines(&rows);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_slice());
        let mut writer = csv::Writer::from_writer(Vec::new());
        for record in reader.records().map(Result::unwrap) {
            let mut cells: Vec<&str> = record.iter().collect();
            cells.rotate_left(at.index(rows[0].len()));
            writer.write_record(&cells).unwrap();
        }
        prop_assert_eq!(sum(writer.into_inner().unwrap(), &csv_plan()), sum(&text, &csv_plan()));
    }

    #[test]
    fn d27_any_cell_that_changes_changes_it(rows in table(), row in any::<Index>(), column in any::<Index>()) {
        let plain = sum(lines(&rows), &csv_plan());
        let mut other = rows.clone();
        let row = row.index(rows.len());
        other[row][column.index(rows[0].len())].push('d');
        prop_assert_ne!(&sum(lines(&other), &csv_plan()), &plain);
        other.remove(row);
        if !other.is_empty() {
            prop_assert_ne!(&sum(lines(&other), &csv_plan()), &plain);
        }
    }

    #[test]
    fn d28_the_container_and_the_line_ends_change_nothing(rows in table()) {
        let text = lines(&rows);
        let plain = sum(&text, &csv_plan());
        let zip_plan = plan(r#"format = "csv", zip_member = "*.csv""#, "");
        prop_assert_eq!(&sum(zipped(&[("a.csv", &text)]), &zip_plan), &plain);
        prop_assert_eq!(&sum(zstd::encode_all(text.as_slice(), 1).unwrap(), &csv_plan()), &plain);
        prop_assert_eq!(&sum(written(&rows, csv::Terminator::CRLF), &csv_plan()), &plain);
    }
}
