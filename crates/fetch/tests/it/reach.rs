//! Who may be reached, by whatever way somebody is sent there.

use erario_fetch::{FetchError, Request, Settings, Terms};

use crate::server::{Server, answer, header, ok, redirect};
use crate::support::{CSV, download, download_with, refusal, refusal_with, request, settings, terms};

#[tokio::test]
async fn n28_a_proxy_of_the_environment_is_used_and_may_be_a_neighbour() {
    let proxy = Server::start(|_, _| ok(CSV)).await;
    let mut settings = Settings { allow_loopback: false, ..settings() };
    settings.proxies.http = Some(proxy.url_at("localhost", ""));
    settings.proxies.none_for = Some("near.example".to_owned());
    let far = request("http://finanzas.example/pef.csv".to_owned());
    download_with(settings.clone(), &far).await.unwrap();
    assert!(proxy.requests()[0].starts_with("GET http://finanzas.example/pef.csv "), "{:?}", proxy.requests());

    let near = request("http://near.example/pef.csv".to_owned());
    settings.lookup = Some(crate::support::hosts_file(&["near.example"]));
    let error = refusal_with(settings, &near).await;
    assert!(matches!(error, FetchError::NotPublic { .. }), "without the proxy it is looked up here: {error}");
    assert_eq!(proxy.requests().len(), 1);
}

#[tokio::test]
async fn s01_refuses_loopback_by_number_and_by_name() {
    let server = Server::start(|_, _| ok(CSV)).await;
    let by_number = server.url("/pef.csv");
    let by_name = by_number.replace("127.0.0.1", "localhost");
    for url in [by_number, by_name] {
        let error = refusal_with(Settings { allow_loopback: false, ..settings() }, &request(url)).await;
        assert!(matches!(error, FetchError::NotPublic { .. }), "{error}");
    }
    assert_eq!(server.requests().len(), 0, "not even connected");
}

#[tokio::test]
async fn s01_refuses_a_redirect_to_a_neighbour() {
    let server = Server::start(|_, _| redirect("http://169.254.169.254/latest/meta-data")).await;
    let error = refusal(&request(server.url("/pef.csv"))).await;
    assert!(matches!(error, FetchError::NotPublic { .. }), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn s02_a_name_is_looked_up_once_for_the_check_and_the_connection() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    let server = Server::start(|_, _| ok(CSV)).await;
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    // The first answer is harmless, the second is the machine's own.
    let flips = move |_| -> erario_fetch::Looking {
        let first = counted.fetch_add(1, Ordering::SeqCst) == 0;
        let number = if first { [203, 0, 113, 7] } else { [127, 0, 0, 1] };
        Box::pin(async move { Ok(vec![number.into()]) })
    };
    let settings =
        Settings { allow_loopback: false, lookup: Some(erario_fetch::Lookup(Arc::new(flips))), ..settings() };
    let error = refusal_with(settings, &request(server.url_at("rebind.example", "/pef.csv"))).await;
    assert!(matches!(error, FetchError::NotPublic { .. }), "{error}");
    assert_eq!((asked.load(Ordering::SeqCst), server.requests().len()), (1, 0));
}

#[tokio::test]
async fn s03_nothing_that_identifies_follows_a_redirect() {
    let other = Server::start(|_, _| ok(CSV)).await;
    let elsewhere = other.url_at("localhost", "/pef.csv");
    let server = Server::start(move |_, _| {
        answer(
            &format!("HTTP/1.1 302 Found\nLocation: {elsewhere}\nSet-Cookie: session=s3cret\nContent-Length: 0"),
            b"",
        )
    })
    .await;
    let at_home = request(server.url("/pef.csv?token=t"));
    let error = refusal(&at_home).await;
    assert!(matches!(error, FetchError::OtherHost { .. }), "{error}");
    let listed = Request { terms: Terms { hosts: vec!["localhost".to_owned()], ..terms() }, ..at_home };
    download(&listed).await.unwrap();
    for head in other.requests().into_iter().chain(server.requests()) {
        for name in ["cookie", "authorization", "proxy-authorization", "referer"] {
            assert_eq!(header(&head, name), None, "{head}");
        }
    }
}

#[tokio::test]
async fn n29_a_number_that_does_not_answer_gives_way_to_the_next() {
    let server = Server::start(|_, _| ok(CSV)).await;
    // Nobody listens on the IPv6 number of this machine at that port.
    let both = |_| -> erario_fetch::Looking {
        let numbers = vec!["::1".parse().unwrap(), "127.0.0.1".parse().unwrap()];
        Box::pin(async move { Ok(numbers) })
    };
    let settings = Settings { lookup: Some(erario_fetch::Lookup(std::sync::Arc::new(both))), ..settings() };
    download_with(settings, &request(server.url_at("finanzas.example", "/pef.csv"))).await.unwrap();
    assert_eq!(server.requests().len(), 1);
}
