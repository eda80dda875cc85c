//! Arguments of the verbs that read a release that stands, or vouch for it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand};

#[derive(Debug, ClapArgs)]
pub struct History {
    /// A figure, such as `spending_by_function/23/2024/2.5/approved`; `…@edition` is one state of it
    #[arg(value_name = "FIGURE_ID")]
    pub figure: String,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Quality {
    /// Datasets, as `<publisher>/<dataset>`, with every count of theirs [default: all, the worst of each count]
    #[arg(value_name = "DATASET")]
    pub datasets: Vec<String>,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// One release among others.
#[derive(Debug, ClapArgs)]
pub struct OneRelease {
    /// The folder of a release, or its id among the releases [default: the one that stands]
    #[arg(value_name = "RELEASE")]
    pub release: Option<PathBuf>,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Diff {
    /// The folder of a release, or its id [default: the one before NEW]
    #[arg(value_name = "OLD")]
    pub old: Option<PathBuf>,

    /// The folder of a release, or its id [default: the one that stands]
    #[arg(value_name = "NEW")]
    pub new: Option<PathBuf>,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Write every field of a fact that differs to this Parquet file
    #[arg(long, value_name = "FILE")]
    pub changes: Option<PathBuf>,

    /// End with 5 if anything changed
    #[arg(long)]
    pub exit_code: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Verify {
    #[command(flatten)]
    pub named: OneRelease,

    /// The publisher's public key, of erario or minisign; the release must be signed with it
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,

    /// It was pulled in part: files that are not there are no fault
    #[arg(long)]
    pub partial: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Publish {
    /// A folder, s3://bucket/folder, gs://bucket/folder, az://container/folder, or ckan+https://portal/dataset/name
    #[arg(value_name = "TO")]
    pub to: String,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,

    /// Read back what was published before, too, and mend it
    #[arg(long)]
    pub again: bool,

    /// The organization of the portal that owns the dataset, where the dataset is new
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Pull {
    /// Where releases are published: the folder with releases.json, or one release in it
    #[arg(value_name = "URL")]
    pub url: String,

    /// Tables, with what describes the release [default: all of it]
    #[arg(value_name = "TABLE")]
    pub tables: Vec<String>,

    /// Where the copy is kept
    #[arg(long, value_name = "DIR", default_value = "erario-data")]
    pub to: PathBuf,

    /// The publisher's public key, of erario or minisign; the list of releases must be signed with it
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Sign {
    #[command(flatten)]
    pub named: OneRelease,

    /// The secret key, of erario or minisign; its password, if it has one, is in ERARIO_KEY_PASSWORD
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
}

#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Make a secret key, and the public key beside it
    New(KeyNew),
    /// Make the key that takes the place of another, and have the old one say so beside the releases
    Rotate(KeyRotate),
}

#[derive(Debug, ClapArgs)]
pub struct KeyNew {
    /// The file of the secret key; the public key has the same name and the ending .pub
    #[arg(value_name = "FILE", default_value = "erario.key")]
    pub file: PathBuf,
}

#[derive(Debug, ClapArgs)]
pub struct KeyRotate {
    /// The file of the new secret key; the public key has the same name and the ending .pub
    #[arg(value_name = "FILE")]
    pub file: PathBuf,

    /// The old secret key; both have the password in ERARIO_KEY_PASSWORD, if it is set
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Releases {
    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Yank {
    /// The id of the release
    #[arg(value_name = "RELEASE")]
    pub release: String,

    /// What is wrong with it, for those who have used it
    #[arg(long, value_name = "TEXT", required_unless_present = "undo")]
    pub why: Option<String>,

    /// Take the mark away
    #[arg(long, conflicts_with = "why")]
    pub undo: bool,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
