//! Requests that a test makes, and the folder that they leave behind.

use std::fs;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use erario_fetch::disk::Disk;
use erario_fetch::{
    Answer, Download, FetchError, Fetcher, Kinds, Lookup, Pace, Request, Retry, Settings, Terms, Timeouts,
};
use erario_model::Format;
use tempfile::TempDir;

pub const CSV: &str = "RAMO,APROBADO\n11,402277000000\n";

/// What a test settles for: short waits, and this machine may be reached.
pub fn settings() -> Settings {
    let millis = Duration::from_millis;
    Settings {
        allow_loopback: true,
        timeouts: Timeouts { connect: millis(500), idle: millis(200), slow: millis(2_000), total: millis(5_000) },
        retry: Retry { tries: 5, first_delay: millis(1), longest_delay: millis(4), longest_asked: millis(2_000) },
        pace: Pace { interval: Duration::ZERO, connections: 2 },
        ..Settings::default()
    }
}

pub fn terms() -> Terms {
    Terms {
        user_agent: "erario/0.1 (+https://erario.example)".to_owned(),
        hosts: Vec::new(),
        plain_http: false,
        extra_ca: None,
        max_bytes: 1_000,
    }
}

pub fn request(url: String) -> Request {
    Request { url, terms: terms(), known: None, kinds: Kinds::of(Format::Csv, false) }
}

/// Names that are hosts of this machine.
pub fn hosts_file(names: &'static [&'static str]) -> Lookup {
    Lookup(Arc::new(move |host| {
        let found = names.contains(&host.as_str()).then(|| vec![IpAddr::from([127, 0, 0, 1])]);
        Box::pin(async move { found.ok_or_else(|| std::io::Error::other("no such host")) })
    }))
}

/// A folder to download to.
pub struct Folder(pub TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().unwrap())
    }

    pub fn path(&self) -> PathBuf {
        self.0.path().join("file")
    }

    pub fn names(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> = names.collect();
        names.sort();
        names
    }
}

pub async fn fetch(fetcher: &Fetcher, request: &Request, into: &Path) -> Result<Answer, FetchError> {
    fetcher.download(request, into, &Disk::default(), &mut |_, _| {}).await
}

/// Downloads, and sees to it that a failure leaves nothing in the folder.
pub async fn download_with(settings: Settings, request: &Request) -> Result<(Download, Folder), FetchError> {
    let folder = Folder::new();
    let outcome = fetch(&Fetcher::new(settings), request, &folder.path()).await;
    match outcome {
        Ok(Answer::File(download)) => {
            assert_eq!(folder.names(), ["file"]);
            Ok((download, folder))
        }
        Ok(Answer::NotModified(_)) => panic!("nothing was known"),
        Err(error) => {
            assert_eq!(folder.names(), [""; 0], "files left in the folder after {error}");
            let text = error.to_string();
            assert!(text.contains("\n  hint: ") && !text.ends_with("hint: "), "{text}");
            Err(error)
        }
    }
}

pub async fn download(request: &Request) -> Result<(Download, Folder), FetchError> {
    download_with(settings(), request).await
}

pub async fn refusal_with(settings: Settings, request: &Request) -> FetchError {
    download_with(settings, request).await.map(|_| ()).unwrap_err()
}

pub async fn refusal(request: &Request) -> FetchError {
    refusal_with(settings(), request).await
}

/// What came down, as text.
pub fn text(download: &Download) -> String {
    fs::read_to_string(download.path()).unwrap()
}
