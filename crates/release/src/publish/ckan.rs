//! Publishing to a [CKAN](https://docs.ckan.org/en/2.11/api/) portal: the release that stands as a dataset, its files as
//! resources.
//!
//! A portal knows no transaction. A dataset that is new stays private until all is there; of one that is known, the
//! version changes last. Resources that somebody else put there are left alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use futures_util::TryStreamExt;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder, StatusCode};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::{Local, Progress, PublishError, Published, Release, Sent};
use crate::ReleaseError;
use crate::folder::hex;
use crate::metadata::{ABOUT, TITLE};
use crate::mirror::list_with_signatures;
use crate::verify::LISTING;

/// What an address of a portal begins with, before the address of the dataset.
pub const SCHEME: &str = "ckan+";
const SEEN_IN_THE_PORTAL: [(&str, &str); 3] = [("csv", "CSV"), ("parquet", "Parquet"), ("xlsx", "XLSX")];
/// How long a portal may take to answer at all, and to go on: it may look through a file for a while.
const CONNECT: Duration = Duration::from_secs(30);
const SILENT: Duration = Duration::from_secs(300);
/// Files that say what the others are.
const TEXTS: [&str; 5] = ["README.md", "dictionary.md", "CHANGES.md", "LICENSE", "SHA256SUMS"];

/// A dataset of a portal, and who may change it.
pub struct Portal {
    client: Client,
    base: Url,
    dataset: String,
    token: String,
    /// Who owns the dataset, where it has to be made.
    organization: Option<String>,
}

/// A resource as a portal tells it.
#[derive(Debug, Default, Deserialize)]
struct Resource {
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    hash: String,
    #[serde(default)]
    url: String,
}

#[derive(Debug, Deserialize)]
struct Package {
    id: String,
    #[serde(default)]
    resources: Vec<Resource>,
}

impl Portal {
    /// `ckan+https://portal.example.mx/dataset/erario`, with a token of somebody who may change it.
    pub fn at(address: &str, token: String, organization: Option<String>) -> Result<Portal, PublishError> {
        let failed = |detail: &str| PublishError::Address { to: address.to_owned(), detail: detail.to_owned() };
        let url = Url::parse(address.trim_start_matches(SCHEME)).map_err(|error| failed(&error.to_string()))?;
        let parts: Vec<&str> = url.path().trim_matches('/').split('/').collect();
        let [.., "dataset", dataset] = parts.as_slice() else {
            return Err(failed("no dataset of a portal, which ends in /dataset/name"));
        };
        let mut base = url.clone();
        base.set_path(&format!("{}/", parts[..parts.len() - 2].join("/")));
        let client = Client::builder().connect_timeout(CONNECT).read_timeout(SILENT).build();
        let client = client.map_err(|error| failed(&error.to_string()))?;
        Ok(Portal { client, dataset: (*dataset).to_owned(), base, token, organization })
    }

    fn place(&self) -> String {
        format!("{}dataset/{}", self.base, self.dataset)
    }

    fn failed(&self, detail: String) -> PublishError {
        let hint = "check the address, and that the token may change this dataset; what was sent is not sent twice";
        PublishError::Portal { place: self.place(), detail, hint }
    }

    fn request(&self, action: &str) -> RequestBuilder {
        let url = format!("{}api/3/action/{action}", self.base);
        self.client.post(url).header("Authorization", &self.token)
    }

    /// The result of an action; nothing where the portal knows no such thing.
    async fn asked<T: for<'de> Deserialize<'de>>(
        &self,
        action: &str,
        request: RequestBuilder,
    ) -> Result<Option<T>, PublishError> {
        #[derive(Deserialize)]
        struct Answer {
            success: bool,
            #[serde(default)]
            result: Value,
            #[serde(default)]
            error: Value,
        }
        let answer = request.send().await.map_err(|error| self.failed(format!("{action}: {error}")))?;
        let status = answer.status();
        let text = answer.text().await.map_err(|error| self.failed(format!("{action}: {error}")))?;
        let Ok(answer) = serde_json::from_str::<Answer>(&text) else {
            return Err(self.failed(format!("{action}: status {status}, and no answer of CKAN")));
        };
        if !answer.success {
            if status == StatusCode::NOT_FOUND {
                return Ok(None);
            }
            return Err(self.failed(format!("{action}: status {status}, {}", answer.error)));
        }
        let result = serde_json::from_value(answer.result);
        result.map(Some).map_err(|error| self.failed(format!("{action}: {error}")))
    }

    async fn done(&self, action: &str, body: &Value) -> Result<Package, PublishError> {
        let package = self.asked(action, self.request(action).json(body)).await?;
        package.ok_or_else(|| self.failed(format!("{action}: not found")))
    }

    /// Sends a file, as a new resource or in the place of an older one.
    async fn send(&self, package: &str, known: Option<&Resource>, file: &File<'_>) -> Result<Resource, PublishError> {
        let part = Part::file(file.from).await.map_err(ReleaseError::read(file.from))?.file_name(file.name());
        let mut form = Form::new()
            .text("name", file.path.to_owned())
            .text("format", file.format())
            .text("hash", file.sum.to_owned())
            .part("upload", part);
        let action = match known {
            Some(known) => {
                form = form.text("id", known.id.clone());
                "resource_patch"
            }
            None => {
                form = form.text("package_id", package.to_owned());
                "resource_create"
            }
        };
        let sent = self.asked(action, self.request(action).multipart(form)).await?;
        sent.ok_or_else(|| self.failed(format!("{action}: not found")))
    }

    /// The checksum of what a reader of the portal gets.
    async fn sum(&self, resource: &Resource) -> Result<String, PublishError> {
        let failed = |error: reqwest::Error| self.failed(format!("{}: {error}", resource.url));
        let mut request = self.client.get(&resource.url);
        // Whoever else keeps files for the portal must not learn the token.
        if Url::parse(&resource.url).is_ok_and(|url| url.origin() == self.base.origin()) {
            request = request.header("Authorization", &self.token);
        }
        let answer = request.send().await.and_then(reqwest::Response::error_for_status).map_err(failed)?;
        let hasher = answer.bytes_stream().try_fold(Sha256::new(), |mut hasher, bytes| async move {
            hasher.update(&bytes);
            Ok(hasher)
        });
        Ok(hex(&hasher.await.map_err(failed)?.finalize()))
    }
}

/// A file of the release, as a resource.
struct File<'a> {
    from: &'a Path,
    path: &'a str,
    sum: &'a str,
}

impl File<'_> {
    fn name(&self) -> String {
        // Two tables may have a part of the same name.
        self.path.replace('/', "-")
    }

    fn format(&self) -> &'static str {
        let ending = self.path.rsplit('.').next().unwrap_or_default();
        SEEN_IN_THE_PORTAL.iter().find(|(known, _)| *known == ending).map_or("TXT", |(_, format)| format)
    }
}

/// Publishes the release that stands. With `again`, what the portal says that it has is read back too, and mended.
pub async fn publish(
    out: &Path,
    portal: &Portal,
    again: bool,
    progress: Progress<'_>,
) -> Result<Published, PublishError> {
    let (list, beside) = list_with_signatures(out)?;
    let (serial, latest) = (list.serial, list.latest.clone());
    let Some(entry) = latest.as_ref().and_then(|latest| list.entry(latest)).cloned() else {
        return Err(ReleaseError::NoReleases { out: out.to_owned() }.into());
    };
    let local = Local { list, beside, out: out.to_owned() };
    let release = local.release(&entry, out.join(&entry.id))?;
    let known: Option<Package> =
        portal.asked("package_show", portal.request("package_show").json(&json!({ "id": portal.dataset }))).await?;
    let is_new = known.is_none();
    let package = match known {
        Some(known) => known,
        None => portal.done("package_create", &about(portal, &release, true)?).await?,
    };
    let sent = resources(portal, &package, &release, again, progress).await?;
    let mut now = about(portal, &release, false)?;
    now["id"] = Value::from(package.id);
    portal.done("package_patch", &now).await?;
    Ok(Published { latest, serial, is_new_list: is_new || sent.sent > 0, releases: vec![sent] })
}

async fn resources(
    portal: &Portal,
    package: &Package,
    release: &Release,
    again: bool,
    progress: Progress<'_>,
) -> Result<Sent, PublishError> {
    let by_name: BTreeMap<&str, &Resource> =
        package.resources.iter().map(|resource| (resource.name.as_str(), resource)).collect();
    let files: Vec<&(String, String)> = release.files.iter().filter(|(path, _)| is_resource(path)).collect();
    let mut sent = Sent { id: release.id.clone(), files: files.len(), ..Sent::default() };
    for (done, (path, sum)) in files.iter().map(|(path, sum)| (path, sum)).enumerate() {
        progress(&release.id, done, files.len());
        let known = by_name.get(path.as_str()).copied();
        if let Some(known) = known.filter(|known| known.hash == *sum)
            && (!again || portal.sum(known).await? == *sum)
        {
            continue;
        }
        let from = release.folder.join(path);
        let (found, bytes) = crate::folder::hash_file(&from).map_err(ReleaseError::read(&from))?;
        if found != *sum {
            return Err(PublishError::Damaged { path: from, expected: sum.clone(), found });
        }
        let resource = portal.send(&package.id, known, &File { from: &from, path, sum }).await?;
        let found = portal.sum(&resource).await?;
        if found != *sum {
            return Err(PublishError::ReadBack { place: resource.url, expected: sum.clone(), found });
        }
        sent.sent += 1;
        sent.bytes += bytes;
    }
    Ok(sent)
}

/// What a portal shows: tables as CSV and Parquet, workbooks, and what explains them.
fn is_resource(path: &str) -> bool {
    let is_table = path.starts_with("csv/") && path.ends_with(".csv") || path.starts_with("parquet/");
    is_table || path.ends_with(".xlsx") || TEXTS.contains(&path)
}

fn about(portal: &Portal, release: &Release, is_private: bool) -> Result<Value, PublishError> {
    let manifest = release.folder.join("manifest.json");
    let text = fs::read(&manifest).map_err(ReleaseError::read(&manifest))?;
    let manifest: Value = serde_json::from_slice(&text).map_err(ReleaseError::damaged(&manifest))?;
    let tags = ["presupuesto", "gasto publico", "finanzas publicas"].map(|name| json!({ "name": name }));
    let sums = release.files.iter().find(|(path, _)| path == LISTING).map(|(_, sum)| sum);
    let mut about = json!({
        "name": portal.dataset,
        "title": TITLE[0],
        "notes": format!("{}\n\n{}", ABOUT[0], ABOUT[1]),
        "version": release.id,
        "private": is_private,
        "tags": tags,
        "extras": [
            { "key": "release_id", "value": release.id },
            { "key": "schema_version", "value": manifest["schema_version"] },
            { "key": "sha256sums", "value": sums },
        ],
    });
    if let Some(organization) = portal.organization.as_ref().filter(|_| is_private) {
        about["owner_org"] = Value::from(organization.clone());
    }
    Ok(about)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_a_dataset_of_a_portal() {
        let at = |address: &str| Portal::at(address, "token".to_owned(), None);
        let portal = at("ckan+https://datos.example.mx/portal/dataset/erario").unwrap();
        assert_eq!((portal.base.as_str(), portal.dataset.as_str()), ("https://datos.example.mx/portal/", "erario"));
        assert_eq!(
            at("ckan+https://datos.example.mx/dataset/erario").unwrap().base.as_str(),
            "https://datos.example.mx/"
        );
        for wrong in ["ckan+https://datos.example.mx/erario", "ckan+datos.example.mx/dataset/erario", "ckan+https://"] {
            assert!(matches!(at(wrong), Err(PublishError::Address { .. })), "{wrong}");
        }
    }
}
