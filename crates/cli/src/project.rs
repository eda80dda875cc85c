//! The project: the folder with `pipelines/`, and the pipelines in it.

use std::path::{Path, PathBuf};

use erario_model::{Accounts, Address, Pipeline, ReleaseFile};

use crate::args::Args;
use crate::exit::Failure;

pub struct Project {
    pub root: PathBuf,
    /// In the order of their addresses.
    pub pipelines: Vec<Pipeline>,
    /// Pipeline files that cannot be used; the others go on.
    pub broken: Vec<(Address, Failure)>,
    /// What is chosen once for the release.
    pub release: ReleaseFile,
}

impl Project {
    /// Finds the project and reads the pipelines of `datasets`, or all of them.
    pub fn open(args: &Args, datasets: &[String]) -> Result<Project, Failure> {
        let root = match &args.project {
            Some(root) => root.clone(),
            None => find_upward()?,
        };
        let folder = root.join("pipelines");
        if !folder.is_dir() {
            return Err(Failure::Usage(format!(
                "{} has no folder `pipelines`\n  hint: run erario inside a project, or name one with --project DIR",
                root.display()
            )));
        }
        let release = read_release(&folder)?;
        let mut project = Project { root: root.clone(), pipelines: Vec::new(), broken: Vec::new(), release };
        project.read_all(&folder)?;
        let broken = project.broken.iter().map(|(address, _)| address);
        let mut known: Vec<Address> =
            project.pipelines.iter().map(|pipeline| &pipeline.address).chain(broken).cloned().collect();
        known.sort();
        let mut wanted = Vec::new();
        for dataset in datasets {
            let address: Address =
                dataset.parse().map_err(|error: erario_model::AddressError| Failure::Usage(error.to_string()))?;
            if known.contains(&address) {
                wanted.push(address);
                continue;
            }
            // Its tables are not known while an accounts file cannot be read; why not is what to tell.
            let accounts = Address { publisher: address.publisher.clone(), dataset: "accounts".to_owned() };
            if !project.broken.iter().any(|(broken, _)| *broken == accounts) {
                return Err(Failure::Usage(unknown(&address, &known)));
            }
            wanted.push(accounts);
        }
        let is_wanted = |address: &Address| datasets.is_empty() || wanted.contains(address);
        project.pipelines.retain(|pipeline| is_wanted(&pipeline.address));
        project.broken.retain(|(address, _)| is_wanted(address));
        Ok(project)
    }

    /// Reads every file of every publisher, in the order of their addresses.
    fn read_all(&mut self, folder: &Path) -> Result<(), Failure> {
        for publisher in names(folder)? {
            if !folder.join(&publisher).is_dir() {
                continue;
            }
            for file in names(&folder.join(&publisher))? {
                let Some(dataset) = file.strip_suffix(".toml") else { continue };
                let address = format!("{publisher}/{dataset}");
                let address: Address =
                    address.parse().map_err(|error: erario_model::AddressError| Failure::Usage(error.to_string()))?;
                match self.read(&address, &file) {
                    Ok(pipelines) => self.pipelines.extend(pipelines),
                    Err(failure) => self.broken.push((address, failure)),
                }
            }
        }
        self.pipelines.sort_by(|one, other| one.address.cmp(&other.address));
        Ok(())
    }

    /// The pipelines of one file: one, or those of all tables of an accounts file.
    fn read(&self, address: &Address, file: &str) -> Result<Vec<Pipeline>, Failure> {
        let shown = format!("pipelines/{}/{file}", address.publisher);
        let path = self.root.join(&shown);
        let toml = std::fs::read_to_string(&path).map_err(Failure::read(path.display()))?;
        if file == Accounts::FILE {
            return Ok(Accounts::parse(&address.publisher, &shown, &toml)?);
        }
        Ok(vec![Pipeline::parse(address.clone(), &shown, &toml)?])
    }

    /// The text of a pipeline's file, to tell lines in it.
    pub fn text_of(&self, pipeline: &Pipeline) -> String {
        std::fs::read_to_string(self.root.join(&pipeline.file)).unwrap_or_default()
    }
}

/// The file of the release itself, which a project may do without.
fn read_release(pipelines: &Path) -> Result<ReleaseFile, Failure> {
    let path = pipelines.join(ReleaseFile::FILE);
    if !path.is_file() {
        return Ok(ReleaseFile::default());
    }
    let toml = std::fs::read_to_string(&path).map_err(Failure::read(path.display()))?;
    Ok(ReleaseFile::parse(&format!("pipelines/{}", ReleaseFile::FILE), &toml)?)
}

fn find_upward() -> Result<PathBuf, Failure> {
    let here = std::env::current_dir().map_err(Failure::read("the working directory"))?;
    here.ancestors().find(|folder| folder.join("pipelines").is_dir()).map(Path::to_path_buf).ok_or_else(|| {
        Failure::Usage(format!(
            "no folder `pipelines` in {} or above\n  hint: run erario inside a project, or name one with --project DIR",
            here.display()
        ))
    })
}

fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Failure::read(folder.display()))? {
        let entry = entry.map_err(Failure::read(folder.display()))?;
        names.extend(entry.file_name().into_string().ok());
    }
    names.sort();
    Ok(names)
}

fn unknown(address: &Address, known: &[Address]) -> String {
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    let meant = nearest(&address.to_string(), known.iter().map(String::as_str));
    let meant = meant.map_or_else(String::new, |name| format!("did you mean `{name}`? "));
    format!("there is no pipeline `{address}`\n  hint: {meant}`erario status` lists all datasets")
}

/// What was probably meant by a name that nothing has.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let likely = known.map(|known| (strsim::jaro_winkler(name, known), known)).filter(|(likeness, _)| *likeness > 0.8);
    likely.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}

#[cfg(test)]
impl Project {
    /// A project without pipelines.
    pub fn empty() -> Project {
        let (root, release) = (PathBuf::new(), ReleaseFile::default());
        Project { root, pipelines: Vec::new(), broken: Vec::new(), release }
    }
}
