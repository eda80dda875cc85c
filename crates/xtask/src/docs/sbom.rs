//! The parts that the program is made of, as [CycloneDX](https://cyclonedx.org/docs/1.6/json/) 1.6: what a release carries
//! as `sbom.cdx.json`.
//!
//! `Cargo.lock` names every package with its checksum; it also names what only tests use, which the manifests of our own
//! crates tell apart. Packages of all platforms are in it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::{Value, json};

/// The crate that is the program.
const PROGRAM: &str = "erario-cli";

#[derive(Deserialize)]
struct Lock {
    package: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    /// Where it was downloaded from; our own crates have none.
    source: Option<String>,
    checksum: Option<String>,
    #[serde(default)]
    dependencies: Vec<String>,
}

impl Package {
    fn purl(&self) -> String {
        format!("pkg:cargo/{}@{}", self.name, self.version)
    }

    /// Whether `Cargo.lock` means this package by `name` or, where several versions are used, by `name version`.
    fn is_meant_by(&self, dependency: &str) -> bool {
        match dependency.split_once(' ') {
            None => self.name == dependency,
            Some((name, version)) => self.name == name && self.version == version,
        }
    }
}

/// What is compiled into a crate of ours.
#[derive(Deserialize)]
struct Manifest {
    #[serde(default)]
    dependencies: BTreeMap<String, toml::Value>,
    #[serde(default, rename = "build-dependencies")]
    build_dependencies: BTreeMap<String, toml::Value>,
}

pub(super) fn document(root: &Path) -> Result<String> {
    let lock: Lock = read(&root.join("Cargo.lock"))?;
    let packages = compiled(root, &lock)?;
    let program = packages.iter().find(|(package, _)| package.name == PROGRAM).context("Cargo.lock has no program")?;
    let components: Vec<Value> =
        packages.iter().filter(|(package, _)| package.name != PROGRAM).map(|(package, _)| component(package)).collect();
    let dependencies: Vec<Value> = (packages.iter())
        .map(|(package, uses)| {
            let uses: BTreeSet<String> = uses.iter().map(|used| used.purl()).collect();
            json!({ "ref": package.purl(), "dependsOn": uses })
        })
        .collect();
    let bom = json!({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": program.0.purl(), "name": "erario", "version": program.0.version,
            },
        },
        "components": components,
        "dependencies": dependencies,
    });
    Ok(format!("{bom:#}\n"))
}

fn component(package: &Package) -> Value {
    let mut component = json!({
        "type": "library", "bom-ref": package.purl(), "name": package.name, "version": package.version,
        "purl": package.purl(),
    });
    if let Some(checksum) = &package.checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    component
}

/// The program and all that is compiled into it, by name and version, each with what it uses itself.
fn compiled<'a>(root: &Path, lock: &'a Lock) -> Result<Vec<(&'a Package, Vec<&'a Package>)>> {
    let mut known: BTreeMap<(&str, &str), Vec<&Package>> = BTreeMap::new();
    let mut open: Vec<&Package> = lock.package.iter().filter(|package| package.name == PROGRAM).collect();
    while let Some(package) = open.pop() {
        if known.contains_key(&(package.name.as_str(), package.version.as_str())) {
            continue;
        }
        let is_compiled = match package.source {
            Some(_) => None,
            None => Some(own(root, package)?),
        };
        let mut uses = Vec::new();
        for dependency in &package.dependencies {
            let found = lock.package.iter().find(|other| other.is_meant_by(dependency));
            let found =
                found.with_context(|| format!("Cargo.lock: {} uses {dependency}, which it lacks", package.name))?;
            if is_compiled.as_ref().is_none_or(|names| names.contains(&found.name)) {
                uses.push(found);
            }
        }
        open.extend(&uses);
        known.insert((&package.name, &package.version), uses);
    }
    let of = |(name, version): (&str, &str)| {
        lock.package.iter().find(|package| package.name == name && package.version == version)
    };
    Ok(known.into_iter().filter_map(|(key, uses)| Some((of(key)?, uses))).collect())
}

/// The names of what a crate of ours is compiled with.
fn own(root: &Path, package: &Package) -> Result<BTreeSet<String>> {
    let folder = package.name.trim_start_matches("erario-");
    let manifest: Manifest = read(&root.join(format!("crates/{folder}/Cargo.toml")))?;
    Ok(manifest.dependencies.into_keys().chain(manifest.build_dependencies.into_keys()).collect())
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    toml::from_str(&text).with_context(|| format!("cannot read {}", path.display()))
}
