//! What a release counts of itself: `schemas/quality.toml`, and the rows of the table `quality`.
//!
//! Counts by dimension, and no mark: what is good in one measure cannot cover what is bad in another.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::{Dimension, Schema};

const QUALITY: &str = include_str!("../../../schemas/quality.toml");

/// One thing that is counted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub code: String,
    /// `None` where it is counted in every dimension.
    #[serde(default)]
    pub dimension: Option<Dimension>,
    /// Days, which are not added up.
    #[serde(default)]
    pub is_span: bool,
    pub title_es: String,
    pub title_en: String,
    pub what_es: String,
    pub what_en: String,
}

/// The closed list of what is counted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measures {
    #[serde(rename = "measure")]
    pub measures: Vec<Measure>,
}

impl Measures {
    /// The list of this version of erario.
    pub fn embedded() -> &'static Measures {
        static MEASURES: OnceLock<Measures> = OnceLock::new();
        MEASURES.get_or_init(|| {
            toml::from_str(QUALITY).unwrap_or_else(|error| panic!("`schemas/quality.toml` is not valid: {error}"))
        })
    }
}

/// A row of the table `quality`: so many cases of one measure. Amounts are in centavos.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QualityLine {
    pub dimension: Dimension,
    pub measure: &'static str,
    pub publisher: Option<String>,
    pub dataset: Option<String>,
    pub edition: Option<String>,
    pub jurisdiction_code: Option<String>,
    pub coverage: Option<String>,
    pub entity_code: Option<String>,
    pub table_name: Option<String>,
    pub field: Option<String>,
    pub period: Option<String>,
    pub measured: i64,
    pub out_of: Option<i64>,
    pub amount_measured: Option<i64>,
    pub amount_out_of: Option<i64>,
    pub finding_rules: Option<String>,
    pub evidence_table: String,
    pub evidence_filter: String,
}

impl QualityLine {
    /// Whose cases they are, as people say it: a dataset with its edition, or a government or entity; then the table and
    /// the field where there are several.
    pub fn subject(&self) -> String {
        let dataset = match (&self.publisher, &self.dataset) {
            (Some(publisher), Some(dataset)) => Some(format!("{publisher}/{dataset}")),
            _ => None,
        };
        let name = self.jurisdiction_code.as_deref().and_then(Schema::jurisdiction);
        let body = [self.jurisdiction_code.as_deref(), name, self.entity_code.as_deref()];
        let edition = [dataset.as_deref(), self.edition.as_deref()];
        let part = [self.table_name.as_deref(), self.field.as_deref()];
        edition.into_iter().chain(body).chain(part).flatten().collect::<Vec<_>>().join(" ")
    }
}

/// All cases of one measure in one dimension.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    pub dimension: Dimension,
    pub measure: &'static Measure,
    /// All cases; of days, the most.
    pub measured: i64,
    /// `None` where no line has one, or where nothing is added up.
    pub out_of: Option<i64>,
    /// Those with cases, the worst first: the largest share, then the largest number.
    pub worst: Vec<&'a QualityLine>,
}

/// What some lines come to, in the order of the list, dimension by dimension.
pub fn told(lines: &[QualityLine]) -> Vec<Told<'_>> {
    let measures = &Measures::embedded().measures;
    let mut all = Vec::new();
    for dimension in Dimension::ALL {
        for measure in measures.iter().filter(|measure| measure.dimension.is_none_or(|own| own == dimension)) {
            let is_it = |line: &&QualityLine| line.dimension == dimension && line.measure == measure.code;
            let of_measure: Vec<&QualityLine> = lines.iter().filter(is_it).collect();
            if of_measure.is_empty() {
                continue;
            }
            let counts = of_measure.iter().map(|line| line.measured);
            let (measured, out_of) = match measure.is_span {
                true => (counts.max().unwrap_or(0), None),
                false => {
                    (counts.sum(), of_measure.iter().filter_map(|line| line.out_of).reduce(|one, more| one + more))
                }
            };
            let mut worst: Vec<&QualityLine> = of_measure.into_iter().filter(|line| line.measured > 0).collect();
            worst.sort_by(|one, other| {
                let whole = |line: &QualityLine| i128::from(line.out_of.unwrap_or(line.measured).max(1));
                // Shares are compared without dividing.
                let [one_share, other_share] =
                    [(one, other), (other, one)].map(|(line, beside)| i128::from(line.measured) * whole(beside));
                let share = if measure.is_span { (0, 0) } else { (one_share, other_share) };
                share.1.cmp(&share.0).then(other.measured.cmp(&one.measured)).then(one.subject().cmp(&other.subject()))
            });
            all.push(Told { dimension, measure, measured, out_of, worst });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(dataset: &str, measure: &'static str, measured: i64, out_of: Option<i64>) -> QualityLine {
        QualityLine {
            dimension: Dimension::Consistency,
            measure,
            publisher: Some("p".to_owned()),
            dataset: Some(dataset.to_owned()),
            edition: None,
            jurisdiction_code: None,
            coverage: None,
            entity_code: None,
            table_name: None,
            field: None,
            period: None,
            measured,
            out_of,
            amount_measured: None,
            amount_out_of: None,
            finding_rules: None,
            evidence_table: String::new(),
            evidence_filter: String::new(),
        }
    }

    #[test]
    fn what_good_lines_there_are_hides_no_bad_one() {
        let bad = line("bad", "doubtful_row", 9, Some(10));
        let mut lines = vec![bad.clone(), line("large", "doubtful_row", 50, Some(1000))];
        let first = |lines: &[QualityLine]| {
            let told = told(lines);
            (told[0].worst[0].clone(), told[0].measured)
        };
        assert_eq!(first(&lines), (bad.clone(), 59));
        lines.extend((0..100).map(|number| line(&format!("good{number}"), "doubtful_row", 0, Some(1_000_000))));
        assert_eq!(first(&lines), (bad, 59));
    }

    #[test]
    fn the_list_is_that_of_the_field_and_says_everything_in_both_languages() {
        let Measures { measures } = Measures::embedded();
        let codes = |field: &str| Schema::embedded().field(field).unwrap().values.clone();
        assert_eq!(measures.iter().map(|measure| measure.code.clone()).collect::<Vec<_>>(), codes("quality_measure"));
        assert_eq!(Dimension::ALL.map(|it| it.code().to_owned()).to_vec(), codes("quality_dimension"));
        for measure in measures {
            let texts = [&measure.title_es, &measure.title_en, &measure.what_es, &measure.what_en];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", measure.code);
        }
    }
}
