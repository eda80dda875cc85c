//! Which crate leans on which: a new edge is a line in a diff.

use std::fs;

use insta::assert_snapshot;

use crate::support::{files_under, repository};

/// Dependencies of a crate, tests aside, in order.
fn dependencies(name: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("crates").join(name).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = text.parse().unwrap();
    let mut names: Vec<String> = manifest["dependencies"].as_table().unwrap().keys().cloned().collect();
    names.sort();
    names
}

fn crates() -> Vec<String> {
    let entries = fs::read_dir(repository().join("crates")).unwrap();
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn edges_between_the_crates() {
    let line = |name: String| {
        let edges: Vec<String> =
            dependencies(&name).iter().filter_map(|other| other.strip_prefix("erario-").map(str::to_owned)).collect();
        format!("{name} -> {}\n", edges.join(" "))
    };
    assert_snapshot!(crates().into_iter().map(line).collect::<String>());
}

#[test]
fn model_fetch_conform_and_xtask_build_without_polars() {
    for name in ["model", "fetch", "conform", "xtask"] {
        let mut open = vec![name.to_owned()];
        while let Some(next) = open.pop() {
            for dependency in dependencies(&next) {
                assert!(!dependency.starts_with("polars"), "{name} links polars through {next}");
                open.extend(dependency.strip_prefix("erario-").map(str::to_owned));
            }
        }
    }
}

#[test]
fn only_fetch_and_publishing_speak_to_the_network() {
    let network = ["reqwest", "object_store", "url"];
    for name in crates().into_iter().filter(|name| name != "fetch" && name != "release") {
        let dependencies = dependencies(&name);
        assert!(!dependencies.iter().any(|one| network.contains(&one.as_str())), "{name}: {dependencies:?}");
    }
    let release = repository().join("crates/release/src");
    for (path, text) in files_under(&release).iter().filter(|(path, _)| !path.starts_with("publish")) {
        let text = String::from_utf8_lossy(text);
        assert!(!network.iter().any(|name| text.contains(&format!("{name}::"))), "{}", path.display());
    }
}

#[test]
fn versions_stand_in_the_workspace_only() {
    for name in crates() {
        let text = fs::read_to_string(repository().join("crates").join(&name).join("Cargo.toml")).unwrap();
        let manifest: toml::Table = text.parse().unwrap();
        for part in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let Some(dependencies) = manifest.get(part).and_then(toml::Value::as_table) else { continue };
            for (dependency, from) in dependencies {
                assert_eq!(from.get("workspace").and_then(toml::Value::as_bool), Some(true), "{name}: {dependency}");
            }
        }
    }
}
