//! Files at an address of the web.

use std::fs;
use std::path::Path;
use std::time::Duration;

use erario_fetch::disk::Disk;
use erario_fetch::{Answer, FetchError, Fetcher, Kinds, Pace, Request, Settings, Terms};
use sha2::{Digest, Sha256};

use crate::exit::Failure;
use crate::fetching::settings;

/// More connections than a ministry's server is asked for: releases are published to be read.
const CONNECTIONS: usize = 8;

/// Whether a text is meant to be an address of the web.
pub fn is_address(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// A folder on the web.
pub struct Web {
    fetcher: Fetcher,
    disk: Disk,
    /// Ends with a stroke.
    base: String,
}

impl Web {
    pub fn at(url: &str) -> Result<Web, Failure> {
        if !is_address(url) || url.contains(['?', '#']) {
            return Err(Failure::Usage(format!(
                "`{url}` is no address of a folder on the web\n  hint: give one such as https://datos.example.mx/erario"
            )));
        }
        let pace = Pace { interval: Duration::ZERO, connections: CONNECTIONS };
        let fetcher = Fetcher::new(Settings { allow_private: true, pace, ..settings() });
        let base = format!("{}/", url.trim_end_matches('/'));
        Ok(Web { fetcher, disk: Disk::default(), base })
    }

    /// The folder above, and the name of this one in it.
    pub fn above(&self) -> Option<(Web, String)> {
        let (above, name) = self.base.trim_end_matches('/').rsplit_once('/')?;
        let above = Web::at(above).ok().filter(|web| web.base.len() > "https://".len())?;
        Some((above, name.to_owned()))
    }

    pub fn address(&self, name: &str) -> String {
        format!("{}{name}", self.base)
    }

    /// Brings a file; its checksum and its length.
    pub async fn bring(&self, name: &str, into: &Path) -> Result<(String, u64), Failure> {
        self.download(name, into).await.map_err(Failure::pull)
    }

    /// Brings a file that need not be there. Stores that do not show what they hold say 403 of what they do not have.
    pub async fn bring_if_there(&self, name: &str, into: &Path) -> Result<Option<(String, u64)>, Failure> {
        match self.download(name, into).await {
            Ok(brought) => Ok(Some(brought)),
            Err(FetchError::Status { status: 403 | 404 | 410, .. }) => {
                // What an earlier try left is of another list.
                match fs::remove_file(into) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        Err(Failure::write(into.display())(error))
                    }
                    _ => Ok(None),
                }
            }
            Err(error) => Err(Failure::pull(error)),
        }
    }

    async fn download(&self, name: &str, into: &Path) -> Result<(String, u64), FetchError> {
        let folder = into.parent().unwrap_or(into);
        let failed = |error| FetchError::Disk { folder: folder.to_owned(), error };
        fs::create_dir_all(folder).map_err(failed)?;
        let terms = Terms {
            user_agent: format!("erario/{}", env!("CARGO_PKG_VERSION")),
            hosts: Vec::new(),
            plain_http: false,
            extra_ca: None,
            max_bytes: u64::MAX,
        };
        let request = Request { url: self.address(name), terms, known: None, kinds: Kinds::any() };
        // Under a name of its own, where another run goes on with it.
        let mut part = into.as_os_str().to_owned();
        part.push(".part");
        match self.fetcher.download(&request, Path::new(&part), &self.disk, &mut |_, _| {}).await? {
            Answer::File(download) => {
                fs::rename(download.path(), into).map_err(failed)?;
                Ok((download.content.sha256.clone(), download.content.size_bytes))
            }
            Answer::NotModified(facts) => Err(FetchError::Status { url: request.url, status: facts.status }),
        }
    }

    pub fn nothing(&self, name: &str) -> Failure {
        Failure::Usage(format!("{}: nothing there\n  hint: check the address", self.address(name)))
    }

    /// What is published is not what it should be.
    pub fn untrusted(&self, name: &str, detail: String) -> Failure {
        Failure::Untrusted { place: self.address(name), detail }
    }

    pub fn changed(&self, name: &str, found: &str, expected: &str) -> Failure {
        self.untrusted(name, format!("found sha256 {found}, expected {expected}"))
    }
}

pub fn hash(path: &Path) -> Result<(String, u64), Failure> {
    let bytes = fs::read(path).map_err(Failure::read(path.display()))?;
    let sum = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok((sum, bytes.len() as u64))
}
