//! From the answer's body to a file on the disk: whole, small enough, and no page for people.

use std::path::Path;

use reqwest::Response;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap, HeaderName};
use tempfile::NamedTempFile;
use tokio::io::AsyncWriteExt;

use crate::{FetchError, Request, durable, fetch_error, not_data};

/// Writes a body to a file, and refuses it unless it is whole, small enough and no page for people.
pub(crate) async fn save(
    mut response: Response,
    request: &Request,
    into: &Path,
    progress: &mut dyn FnMut(u64, Option<u64>),
) -> Result<NamedTempFile, FetchError> {
    let url = response.url().to_string();
    let announced = announced_length(response.headers());
    let limit = request.max_bytes;
    // A compressed body counts other bytes than the file has, and would be stored as what it is not.
    if let Some(encoding) = text_of(response.headers(), CONTENT_ENCODING).filter(|it| it != "identity") {
        return Err(FetchError::Encoded { url, encoding });
    }
    if let Some(found) = announced.filter(|bytes| *bytes > limit) {
        return Err(FetchError::TooBig { url, found, limit });
    }

    let disk = |error| FetchError::Disk { folder: into.to_owned(), error };
    let file = durable::temporary_in(into).map_err(disk)?;
    let mut writer = tokio::fs::File::from_std(file.as_file().try_clone().map_err(disk)?);
    let mut head = Vec::new();
    let mut found = 0;
    progress(found, announced);
    loop {
        let bytes = match response.chunk().await {
            Ok(Some(bytes)) => bytes,
            Ok(None) => break,
            Err(error) if error.is_timeout() => {
                return Err(FetchError::Silent { url, limit: request.timeouts.idle });
            }
            Err(error) => {
                tracing::debug!(%url, why = fetch_error::chain(&error), "the body broke off");
                return Err(FetchError::Truncated { url, found, expected: announced });
            }
        };
        found += bytes.len() as u64;
        if found > limit {
            return Err(FetchError::TooBig { url, found, limit });
        }
        head.extend(bytes.iter().take(not_data::HEAD_BYTES - head.len()));
        writer.write_all(&bytes).await.map_err(disk)?;
        progress(found, announced);
    }
    writer.flush().await.map_err(disk)?;

    // Clients miss a short body now and then, over HTTP/2 above all, so the bytes are counted here too.
    if announced.is_some_and(|announced| announced != found) {
        return Err(FetchError::Truncated { url, found, expected: announced });
    }
    match not_data::looks_like(&head) {
        Some(looks_like) => Err(FetchError::NotData { url, looks_like, opening: not_data::opening(&head) }),
        None => Ok(file),
    }
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    text_of(headers, CONTENT_LENGTH)?.parse().ok()
}

pub(crate) fn text_of(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
