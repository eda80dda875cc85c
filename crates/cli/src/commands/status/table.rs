//! The table of `erario status`: one row a dataset, so that a page holds them all.

use comfy_table::{ContentArrangement, Table, presets};
use erario_model::Address;

use crate::args::Lang;

/// What the store knows of one dataset.
pub struct Dataset<'a> {
    pub address: &'a Address,
    /// One of the tables of an accounts file.
    pub is_shaped: bool,
    pub editions: Vec<Edition<'a>>,
}

pub struct Edition<'a> {
    pub id: &'a str,
    /// `None` while it is awaited.
    pub retrieved_at: Option<String>,
    /// When somebody last looked at what is published.
    pub checked_at: Option<String>,
    pub is_fetched: bool,
}

pub fn text(datasets: &[Dataset], lang: Lang) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header([
        lang.say("conjunto", "dataset"),
        lang.say("guardado", "stored"),
        lang.say("en espera", "awaiting"),
        lang.say("obtenido", "retrieved"),
        lang.say("revisado", "checked"),
        lang.say("llega con", "arrives by"),
    ]);
    // A body publishes all tables of its accounts file in the same way: those that it has not begun are told as one.
    let is_unbegun = |dataset: &Dataset| dataset.is_shaped && dataset.newest().is_none();
    let unbegun_of = |publisher: &str| {
        datasets.iter().filter(|dataset| dataset.address.publisher == publisher && is_unbegun(dataset)).count()
    };
    let mut told = None;
    for dataset in datasets {
        let publisher = &dataset.address.publisher;
        let awaited = ranges(&dataset.editions, |edition| edition.retrieved_at.is_none());
        let (name, awaited) = match unbegun_of(publisher) {
            several @ 2.. if is_unbegun(dataset) => {
                if told.replace(publisher) == Some(publisher) {
                    continue;
                }
                let tables = lang.count(several, ("tabla", "tablas"), ("table", "tables"));
                (format!("{publisher}/*"), format!("{tables}: {awaited}"))
            }
            _ => (dataset.address.to_string(), awaited),
        };
        let stored = ranges(&dataset.editions, |edition| edition.retrieved_at.is_some());
        let [newest, checked] = [dataset.newest(), dataset.checked()].map(|time| time.unwrap_or_default().to_owned());
        table.add_row([name, stored, awaited, newest, checked, dataset.verbs()]);
    }
    table.to_string()
}

impl Dataset<'_> {
    /// When the last of its files came.
    fn newest(&self) -> Option<&str> {
        self.editions.iter().filter_map(|edition| edition.retrieved_at.as_deref()).max()
    }

    /// When somebody last looked whether there is another one.
    fn checked(&self) -> Option<&str> {
        self.editions.iter().filter_map(|edition| edition.checked_at.as_deref()).max()
    }

    fn verbs(&self) -> String {
        let is_any = |is_fetched: bool| self.editions.iter().any(|edition| edition.is_fetched == is_fetched);
        let verbs = [(true, "erario fetch"), (false, "erario add")];
        let used: Vec<&str> =
            verbs.iter().filter(|(is_fetched, _)| is_any(*is_fetched)).map(|(_, verb)| *verb).collect();
        used.join(", ")
    }
}

/// The editions in question; three and more in a row are `first … last`.
fn ranges(editions: &[Edition], is_meant: impl Fn(&Edition) -> bool) -> String {
    let runs = editions.chunk_by(|one, next| is_meant(one) == is_meant(next)).filter(|run| is_meant(&run[0]));
    let parts = runs.map(|run| match run {
        [first, _, .., last] => format!("{} … {}", first.id, last.id),
        few => few.iter().map(|edition| edition.id).collect::<Vec<_>>().join(", "),
    });
    parts.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_in_a_row_are_a_range() {
        let edition = |(id, is_stored): (&'static str, bool)| Edition {
            id,
            retrieved_at: is_stored.then(|| "2026-11-01T00:00:00Z".to_owned()),
            checked_at: None,
            is_fetched: false,
        };
        let editions =
            [("2014", false), ("2016", true), ("2018", false), ("2020", false), ("2022", false)].map(edition);
        assert_eq!(ranges(&editions, |edition| edition.retrieved_at.is_none()), "2014, 2018 … 2022");
        assert_eq!(ranges(&editions[..4], |edition| edition.retrieved_at.is_none()), "2014, 2018, 2020");
        assert_eq!(ranges(&editions, |edition| edition.retrieved_at.is_some()), "2016");
        assert_eq!(ranges(&[], |_| true), "");
    }
}
