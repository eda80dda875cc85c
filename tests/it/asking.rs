//! Who asks: what every request says of this program, and the way that it takes.

use std::fs;

use crate::support::fetched::{FETCHED, at, records};
use crate::support::server::{header, ok};
use crate::support::{Project, Server, finish};

fn server() -> Server {
    Server::answering(|_, _| ok(records("170.00")))
}

fn user_agents(server: &Server) -> Vec<String> {
    server.heads().iter().map(|head| header(head, "user-agent").unwrap().to_owned()).collect()
}

#[test]
fn n21_every_request_says_whom_to_write_to() {
    let server = server();
    let edition = at(&server.url("/PEF_2016.csv"));
    let project = Project::fetching("");
    let fetch = |source: &str| {
        project.declare_dataset(FETCHED, source, &[("2016", &edition)]);
        project.reaching("fetch --refresh --quiet").ended(0);
    };
    fetch("");
    fs::write(project.path("pipelines/release.toml"), "contact = \"datos@ejemplo.example\"\n").unwrap();
    fetch("");
    fetch("[source]\ncontact = \"https://ejemplo.example/bot\"\n");
    let program = concat!("erario/", env!("CARGO_PKG_VERSION"));
    let contact = |contact: &str| format!("{program} (+{contact})");
    assert_eq!(
        user_agents(&server),
        [program.to_owned(), contact("datos@ejemplo.example"), contact("https://ejemplo.example/bot")],
        "the source's own comes before the one of the whole project"
    );
}

#[test]
fn n21_who_gives_no_contact_is_reminded_of_it() {
    let server = server();
    let project = Project::fetching(&server.url("/PEF_2016.csv"));
    let reminder = "set `contact` in pipelines/release.toml";
    let told = project.reaching("fetch").ended(0).stderr;
    assert!(told.contains(reminder), "{told}");
    fs::write(project.path("pipelines/release.toml"), "contact = \"datos@ejemplo.example\"\n").unwrap();
    let told = project.reaching("fetch").ended(0).stderr;
    assert!(!told.contains(reminder), "{told}");
}

#[test]
fn n13_a_file_is_asked_for_as_it_is_and_without_secrets() {
    let server = server();
    let project = Project::fetching(&server.url("/PEF_2016.csv"));
    project.reaching("fetch --quiet").ended(0);
    let head = &server.heads()[0];
    assert_eq!(header(head, "accept-encoding"), Some("identity"));
    for name in ["cookie", "authorization", "referer"] {
        assert_eq!(header(head, name), None);
    }
}

#[test]
fn n28_a_proxy_of_the_environment_is_used() {
    let proxy = server();
    // Nobody knows this host: whoever gets its file got it by the proxy.
    let project = Project::fetching("http://finanzas.invalid/PEF_2016.csv");
    let mut command = project.command("fetch --quiet");
    finish(command.env("http_proxy", proxy.url(""))).ended(0);
    assert_eq!(proxy.paths(), ["http://finanzas.invalid/PEF_2016.csv"]);
    assert_eq!(project.snapshots(FETCHED, "2016")[0]["url"], "http://finanzas.invalid/PEF_2016.csv");
}

#[test]
fn n28_hosts_that_need_no_proxy_and_strangers_variables_go_around_it() {
    let (proxy, server) = (server(), server());
    let project = Project::fetching(&server.url("/PEF_2016.csv"));
    let mut around = project.command("fetch --quiet");
    finish(around.env("http_proxy", proxy.url("")).env("no_proxy", "127.0.0.1")).ended(0);
    // In capitals, it may be a header of somebody's request to a web server.
    let mut capitals = project.command("fetch --refresh --quiet");
    finish(capitals.env("HTTP_PROXY", proxy.url(""))).ended(0);
    assert_eq!((proxy.requests(), server.requests()), (0, 2));
}
