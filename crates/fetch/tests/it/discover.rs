//! Pages with links, and CKAN portals.

use std::fs;

use erario_fetch::disk::Disk;
use erario_fetch::{FetchError, Fetcher, Listing, Terms};
use erario_model::{Ckan, Edition, Page};
use serde_json::json;

use crate::server::{Answer, Server, ok, status};
use crate::support::{Folder, settings, terms};

fn edition(id: &str) -> Edition {
    Edition { id: id.to_owned(), ..Edition::default() }
}

fn page(server: &Server) -> Page {
    Page { url: server.url("/datos/"), link: "PEF_{year}.csv".to_owned(), ignores_robots: None }
}

fn larger() -> Terms {
    Terms { max_bytes: 1 << 20, ..terms() }
}

async fn links(page: &Page) -> Result<Listing, FetchError> {
    let folder = Folder::new();
    let listing = Fetcher::new(settings()).links(page, &larger(), &folder.path(), &Disk::default()).await;
    assert_eq!(folder.names(), [""; 0]);
    listing
}

const LISTING: &str = "<html><a href='CSV/PEF_2015.csv'>2015</a> <a href='CSV/PEF_2016.csv'>2016</a>";

#[tokio::test]
async fn a_page_with_links_says_where_each_edition_is() {
    let server = Server::start(|_, path| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => ok(LISTING),
    })
    .await;
    let page = page(&server);
    let listing = links(&page).await.unwrap();
    assert_eq!(listing.find(&edition("2016"), &page.link).unwrap().url, server.url("/datos/CSV/PEF_2016.csv"));
    assert!(matches!(listing.find(&edition("2017"), &page.link), Err(FetchError::NotListed { .. })));
}

#[tokio::test]
async fn n32_a_page_that_was_laid_out_anew_is_an_error() {
    let server = Server::start(|_, path| match path {
        "/robots.txt" => status("404 Not Found"),
        _ => ok("<html><p>Todo nuevo <a href='/tablero'>aquí</a>"),
    })
    .await;
    let page = page(&server);
    let error = links(&page).await.unwrap().find(&edition("2016"), &page.link).unwrap_err();
    assert_eq!(error.id(), "SRC_NO_MATCH");
    assert!(error.to_string().contains("0 of its 1 links match `PEF_2016.csv`"), "{error}");
}

#[tokio::test]
async fn n33_a_page_that_robots_must_not_read_is_not_read() {
    let server = Server::start(|_, path| match path {
        "/robots.txt" => ok("User-agent: *\nDisallow: /datos/\n\nUser-agent: other\nAllow: /\n"),
        _ => ok(LISTING),
    })
    .await;
    let mut page = page(&server);
    let error = links(&page).await.unwrap_err();
    assert_eq!(error.id(), "NET_ROBOTS");
    assert_eq!(server.requests().len(), 1, "only the rules were read");
    page.ignores_robots = Some("the publisher agreed by mail on 2026-01-02".to_owned());
    links(&page).await.unwrap();
}

#[tokio::test]
async fn n33_rules_that_cannot_be_read_now_may_forbid_the_page() {
    let server = Server::start(|_, path| match path {
        "/robots.txt" => status("503 Service Unavailable"),
        _ => ok(LISTING),
    })
    .await;
    assert!(matches!(links(&page(&server)).await.unwrap_err(), FetchError::Status { status: 503, .. }));
}

/// Two packages in two pages of results, and a table of 5,003 rows.
fn portal(_before: usize, path: &str) -> Answer {
    let resource = |id: &str, name: &str, format: &str, url: &str| json!({ "id": id, "name": name, "format": format, "url": url, "size": null });
    let one = json!({ "name": "pef", "resources": [
        resource("r1", "PEF 2015", "CSV", "/files/PEF_2015.csv"),
        resource("r2", "PEF 2016", ".csv", "/files/PEF_2016.csv"),
        resource("r3", "PEF 2016", "PDF", "/files/PEF_2016.pdf"),
    ]});
    let two = json!({ "name": "pef-2017", "resources": [resource("r4", "PEF 2017", "csv", "/files/PEF_2017.csv")] });
    let (action, query) = path.trim_start_matches("/api/3/action/").split_once('?').unwrap_or((path, ""));
    let parameter = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap_or("");
    let result = match (action, parameter("id"), parameter("start")) {
        ("package_show", "pef", _) => one,
        ("package_show", ..) => {
            return ok(&json!({ "success": false, "error": { "__type": "Not Found Error" } }).to_string());
        }
        ("package_search", _, "0") => json!({ "count": 2, "results": [one] }),
        ("package_search", _, _) => json!({ "count": 2, "results": [two] }),
        ("datastore_search", ..) => {
            let offset: usize = parameter("offset").parse().unwrap();
            let records: Vec<_> = (offset..5_003.min(offset + 5_000))
                .map(|row| {
                    format!(
                        "{{\"_id\":{row},\"monto\":12345678901234567.10,\"ramo\":\"a, \\\"{row}\\\"\",\"nada\":null}}"
                    )
                })
                .collect();
            let fields = r#"[{"id":"_id","type":"int"},{"id":"ramo","type":"text"},{"id":"monto","type":"numeric"},{"id":"nada","type":"text"}]"#;
            let total = if parameter("resource_id") == "grows" && offset > 0 { 5_004 } else { 5_003 };
            let records = records.join(",");
            return ok(&format!(
                "{{\"success\":true,\"result\":{{\"total\":{total},\"fields\":{fields},\"records\":[{records}]}}}}"
            ));
        }
        _ => return status("404 Not Found"),
    };
    ok(&json!({ "success": true, "result": result }).to_string())
}

fn ckan(server: &Server) -> Ckan {
    Ckan {
        url: server.url("/"),
        package: Some("pef".to_owned()),
        search: None,
        format: Some("csv".to_owned()),
        name: "PEF {year}".to_owned(),
        datastore: false,
    }
}

async fn resources(ckan: &Ckan) -> Result<Listing, FetchError> {
    let folder = Folder::new();
    Fetcher::new(settings()).resources(ckan, &larger(), &folder.path(), &Disk::default()).await
}

#[tokio::test]
async fn a_package_of_a_portal_says_where_each_edition_is() {
    let server = Server::start(portal).await;
    let ckan = ckan(&server);
    let found = resources(&ckan).await.unwrap();
    let entry = found.find(&edition("2016"), &ckan.name).unwrap();
    assert_eq!((&entry.url, entry.resource.as_deref()), (&server.url("/files/PEF_2016.csv"), Some("r2")));
    let any = Ckan { format: None, ..ckan };
    let error = resources(&any).await.unwrap().find(&edition("2016"), &any.name).unwrap_err();
    assert!(matches!(error, FetchError::NoMatch { found: 2, .. }), "the format told them apart: {error}");
}

#[tokio::test]
async fn a_search_reads_every_page_of_its_results() {
    let server = Server::start(portal).await;
    let ckan = Ckan { package: None, search: Some("presupuesto de egresos".to_owned()), ..ckan(&server) };
    let found = resources(&ckan).await.unwrap();
    assert_eq!(found.entries.len(), 3);
    found.find(&edition("2017"), &ckan.name).unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_portal_that_says_no_is_an_error_in_its_own_words() {
    let server = Server::start(portal).await;
    let error = resources(&Ckan { package: Some("ppef".to_owned()), ..ckan(&server) }).await.unwrap_err();
    assert_eq!(error.id(), "SRC_CKAN");
    assert!(error.to_string().contains("Not Found Error"), "{error}");
}

#[tokio::test]
async fn a_table_in_the_portals_store_becomes_one_file_to_the_last_row_and_digit() {
    let server = Server::start(portal).await;
    let folder = Folder::new();
    let (fetcher, disk) = (Fetcher::new(settings()), Disk::default());
    let got = fetcher.datastore(&server.url(""), "r2", &larger(), &folder.path(), &disk).await.unwrap();
    let text = fs::read_to_string(got.path()).unwrap();
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("ramo,monto,nada"));
    assert_eq!(lines.next(), Some("\"a, \"\"0\"\"\",12345678901234567.10,"));
    assert_eq!(lines.count(), 5_002);
    let url = erario_fetch::datastore_url(&server.url(""), "r2").unwrap();
    assert!(url.as_str().ends_with("/api/3/action/datastore_search?resource_id=r2"), "{url}");
    assert_eq!(got.content.size_bytes, text.len() as u64);

    let error = fetcher.datastore(&server.url(""), "grows", &larger(), &folder.path(), &disk).await.unwrap_err();
    assert!(error.to_string().contains("changed while it was read"), "{error}");
}
