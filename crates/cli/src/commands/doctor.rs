//! `erario doctor tls`: what a server shows of itself, and what is wrong with it.

use std::fmt::Write;

use erario_fetch::{Certificate, Fetcher, TlsReport};
use serde_json::{Value, json};

use crate::args::{Args, Doctor};
use crate::exit::{DONE, Failure, NETWORK};
use crate::fetching;
use crate::output;

pub fn doctor(args: &Args, command: &Doctor) -> Result<u8, Failure> {
    let Doctor::Tls { url, extra_ca } = command;
    let pem = extra_ca.as_ref().map(|path| std::fs::read_to_string(path).map_err(Failure::read(path.display())));
    let pem = pem.transpose()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::read("the asynchronous runtime"))?;
    // `erario doctor tls www.example.org` is what people write.
    let address = if url.contains("://") { url.clone() } else { format!("https://{url}") };
    let fetcher = Fetcher::new(fetching::settings());
    let report = runtime
        .block_on(fetcher.inspect_tls(&address, pem.as_deref()))
        .map_err(|error| Failure::Doctor { error: Box::new(error) })?;
    if args.json {
        let chain: Vec<Value> = report.chain.iter().map(row).collect();
        let pinned: Vec<Value> = report.pinned.iter().map(row).collect();
        let fault = report.fault.as_ref();
        let fault = fault.map(|fault| json!({ "id": fault.id(), "message": fault.to_string(), "hint": fault.hint() }));
        output::line(json!({
            "format": 1, "host": report.host, "address": report.number.to_string(), "chain": chain, "pinned": pinned,
            "fault": fault,
        }))?;
    } else {
        output::line(text(&report).trim_end())?;
    }
    Ok(if report.fault.is_none() { DONE } else { NETWORK })
}

fn row(certificate: &Certificate) -> Value {
    json!({
        "subject": certificate.subject, "issuer": certificate.issuer, "names": certificate.names,
        "from": certificate.from, "until": certificate.until, "issuer_url": certificate.issuer_url,
        "sha256": certificate.sha256,
    })
}

fn text(report: &TlsReport) -> String {
    let mut text = format!("{} ({})\n", report.host, report.number);
    for (place, certificate) in report.chain.iter().enumerate() {
        describe(&mut text, &place.to_string(), certificate);
    }
    for certificate in &report.pinned {
        describe(&mut text, "pinned", certificate);
    }
    match &report.fault {
        None => text.push_str("good: the certificates lead to a root that this system trusts\n"),
        Some(fault) => {
            let _ = write!(text, "bad: {fault}\n  hint: {}\n", fault.hint());
        }
    }
    text
}

fn describe(text: &mut String, place: &str, certificate: &Certificate) {
    let Certificate { subject, issuer, names, from, until, issuer_url, sha256 } = certificate;
    let _ = writeln!(text, "{place}: {subject}");
    if !names.is_empty() {
        let _ = writeln!(text, "   for      {}", names.join(", "));
    }
    let _ = writeln!(text, "   issuer   {issuer}");
    if let Some(url) = issuer_url {
        let _ = writeln!(text, "   found at {url}");
    }
    let _ = writeln!(text, "   valid    {from} to {until}");
    let _ = writeln!(text, "   sha256   {sha256}");
}
