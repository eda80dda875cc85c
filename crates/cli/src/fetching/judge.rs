//! What a file says, whatever holds it: to tell a new content from the old one in another wrapping, and a file that was
//! damaged on its way from one that its publisher changed.

use std::fs::File;
use std::path::Path;

use erario_fetch::Kinds;
use erario_model::{Edition, Pipeline};
use erario_normalize::{Plan, SourceError};
use sha2::{Digest, Sha256};

use crate::exit::Failure;
use crate::lists;
use crate::project::Project;

/// What the file of an edition may be, as far as its first bytes tell.
pub fn kinds(pipeline: &Pipeline, edition: &Edition) -> Kinds {
    let is_zipped = edition.zip_member.is_some() || pipeline.decode.zip_member.is_some();
    Kinds::of(edition.format.unwrap_or(pipeline.decode.format), is_zipped)
}

/// What a whole file says.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// The hash of its content; none if it is not what its pipeline says.
    pub content_sha256: Option<String>,
    /// Why it is not: it is what is published, so it is kept, and whoever builds from it must mend the pipeline.
    pub warning: Option<String>,
}

/// Reads files of one edition as its pipeline says. It needs nothing of the project any more, so that it can do so on
/// another thread.
#[derive(Clone, Debug)]
pub struct Judge {
    plan: Plan,
    place: String,
}

impl Judge {
    pub fn of(project: &Project, pipeline: &Pipeline, edition: &Edition) -> Result<Judge, Failure> {
        let lists = lists::read(project, pipeline)?;
        let plan = Plan::resolve(pipeline, &edition.id, lists).ok_or_else(|| {
            Failure::Usage(format!("{} declares no edition `{}`\n  hint: declare it", pipeline.file, edition.id))
        })?;
        Ok(Judge { plan, place: format!("{}, edition {}", pipeline.address, edition.id) })
    }

    /// Reads the file at `path`, of which messages say that it is called `file_name`. It is not held in memory, unless it
    /// is a zip or a workbook.
    ///
    /// # Errors
    /// A file that is no whole file of its kind: it is never stored.
    pub fn judge(&self, path: &Path, file_name: &str) -> Result<Judged, Failure> {
        let mut file = File::open(path).map_err(Failure::read(path.display()))?;
        let place = format!("{}, {file_name}", self.place);
        match erario_normalize::content_sha256_of(&mut file, &self.plan) {
            Ok(sha256) => Ok(Judged { content_sha256: Some(sha256), warning: None }),
            Err(SourceError::Disk(error)) => Err(Failure::read(path.display())(error)),
            Err(error) if error.is_damaged() || matches!(error, SourceError::Engine(_)) => {
                Err(Failure::Source { place, error: Box::new(error) })
            }
            Err(error) => Ok(Judged { content_sha256: None, warning: Some(format!("{place}: {error}")) }),
        }
    }

    /// The same beside other downloads, which go on meanwhile.
    pub async fn judge_beside(&self, path: &Path, file_name: &str) -> Result<Judged, Failure> {
        let (judge, path, file_name) = (self.clone(), path.to_owned(), file_name.to_owned());
        match tokio::task::spawn_blocking(move || judge.judge(&path, &file_name)).await {
            Ok(judged) => judged,
            Err(panic) => std::panic::resume_unwind(panic.into_panic()),
        }
    }
}

/// The hash of a pipeline's file, so that a provenance says what the file was stored for.
pub fn pipeline_sha256(project: &Project, pipeline: &Pipeline) -> String {
    Sha256::digest(project.text_of(pipeline)).iter().map(|byte| format!("{byte:02x}")).collect()
}
