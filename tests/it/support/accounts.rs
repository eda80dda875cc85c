//! Quarterly accounts of a made-up institute: its accounts file, and its sheets to be moved about and damaged.

use std::fs;

use super::workbook::{Book, Value};
use super::{Project, Release, Run};

/// Spending by object of expenditure, in chapters and concepts.
pub const OBJECTS: &str = "mx-prueba/eaepe-objeto";
/// Spending by administrative unit, under names of the institute's own.
pub const UNITS: &str = "mx-prueba/eaepe-administrativa";
/// Spending by object, with earmarked money told apart.
pub const SECTIONS: &str = "mx-prueba/ldf-6a";

/// The rows of a sheet.
pub type Rows = Vec<Vec<Value>>;
/// A label with what was approved, added or taken away, accrued and paid.
pub type Line = (&'static str, [f64; 4]);

pub const OBJECT_LINES: [Line; 7] = [
    ("Servicios Personales", [1000.0, -20.0, 240.0, 230.0]),
    ("Remuneraciones al Personal de Carácter Permanente", [700.0, -20.0, 170.0, 165.0]),
    ("Seguridad Social", [300.0, 0.0, 70.0, 65.0]),
    ("Materiales y Suministros", [200.0, 20.0, 40.5, 40.5]),
    ("Alimentos y Utensilios", [150.0, 20.0, 30.25, 30.25]),
    ("Combustibles, Lubricantes y Aditivos", [50.0, 0.0, 10.25, 10.25]),
    ("Total del Gasto", [1200.0, 0.0, 280.5, 270.5]),
];

/// Where the sheet of [`objects`] has its heads and its first line, counted from zero.
pub const HEADS: usize = 5;
pub const FIRST: usize = 8;

/// The published sheet of objects in a quarter of 2025.
pub fn objects(quarter: usize) -> Rows {
    statement("Clasificación por Objeto del Gasto (Capítulo y Concepto)", quarter, &OBJECT_LINES)
}

/// A sheet as the institute publishes it: a title, heads in two rows, numbers under them, lines, and an oath.
pub fn statement(title: &str, quarter: usize, lines: &[Line]) -> Rows {
    let end = ["31 de marzo", "30 de junio", "30 de septiembre", "31 de diciembre"][quarter - 1];
    let mut rows: Rows = vec![
        texts(&["Instituto de Prueba"]),
        texts(&["Estado Analítico del Ejercicio del Presupuesto de Egresos"]),
        texts(&[title]),
        texts(&[&format!("Del 1 de enero al {end} de 2025")]),
        texts(&["(Pesos)"]),
        texts(&["Concepto", "Egresos", "", "", "", "", "Subejercicio"]),
        texts(&["", "Aprobado", "Ampliaciones/ (Reducciones)", "Modificado", "Devengado", "Pagado", ""]),
        texts(&["", "1", "2", "3 = (1 + 2)", "4", "5", "6 = (3 - 4)"]),
    ];
    rows.extend(lines.iter().map(line));
    rows.push(texts(&["Bajo protesta de decir verdad declaramos que los Estados Financieros son correctos"]));
    rows
}

/// A line with its modified budget and what is left of it.
pub fn line((label, [approved, changes, accrued, paid]): &Line) -> Vec<Value> {
    let modified = approved + changes;
    let mut cells = vec![Value::from(*label)];
    cells.extend([*approved, *changes, modified, *accrued, *paid, modified - accrued].map(Value::from));
    cells
}

pub fn texts(texts: &[&str]) -> Vec<Value> {
    texts.iter().map(|text| Value::from(*text)).collect()
}

/// Every row moved to the right.
pub fn shifted(rows: Rows, columns: usize) -> Rows {
    let blanks = || std::iter::repeat_n(Value::Blank, columns);
    rows.into_iter().map(|row| blanks().chain(row).collect()).collect()
}

pub fn xlsx(rows: Rows) -> Vec<u8> {
    Book::of(rows).xlsx()
}

impl Project {
    /// A project whose accounts file declares these tables.
    pub fn of_accounts(datasets: &[&str]) -> Project {
        let project = Project::with(&[]);
        let table = |dataset: &&str| format!("\"{}\"", dataset.split_once('/').unwrap().1);
        let tables = datasets.iter().map(table).collect::<Vec<_>>().join(", ");
        fs::create_dir_all(project.path("pipelines/mx-prueba")).unwrap();
        fs::write(project.path(FILE), ACCOUNTS.replace("TABLES", &tables)).unwrap();
        project
    }

    /// Adds to the accounts file.
    pub fn declare(&self, toml: &str) {
        let text = fs::read_to_string(self.path(FILE)).unwrap();
        fs::write(self.path(FILE), text + toml + "\n").unwrap();
    }

    /// Takes in the sheet of a quarter of 2025 as a workbook, and runs all there is.
    pub fn with_sheet(dataset: &str, quarter: usize, rows: Rows) -> Project {
        let project = Project::of_accounts(&[dataset]);
        project.add_quarter(dataset, quarter, &xlsx(rows));
        project
    }

    /// Takes in the file of a quarter of 2025.
    pub fn add_quarter(&self, dataset: &str, quarter: usize, bytes: &[u8]) {
        self.add_file(dataset, &format!("2025-{quarter}T"), &format!("0{}-15", quarter + 1), "published.xlsx", bytes);
    }

    /// Builds a release of what was taken in.
    #[track_caller]
    pub fn build(&self, code: i32) -> Run {
        self.erario("run --offline --quiet").ended(code)
    }

    #[track_caller]
    pub fn built(&self) -> Release {
        self.build(0);
        let release = self.latest();
        for line in release.rows("conservation").filter(|row| &row["line"] == "unexplained") {
            assert_eq!(line["value"].trim_end_matches(['0', '.']), "", "{} {}", &line["source_id"], &line["measure"]);
        }
        release
    }
}

const FILE: &str = "pipelines/mx-prueba/accounts.toml";

const ACCOUNTS: &str = r#"title_es = "Instituto de Prueba"
title_en = "An institute made up"
publisher = { name = "Instituto de Prueba", url = "https://example.org" }
licence = { id = "CC0-1.0", title = "CC0 1.0", url = "https://example.org", attribution = "Nobody" }
government_level = "state"
jurisdiction_code = "23"
entity = { code = "prueba", name = "Instituto de Prueba" }
names = ["Instituto de Prueba"]
editions = ["2025-1T", "2025-2T", "2025-3T", "2025-4T"]
tables = [TABLES]
contract = { codes = "quarantine", why = "tests look at what becomes of single labels" }
"#;
