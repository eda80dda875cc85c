//! A bucket in memory whose operations fail one after another, and what a reader finds in it meanwhile.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use futures_util::stream::BoxStream;
use jiff::Timestamp;
use object_store::memory::InMemory;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, PutMultipartOptions, PutResult, Result,
};

use super::*;
use crate::publish::{Place, publish};
use crate::verify::listed;

/// Counts what is asked of it; from the `fails_at`th operation on, for so many times, it is out of order.
#[derive(Debug, Default)]
struct Shaky {
    store: InMemory,
    asked: Mutex<usize>,
    fails_at: usize,
    times: usize,
    /// Names in the order in which they were put.
    put: Mutex<Vec<String>>,
}

impl std::fmt::Display for Shaky {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.store.fmt(f)
    }
}

impl Shaky {
    fn ask(&self) -> Result<()> {
        let mut asked = self.asked.lock().unwrap();
        *asked += 1;
        match (self.fails_at..self.fails_at.saturating_add(self.times)).contains(&*asked) {
            true => Err(Error::Generic { store: "shaky", source: "out of order".into() }),
            false => Ok(()),
        }
    }
}

#[async_trait::async_trait]
impl ObjectStore for Shaky {
    async fn put_opts(&self, name: &Name, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        self.ask()?;
        self.put.lock().unwrap().push(name.to_string());
        self.store.put_opts(name, payload, options).await
    }

    async fn put_multipart_opts(&self, name: &Name, options: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        self.ask()?;
        self.store.put_multipart_opts(name, options).await
    }

    async fn get_opts(&self, name: &Name, options: GetOptions) -> Result<GetResult> {
        self.ask()?;
        self.store.get_opts(name, options).await
    }

    fn delete_stream(&self, names: BoxStream<'static, Result<Name>>) -> BoxStream<'static, Result<Name>> {
        self.store.delete_stream(names)
    }

    fn list(&self, prefix: Option<&Name>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.store.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Name>) -> Result<ListResult> {
        self.store.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Name, to: &Name, options: CopyOptions) -> Result<()> {
        self.store.copy_opts(from, to, options).await
    }
}

/// A folder with a list of releases; each has a few files.
fn releases(ids: &[&str]) -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    for id in ids {
        let folder = out.path().join(id);
        fs::create_dir_all(folder.join("csv")).unwrap();
        let files = BTreeMap::from([("README.md", *id), ("csv/a.csv", "a\n1\n"), ("csv/b.csv", id)]);
        let mut listing = String::new();
        for (path, text) in files {
            fs::write(folder.join(path), text).unwrap();
            listing.push_str(&format!("{}  {path}\n", sha256(text.as_bytes())));
        }
        fs::write(folder.join("manifest.json"), r#"{"created": "2026-01-01T00:00:00Z", "schema_version": "0.2.0"}"#)
            .unwrap();
        fs::write(folder.join("SHA256SUMS"), listing).unwrap();
    }
    index::change(out.path(), Timestamp::UNIX_EPOCH, |list| list.latest = ids.last().map(|id| (*id).to_owned()))
        .unwrap();
    out
}

fn bucket(store: &Arc<Shaky>) -> Place {
    let store: Arc<dyn ObjectStore> = Arc::clone(store) as Arc<dyn ObjectStore>;
    Place::Bucket(Bucket { store, root: Name::from("erario"), address: "s3://datos/erario".to_owned() })
}

async fn text(store: &Shaky, name: &str) -> Option<Vec<u8>> {
    let found = store.store.get(&Name::from(format!("erario/{name}"))).await.ok()?;
    Some(found.bytes().await.unwrap().to_vec())
}

/// Whatever the list names is there, whole. The serial of the list, if there is one.
async fn serial_of_whole(store: &Shaky) -> Option<u64> {
    let list = index::parse(&text(store, INDEX).await?).unwrap();
    for entry in &list.releases {
        let listing = text(store, &format!("{}/SHA256SUMS", entry.id)).await.unwrap();
        assert_eq!(sha256(&listing), entry.sha256sums);
        for (path, sum) in listed(&listing) {
            let bytes = text(store, &format!("{}/{path}", entry.id)).await;
            assert_eq!(bytes.map(|bytes| sha256(&bytes)), Some(sum), "{path}");
        }
    }
    Some(list.serial)
}

fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

#[test]
fn r01_r02_p01_no_reader_finds_half_a_release_wherever_it_stops_and_the_next_try_ends_it() {
    run(async {
        let out = releases(&["2026-01-01.1-aaaaaaaaaaaa", "2026-02-01.1-bbbbbbbbbbbb"]);
        for fails_at in 1.. {
            let store = Arc::new(Shaky { fails_at, times: usize::MAX, ..Shaky::default() });
            let done = publish(out.path(), &bucket(&store), false, &mut |_, _, _| {}).await;
            serial_of_whole(&store).await;
            if done.is_ok() {
                assert!(fails_at > 20, "{fails_at} operations were all");
                break;
            }
            assert!(matches!(done, Err(PublishError::Store { .. })), "{done:?}");
            // The store is in order again; nothing is sent a second time.
            let sent = store.put.lock().unwrap().len();
            let mended = Arc::new(Shaky { store: store.store.fork(), fails_at: usize::MAX, ..Shaky::default() });
            publish(out.path(), &bucket(&mended), false, &mut |_, _, _| {}).await.unwrap();
            assert_eq!(serial_of_whole(&mended).await, Some(1));
            assert_eq!(sent + mended.put.lock().unwrap().len(), 9, "each file is sent once");
        }
    });
}

#[test]
fn r02_the_list_is_put_last() {
    run(async {
        let out = releases(&["2026-01-01.1-aaaaaaaaaaaa"]);
        let store = Arc::new(Shaky { fails_at: usize::MAX, ..Shaky::default() });
        let published = publish(out.path(), &bucket(&store), false, &mut |_, _, _| {}).await.unwrap();
        assert_eq!((published.serial, published.is_new_list, published.releases[0].sent), (1, true, 4));
        assert_eq!(store.put.lock().unwrap().last().unwrap(), "erario/releases.json");
        let again = publish(out.path(), &bucket(&store), true, &mut |_, _, _| {}).await.unwrap();
        assert_eq!((again.is_new_list, again.releases[0].sent), (false, 0));
    });
}

#[test]
fn f05_what_rots_in_the_bucket_is_found_and_mended() {
    run(async {
        let out = releases(&["2026-01-01.1-aaaaaaaaaaaa"]);
        let store = Arc::new(Shaky { fails_at: usize::MAX, ..Shaky::default() });
        publish(out.path(), &bucket(&store), false, &mut |_, _, _| {}).await.unwrap();
        let name = Name::from("erario/2026-01-01.1-aaaaaaaaaaaa/csv/a.csv");
        store.store.put(&name, PutPayload::from("a\n2\n")).await.unwrap();
        let mended = publish(out.path(), &bucket(&store), true, &mut |_, _, _| {}).await.unwrap();
        assert_eq!(mended.releases[0].sent, 1);
        assert_eq!(serial_of_whole(&store).await, Some(1));
    });
}

#[test]
fn f06_of_two_who_publish_at_once_one_is_refused() {
    run(async {
        let out = releases(&["2026-01-01.1-aaaaaaaaaaaa"]);
        let store = Arc::new(Shaky { fails_at: usize::MAX, ..Shaky::default() });
        let Place::Bucket(bucket) = bucket(&store) else { unreachable!() };
        let first = fs::read(out.path().join(INDEX)).unwrap();
        bucket.put_list(Bytes::from(first.clone()), None).await.unwrap();
        let raced = bucket.put_list(Bytes::from(first.clone()), None).await;
        assert!(matches!(raced, Err(PublishError::Raced { .. })), "{raced:?}");
        let there = bucket.list().await.unwrap().unwrap();
        bucket
            .put_list(Bytes::from([first.clone(), b" ".to_vec()].concat()), Some(there.version.clone()))
            .await
            .unwrap();
        let raced = bucket.put_list(Bytes::from(first), Some(there.version)).await;
        assert!(matches!(raced, Err(PublishError::Raced { .. })), "{raced:?}");
    });
}

#[test]
fn a_large_file_is_sent_in_parts_and_a_damaged_one_not_at_all() {
    run(async {
        let out = releases(&["2026-01-01.1-aaaaaaaaaaaa"]);
        let store = Arc::new(Shaky { fails_at: usize::MAX, ..Shaky::default() });
        let Place::Bucket(bucket) = bucket(&store) else { unreachable!() };
        let path: PathBuf = out.path().join("large");
        let bytes = vec![7; 2 * PART + 1];
        fs::write(&path, &bytes).unwrap();
        let sum = sha256(&bytes);
        assert_eq!(bucket.send("large", &path, &sum).await.unwrap(), bytes.len() as u64);
        assert_eq!(bucket.sum("large", bytes.len() as u64).await.unwrap(), Some(sum));
        assert_eq!(bucket.sum("large", 1).await.unwrap(), None);
        let refused = bucket.send("other", &path, "another").await;
        assert!(matches!(refused, Err(PublishError::Damaged { .. })), "{refused:?}");
        assert_eq!(text(&store, "other").await, None);
    });
}

#[test]
fn an_address_that_is_no_bucket_is_told() {
    for address in ["datos", "ftp://datos/erario", "https://datos.example.mx/erario"] {
        let refused = Bucket::at(address, []).map(drop);
        assert!(matches!(refused, Err(PublishError::Address { .. })), "{address}: {refused:?}");
    }
}
