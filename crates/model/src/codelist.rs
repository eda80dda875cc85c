//! Lists of codes: `schemas/codelists/*.csv`, built into the program.
//!
//! Pipelines look names up in them, fields are held against them, and a release hands them on as tables. Every row says
//! how sure it is (`certainty`), because the official texts are PDF, and most lists were copied by somebody before us.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde::de::DeserializeOwned;

macro_rules! lists {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../../schemas/codelists/", $name, ".csv")))),+]
    };
}

const LISTS: &[(&str, &str)] = lists![
    "cofog_classes",
    "cofog_divisions",
    "cofog_groups",
    "function_cofog",
    "functions",
    "jurisdictions",
    "modalities",
    "object_chapters",
    "object_concepts",
    "object_gfsm",
    "object_items",
    "purposes",
    "ramos",
    "subfunctions",
];

/// A classifier as a table of the release.
#[derive(Clone, Copy, Debug)]
pub struct Classifier {
    pub table: &'static str,
    /// The list of each level, from the top.
    lists: &'static [&'static str],
}

/// Every classifier.
pub const CLASSIFIERS: [Classifier; 5] = [
    Classifier { table: "code_function", lists: &["purposes", "functions", "subfunctions"] },
    Classifier { table: "code_object", lists: &["object_chapters", "object_concepts", "object_items"] },
    Classifier { table: "code_modality", lists: &["modalities"] },
    Classifier { table: "code_ramo", lists: &["ramos"] },
    Classifier { table: "code_cofog", lists: &["cofog_divisions", "cofog_groups", "cofog_classes"] },
];

/// An entry of a classifier.
#[derive(Clone, Debug, Deserialize)]
pub struct Code {
    pub code: String,
    /// 1 at the top.
    #[serde(skip)]
    pub level: i64,
    /// The entry above; each list names the column after what stands in it.
    #[serde(
        default,
        alias = "purpose_code",
        alias = "function_code",
        alias = "chapter_code",
        alias = "concept_code",
        alias = "division_code",
        alias = "group_code"
    )]
    pub parent: Option<String>,
    pub name_es: String,
    #[serde(default)]
    pub name_en: Option<String>,
    pub certainty: String,
}

impl Classifier {
    /// Its entries, level by level.
    pub fn codes(&self) -> Vec<Code> {
        let mut codes = Vec::new();
        for (level, list) in (1..).zip(self.lists) {
            codes.extend(rows(list).into_iter().map(|code: Code| Code { level, ..code }));
        }
        codes
    }
}

/// What an entry of one classifier is in another one.
#[derive(Clone, Debug, Deserialize)]
pub struct Correspondence {
    #[serde(alias = "function_code", alias = "object_code")]
    pub from: String,
    /// Nothing where the other classifier has no place for it.
    #[serde(alias = "cofog_code", alias = "gfsm_code")]
    pub to: Option<String>,
    /// The other classifier's name, where that is no list of ours.
    #[serde(default, alias = "gfsm_name_en")]
    pub name_en: Option<String>,
    /// `high`, `medium`, `low` or `none`.
    pub confidence: String,
    pub note: Option<String>,
}

impl Correspondence {
    /// Sure enough to be shown beside a figure.
    pub fn is_fact(&self) -> bool {
        matches!(self.confidence.as_str(), "high" | "medium")
    }
}

/// CONAC's functions and subfunctions in COFOG: a function has a division, a subfunction the finest that it fits.
pub fn function_cofog() -> Vec<Correspondence> {
    rows("function_cofog")
}

/// CONAC's concepts, and items that differ from theirs, in GFSM 2014.
pub fn object_gfsm() -> Vec<Correspondence> {
    rows("object_gfsm")
}

/// A government, by INEGI's code.
#[derive(Clone, Debug, Deserialize)]
pub struct Jurisdiction {
    pub code: String,
    pub name: String,
    /// The first fiscal year of a municipality that is younger than published accounts.
    pub since: Option<i32>,
    /// What older sources call it.
    pub formerly: Option<String>,
    pub certainty: String,
}

impl Jurisdiction {
    /// The federation, a state or a municipality.
    pub fn of(code: &str) -> Option<&'static Jurisdiction> {
        jurisdictions().get(code)
    }

    /// The state that it is, or is in; the federation is in none.
    pub fn state(&self) -> Option<&str> {
        self.code.get(..2).filter(|state| *state != "00")
    }
}

/// The federation, the states and all municipalities, by code.
pub fn jurisdictions() -> &'static BTreeMap<String, Jurisdiction> {
    static BY_CODE: OnceLock<BTreeMap<String, Jurisdiction>> = OnceLock::new();
    BY_CODE.get_or_init(|| rows("jurisdictions").into_iter().map(|row: Jurisdiction| (row.code.clone(), row)).collect())
}

/// The codes of a list; `None` if there is no such list.
pub(crate) fn codes(list: &str) -> Option<impl Iterator<Item = &'static str>> {
    let (_, csv) = LISTS.iter().find(|(name, _)| *name == list)?;
    // The code is the first column of every list, and never quoted.
    Some(csv.lines().skip(1).filter_map(|line| line.split(',').next()))
}

fn rows<T: DeserializeOwned>(list: &str) -> Vec<T> {
    let (_, csv) = LISTS.iter().find(|(name, _)| *name == list).unwrap_or_else(|| panic!("no list `{list}`"));
    let rows = csv::Reader::from_reader(csv.as_bytes()).into_deserialize();
    rows.map(|row| row.unwrap_or_else(|error| panic!("schemas/codelists/{list}.csv: {error}"))).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn known(table: &str) -> BTreeMap<String, Code> {
        let classifier = CLASSIFIERS.iter().find(|classifier| classifier.table == table).unwrap();
        let codes = classifier.codes();
        let count = codes.len();
        let known: BTreeMap<String, Code> = codes.into_iter().map(|code| (code.code.clone(), code)).collect();
        assert_eq!(known.len(), count, "{table}: a code stands twice");
        known
    }

    #[test]
    fn each_entry_hangs_below_one_of_the_level_above() {
        for Classifier { table, .. } in CLASSIFIERS {
            let codes = known(table);
            for code in codes.values() {
                let above = code.parent.as_ref().map(|parent| codes[parent].level);
                assert_eq!(above.unwrap_or(0), code.level - 1, "{table}: {}", code.code);
                assert!(!code.certainty.is_empty(), "{table}: {}", code.code);
            }
        }
    }

    #[test]
    fn the_classifiers_are_whole() {
        let levels = |table: &str| -> Vec<usize> {
            let codes = known(table);
            (1..=3).map(|level| codes.values().filter(|code| code.level == level).count()).collect()
        };
        assert_eq!(levels("code_function"), [4, 28, 111]);
        assert_eq!(levels("code_object"), [9, 63, 354]);
        assert_eq!(levels("code_modality"), [23, 0, 0]);
        assert_eq!(levels("code_cofog"), [10, 69, 109]);
    }

    #[test]
    fn crosswalks_name_codes_that_there_are_once_each() {
        let (functions, objects, cofog) = (known("code_function"), known("code_object"), known("code_cofog"));
        let mut told = BTreeSet::new();
        for row in function_cofog() {
            assert!(functions.contains_key(&row.from), "{}", row.from);
            assert!(row.to.as_ref().is_none_or(|to| cofog.contains_key(to)), "{:?}", row.to);
            assert!(told.insert(row.from.clone()), "{} stands twice", row.from);
            assert_eq!(row.to.is_none(), row.confidence == "none", "{}", row.from);
        }
        let below_purposes = functions.values().filter(|code| code.level > 1);
        assert!(below_purposes.map(|code| &code.code).all(|code| told.contains(code)));
        for row in object_gfsm() {
            assert!(objects.contains_key(&row.from), "{}", row.from);
            assert_eq!(row.to.is_none(), row.confidence == "none", "{}", row.from);
            assert!(told.insert(row.from.clone()), "{} stands twice", row.from);
        }
        assert!(objects.values().filter(|code| code.level == 2).all(|code| told.contains(&code.code)));
    }

    #[test]
    fn a_function_falls_into_a_division_and_the_lists_say_how_surely() {
        let rows = function_cofog();
        let of = |code: &str| rows.iter().find(|row| row.from == code).unwrap();
        assert_eq!((of("2.5").to.as_deref(), of("2.5").is_fact()), (Some("09"), true));
        assert!(!of("4.3").is_fact() && !of("4.4").is_fact());
    }

    #[test]
    fn every_municipality_stands_in_a_state() {
        let all = jurisdictions();
        let of_length = |length| all.keys().filter(|code| code.len() == length).count();
        assert_eq!((of_length(2), of_length(5), all.len()), (33, 2478, 2511));
        for jurisdiction in all.values().filter(|one| one.code != "00") {
            assert!(all.contains_key(jurisdiction.state().unwrap()), "{}", jurisdiction.code);
        }
        assert_eq!(Jurisdiction::of("00").unwrap().state(), None);
        let playa = Jurisdiction::of("23008").unwrap();
        assert_eq!((playa.name.as_str(), playa.formerly.as_deref()), ("Playa del Carmen", Some("Solidaridad")));
        let since = |code| Jurisdiction::of(code).unwrap().since;
        assert_eq!([since("23009"), since("23010"), since("23011")], [Some(2008), Some(2011), Some(2016)]);
    }
}
