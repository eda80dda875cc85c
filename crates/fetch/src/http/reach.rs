//! Which addresses a download may reach: public hosts, over http and https.
//!
//! The file's address comes from a pipeline, but the addresses it is sent on to come from a stranger. A stranger must
//! not make this machine talk to its own services or its neighbours, so every hop is checked, and the check is made
//! on the very address that is then connected to: a name cannot mean one thing when checked and another when used.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use erario_model::fits_wildcard;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

use super::{Looking, Lookup, Settings, Terms};
use crate::FetchError;

/// How far a download may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Public,
    /// And this very machine.
    Loopback,
    Anywhere,
}

/// Reads and checks an address, as far as this can be done without asking for its host's numbers.
pub(crate) fn parse(text: &str, reach: Reach) -> Result<Url, FetchError> {
    let url = Url::parse(text).map_err(|error| FetchError::Url { url: text.to_owned(), why: error.to_string() })?;
    check(&url, reach)?;
    Ok(url)
}

/// Whether a redirect or a link may lead from one address to another: to the host that was asked at first, `home`, or to
/// one that the source names, and never from https to http.
pub(crate) fn may_lead(from: &Url, to: &Url, home: &Url, terms: &Terms) -> Result<(), FetchError> {
    if from.scheme() == "https" && to.scheme() == "http" && !terms.plain_http {
        let why = "expected https to stay https";
        return Err(FetchError::Redirect { url: from.to_string(), to: to.to_string(), why });
    }
    let is_listed = to.host_str().is_some_and(|host| terms.hosts.iter().any(|pattern| fits_wildcard(pattern, host)));
    match to.host() == home.host() || is_listed {
        true => Ok(()),
        false => Err(FetchError::OtherHost { url: from.to_string(), to: to.to_string() }),
    }
}

/// The last part of an address, as the name of its file.
pub fn file_name_of(url: &Url) -> String {
    url.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default().to_owned()
}

pub(crate) fn check(url: &Url, reach: Reach) -> Result<(), FetchError> {
    let bad = |why: &str| Err(FetchError::Url { url: without_secrets(url), why: why.to_owned() });
    if !matches!(url.scheme(), "http" | "https") {
        return bad("its scheme is neither");
    }
    // An address ends up in the provenance, which is published.
    if !url.username().is_empty() || url.password().is_some() {
        return bad("it carries a user name or a password");
    }
    // A host written as a number never passes through the resolver below.
    let number = match url.host() {
        Some(Host::Ipv4(number)) => IpAddr::V4(number),
        Some(Host::Ipv6(number)) => IpAddr::V6(number),
        Some(Host::Domain(_)) => return Ok(()),
        None => return bad("it names no host"),
    };
    match may_reach(number, reach) {
        true => Ok(()),
        false => Err(FetchError::NotPublic { url: url.to_string(), number }),
    }
}

fn without_secrets(url: &Url) -> String {
    let mut url = url.clone();
    // Fails only where there is no room for secrets.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.to_string()
}

/// Resolves names as the system does, and forgets the numbers that must not be reached.
pub(crate) struct PublicHosts {
    pub reach: Reach,
    pub lookup: Option<Lookup>,
    /// Hosts of proxies, which the environment names and no stranger: they may be neighbours.
    pub proxies: Vec<String>,
}

impl Resolve for PublicHosts {
    fn resolve(&self, name: Name) -> Resolving {
        let is_proxy = self.proxies.iter().any(|proxy| proxy.eq_ignore_ascii_case(name.as_str()));
        let looking = look_up(self.lookup.as_ref(), name.as_str());
        let reach = self.reach;
        Box::pin(async move {
            let found = looking.await.map_err(Unresolved)?;
            let allowed = if is_proxy { found } else { public(found, reach)? };
            Ok(Box::new(allowed.into_iter().map(|number| SocketAddr::new(number, 0))) as Addrs)
        })
    }
}

/// A number of a host that may be reached.
pub(crate) async fn numbers_of(
    settings: &Settings,
    host: &str,
) -> Result<IpAddr, Box<dyn std::error::Error + Send + Sync>> {
    let found = match host.parse() {
        Ok(number) => vec![number],
        Err(_) => look_up(settings.lookup.as_ref(), host).await?,
    };
    let allowed = public(found, settings.reach())?;
    allowed.first().copied().ok_or_else(|| Unresolved(nowhere()).into())
}

fn look_up(lookup: Option<&Lookup>, host: &str) -> Looking {
    match lookup {
        Some(lookup) => (lookup.0)(host.to_owned()),
        None => {
            let host = host.to_owned();
            Box::pin(async move {
                let found = tokio::net::lookup_host((host.as_str(), 0)).await?;
                Ok(found.map(|address| address.ip()).collect())
            })
        }
    }
}

/// Those that may be reached; if there is none, why.
fn public(found: Vec<IpAddr>, reach: Reach) -> Result<Vec<IpAddr>, Box<dyn std::error::Error + Send + Sync>> {
    let Some(first) = found.first().copied() else { return Err(Unresolved(nowhere()).into()) };
    let allowed: Vec<IpAddr> = found.into_iter().filter(|number| may_reach(*number, reach)).collect();
    if allowed.is_empty() { Err(Refused(first).into()) } else { Ok(allowed) }
}

fn nowhere() -> io::Error {
    io::Error::other("the name has no address")
}

/// What the resolver says of a name that nobody knows.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct Unresolved(pub io::Error);

/// What the resolver says when a name has only numbers that must not be reached.
#[derive(Debug, thiserror::Error)]
#[error("{0} is not public")]
pub(crate) struct Refused(pub IpAddr);

fn may_reach(number: IpAddr, reach: Reach) -> bool {
    match number {
        _ if reach == Reach::Anywhere => true,
        IpAddr::V4(number) => is_public(number) || reach == Reach::Loopback && number.is_loopback(),
        IpAddr::V6(number) => match carried(number) {
            Some(carried) => may_reach(IpAddr::V4(carried), reach),
            None => is_public_v6(number) || reach == Reach::Loopback && number.is_loopback(),
        },
    }
}

/// The IPv4 number inside an IPv6 one: mapped (`::ffff:0:0/96`), or translated by a network (`64:ff9b::/96`).
fn carried(number: Ipv6Addr) -> Option<Ipv4Addr> {
    match number.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            let [[a, b], [c, d]] = [high.to_be_bytes(), low.to_be_bytes()];
            Some(Ipv4Addr::new(a, b, c, d))
        }
        _ => number.to_ipv4_mapped(),
    }
}

/// The ranges that IANA's special-purpose registry keeps off the public network.
fn is_public(number: Ipv4Addr) -> bool {
    let [a, b, c, _] = number.octets();
    let is_this_network = a == 0;
    let is_carrier_shared = a == 100 && (64..128).contains(&b);
    let is_protocol = (a, b, c) == (192, 0, 0);
    let is_benchmark = a == 198 && (b == 18 || b == 19);
    let is_multicast_or_reserved = a >= 224;
    !(number.is_private()
        || number.is_loopback()
        || number.is_link_local()
        || number.is_documentation()
        || is_this_network
        || is_carrier_shared
        || is_protocol
        || is_benchmark
        || is_multicast_or_reserved)
}

/// Global unicast is `2000::/3`, less its documentation and the tunnels that carry an IPv4 number.
fn is_public_v6(number: Ipv6Addr) -> bool {
    match number.segments() {
        [0x2001, 0 | 0xdb8, ..] | [0x2002, ..] => false,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn s01_refuses_numbers_that_are_not_public() {
        for host in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "2130706433",
            "0x7f.1",
            "[::1]",
            "[::]",
            "[fd00::1]",
            "[fe80::1]",
            "[::ffff:10.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[ff02::1]",
        ] {
            let error = parse(&format!("http://{host}/pef.csv"), Reach::Public).unwrap_err();
            assert!(matches!(error, FetchError::NotPublic { .. }), "{host}: {error}");
        }
        for host in ["finanzas.example", "1.1.1.1", "[2606:4700::1111]", "[64:ff9b::101:101]"] {
            parse(&format!("https://{host}/pef.csv"), Reach::Public).unwrap();
        }
    }

    #[test]
    fn s01_loopback_is_allowed_on_demand_and_nothing_else_with_it() {
        parse("http://127.0.0.1:8080/pef.csv", Reach::Loopback).unwrap();
        parse("http://[::1]:8080/pef.csv", Reach::Loopback).unwrap();
        assert!(parse("http://10.0.0.1/pef.csv", Reach::Loopback).is_err());
    }

    #[test]
    fn an_address_that_a_person_typed_may_be_anywhere() {
        parse("http://10.0.0.1/erario/", Reach::Anywhere).unwrap();
        assert!(parse("file:///etc/passwd", Reach::Anywhere).is_err());
    }

    #[test]
    fn s01_refuses_other_schemes() {
        for url in ["file:///etc/passwd", "ftp://finanzas.example/pef.csv", "data:text/csv,a", "pef.csv"] {
            assert!(matches!(parse(url, Reach::Loopback), Err(FetchError::Url { .. })), "{url}");
        }
    }

    #[test]
    fn s10_an_address_with_a_password_is_refused_and_not_repeated() {
        let message = parse("https://ana:s3cret@finanzas.example/pef.csv", Reach::Public).unwrap_err().to_string();
        assert!(!message.contains("s3cret") && !message.contains("ana:"), "{message}");
    }

    proptest! {
        #[test]
        fn s01_a_number_is_judged_alike_however_it_is_wrapped(bits: u32, is_local: bool) {
            let reach = if is_local { Reach::Loopback } else { Reach::Public };
            let number = Ipv4Addr::from_bits(bits);
            let mapped = IpAddr::V6(number.to_ipv6_mapped());
            prop_assert_eq!(may_reach(IpAddr::V4(number), reach), may_reach(mapped, reach));
        }
    }
}
