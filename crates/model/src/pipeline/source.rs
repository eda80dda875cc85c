//! Where the files of a dataset are published, and on which terms they are fetched.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Edition, Pipeline};

/// Where the files are published. An edition with a `url` of its own needs none of it.
///
/// In `url`, `page.link` and `ckan.name`, `{edition}` stands for the id of the edition, `{year}` for the four digits
/// that it begins with, and `{quarter}` for the digit of a quarter (`4` of `2024-4T`).
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The address of every edition that has none of its own: `https://example.org/PEF_{year}.csv`.
    #[serde(default)]
    pub url: Option<String>,
    /// A page that links to the files.
    #[serde(default)]
    pub page: Option<Page>,
    /// A CKAN portal that holds the files.
    #[serde(default)]
    pub ckan: Option<Ckan>,
    /// Whom the publisher can write to, an address of mail or of a page: told with every request. Without it, the
    /// `contact` of `release.toml`.
    #[serde(default)]
    pub contact: Option<String>,
    /// Hosts that files may come from, besides the one of the address; `*` for any run of characters.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Why plain http is good enough where an https address sends on to it. Without it, that is refused.
    #[serde(default)]
    pub plain_http: Option<String>,
    /// A file with the certificates, in PEM, that the server fails to send between its own and a trusted root. Its path
    /// begins in the project: `pipelines/mx-example/intermediate.pem`.
    #[serde(default)]
    pub extra_ca: Option<String>,
    /// More bytes than this are refused, on the wire and after decompression; 4 GiB without it.
    #[serde(default)]
    pub max_bytes: Option<u64>,
}

/// A page that links to the files.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The page's address.
    pub url: String,
    /// What the address of an edition's file, or the text of its link, looks like; `*` for any run of characters.
    /// Exactly one address on the page must fit.
    pub link: String,
    /// Why the page is read although the site's robots.txt asks not to.
    #[serde(default)]
    pub ignores_robots: Option<String>,
}

/// A CKAN portal that holds the files.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ckan {
    /// The portal's address, without `/api`.
    pub url: String,
    /// The id or name of the one package with the files.
    #[serde(default)]
    pub package: Option<String>,
    /// Words to search packages with, where there is one for each edition.
    #[serde(default)]
    pub search: Option<String>,
    /// The format of the resource as the portal writes it, such as `CSV`; upper and lower case are one.
    #[serde(default)]
    pub format: Option<String>,
    /// What the name of an edition's resource, or the last part of its address, looks like; `*` for any run of
    /// characters. Exactly one resource must fit.
    pub name: String,
    /// The rows are read from the portal's data store, page by page, instead of the resource's file.
    #[serde(default)]
    pub datastore: bool,
}

/// How the file of an edition is found.
#[derive(Clone, Debug)]
pub enum Origin<'a> {
    /// At this address.
    Url(String),
    /// Linked on a page.
    Page(&'a Page),
    /// On a CKAN portal.
    Ckan(&'a Ckan),
    /// Somebody brings it: `erario add`, or the inbox.
    ByHand,
}

impl Pipeline {
    /// How the file of an edition is found.
    pub fn origin(&self, edition: &Edition) -> Origin<'_> {
        if let Some(url) = &edition.url {
            return Origin::Url(url.clone());
        }
        if edition.by_hand {
            return Origin::ByHand;
        }
        match &self.source {
            Source { url: Some(url), .. } => Origin::Url(edition.fill(url)),
            Source { page: Some(page), .. } => Origin::Page(page),
            Source { ckan: Some(ckan), .. } => Origin::Ckan(ckan),
            _ => Origin::ByHand,
        }
    }

    /// Whether the file of an edition can be fetched, or waits for a person.
    pub fn is_fetched(&self, edition: &Edition) -> bool {
        !matches!(self.origin(edition), Origin::ByHand)
    }
}

impl Edition {
    /// The four digits that the id begins with.
    pub fn year(&self) -> Option<i32> {
        let digits = self.id.get(..4).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse().ok().filter(|_| !self.id[4..].starts_with(|next: char| next.is_ascii_digit()))
    }

    /// The digit of a quarter, `4` of `2024-4T`.
    fn quarter(&self) -> Option<&str> {
        let (_, rest) = self.id.split_once('-')?;
        rest.get(..1).filter(|_| matches!(rest.as_bytes(), [b'1'..=b'4', b'T', ..]))
    }

    /// A template with what stands for this edition in it.
    pub fn fill(&self, template: &str) -> String {
        let year = self.year().map(|year| year.to_string());
        let mut filled = template.replace("{edition}", &self.id);
        for (name, value) in [("{year}", year.as_deref()), ("{quarter}", self.quarter())] {
            filled = value.map_or(filled.clone(), |value| filled.replace(name, value));
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edition(id: &str) -> Edition {
        Edition { id: id.to_owned(), ..Edition::default() }
    }

    #[test]
    fn a_template_is_filled_for_each_edition() {
        assert_eq!(edition("2016").fill("PEF_{year}.csv"), "PEF_2016.csv");
        assert_eq!(edition("2024-4T").fill("{edition}/{year}/T{quarter}"), "2024-4T/2024/T4");
        assert_eq!(edition("decreto").fill("{edition}_{year}"), "decreto_{year}", "what it has not stays to be told");
    }

    #[test]
    fn a_year_is_four_digits_and_no_more() {
        assert_eq!(edition("2024-4T").year(), Some(2024));
        for id in ["20245", "24", "decreto-2024", "año"] {
            assert_eq!(edition(id).year(), None, "{id}");
        }
    }
}
