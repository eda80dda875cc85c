//! What a CKAN portal offers: its action API, version 3.

use std::path::Path;

use erario_model::Ckan;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use super::Entry;
use crate::FetchError;
use crate::disk::Disk;
use crate::http::{Fetcher, HttpFacts, Terms};

/// Packages of one answer.
const PACKAGES: usize = 100;

#[derive(Deserialize)]
struct Envelope<T> {
    success: bool,
    #[serde(default = "Option::default")]
    result: Option<T>,
    #[serde(default)]
    error: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Package {
    #[serde(default)]
    resources: Vec<Resource>,
}

#[derive(Deserialize)]
struct Search {
    count: usize,
    results: Vec<Package>,
}

#[derive(Deserialize)]
struct Resource {
    id: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    format: Option<String>,
}

/// Calls an action of the portal.
pub(super) async fn call<T: DeserializeOwned>(
    fetcher: &Fetcher,
    url: &Url,
    terms: &Terms,
    into: &Path,
    on: &Disk,
) -> Result<(T, HttpFacts), FetchError> {
    let bad = |why: String| FetchError::Ckan { url: url.to_string(), why };
    let read = fetcher.page(url.as_str(), terms, into, on).await?;
    let answer: Envelope<T> = serde_json::from_str(&read.text).map_err(|error| bad(error.to_string()))?;
    match answer.result.filter(|_| answer.success) {
        Some(result) => Ok((result, read.http)),
        None => Err(bad(format!("it says {}", answer.error.unwrap_or_default()))),
    }
}

/// The address of an action, with its parameters.
pub(super) fn action(portal: &str, name: &str, parameters: &[(&str, &str)]) -> Result<Url, FetchError> {
    let address = format!("{}/api/3/action/{name}", portal.trim_end_matches('/'));
    Url::parse_with_params(&address, parameters)
        .map_err(|error| FetchError::Url { url: address, why: error.to_string() })
}

/// The resources of the package that is named, or of all packages that a search finds, in the portal's order.
pub(super) async fn resources(
    fetcher: &Fetcher,
    ckan: &Ckan,
    terms: &Terms,
    into: &Path,
    on: &Disk,
) -> Result<(Url, Vec<Entry>), FetchError> {
    let mut resources = Vec::new();
    let url = match (&ckan.package, &ckan.search) {
        (Some(package), _) => {
            let url = action(&ckan.url, "package_show", &[("id", package)])?;
            let (package, _): (Package, _) = call(fetcher, &url, terms, into, on).await?;
            resources.extend(package.resources);
            url
        }
        (None, words) => {
            let words = words.as_deref().unwrap_or_default();
            let mut start = 0;
            loop {
                let (rows, from) = (PACKAGES.to_string(), start.to_string());
                let url = action(&ckan.url, "package_search", &[("q", words), ("rows", &rows), ("start", &from)])?;
                let (found, _): (Search, _) = call(fetcher, &url, terms, into, on).await?;
                let packages = found.results.len();
                resources.extend(found.results.into_iter().flat_map(|package| package.resources));
                start += packages;
                if packages == 0 || start >= found.count {
                    break url;
                }
            }
        }
    };
    let fits = |resource: &Resource| {
        let said = resource.format.as_deref().unwrap_or_default();
        ckan.format.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(said.trim().trim_start_matches('.')))
    };
    let entry = |resource: Resource| {
        // Addresses without a host are the portal's own.
        let address = url.join(resource.url.as_deref().unwrap_or_default()).ok()?;
        Some(Entry { url: address.into(), name: resource.name.unwrap_or_default(), resource: Some(resource.id) })
    };
    let entries = resources.into_iter().filter(fits).filter_map(entry).collect();
    Ok((url, entries))
}
