//! A folder of releases on the web, brought here: the list first, then what it vouches for.
//!
//! Nothing is taken over before it is proved: the list by its signature where a key is given, the list of a release's
//! files by the list of releases, each file by that.

mod web;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use erario_release::index::{self, Entry, INDEX, Index};
use erario_release::mirror::{Mirror, of_tables};
use erario_release::publish::refusal;
use futures_util::{StreamExt, stream};
use jiff::Timestamp;

use crate::exit::Failure;
use crate::progress::Progress;
use crate::project::nearest;
use crate::trust::Trust;

use web::Web;
pub use web::is_address;

/// Files that are brought at once.
const SIDE_BY_SIDE: usize = 8;
const LISTING: &str = "SHA256SUMS";
const LATEST: &str = "latest";

/// Releases that are published, and the copy of them here.
pub struct Remote {
    web: Web,
    /// The release that was asked for by its address.
    asked: Option<String>,
    mirror: Mirror,
    runtime: tokio::runtime::Runtime,
}

/// What was brought.
#[derive(Debug, Default)]
pub struct Pulled {
    pub release: String,
    pub serial: u64,
    pub signed_by: Option<String>,
    pub yanked: Option<String>,
    /// Files that were asked for.
    pub files: usize,
    /// Those that were not here yet.
    pub arrived: usize,
    pub bytes: u64,
}

impl Remote {
    /// Finds the list of releases at an address, or above it where it is the address of one release.
    pub fn find(url: &str, to: &Path) -> Result<Remote, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(Failure::read("the asynchronous runtime"))?;
        let mirror = Mirror::open(to)?;
        let into = mirror.arriving().join(INDEX);
        let web = Web::at(url)?;
        if runtime.block_on(web.bring_if_there(INDEX, &into))?.is_some() {
            return Ok(Remote { web, asked: None, mirror, runtime });
        }
        if let Some((above, release)) = web.above()
            && runtime.block_on(above.bring_if_there(INDEX, &into))?.is_some()
        {
            let asked = Some(release).filter(|release| release != LATEST);
            return Ok(Remote { web: above, asked, mirror, runtime });
        }
        Err(Failure::Usage(format!(
            "{url}: no {INDEX} there, nor above\n  hint: give the address of the folder in which the publisher keeps the releases"
        )))
    }

    /// Brings a release, or some tables of it, and makes it part of the copy here.
    pub fn pull(
        self,
        tables: &[String],
        key: Option<&Path>,
        now: Timestamp,
        progress: &Progress,
    ) -> Result<Pulled, Failure> {
        let (list, signed_by) = self.list(key, now)?;
        let entry = self.chosen(&list)?;
        let files = self.runtime.block_on(self.files(&entry))?;
        known_tables(&files, tables)?;
        let mut pulled = Pulled {
            release: entry.id.clone(),
            serial: list.serial,
            signed_by,
            yanked: entry.yanked.as_ref().map(|yanked| yanked.why.clone()),
            ..Pulled::default()
        };
        self.runtime.block_on(self.bring(&entry, of_tables(files, tables), &mut pulled, progress))?;
        self.mirror.adopt(&entry.id)?;
        self.mirror.adopt_list()?;
        Ok(pulled)
    }

    /// The list that has arrived, with all that vouches for it, held against the key and against the list that is here.
    fn list(&self, key: Option<&Path>, now: Timestamp) -> Result<(Index, Option<String>), Failure> {
        let arriving = self.mirror.arriving();
        let text = fs::read(arriving.join(INDEX)).map_err(Failure::read(arriving.join(INDEX).display()))?;
        let Some(list) = index::read(&arriving)? else { return Err(self.web.nothing(INDEX)) };
        self.runtime.block_on(self.vouchers(&list))?;
        let mut trust = key.map(|key| Trust::of(key, Some(&arriving))).transpose()?;
        let found = index::verify(&arriving, trust.as_ref().map(|trust| &trust.keys), now)?;
        let Some(mut found) = found else { return Err(self.web.nothing(INDEX)) };
        if let Some(trust) = &mut trust {
            trust.judge(&mut found)?;
        }
        if let Some(fault) = found.faults.first() {
            let detail = match fault.found.is_empty() {
                true => fault.kind.told()[1].to_owned(),
                false => format!("{}: found {}, expected {}", fault.kind.told()[1], fault.found, fault.expected),
            };
            return Err(self.web.untrusted(&fault.path, detail));
        }
        if let Some(here) = self.mirror.list()? {
            let old = fs::read(self.mirror.folder(INDEX)).map_err(Failure::read(INDEX))?;
            if let Some(why) = refusal(&here, &old, &list, &text) {
                let detail = format!("held against the list that is here: {why}", why = Turned(&why));
                return Err(self.web.untrusted(INDEX, detail));
            }
        }
        Ok((list, found.signed_by))
    }

    /// Signatures and keys, as far as there are any.
    async fn vouchers(&self, list: &Index) -> Result<(), Failure> {
        let arriving = self.mirror.arriving();
        let (sum, _) = web::hash(&arriving.join(INDEX))?;
        let keys = list.keys.iter().flat_map(|key| [format!("keys/{key}.pub"), format!("keys/{key}.pub.minisig")]);
        for name in keys.chain([format!("lists/{sum}.minisig"), format!("{INDEX}.minisig")]) {
            self.web.bring_if_there(&name, &arriving.join(&name)).await?;
        }
        Ok(())
    }

    fn chosen(&self, list: &Index) -> Result<Entry, Failure> {
        let Some(id) = self.asked.as_ref().or(list.latest.as_ref()) else {
            return Err(Failure::Usage(format!(
                "{}: no release stands there, all are yanked\n  hint: give the address of one of them if you must",
                self.web.address(INDEX)
            )));
        };
        list.entry(id).cloned().ok_or_else(|| {
            let meant = nearest(id, list.releases.iter().map(|entry| entry.id.as_str()));
            let meant = meant.map_or_else(String::new, |known| format!("\n  hint: did you mean `{known}`?"));
            Failure::Usage(format!("{}: no release `{id}` is listed{meant}", self.web.address(INDEX)))
        })
    }

    /// The files of a release, as the list of releases vouches for them.
    async fn files(&self, entry: &Entry) -> Result<BTreeMap<String, String>, Failure> {
        let arriving = self.mirror.arriving().join(&entry.id);
        let signature = format!("{LISTING}.minisig");
        // Releases may be signed after they were published.
        if ![&arriving, &self.mirror.folder(&entry.id)].iter().any(|folder| folder.join(&signature).is_file()) {
            self.web.bring_if_there(&format!("{}/{signature}", entry.id), &arriving.join(&signature)).await?;
        }
        if let Some(files) = self.mirror.files(entry) {
            return Ok(files);
        }
        let name = format!("{}/{LISTING}", entry.id);
        let (found, _) = self.web.bring(&name, &arriving.join(LISTING)).await?;
        if found != entry.sha256sums {
            return Err(self.web.changed(&name, &found, &entry.sha256sums));
        }
        self.mirror.files(entry).ok_or_else(|| self.web.untrusted(&name, "not a list of files".to_owned()))
    }

    async fn bring(
        &self,
        entry: &Entry,
        files: BTreeMap<String, String>,
        pulled: &mut Pulled,
        progress: &Progress,
    ) -> Result<(), Failure> {
        let known = self.mirror.known()?;
        let all = files.len();
        let one = async |(path, expected): (String, String)| -> Result<Option<u64>, Failure> {
            if self.mirror.has(&entry.id, &path, &expected, &known)? {
                return Ok(None);
            }
            let name = format!("{}/{path}", entry.id);
            let (found, bytes) = self.web.bring(&name, &self.mirror.arriving().join(&name)).await?;
            match found == expected {
                true => Ok(Some(bytes)),
                false => Err(self.web.changed(&name, &found, &expected)),
            }
        };
        let mut arriving = stream::iter(files.into_iter().map(one)).buffer_unordered(SIDE_BY_SIDE);
        while let Some(arrived) = arriving.next().await {
            let arrived = arrived?;
            pulled.files += 1;
            pulled.arrived += usize::from(arrived.is_some());
            pulled.bytes += arrived.unwrap_or_default();
            progress.bytes(&format!("{}: {} of {all} files", entry.id, pulled.files), pulled.bytes, None);
        }
        Ok(())
    }
}

/// A refusal as a reader sees it, who has the old list and is offered the new one.
struct Turned<'a>(&'a erario_release::publish::Refusal);

impl std::fmt::Display for Turned<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use erario_release::publish::Refusal;
        match self.0 {
            Refusal::Other => write!(f, "it is of other releases"),
            Refusal::Older { found, ours } => write!(f, "it has the serial {ours}, and the one here {found} already"),
            Refusal::Fork { serial } => write!(f, "it says something else under the same serial, {serial}"),
            Refusal::Changed { id } => write!(f, "release {id} is gone from it, or has other files"),
        }
    }
}

fn known_tables(files: &BTreeMap<String, String>, tables: &[String]) -> Result<(), Failure> {
    let known: Vec<&str> = files.keys().filter_map(|path| path.strip_prefix("csv/")?.strip_suffix(".csv")).collect();
    match tables.iter().find(|table| !known.contains(&table.as_str())) {
        None => Ok(()),
        Some(unknown) => {
            let meant = nearest(unknown, known.iter().copied());
            let hint = meant
                .map_or_else(|| format!("it has {}", known.join(", ")), |meant| format!("did you mean `{meant}`?"));
            Err(Failure::Usage(format!("the release has no table `{unknown}`\n  hint: {hint}")))
        }
    }
}
