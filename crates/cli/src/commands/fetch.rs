//! `erario fetch`: downloads the editions that have an address.

use erario_fetch::{FetchError, NewSnapshot, Request, Retry, Store, Timeouts};
use erario_model::{Edition, Pipeline};
use serde_json::json;

use crate::args::{Args, Fetch};
use crate::exit::{DONE, Failure, PARTIAL};
use crate::output;
use crate::progress::Progress;
use crate::project::Project;
use crate::sources::store_path;

/// Larger files than any budget published so far are refused.
const MAX_BYTES: u64 = 4 << 30;

pub fn fetch(args: &Args, command: &Fetch) -> Result<u8, Failure> {
    let project = Project::open(args, &command.datasets)?;
    let store = Store::open_or_create(&store_path(args, &project))?;
    let progress = Progress::new(args, project.pipelines.len() as u64);
    let mut results = Vec::new();
    let mut failures = fetch_all(args, &project, &store, &progress, &mut results)?;
    progress.done();
    if args.json {
        output::line(json!({ "format": 1, "fetched": results }))?;
    } else {
        for source_id in &results {
            output::line(source_id)?;
        }
    }
    match failures.pop() {
        None => Ok(DONE),
        Some(failure) if project.pipelines.len() == 1 => Ok(failure.code()),
        Some(failure) if results.is_empty() => Ok(failure.code()),
        Some(_) => Ok(PARTIAL),
    }
}

/// Downloads every edition with an address that the store does not hold yet; failures are told and given back.
pub fn fetch_all(
    args: &Args,
    project: &Project,
    store: &Store,
    progress: &Progress,
    results: &mut Vec<String>,
) -> Result<Vec<Failure>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::read("the asynchronous runtime"))?;
    let mut failures = Vec::new();
    for pipeline in &project.pipelines {
        for edition in pipeline.editions.iter().filter(|edition| edition.url.is_some()) {
            if store.latest(&pipeline.address, &edition.id)?.is_some() {
                continue;
            }
            progress.doing(&format!("fetch {} {}", pipeline.address, edition.id));
            match runtime.block_on(fetch_one(args, project, store, pipeline, edition)) {
                Ok(source_id) => results.push(source_id),
                Err(failure) => {
                    progress.note(&format!("error: {failure}"));
                    failures.push(failure);
                }
            }
        }
        progress.step();
    }
    Ok(failures)
}

async fn fetch_one(
    args: &Args,
    project: &Project,
    store: &Store,
    pipeline: &Pipeline,
    edition: &Edition,
) -> Result<String, Failure> {
    let url = edition.url.clone().unwrap_or_default();
    let failed = |error: FetchError| Failure::Fetch {
        dataset: pipeline.address.to_string(),
        edition: edition.id.clone(),
        error,
    };
    let request = Request {
        url: url.clone(),
        user_agent: concat!("erario/", env!("CARGO_PKG_VERSION")).to_owned(),
        max_bytes: MAX_BYTES,
        allow_loopback: std::env::var_os("ERARIO_ALLOW_LOOPBACK").is_some(),
        timeouts: Timeouts::default(),
        retry: Retry::default(),
    };
    let download =
        erario_fetch::download(&request, &store_path(args, project), &mut |_, _| {}).await.map_err(failed)?;
    let file_name = url.rsplit('/').next().unwrap_or_default().to_owned();
    let snapshot = store.add_file(
        download.file.path(),
        NewSnapshot {
            dataset: pipeline.address.clone(),
            edition: edition.id.clone(),
            file_name,
            url: Some(url),
            licence: pipeline.licence.clone(),
            is_sample: false,
            retrieved_at: jiff::Timestamp::now(),
            stored_by: env!("CARGO_PKG_VERSION").to_owned(),
            http: Some(download.http),
        },
    )?;
    Ok(snapshot.source_id())
}
