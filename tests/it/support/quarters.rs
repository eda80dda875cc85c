//! Quarterly accounts of one public body, in two formats of the same money, made up for tests.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Project, Run, erario, finish};

/// Spending by object without earmarked money told apart.
pub const EAEPE: &str = "mx-gto-inaeba/eaepe-objeto";
/// The same money with it told apart.
pub const LDF: &str = "mx-gto-inaeba/ldf-6a";

const EDITIONS: [(&str, &str, &str); 4] = [
    ("2018-1T", "2018-Q1", "partial"),
    ("2018-2T", "2018-Q2", "partial"),
    ("2018-3T", "2018-Q3", "partial"),
    ("2018-4T", "2018-Q4", "preliminary"),
];

impl Project {
    /// A project with both formats, and no file yet.
    pub fn of_quarters() -> Project {
        let project = Project::with(&[]);
        project.write_pipeline(EAEPE, "");
        project.write_pipeline(LDF, "is_earmarked = \"Etiquetado\"\n");
        project
    }

    fn write_pipeline(&self, dataset: &str, columns: &str) {
        let editions: String = EDITIONS
            .iter()
            .map(|(id, period, status)| {
                format!(
                    "[[edition]]\nid = \"{id}\"\nset = {{ fiscal_year = \"2018\", period = \"{period}\", \
                     account_status = \"{status}\" }}\n\n"
                )
            })
            .collect();
        let text = PIPELINE.replace("EDITIONS\n", &editions).replace("COLUMNS\n", columns);
        let path = self.path(format!("pipelines/{dataset}.toml"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Takes in a file of one edition, as if it had been retrieved at noon of a day in 2019.
    pub fn add(&self, dataset: &str, edition: &str, day: &str, text: &str) -> Run {
        self.add_file(dataset, edition, day, "published.csv", text.as_bytes())
    }

    /// The same with a file of any kind.
    pub fn add_file(&self, dataset: &str, edition: &str, day: &str, name: &str, bytes: &[u8]) -> Run {
        let file = self.path(name);
        fs::write(&file, bytes).unwrap();
        let arguments = ["add", dataset, file.to_str().unwrap(), "--edition", edition];
        let run = finish(erario(arguments).current_dir(self.path(""))).ended(0);
        self.date_newest(&self.path(format!("store/snapshots/{dataset}/{edition}")), day);
        run
    }

    /// The store names snapshots by the clock; tests need days of their own.
    fn date_newest(&self, folder: &Path, day: &str) {
        let mut names: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        names.sort();
        let newest = names.pop().unwrap();
        let mut provenance: serde_json::Value = serde_json::from_slice(&fs::read(&newest).unwrap()).unwrap();
        provenance["retrieved_at"] = format!("2019-{day}T12:00:00Z").into();
        let hash = provenance["sha256"].as_str().unwrap()[..12].to_owned();
        fs::remove_file(&newest).unwrap();
        let name = format!("2019{}T120000Z-{hash}.json", day.replace('-', ""));
        fs::write(folder.join(name), serde_json::to_vec_pretty(&provenance).unwrap()).unwrap();
    }

    /// All quarters of both formats. Accrued falls in the third quarter of the EAEPE, whose last quarter is missing one
    /// peso of the LDF's.
    pub fn with_quarters() -> Project {
        let project = Project::of_quarters();
        for (place, accrued) in ["200.00", "500.00", "450.00", "899.00"].into_iter().enumerate() {
            let (edition, _, _) = EDITIONS[place];
            let day = format!("0{}-15", place + 1);
            let text = format!("Clave,Aprobado,Devengado\n1100,1000.00,{accrued}\n2100,50.00,40.00\n");
            project.add(EAEPE, edition, &day, &text);
        }
        for (place, (earmarked, free)) in [("150.00", "50.00"), ("600.00", "300.00")].into_iter().enumerate() {
            let (edition, _, _) = EDITIONS[3 * place];
            let day = format!("0{}-16", 3 * place + 1);
            let text = format!(
                "Clave,Etiquetado,Aprobado,Devengado\n1100,true,700.00,{earmarked}\n1100,false,300.00,{free}\n\
                 2100,false,50.00,40.00\n"
            );
            project.add(LDF, edition, &day, &text);
        }
        project
    }
}

pub(super) const PIPELINE: &str = r#"
title_es = "Cuentas trimestrales, inventadas"
title_en = "Quarterly accounts, made up"

[publisher]
name = "Un instituto"
url = "https://example.org"

[licence]
id = "CC0-1.0"
title = "Creative Commons Zero 1.0"
url = "https://creativecommons.org/publicdomain/zero/1.0/"
attribution = "Nobody's figures"

EDITIONS
[decode]
format = "csv"
encoding = "utf-8"

[columns]
object_concept_code = "Clave"
approved = "Aprobado"
accrued = "Devengado"
COLUMNS

[contract]
types = "quarantine"
codes = "quarantine"
why = "tests look at what becomes of single cells and codes"

[amounts]
unit = "pesos"
zero = []

[output]
table = "spending_by_object"

[output.set]
government_level = "state"
jurisdiction_code = "11"
jurisdiction_name = "Guanajuato"
coverage = "entity"
entity_code = "inaeba"
entity_name = "Un instituto"
is_cumulative = "true"
"#;
