//! Finding the files of a source that moves them: linked on a page, or held by a CKAN portal.

mod ckan;
mod datastore;
mod links;

pub use datastore::datastore_url;

use std::path::Path;

use erario_model::{Ckan, Edition, Page, fits_wildcard};
use url::Url;

use crate::disk::Disk;
use crate::http::{Fetcher, Terms};
use crate::{FetchError, http};

/// What a page or a portal offers.
#[derive(Clone, Debug)]
pub struct Listing {
    /// Where it was read.
    url: Url,
    /// What it lists, for messages.
    what: &'static str,
    pub entries: Vec<Entry>,
    terms: Terms,
}

/// A file that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub url: String,
    /// The text of the link, or the name of the resource.
    pub name: String,
    /// The id of a resource in a CKAN portal.
    pub resource: Option<String>,
}

impl Fetcher {
    /// Reads a page for its links. `into` is where it may be put meanwhile.
    pub async fn links(&self, page: &Page, terms: &Terms, into: &Path, on: &Disk) -> Result<Listing, FetchError> {
        match &page.ignores_robots {
            Some(why) => tracing::warn!(url = page.url, why, "robots.txt is not asked"),
            None => self.obey_robots(&page.url, terms, into, on).await?,
        }
        let read = self.page(&page.url, terms, into, on).await?;
        Ok(Listing::new(links::of(&read.text, &read.url), read.url, "links", terms))
    }

    /// Asks a portal for the resources of a source.
    pub async fn resources(&self, ckan: &Ckan, terms: &Terms, into: &Path, on: &Disk) -> Result<Listing, FetchError> {
        let (url, entries) = ckan::resources(self, ckan, terms, into, on).await?;
        Ok(Listing::new(entries, url, "resources", terms))
    }
}

impl Listing {
    fn new(entries: Vec<Entry>, url: Url, what: &'static str, terms: &Terms) -> Listing {
        Listing { url, what, entries, terms: terms.clone() }
    }

    /// The one file of an edition.
    ///
    /// A pattern that fits nothing for any edition is an error of the pattern: the page was laid out anew. One that fits
    /// files of other editions says that this one is not offered.
    pub fn find(&self, edition: &Edition, pattern: &str) -> Result<&Entry, FetchError> {
        let filled = edition.fill(pattern);
        let fitting: Vec<&Entry> = self.entries.iter().filter(|entry| entry.fits(&filled)).collect();
        let no_match = |pattern: String, found: usize, near: String| FetchError::NoMatch {
            url: self.url.to_string(),
            found,
            of: format!("{} {}", self.entries.len(), self.what),
            pattern,
            near,
        };
        match fitting.as_slice() {
            [entry] => self.may_be_used(entry).map(|()| *entry),
            [] => {
                let any = ["{edition}", "{year}", "{quarter}"]
                    .iter()
                    .fold(pattern.to_owned(), |any, name| any.replace(name, "*"));
                let near = self.near(&filled);
                match any != filled && self.entries.iter().any(|entry| entry.fits(&any)) {
                    true => Err(FetchError::NotListed { url: self.url.to_string(), pattern: filled, near }),
                    false => Err(no_match(filled, 0, near)),
                }
            }
            several => {
                let names: Vec<&str> = several.iter().map(|entry| entry.url.as_str()).take(CANDIDATES).collect();
                Err(no_match(filled, several.len(), format!(": {}", names.join(", "))))
            }
        }
    }

    /// A page must not send a download where a redirect must not send it.
    fn may_be_used(&self, entry: &Entry) -> Result<(), FetchError> {
        let url = Url::parse(&entry.url)
            .map_err(|error| FetchError::Url { url: entry.url.clone(), why: error.to_string() })?;
        http::may_lead(&self.url, &url, &self.url, &self.terms)
    }

    /// Files with a name like this one, the likeliest first: where something that moved may be now.
    pub fn candidates(&self, name: &str) -> Vec<&Entry> {
        let likeness = |entry: &Entry| {
            let name = name.to_lowercase();
            [entry.file_name(), entry.name.clone()].map(|other| strsim::jaro_winkler(&name, &other.to_lowercase()))
        };
        let mut likely: Vec<(f64, &Entry)> = self
            .entries
            .iter()
            .map(|entry| (likeness(entry).into_iter().fold(0.0, f64::max), entry))
            .filter(|(likeness, _)| *likeness > 0.8)
            .collect();
        likely.sort_by(|one, other| other.0.total_cmp(&one.0));
        // The same year under another name comes before another year under the same one.
        let numbers: Vec<&str> = name.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() >= 2).collect();
        let has_numbers =
            |entry: &Entry| numbers.iter().all(|digits| entry.url.contains(digits) || entry.name.contains(digits));
        likely.sort_by_key(|(_, entry)| !has_numbers(entry));
        likely.into_iter().map(|(_, entry)| entry).take(CANDIDATES).collect()
    }

    fn near(&self, pattern: &str) -> String {
        let candidates: Vec<&str> =
            self.candidates(&pattern.replace('*', "")).iter().map(|entry| entry.url.as_str()).collect();
        if candidates.is_empty() { String::new() } else { format!("; like it are {}", candidates.join(", ")) }
    }
}

/// Files that a message names.
const CANDIDATES: usize = 5;

impl Entry {
    fn fits(&self, pattern: &str) -> bool {
        [&self.url, &self.name, &self.file_name()].into_iter().any(|text| fits_wildcard(pattern, text))
    }

    /// The last part of its address.
    pub fn file_name(&self) -> String {
        Url::parse(&self.url).map_or_else(|_| String::new(), |url| http::file_name_of(&url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listing(entries: &[(&str, &str)]) -> Listing {
        let entry =
            |(url, name): &(&str, &str)| Entry { url: (*url).to_owned(), name: (*name).to_owned(), resource: None };
        Listing {
            url: "https://finanzas.example/datos".parse().unwrap(),
            what: "links",
            entries: entries.iter().map(entry).collect(),
            terms: Terms {
                user_agent: String::new(),
                hosts: vec!["files.example".to_owned()],
                plain_http: false,
                extra_ca: None,
                max_bytes: 1,
            },
        }
    }

    fn edition(id: &str) -> Edition {
        Edition { id: id.to_owned(), ..Edition::default() }
    }

    #[test]
    fn a_file_is_found_by_its_address_its_name_or_the_text_of_its_link() {
        let page = listing(&[
            ("https://finanzas.example/CSV/PEF_2015.csv", "Descargar"),
            ("https://finanzas.example/f?id=9", "Presupuesto 2016"),
            ("https://files.example/PEF_2017.csv", "Descargar"),
        ]);
        let find = |year: &str, pattern: &str| page.find(&edition(year), pattern).map(|entry| entry.url.clone());
        assert_eq!(find("2015", "PEF_{year}.csv").unwrap(), "https://finanzas.example/CSV/PEF_2015.csv");
        assert_eq!(find("2015", "*/CSV/PEF_{edition}.*").unwrap(), "https://finanzas.example/CSV/PEF_2015.csv");
        assert_eq!(find("2016", "Presupuesto {year}").unwrap(), "https://finanzas.example/f?id=9");
        assert_eq!(find("2017", "PEF_{year}.csv").unwrap(), "https://files.example/PEF_2017.csv");
    }

    #[test]
    fn n32_nothing_for_any_edition_is_another_thing_than_nothing_for_this_one() {
        let page = listing(&[("https://finanzas.example/CSV/PEF_2015.csv", "")]);
        let error = page.find(&edition("2016"), "PEF_{year}.csv").unwrap_err();
        assert!(matches!(error, FetchError::NotListed { .. }), "{error}");
        assert!(error.to_string().contains("PEF_2015.csv"), "{error}");
        let error = page.find(&edition("2016"), "PPEF_{year}.csv").unwrap_err();
        assert!(matches!(error, FetchError::NoMatch { found: 0, .. }), "{error}");
        let error = page.find(&edition("2015"), "nothing like it").unwrap_err();
        assert!(matches!(error, FetchError::NoMatch { found: 0, .. }), "{error}");
    }

    #[test]
    fn n22_the_same_year_under_another_name_comes_first() {
        let page = listing(&[
            ("https://finanzas.example/PEF_2015.csv", ""),
            ("https://finanzas.example/contacto", "Contacto"),
            ("https://finanzas.example/PEF_2016_v2.csv", ""),
        ]);
        let names: Vec<String> = page.candidates("PEF_2016.csv").into_iter().map(Entry::file_name).collect();
        assert_eq!(names, ["PEF_2016_v2.csv", "PEF_2015.csv"]);
    }

    #[test]
    fn two_that_fit_are_named() {
        let page = listing(&[
            ("https://finanzas.example/a/PEF_2015.csv", ""),
            ("https://finanzas.example/b/PEF_2015.csv", ""),
        ]);
        let error = page.find(&edition("2015"), "PEF_{year}.csv").unwrap_err().to_string();
        assert!(error.contains("2 of its 2 links") && error.contains("/a/PEF") && error.contains("/b/PEF"), "{error}");
    }

    #[test]
    fn s01_a_page_may_not_send_a_download_elsewhere() {
        let page = listing(&[("https://evil.net/PEF_2015.csv", ""), ("http://finanzas.example/PEF_2016.csv", "")]);
        let error = page.find(&edition("2015"), "PEF_{year}.csv").unwrap_err();
        assert!(matches!(error, FetchError::OtherHost { .. }), "{error}");
        let error = page.find(&edition("2016"), "PEF_{year}.csv").unwrap_err();
        assert!(matches!(error, FetchError::Redirect { .. }), "{error}");
    }
}
