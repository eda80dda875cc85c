//! The tables of a release, read back from its CSV.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Index;
use std::path::{Path, PathBuf};

use csv::StringRecord;
use erario_model::Money;

/// All tables of one release, in memory.
pub struct Release {
    tables: BTreeMap<String, Table>,
}

pub struct Table {
    pub columns: Vec<String>,
    places: HashMap<String, usize>,
    pub records: Vec<StringRecord>,
}

#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    record: &'a StringRecord,
}

/// The CSV files of a release, beside which stands what describes them.
pub fn csv_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("csv")).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.extension().is_some_and(|ending| ending == "csv")).collect()
}

impl Release {
    pub fn read(folder: &Path) -> Release {
        let mut tables = BTreeMap::new();
        for path in csv_files(folder) {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            tables.insert(name, Table::read(&path));
        }
        Release { tables }
    }

    pub fn table(&self, name: &str) -> &Table {
        &self.tables[name]
    }

    /// Rows of a table.
    pub fn rows(&self, name: &str) -> impl Iterator<Item = Row<'_>> {
        self.table(name).rows()
    }

    /// Findings of one rule.
    pub fn findings(&self, rule_code: &str) -> impl Iterator<Item = Row<'_>> {
        self.rows("finding").filter(move |finding| &finding["rule_code"] == rule_code)
    }

    /// Rows of a table of one government and year.
    pub fn block<'a>(&'a self, table: &str, jurisdiction: &'a str, year: &'a str) -> impl Iterator<Item = Row<'a>> {
        self.rows(table).filter(move |row| &row["jurisdiction_code"] == jurisdiction && &row["fiscal_year"] == year)
    }
}

impl Table {
    pub fn read(path: &Path) -> Table {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let columns: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let places = columns.iter().cloned().enumerate().map(|(place, column)| (column, place)).collect();
        Table { columns, places, records: reader.into_records().map(Result::unwrap).collect() }
    }

    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { table: self, record })
    }
}

impl<'a> Row<'a> {
    pub fn get(&self, column: &str) -> &'a str {
        let place = self.table.places.get(column).unwrap_or_else(|| panic!("no column `{column}`"));
        &self.record[*place]
    }

    /// An amount; `None` where it is null.
    pub fn money(&self, column: &str) -> Option<Money> {
        Some(self.get(column)).filter(|text| !text.is_empty()).map(|text| text.parse().unwrap())
    }

    /// The row casts doubt on this amount.
    pub fn doubts(&self, amount: &str) -> bool {
        self.get("doubtful_amounts").split(';').any(|doubtful| doubtful == amount)
    }
}

impl Index<&str> for Row<'_> {
    type Output = str;

    fn index(&self, column: &str) -> &str {
        self.get(column)
    }
}

/// The sum of an amount; nulls count for nothing.
pub fn sum<'a>(rows: impl Iterator<Item = Row<'a>>, amount: &str) -> Money {
    rows.filter_map(|row| row.money(amount)).sum()
}

/// Every file below a folder, by its path in it, with its bytes.
pub fn files_under(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.insert(path.strip_prefix(folder).unwrap().to_path_buf(), fs::read(&path).unwrap());
            }
        }
    }
    files
}
