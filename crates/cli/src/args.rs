//! The arguments.

mod releases;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use encoding_rs::Encoding;
use erario_conform::Dialect;

pub use releases::{
    Diff, History, KeyCommand, KeyNew, KeyRotate, OneRelease, Publish, Pull, Quality, Releases, Sign, Verify, Yank,
};

/// Turns the budget and spending files of Mexican governments into open-data releases that add up.
#[derive(Debug, Parser)]
#[command(name = "erario", version, propagate_version = true)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,

    /// The folder that holds `pipelines/`; found from the working directory upward by default
    #[arg(long, global = true, value_name = "DIR")]
    pub project: Option<PathBuf>,

    /// Where snapshots are kept [default: `store` in the project]
    #[arg(long, global = true, value_name = "DIR")]
    pub store: Option<PathBuf>,

    /// Print one JSON document instead of text
    #[arg(long, global = true)]
    pub json: bool,

    /// No progress on stderr
    #[arg(long, global = true)]
    pub quiet: bool,

    /// Language of messages to people [default: from LANG]
    #[arg(long, global = true, value_name = "es|en")]
    pub lang: Option<Lang>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Es,
    En,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Fetch, build, check and release
    Run(Run),
    /// Build, check and release what the store holds, without the network
    Build(Build),
    /// Look at the editions that have an address, and store what is new
    Fetch(Fetch),
    /// Take in a file that arrived by hand; it becomes a snapshot like any other
    Add(Add),
    /// Begin the pipeline file of a dataset from one of its files
    New(New),
    /// Write the table that an officer fills in, in Spanish
    Template(Template),
    /// Prove pipeline files without running them
    Check(Check),
    /// Check any CSV, Parquet or spreadsheet file against a table of ours or a Table Schema
    Validate(Validate),
    /// What a rule finds, why, on which grounds, with an example, and what to do about it
    Explain(Explain),
    /// The contract of releases: its tables, its forms, and what changed between two versions
    #[command(subcommand)]
    Schema(SchemaCommand),
    /// How one figure moved, cut by cut and edition by edition
    History(History),
    /// What is wrong or missing in a release, counted by dimension, the worst first
    Quality(Quality),
    /// Make a release once more from the store, and see that every byte is the same
    Rebuild(OneRelease),
    /// What changed from one release to another, and whose doing it was
    Diff(Diff),
    /// Whether a release is what it says it is: every byte, its tables, who signed it
    Verify(Verify),
    /// Vouch for a release, and for the list of releases, with a key
    Sign(Sign),
    /// Which releases there are, which one stands, and which ones nobody should use
    Releases(Releases),
    /// Mark a release as not to be used, and why; nothing is deleted
    Yank(Yank),
    /// Publish the releases and their list, files first, in a folder, a bucket or a portal
    Publish(Publish),
    /// Bring releases from where they are published, only what changed, and prove them
    Pull(Pull),
    /// The keys that releases are signed with
    #[command(subcommand)]
    Key(KeyCommand),
    /// What the store holds, what is awaited, and whether the money of the release is conserved
    Status(Status),
    /// What publishers did and when: published, restated, withdrew
    Ledger(Ledger),
    /// Prove what is stored, and remove what nobody needs
    #[command(subcommand)]
    Store(StoreCommand),
    /// Look into what does not work
    #[command(subcommand)]
    Doctor(Doctor),
}

#[derive(Debug, ClapArgs)]
pub struct Run {
    #[command(flatten)]
    pub build: Build,

    /// Use only what the store holds
    #[arg(long)]
    pub offline: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Build {
    /// Datasets, as `<publisher>/<dataset>` [default: all]
    #[arg(value_name = "DATASET")]
    pub datasets: Vec<String>,

    /// Read `data-samples/` instead of the store
    #[arg(long)]
    pub samples: bool,

    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub struct Fetch {
    /// Datasets, as `<publisher>/<dataset>` [default: all]
    #[arg(value_name = "DATASET")]
    pub datasets: Vec<String>,

    /// Only this edition; may be given several times
    #[arg(long = "edition", value_name = "E")]
    pub editions: Vec<String>,

    /// Only editions of this year and later; what is stored is not asked for again
    #[arg(long, value_name = "YEAR")]
    pub from: Option<i32>,

    /// Only editions of this year and earlier; what is stored is not asked for again
    #[arg(long, value_name = "YEAR")]
    pub to: Option<i32>,

    /// Say what would be asked, and ask nobody
    #[arg(long)]
    pub dry_run: bool,

    /// Read every file whole, even if its server says that it is the same
    #[arg(long)]
    pub refresh: bool,
}

#[derive(Debug, ClapArgs)]
pub struct Ledger {
    /// Datasets, as `<publisher>/<dataset>` [default: all]
    #[arg(value_name = "DATASET")]
    pub datasets: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum StoreCommand {
    /// See that everything is there; ends with 12 if something is damaged
    Check {
        /// Read every file, and prove it by its hash
        #[arg(long)]
        read_data: bool,
    },
    /// List what nobody needs: files without a snapshot or a release, and what broken-off runs left
    Gc {
        /// Remove it
        #[arg(long)]
        apply: bool,

        /// Where releases are, whose files stay [default: `out` in the project]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub enum Doctor {
    /// Show a server's certificates and what is wrong with them; nothing is asked of it
    Tls {
        /// An https address, or a host
        url: String,

        /// Certificates in PEM to look with, as `source.extra_ca` would pin them
        #[arg(long, value_name = "FILE")]
        extra_ca: Option<PathBuf>,
    },
}

#[derive(Debug, ClapArgs)]
pub struct Add {
    /// The dataset, as `<publisher>/<dataset>`
    pub dataset: String,

    pub file: PathBuf,

    /// Which published state of the dataset it is
    #[arg(long, value_name = "E")]
    pub edition: String,

    /// Where the file was published, if that is known
    #[arg(long)]
    pub url: Option<String>,

    /// Who handed it over; kept in the store, never released
    #[arg(long, value_name = "WHO")]
    pub from: Option<String>,

    /// The day it arrived [default: today]
    #[arg(long, value_name = "DATE", requires = "from")]
    pub received: Option<String>,

    /// The way it came, such as the number of a request for information
    #[arg(long, value_name = "TEXT", requires = "from")]
    pub how: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct New {
    /// The dataset, as `<publisher>/<dataset>`
    pub dataset: String,

    /// A file of it, delimited text or a workbook
    pub file: PathBuf,

    /// The table that it fills [default: the one that has most of its headers]
    #[arg(long)]
    pub table: Option<String>,

    /// What its amounts count
    #[arg(long, value_name = "UNIT", value_parser = ["pesos", "thousands", "millions"])]
    pub unit: Option<String>,

    /// Which published state of the dataset the file is
    #[arg(long, value_name = "E")]
    pub edition: Option<String>,

    /// The encoding, where it is not UTF-8
    #[arg(long, value_parser = ["utf-8", "windows-1252", "cp850"])]
    pub encoding: Option<String>,

    /// The character between fields, where several would do
    #[arg(long, value_name = "CHARACTER", value_parser = ascii)]
    pub delimiter: Option<char>,

    /// The sheet, where the workbook has several
    #[arg(long)]
    pub sheet: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Template {
    /// A table that is filled in by hand, such as `commitment`
    pub table: String,

    /// A workbook with explanations and lists, or plain text [default: a workbook, unless --out ends in .csv]
    #[arg(long)]
    pub format: Option<TemplateFormat>,

    /// The file to write [default: the table's name, here]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TemplateFormat {
    Xlsx,
    Csv,
}

#[derive(Debug, ClapArgs)]
pub struct Check {
    /// Datasets, as `<publisher>/<dataset>` [default: all]
    #[arg(value_name = "DATASET")]
    pub datasets: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub struct Validate {
    /// A CSV or Parquet file, or a workbook (XLSX, XLS, ODS)
    pub file: PathBuf,

    /// What it should fit: a table of ours, a Table Schema file, or `datapackage.json#resource`
    #[arg(long, value_name = "TABLE|FILE")]
    pub schema: String,

    /// How the report is written [default: text]
    #[arg(long)]
    pub format: Option<ReportFormat>,

    /// The file to write the report to [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// So many examples of each kind of fault
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub examples: usize,

    /// The sheet, where the workbook has several
    #[arg(long)]
    pub sheet: Option<String>,

    /// The character between fields [default: found in the header]
    #[arg(long, value_name = "CHARACTER", value_parser = ascii)]
    pub delimiter: Option<char>,

    /// The encoding, where it is not UTF-8, such as windows-1252
    #[arg(long, value_parser = encoding)]
    pub encoding: Option<&'static Encoding>,

    /// The file of another table that foreign keys refer to; may be given several times
    #[arg(long, value_name = "NAME=FILE", value_parser = named_file)]
    pub with: Vec<(String, PathBuf)>,
}

impl Validate {
    /// How a delimited text is written.
    pub fn dialect(&self) -> Dialect {
        // The parser of arguments lets ASCII pass alone.
        let delimiter = self.delimiter.and_then(|one| u8::try_from(one).ok());
        Dialect { delimiter, encoding: self.encoding }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For people
    Text,
    /// One document for programs
    Json,
    /// For code scanners (2.1.0)
    Sarif,
    /// For build servers
    Junit,
    /// A page for a browser
    Html,
}

#[derive(Debug, ClapArgs)]
pub struct Explain {
    /// A rule, by its code or its name: `F012`, `negative-approved` [default: the list of all]
    #[arg(value_name = "CODE|SLUG")]
    pub rule: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum SchemaCommand {
    /// Every table, and what it is for
    List,
    /// One table: its fields, keys and formulas
    Show {
        #[arg(value_name = "TABLE")]
        table: String,
    },
    /// Write the contract in another form; a form of one file goes to stdout without --out
    Export {
        /// Such as `json-schema`, `postgresql`, `pydantic`
        #[arg(value_name = "FORMAT", value_parser = erario_model::export::Format::ALL.map(|format| format.name()))]
        format: String,

        /// Tables [default: all]
        #[arg(value_name = "TABLE")]
        tables: Vec<String>,

        /// The folder to write into
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// What changed from one version to another; ends with 1 if it breaks readers and the version does not say so
    Diff {
        /// A schemas folder, a release, or the Table Schema of a table
        #[arg(value_name = "OLD")]
        old: PathBuf,

        #[arg(value_name = "NEW")]
        new: PathBuf,

        /// End with 5 if anything changed
        #[arg(long)]
        exit_code: bool,
    },
}

#[derive(Debug, ClapArgs)]
pub struct Status {
    /// Where releases are written [default: `out` in the project]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

/// An encoding by one of the names that the web gives it.
fn encoding(name: &str) -> Result<&'static Encoding, String> {
    Encoding::for_label(name.as_bytes())
        .ok_or_else(|| "expected a name such as utf-8, windows-1252, iso-8859-1 or utf-16le".to_owned())
}

fn named_file(text: &str) -> Result<(String, PathBuf), String> {
    let (name, path) = text
        .split_once('=')
        .filter(|(name, path)| !name.is_empty() && !path.is_empty())
        .ok_or_else(|| "expected the table's name and its file, as in `programs=programs.csv`".to_owned())?;
    Ok((name.to_owned(), PathBuf::from(path)))
}

/// A character that is one byte.
fn ascii(text: &str) -> Result<char, String> {
    let one: char = text.parse().map_err(|_| "expected one character".to_owned())?;
    if one.is_ascii() { Ok(one) } else { Err("expected an ASCII character, such as `,` `;` or `|`".to_owned()) }
}
