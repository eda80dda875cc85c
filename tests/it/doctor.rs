//! Servers with incomplete certificates: what `erario doctor tls` shows, and how a pinned certificate mends a source.

use std::fs;
use std::process::Command;

use insta::assert_snapshot;
use regex::Regex;

use crate::support::authority::{Authority, server};
use crate::support::fetched::{FETCHED, at, records};
use crate::support::server::ok;
use crate::support::{Project, Run, Server, erario, finish};

/// A server that forgets a certificate, and a project on a system that trusts the root.
struct Forgetful {
    authority: Authority,
    server: Server,
    project: Project,
}

impl Forgetful {
    fn new() -> Forgetful {
        let authority = Authority::new();
        let server =
            Server::over_tls(authority.identity(server("127.0.0.1")).sending(&[]), |_, _| ok(records("170.00")));
        let project = Project::fetching(&server.url("/PEF_2016.csv"));
        fs::write(project.path("roots.pem"), authority.root.pem()).unwrap();
        fs::write(project.path("pipelines/intermediate.pem"), authority.middle.pem()).unwrap();
        Forgetful { authority, server, project }
    }

    fn run(&self, arguments: &str) -> Run {
        self.trusting(&mut self.project.command(arguments))
    }

    fn trusting(&self, command: &mut Command) -> Run {
        finish(command.env("SSL_CERT_FILE", self.project.path("roots.pem")).env_remove("SSL_CERT_DIR"))
    }

    /// What is printed, without what every run makes up anew.
    fn shown(&self, text: &str) -> String {
        let hashes = Regex::new("[0-9a-f]{64}").unwrap();
        hashes.replace_all(&text.replace(self.server.address(), "127.0.0.1:[port]"), "[sha256]").into_owned()
    }
}

#[test]
fn p22_the_doctor_names_the_certificate_that_is_missing() {
    let it = Forgetful::new();
    let told = it.run(&format!("doctor tls {}", it.server.url("/"))).ended(20);
    assert_snapshot!("doctor_incomplete", it.shown(&told.stdout));
    let json = it.run(&format!("doctor tls {} --json", it.server.url("/"))).ended(20).json();
    assert_eq!(json["fault"]["id"], "TLS_INCOMPLETE", "{json}");
    assert_eq!(json["chain"].as_array().unwrap().len(), 1);

    let pinned = format!("doctor tls {} --extra-ca pipelines/intermediate.pem", it.server.address());
    let good = it.run(&pinned).ended(0);
    assert_snapshot!("doctor_pinned", it.shown(&good.stdout));
    assert_eq!(it.server.requests(), 0, "nothing is asked of it");
}

#[test]
fn p22_the_doctor_is_content_with_a_whole_chain_and_with_no_strange_root() {
    let it = Forgetful::new();
    let whole = it.authority.identity(server("127.0.0.1")).sending(&[it.authority.middle_der()]);
    let whole = Server::over_tls(whole, |_, _| ok(""));
    let good = it.run(&format!("doctor tls {}", whole.url("/"))).ended(0);
    assert!(good.stdout.contains("\ngood: "), "{}", good.stdout);
    // The authority that is pinned leads to a root that this system does not know.
    let stranger = Forgetful::new();
    let arguments = format!("doctor tls {} --extra-ca pipelines/intermediate.pem", it.server.url("/"));
    let told = stranger.trusting(&mut it.project.command(&arguments)).ended(20);
    assert!(told.stdout.contains("\nbad: "), "{}", told.stdout);
}

#[test]
fn what_cannot_be_looked_at_is_told() {
    let it = Forgetful::new();
    for (arguments, code) in [
        ("doctor tls http://127.0.0.1/".to_owned(), 2),
        ("doctor tls https://".to_owned(), 2),
        (format!("doctor tls {} --extra-ca roots.toml", it.server.url("/")), 30),
        (format!("doctor tls {} --extra-ca pipelines/{FETCHED}.toml", it.server.url("/")), 2),
        (format!("doctor tls {}", crate::support::dead_url("/").replace("http:", "https:")), 20),
    ] {
        let told = it.run(&arguments).ended(code);
        assert!(told.stderr.contains("hint:") && told.stdout.is_empty(), "{arguments}: {}", told.stderr);
    }
    // Without leave, this very machine is not looked at either.
    let refused = finish(&mut erario(["doctor", "tls", &it.server.url("/")])).ended(20);
    assert!(refused.stderr.contains("expected a public one"), "{}", refused.stderr);
}

#[test]
fn n25_a_source_with_the_missing_certificate_pinned_is_fetched() {
    let it = Forgetful::new();
    let told = it.run("fetch --json").ended(20);
    assert_eq!(told.json()["editions"][0]["error"]["id"], "TLS_INCOMPLETE", "{}", told.stdout);
    for word in ["CN=Intermedia Ejemplo", "source.extra_ca", "erario doctor tls"] {
        assert!(told.stderr.contains(word), "{word}: {}", told.stderr);
    }
    assert!(it.project.kept().is_empty() && it.server.requests() == 0);

    let source = "[source]\nextra_ca = \"pipelines/intermediate.pem\"\n";
    it.project.declare_dataset(FETCHED, source, &[("2016", &at(&it.server.url("/PEF_2016.csv")))]);
    it.run("fetch --quiet").ended(0);
    assert_eq!(it.project.snapshots(FETCHED, "2016")[0]["url"], it.server.url("/PEF_2016.csv"));
    it.project.release();
}

#[test]
fn n25_a_pinned_file_that_is_missing_or_no_certificate_is_told() {
    let it = Forgetful::new();
    let edition = at(&it.server.url("/PEF_2016.csv"));
    for (file, code) in [("pipelines/nowhere.pem", 30), ("pipelines/release.toml", 2)] {
        fs::write(it.project.path("pipelines/release.toml"), "").unwrap();
        it.project.declare_dataset(FETCHED, &format!("[source]\nextra_ca = \"{file}\"\n"), &[("2016", &edition)]);
        let told = it.run("fetch").ended(code);
        assert!(told.stderr.contains("hint:"), "{file}: {}", told.stderr);
        assert_eq!(it.server.requests(), 0);
    }
}
