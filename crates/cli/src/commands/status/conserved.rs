//! Whether the money of a release is conserved: its table `conservation`, a line a dataset.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use serde_json::{Value, json};

use crate::args::Lang;
use crate::exit::Failure;
use crate::released::Rows;
use crate::summary::{FINEST, fine, named};

/// The books of a release, by dataset.
pub struct Conserved {
    pub release: String,
    datasets: BTreeMap<String, Books>,
}

/// The books of one dataset. Sums are in the finest unit of pesos.
#[derive(Default)]
struct Books {
    sources: BTreeSet<String>,
    /// How many sums were balanced: each amount of each part of each source.
    amounts: usize,
    /// How many parts had their records counted.
    counts: usize,
    records_read: i128,
    records_set_aside: i128,
    rounding: BTreeMap<String, i128>,
    set_aside: BTreeMap<String, i128>,
    corrections: BTreeMap<String, i128>,
    unexplained: Vec<Unexplained>,
}

/// A difference that no line explains: pesos in the finest unit, or records.
struct Unexplained {
    source_id: String,
    source_part: Option<String>,
    measure: String,
    difference: i128,
}

const RECORDS: &str = "records";

impl Conserved {
    /// Reads the books of the release in `out`; `None` if there is none yet.
    pub fn read(out: &Path) -> Result<Option<Conserved>, Failure> {
        let Some(release) = erario_release::latest(out).filter(|_| out.join("latest").is_dir()) else {
            return Ok(None);
        };
        type Account = (String, String, Option<String>, String);
        let mut accounts: BTreeMap<Account, BTreeMap<String, i128>> = BTreeMap::new();
        let mut unread = None;
        Rows::open(&out.join("latest"), "conservation")?.each(&mut |cell| {
            let text = |name: &str| cell(name).unwrap_or_default();
            let dataset = format!("{}/{}", text("publisher"), text("dataset"));
            let account = (dataset, text("source_id"), cell("source_part"), text("measure"));
            match fine(&text("value")) {
                Some(value) => drop(accounts.entry(account).or_default().insert(text("line"), value)),
                None => unread = Some(text("value")),
            }
        })?;
        if let Some(value) = unread {
            let place = out.join("latest/csv/conservation.csv");
            let error = std::io::Error::new(std::io::ErrorKind::InvalidData, format!("`{value}` is no number"));
            return Err(Failure::read(place.display())(error));
        }
        let mut datasets: BTreeMap<String, Books> = BTreeMap::new();
        for ((dataset, source_id, source_part, measure), lines) in accounts {
            let books = datasets.entry(dataset).or_default();
            books.sources.insert(source_id.clone());
            books.add(&measure, &lines, |difference| Unexplained {
                source_id,
                source_part,
                measure: measure.clone(),
                difference,
            });
        }
        Ok(Some(Conserved { release, datasets }))
    }

    pub fn is_balanced(&self) -> bool {
        self.datasets.values().all(|books| books.unexplained.is_empty())
    }

    pub fn json(&self) -> Value {
        let datasets: Vec<Value> = self.datasets.iter().map(|(dataset, books)| books.json(dataset)).collect();
        json!({ "release": self.release, "is_balanced": self.is_balanced(), "datasets": datasets })
    }

    pub fn text(&self, lang: Lang) -> String {
        let mut page =
            format!("{} {}:", lang.say("Conservación en la publicación", "Conservation in the release"), self.release);
        let widest = self.datasets.keys().map(String::len).max().unwrap_or(0);
        for (dataset, books) in &self.datasets {
            let _ = write!(page, "\n  {dataset:widest$}  {}", books.line(lang));
            for lost in &books.unexplained {
                let part = lost.source_part.as_ref().map_or_else(String::new, |part| format!(", {part}"));
                let (measure, difference) = match lost.measure.as_str() {
                    RECORDS => (lang.say("registros", "records").to_owned(), (lost.difference / ONE).to_string()),
                    amount => (named(amount, lang), decimal(lost.difference)),
                };
                let of = lang.say("sin explicar", "unexplained");
                let _ = write!(page, "\n    {}{part}, {measure}: {difference} {of}", lost.source_id);
            }
        }
        page
    }
}

impl Books {
    fn add(&mut self, measure: &str, lines: &BTreeMap<String, i128>, lost: impl FnOnce(i128) -> Unexplained) {
        let line = |name: &str| lines.get(name).copied().unwrap_or(0);
        let difference = if measure == RECORDS {
            self.counts += 1;
            self.records_read += line("read") / ONE;
            self.records_set_aside += line("set_aside") / ONE;
            line("unexplained")
        } else {
            self.amounts += 1;
            let unit = line("unit") / ONE;
            for (sums, name) in [
                (&mut self.rounding, "rounding"),
                (&mut self.set_aside, "set_aside"),
                (&mut self.corrections, "corrections"),
            ] {
                let sum = line(name) * unit;
                if sum != 0 {
                    *sums.entry(measure.to_owned()).or_default() += sum;
                }
            }
            line("unexplained") * unit
        };
        if difference != 0 {
            self.unexplained.push(lost(difference));
        }
    }

    fn line(&self, lang: Lang) -> String {
        let files = lang.count(self.sources.len(), ("archivo", "archivos"), ("file", "files"));
        let amounts = lang.count(self.amounts, ("importe", "importes"), ("amount", "amounts"));
        let read = usize::try_from(self.records_read).unwrap_or_default();
        let records = lang.count(read, ("registro", "registros"), ("record", "records"));
        let of = lang.say("de", "of");
        if !self.unexplained.is_empty() {
            let is_records = |lost: &&Unexplained| lost.measure == RECORDS;
            let counts = self.unexplained.iter().filter(is_records).count();
            let sums = self.unexplained.len() - counts;
            let parts = lang.count(
                self.counts,
                ("cuenta de registros", "cuentas de registros"),
                ("count of records", "counts of records"),
            );
            let lost = lang.say("NO se conserva", "NOT conserved");
            return format!("{lost}: {sums} {of} {amounts}, {counts} {of} {parts}, {files}");
        }
        let mut line = match self.amounts {
            0 => format!("{}: {records} {of} {files}", lang.say("se conserva", "conserved")),
            _ => {
                let conserved = lang.say("se conserva al centavo", "conserved to the centavo");
                format!("{conserved}: {amounts} {} {records} {of} {files}", lang.say("y", "and"))
            }
        };
        if let Ok(aside @ 1..) = usize::try_from(self.records_set_aside) {
            let _ = write!(
                line,
                "; {}",
                lang.count(
                    aside,
                    ("registro apartado", "registros apartados"),
                    ("record set aside", "records set aside")
                )
            );
        }
        if let Some(largest) = self.rounding.values().map(|sum| sum.abs()).max() {
            let most = lang.say("redondeo de a lo más", "rounding of at most");
            let _ = write!(line, "; {most} {} pesos", decimal(largest));
        }
        if !self.corrections.is_empty() {
            line.push_str(lang.say("; con correcciones declaradas", "; with declared corrections"));
        }
        line
    }

    fn json(&self, dataset: &str) -> Value {
        let pesos = |sums: &BTreeMap<String, i128>| -> Value {
            sums.iter().map(|(amount, sum)| (amount.clone(), Value::from(decimal(*sum)))).collect()
        };
        let lost = self.unexplained.iter().map(|lost| {
            let difference =
                if lost.measure == RECORDS { (lost.difference / ONE).to_string() } else { decimal(lost.difference) };
            json!({
                "source_id": lost.source_id, "source_part": lost.source_part, "measure": lost.measure,
                "difference": difference,
            })
        });
        json!({
            "dataset": dataset, "is_balanced": self.unexplained.is_empty(), "files": self.sources.len(),
            "amounts": self.amounts, "counts_of_records": self.counts, "records_read": self.records_read as i64,
            "records_set_aside": self.records_set_aside as i64, "set_aside": pesos(&self.set_aside),
            "rounding": pesos(&self.rounding), "corrections": pesos(&self.corrections),
            "unexplained": lost.collect::<Vec<_>>(),
        })
    }
}

const ONE: i128 = 10_i128.pow(FINEST);

/// A sum in the finest unit as a plain decimal, with the centavos and no more than it has.
fn decimal(sum: i128) -> String {
    let sign = if sum < 0 { "-" } else { "" };
    let (whole, rest) = (sum.unsigned_abs() / ONE.unsigned_abs(), sum.unsigned_abs() % ONE.unsigned_abs());
    let rest = format!("{rest:0width$}", width = FINEST as usize);
    let decimals = rest.trim_end_matches('0');
    format!("{sign}{whole}.{decimals:0<2}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_print_plainly() {
        let shown = ["12", "-0.004", "3.10"].map(|text| decimal(fine(text).unwrap()));
        assert_eq!(shown, ["12.00", "-0.004", "3.10"]);
        assert_eq!(fine("doce"), None);
    }
}
