//! Publishing to an object store: S3 and what speaks its protocol, Google Cloud Storage, Azure Blob Storage.

use std::path::Path;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::buffered::BufWriter;
use object_store::path::Path as Name;
use object_store::{
    Attribute, Attributes, Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload, UpdateVersion,
};
use sha2::{Digest, Sha256};
use tokio::io::AsyncReadExt;
use url::Url;

use super::{Local, Progress, PublishError, Published, Release, Sent};
use crate::ReleaseError;
use crate::folder::{hex, sha256};
use crate::index::{self, INDEX, Index};

/// Files that are sent and read back at once.
const SIDE_BY_SIDE: usize = 4;
/// What is read at once, and the size from which a file is sent in parts.
const PART: usize = 8 << 20;
/// A file of a release never changes; the list does with every release.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
const ASK_FIRST: &str = "no-cache";
const SIGNATURE: &str = ".minisig";

/// A folder in a bucket.
pub struct Bucket {
    store: Arc<dyn ObjectStore>,
    root: Name,
    address: String,
}

/// The list that is in a bucket.
struct There {
    index: Index,
    text: Bytes,
    version: UpdateVersion,
}

impl Bucket {
    /// A bucket by its address, with credentials and settings by the names that they have in the environment.
    pub fn at(address: &str, settings: impl IntoIterator<Item = (String, String)>) -> Result<Bucket, PublishError> {
        let failed = |detail: String| PublishError::Address { to: address.to_owned(), detail };
        let url = Url::parse(address).map_err(|error| failed(error.to_string()))?;
        if !matches!(url.scheme(), "s3" | "s3a" | "gs" | "az" | "azure" | "adl" | "abfs" | "abfss") {
            return Err(failed(format!("`{}` is no scheme of a bucket", url.scheme())));
        }
        let (store, root) = object_store::parse_url_opts(&url, settings).map_err(|error| failed(error.to_string()))?;
        Ok(Bucket { store: store.into(), root, address: address.trim_end_matches('/').to_owned() })
    }

    fn name(&self, path: &str) -> Name {
        path.split('/').fold(self.root.clone(), |name, part| name.join(part))
    }

    fn failed(&self, path: &str) -> impl FnOnce(Error) -> PublishError + use<> {
        let place = format!("{}/{path}", self.address);
        move |source| PublishError::Store { place, source }
    }

    async fn list(&self) -> Result<Option<There>, PublishError> {
        let found = match self.store.get(&self.name(INDEX)).await {
            Ok(found) => found,
            Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.failed(INDEX)(error)),
        };
        let version = UpdateVersion { e_tag: found.meta.e_tag.clone(), version: found.meta.version.clone() };
        let text = found.bytes().await.map_err(self.failed(INDEX))?;
        let path = || format!("{}/{INDEX}", self.address).into();
        let index = index::parse(&text).map_err(|detail| ReleaseError::Index { path: path(), detail })?;
        Ok(Some(There { index, text, version }))
    }

    /// Puts the list in the place of the one that was read, and of no other.
    async fn put_list(&self, text: Bytes, before: Option<UpdateVersion>) -> Result<(), PublishError> {
        let mode = before.map_or(PutMode::Create, PutMode::Update);
        let options = PutOptions { mode, attributes: attributes(INDEX, ASK_FIRST), ..PutOptions::default() };
        match self.store.put_opts(&self.name(INDEX), PutPayload::from(text), options).await {
            Ok(_) => Ok(()),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => {
                Err(PublishError::Raced { place: self.address.clone() })
            }
            Err(error) => Err(self.failed(INDEX)(error)),
        }
    }

    async fn put(&self, path: &str, bytes: Bytes) -> Result<(), PublishError> {
        let options = PutOptions { attributes: attributes(path, ASK_FIRST), ..PutOptions::default() };
        let put = self.store.put_opts(&self.name(path), PutPayload::from(bytes), options).await;
        put.map(drop).map_err(self.failed(path))
    }

    /// The checksum of what is there; nothing where there is nothing, or something of another length.
    async fn sum(&self, path: &str, length: u64) -> Result<Option<String>, PublishError> {
        let found = match self.store.get(&self.name(path)).await {
            Ok(found) if found.meta.size == length => found,
            Ok(_) | Err(Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(self.failed(path)(error)),
        };
        let hasher = found.into_stream().try_fold(Sha256::new(), |mut hasher, bytes| async move {
            hasher.update(&bytes);
            Ok(hasher)
        });
        Ok(Some(hex(&hasher.await.map_err(self.failed(path))?.finalize())))
    }

    /// Sends a file in parts. It appears whole, if its bytes are those that it should have.
    async fn send(&self, path: &str, from: &Path, expected: &str) -> Result<u64, PublishError> {
        let read = |error| PublishError::from(ReleaseError::read(from)(error));
        let mut file = tokio::fs::File::open(from).await.map_err(read)?;
        // A release never changes, but whoever signs it may.
        let cache = if path.ends_with(SIGNATURE) { ASK_FIRST } else { FOR_EVER };
        let mut writer = BufWriter::with_capacity(Arc::clone(&self.store), self.name(path), PART)
            .with_attributes(attributes(path, cache));
        let (mut hasher, mut length) = (Sha256::new(), 0);
        loop {
            let mut part = vec![0; PART];
            let mut filled = 0;
            while filled < PART {
                match file.read(&mut part[filled..]).await.map_err(read)? {
                    0 => break,
                    more => filled += more,
                }
            }
            if filled == 0 {
                break;
            }
            part.truncate(filled);
            hasher.update(&part);
            length += filled as u64;
            writer.put(Bytes::from(part)).await.map_err(self.failed(path))?;
        }
        let found = hex(&hasher.finalize());
        if found != expected {
            writer.abort().await.map_err(self.failed(path))?;
            return Err(PublishError::Damaged { path: from.to_owned(), expected: expected.to_owned(), found });
        }
        let written = tokio::io::AsyncWriteExt::shutdown(&mut writer).await;
        written.map_err(|error| match error.downcast::<Error>() {
            Ok(error) => self.failed(path)(error),
            Err(error) => self.failed(path)(Error::Generic { store: "upload", source: error.into() }),
        })?;
        Ok(length)
    }

    /// Sends a file if it is not there, and proves that it is; the bytes that were sent, none if it was there.
    async fn prove(&self, release: &Release, path: &str, expected: &str) -> Result<Option<u64>, PublishError> {
        let (name, from) = (format!("{}/{path}", release.id), release.folder.join(path));
        let length = tokio::fs::metadata(&from).await.map_err(ReleaseError::read(&from))?.len();
        if self.sum(&name, length).await?.as_deref() == Some(expected) {
            return Ok(None);
        }
        let sent = self.send(&name, &from, expected).await?;
        match self.sum(&name, sent).await? {
            Some(found) if found == expected => Ok(Some(sent)),
            found => Err(PublishError::ReadBack {
                place: format!("{}/{name}", self.address),
                expected: expected.to_owned(),
                found: found.unwrap_or_else(|| "of another length".to_owned()),
            }),
        }
    }

    async fn release(&self, release: &Release, progress: Progress<'_>) -> Result<Sent, PublishError> {
        let mut sent = Sent { id: release.id.clone(), files: release.files.len(), ..Sent::default() };
        let work = release.files.iter().map(|(path, expected)| self.prove(release, path, expected));
        // In order, so that the list of files is among the last.
        let mut proved = stream::iter(work).buffered(SIDE_BY_SIDE);
        let mut done = 0;
        while let Some(bytes) = proved.next().await {
            if let Some(bytes) = bytes? {
                sent.sent += 1;
                sent.bytes += bytes;
            }
            done += 1;
            progress(&release.id, done, release.files.len());
        }
        Ok(sent)
    }
}

pub(super) async fn publish(
    local: &Local,
    bucket: &Bucket,
    again: bool,
    progress: Progress<'_>,
) -> Result<Published, PublishError> {
    let theirs = bucket.list().await?;
    let known = theirs.as_ref().map(|there| (&there.index, there.text.as_ref()));
    let is_new_list = local.replaces(known, &bucket.address)?;
    let (latest, serial) = (local.list.latest.clone(), local.list.serial);
    let mut published = Published { latest, serial, is_new_list, releases: Vec::new() };
    for release in local.due(theirs.as_ref().map(|there| &there.index), again)? {
        published.add(bucket.release(&release, progress).await?);
    }
    // What vouches for the list is there before it, under a name of its own; only then is it found under the old name.
    let (last, first): (Vec<_>, Vec<_>) =
        local.beside.iter().filter(|(name, _)| *name != INDEX).partition(|(name, _)| !name.contains('/'));
    for (name, bytes) in first {
        bucket.put(name, Bytes::copy_from_slice(bytes)).await?;
    }
    let text = Bytes::copy_from_slice(&local.beside[INDEX]);
    if is_new_list {
        bucket.put_list(text.clone(), theirs.map(|there| there.version)).await?;
    }
    for (name, bytes) in last {
        bucket.put(name, Bytes::copy_from_slice(bytes)).await?;
    }
    let expected = sha256(&text);
    match bucket.sum(INDEX, text.len() as u64).await? {
        Some(found) if found == expected => {}
        // Whoever came after read this list before.
        _ => return Err(PublishError::Raced { place: bucket.address.clone() }),
    }
    Ok(published)
}

/// What a web server says of a file.
fn attributes(path: &str, cache: &'static str) -> Attributes {
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "csv" => "text/csv; charset=utf-8",
        "parquet" => "application/vnd.apache.parquet",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "md" => "text/markdown; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "text/plain; charset=utf-8",
    };
    Attributes::from_iter([(Attribute::ContentType, kind), (Attribute::CacheControl, cache)])
}

#[cfg(test)]
mod tests;
