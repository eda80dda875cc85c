//! Markers: what people found when they screened figures one by one, from `schemas/codelists/markers.csv`.
//!
//! A score is a judgement on what a programme is for, and no rule on names can make it. Each row says who judged and on
//! what basis, and holds for the years that it names.

use serde::Deserialize;

use crate::{MarkerRule, Share, Theme};

/// One figure with its score.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marker {
    pub scheme: String,
    /// The figure in all its years and amounts: its id without them ([`crate::FigureId::series`]).
    pub figure: String,
    pub score: String,
    /// The part that counts, where the scheme gives scores a weight; empty where it does not.
    pub share: Option<Share>,
    pub first_year: i32,
    pub last_year: i32,
    /// The document or reading that the score rests on.
    pub basis: String,
    /// Who screened it.
    pub reviewer: String,
}

/// A row of the list that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum MarkerError {
    #[error("it is no good CSV: {0}")]
    Csv(#[from] csv::Error),
    #[error("row {row}: {message}")]
    Row { row: usize, message: String },
}

impl Marker {
    /// Reads the list, every row of which must fit a marker of a theme.
    pub fn parse(csv: &str, themes: &[Theme]) -> Result<Vec<Marker>, MarkerError> {
        let mut markers: Vec<Marker> = Vec::new();
        for (place, marker) in csv::Reader::from_reader(csv.as_bytes()).into_deserialize::<Marker>().enumerate() {
            let marker = marker?;
            if let Some(message) = marker.misfit(themes, &markers) {
                return Err(MarkerError::Row { row: place + 2, message });
            }
            markers.push(marker);
        }
        Ok(markers)
    }

    /// Whether it is about a figure in a year.
    pub fn covers(&self, figure: &str, year: i32) -> bool {
        self.figure == figure && (self.first_year..=self.last_year).contains(&year)
    }

    fn misfit(&self, themes: &[Theme], above: &[Marker]) -> Option<String> {
        let rules = || themes.iter().flat_map(|theme| &theme.markers);
        let of_table = |rule: &&MarkerRule| self.figure.split('/').next() == Some(rule.table.as_str());
        let Some(rule) = rules().filter(|rule| rule.scheme == self.scheme).find(of_table) else {
            return Some(format!("no theme has the scheme `{}` on the table of `{}`", self.scheme, self.figure));
        };
        let Some(score) = rule.score(&self.score) else {
            let known: Vec<&str> = rule.scores.iter().map(|score| score.code.as_str()).collect();
            return Some(format!("the score is `{}`, expected one of {}", self.score, known.join(", ")));
        };
        if !score.takes(self.share) {
            let found = self.share.map_or("none".to_owned(), |share| share.to_string());
            let expected = match (score.least, score.most) {
                (Some(least), Some(most)) => format!("one from {least} to {most}"),
                _ => "none: the score has no weight".to_owned(),
            };
            return Some(format!("the share of score `{}` is {found}, expected {expected}", self.score));
        }
        if self.first_year > self.last_year {
            return Some(format!("the years run from {} to {}", self.first_year, self.last_year));
        }
        if self.basis.trim().is_empty() || self.reviewer.trim().is_empty() {
            return Some("a score needs its basis and its reviewer".to_owned());
        }
        let overlaps = |other: &&Marker| {
            other.scheme == self.scheme
                && other.figure == self.figure
                && other.first_year <= self.last_year
                && self.first_year <= other.last_year
        };
        above.iter().find(overlaps).map(|_| format!("`{}` has two scores in one year", self.figure))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Schema;

    const HEADER: &str = "scheme,figure,score,share,first_year,last_year,basis,reviewer\n";
    const FIGURE: &str = "spending_by_program/00/instituto-p010";

    fn read(rows: &str) -> Result<Vec<Marker>, String> {
        let themes = &Schema::embedded().themes;
        Marker::parse(&format!("{HEADER}{rows}"), themes).map_err(|error| error.to_string())
    }

    #[test]
    fn a_reviewed_row_is_read() {
        let rows = format!("oecd_gender_marker,{FIGURE},2,,2016,2018,rules of operation,an officer\n");
        let markers = read(&rows).unwrap();
        assert!(markers[0].covers(FIGURE, 2018) && !markers[0].covers(FIGURE, 2019));
        assert_eq!(markers[0].share, None);
    }

    #[test]
    fn a_row_that_fits_no_scheme_is_refused_with_its_line() {
        for (row, complaint) in [
            (format!("gender,{FIGURE},2,,2016,2016,b,r"), "row 2: no theme has the scheme `gender`"),
            (
                "oecd_gender_marker,spending_by_object/00/1100,2,,2016,2016,b,r".to_owned(),
                "row 2: no theme has the scheme",
            ),
            (
                format!("oecd_gender_marker,{FIGURE},3,,2016,2016,b,r"),
                "row 2: the score is `3`, expected one of 2, 1, 0",
            ),
            (
                format!("oecd_gender_marker,{FIGURE},1,0.4,2016,2016,b,r"),
                "row 2: the share of score `1` is 0.4, expected none: the score has no weight",
            ),
            (
                format!("cpeir_climate,{FIGURE},high,0.5,2016,2016,b,r"),
                "row 2: the share of score `high` is 0.5, expected one from 0.75 to 1",
            ),
            (format!("oecd_gender_marker,{FIGURE},2,,2018,2016,b,r"), "row 2: the years run from 2018 to 2016"),
            (format!("oecd_gender_marker,{FIGURE},2,,2016,2016,,r"), "row 2: a score needs its basis and its reviewer"),
            (
                format!("oecd_gender_marker,{FIGURE},2,,2014,2016,b,r\noecd_gender_marker,{FIGURE},0,,2016,2016,b,r"),
                "row 3: `spending_by_program/00/instituto-p010` has two scores in one year",
            ),
        ] {
            let error = read(&row).unwrap_err();
            assert!(error.starts_with(complaint), "{error}");
        }
    }
}
