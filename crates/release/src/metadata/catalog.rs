//! `catalog.jsonld`: the release for the catalogues of the world, in
//! [DCAT-AP](https://semiceu.github.io/DCAT-AP/releases/3.0.1/) 3.0.1 and [schema.org](https://schema.org/Dataset) at once.

use std::collections::BTreeMap;
use std::path::Path;

use erario_model::Licence;
use serde_json::{Value, json};

use super::jsonld::{both, document, iri, link, words};
use super::{ABOUT, TITLE, licences, size_of};
use crate::ReleaseError;
use crate::folder::{Release, TableFiles};

const CSV: &str = "text/csv";
/// As registered with IANA in 2024.
const PARQUET: &str = "application/vnd.apache.parquet";
const KEYWORDS: [[&str; 2]; 5] = [
    ["presupuesto", "budget"],
    ["gasto público", "public spending"],
    ["finanzas públicas", "public finance"],
    ["transparencia fiscal", "fiscal transparency"],
    ["México", "Mexico"],
];
/// Authority tables of the Publications Office of the European Union, which DCAT-AP takes its words from.
const AUTHORITY: &str = "http://publications.europa.eu/resource/authority";
const THEMES: [[&str; 3]; 2] = [
    ["GOVE", "Gobierno y sector público", "Government and public sector"],
    ["ECON", "Economía y finanzas", "Economy and finance"],
];
const LANGUAGES: [&str; 2] = ["SPA", "ENG"];
const PUBLISHER: &str = "catalog.jsonld#publisher";
const CONTACT: &str = "catalog.jsonld#contact";
/// The document of all terms, for a table that no single licence covers.
const TERMS: &str = "LICENSE";

pub(super) fn of(
    release: &Release,
    files: &[TableFiles],
    sums: &BTreeMap<String, String>,
    id: &str,
    root: &Path,
) -> Result<Value, ReleaseError> {
    let filled: Vec<&TableFiles> = files.iter().filter(|entry| entry.rows > 0).collect();
    let mut graph = vec![catalog(release, &filled, id)];
    for entry in &filled {
        let mut distributions = vec![(entry.csv.as_str(), CSV)];
        distributions.extend(entry.parquet.iter().map(|path| (path.as_str(), PARQUET)));
        graph.push(dataset(release, entry, id, &distributions));
        for (path, kind) in distributions {
            graph.push(distribution(entry, path, kind, size_of(root, path)?, sums.get(path)));
        }
    }
    graph.extend(referred_to(release, files));
    Ok(document(release.settings, id, "catalog.jsonld", graph))
}

fn catalog(release: &Release, filled: &[&TableFiles], id: &str) -> Value {
    let datasets: Vec<Value> = filled.iter().map(|entry| link(&dataset_id(entry))).collect();
    json!({
        "@id": "./",
        "@type": ["dcat:Catalog", "schema:DataCatalog"],
        "dct:title": both(TITLE),
        "dct:description": both(ABOUT),
        "dct:publisher": link(PUBLISHER),
        "dct:language": LANGUAGES.map(|code| link(&authority("language", code))),
        "dct:license": link(TERMS),
        "dct:issued": date(release),
        "dct:identifier": id,
        "dcat:dataset": datasets,
        "schema:name": both(TITLE),
        "schema:description": both(ABOUT),
        "schema:version": id,
        "schema:dataset": datasets,
    })
}

/// The table itself, whatever form it is read in.
pub(super) fn dataset_id(entry: &TableFiles) -> String {
    format!("catalog.jsonld#{}", entry.table.name)
}

fn dataset(release: &Release, entry: &TableFiles, id: &str, distributions: &[(&str, &str)]) -> Value {
    let table = entry.table;
    let title = [table.title_es.as_str(), table.title_en.as_str()];
    // Search engines ask for 50 characters at least, and some tables need fewer.
    let about = [format!("{} {}", table.description_es, ABOUT[0]), format!("{} {}", table.description_en, ABOUT[1])];
    let keywords = |lang: usize| KEYWORDS.map(|word| word[lang]).join(", ");
    let files: Vec<Value> = distributions.iter().map(|(path, _)| link(&distribution_id(path))).collect();
    let schema = format!("schemas/{}.json", table.name);
    let mut node = json!({
        "@id": dataset_id(entry),
        "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": both(title),
        "dct:description": both([&table.description_es, &table.description_en]),
        "dct:identifier": table.name,
        "dct:publisher": link(PUBLISHER),
        "dct:issued": date(release),
        "dct:language": LANGUAGES.map(|code| link(&authority("language", code))),
        "dct:spatial": link(&authority("country", "MEX")),
        "dct:accessRights": link(&authority("access-right", "PUBLIC")),
        "dct:conformsTo": link(&schema),
        "dcat:version": id,
        "dcat:keyword": KEYWORDS.iter().flat_map(|word| words(*word)).collect::<Vec<_>>(),
        "dcat:theme": THEMES.map(|[code, ..]| link(&authority("data-theme", code))),
        "dcat:distribution": files,
        "schema:name": both(title),
        "schema:description": both([&about[0], &about[1]]),
        "schema:version": id,
        "schema:datePublished": release.time.date(),
        "schema:creator": link(PUBLISHER),
        "schema:license": link(&iri(licence_of(entry))),
        "schema:isAccessibleForFree": true,
        "schema:keywords": both([keywords(0), keywords(1)]),
        "schema:spatialCoverage": "México",
        "schema:distribution": files,
        "schema:variableMeasured": table.amounts().map(|field| field.title_es.as_str()).collect::<Vec<_>>(),
    });
    if release.settings.contact.is_some() {
        node["dcat:contactPoint"] = link(CONTACT);
    }
    if let Some([first, last]) = entry.years {
        let day = |year: i32, day: &str| json!({ "@value": format!("{year:04}-{day}"), "@type": "xsd:date" });
        node["dct:temporal"] = json!({
            "@type": "dct:PeriodOfTime", "dcat:startDate": day(first, "01-01"), "dcat:endDate": day(last, "12-31"),
        });
        node["schema:temporalCoverage"] = Value::from(format!("{first:04}/{last:04}"));
    }
    node
}

fn distribution_id(path: &str) -> String {
    format!("catalog.jsonld#{path}")
}

fn distribution(entry: &TableFiles, path: &str, kind: &str, bytes: u64, sum: Option<&String>) -> Value {
    let rights: Vec<&str> = entry.licences.iter().map(|licence| licence.attribution.as_str()).collect();
    let mut node = json!({
        "@id": distribution_id(path),
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dct:title": path,
        "dcat:accessURL": link(path),
        "dcat:downloadURL": link(path),
        "dcat:mediaType": link(&media_type(kind)),
        "dcat:byteSize": { "@value": bytes.to_string(), "@type": "xsd:nonNegativeInteger" },
        "dct:license": link(&iri(licence_of(entry))),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": link("spdx:checksumAlgorithm_sha256"),
            "spdx:checksumValue": { "@value": sum, "@type": "xsd:hexBinary" },
        },
        "schema:name": path,
        "schema:contentUrl": link(path),
        "schema:encodingFormat": kind,
        "schema:contentSize": format!("{bytes} B"),
        "schema:sha256": sum,
    });
    if !rights.is_empty() {
        node["dct:rights"] = json!({ "@type": "dct:RightsStatement", "rdfs:label": rights });
    }
    node
}

/// One document: a table under several terms is under the one that asks for itself again, if there is one, and else
/// under what the release's own page of terms says of it.
pub(super) fn licence_of<'a>(entry: &TableFiles<'a>) -> &'a str {
    let mut addresses: Vec<&str> = entry.licences.iter().map(|licence| licence.url.as_str()).collect();
    addresses.dedup();
    let mut share_alike: Vec<&str> =
        entry.licences.iter().filter(|licence| licence.share_alike).map(|licence| licence.url.as_str()).collect();
    share_alike.dedup();
    match (addresses.as_slice(), share_alike.as_slice()) {
        ([one], _) | (_, [one]) => one,
        _ => TERMS,
    }
}

/// What the others point to; a validator asks that each says in the same graph what it is.
fn referred_to(release: &Release, files: &[TableFiles]) -> Vec<Value> {
    let name = release.settings.publisher.as_deref().unwrap_or("erario");
    let mut nodes = vec![
        json!({
            "@id": PUBLISHER, "@type": ["foaf:Agent", "schema:Organization"], "foaf:name": name, "schema:name": name,
        }),
        json!({ "@id": TERMS, "@type": "dct:LicenseDocument", "dct:title": both(["Términos por tabla", "Terms by table"]) }),
        json!({ "@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm" }),
        json!({ "@id": authority("country", "MEX"), "@type": "dct:Location" }),
        json!({ "@id": authority("access-right", "PUBLIC"), "@type": "dct:RightsStatement" }),
    ];
    if let Some(contact) = &release.settings.contact {
        let (kind, to) = match contact.contains("://") {
            true => ("vcard:hasURL", contact.clone()),
            false => ("vcard:hasEmail", format!("mailto:{contact}")),
        };
        nodes.push(json!({ "@id": CONTACT, "@type": "vcard:Kind", "vcard:fn": name, kind: link(&to) }));
    }
    nodes.extend(LANGUAGES.map(|code| json!({ "@id": authority("language", code), "@type": "dct:LinguisticSystem" })));
    nodes.extend([CSV, PARQUET].map(|kind| json!({ "@id": media_type(kind), "@type": "dct:MediaType" })));
    nodes.extend(THEMES.map(|[code, es, en]| {
        json!({ "@id": authority("data-theme", code), "@type": "skos:Concept", "skos:prefLabel": both([es, en]) })
    }));
    let terms: BTreeMap<&str, &Licence> =
        licences(files).into_iter().map(|licence| (licence.url.as_str(), licence)).collect();
    nodes.extend(terms.into_iter().map(|(address, licence)| {
        json!({ "@id": iri(address), "@type": "dct:LicenseDocument", "dct:title": licence.title, "dct:identifier": licence.id })
    }));
    let standard = |entry: &TableFiles| json!({ "@id": format!("schemas/{}.json", entry.table.name), "@type": "dct:Standard", "dct:title": entry.table.name });
    nodes.extend(files.iter().filter(|entry| entry.rows > 0).map(standard));
    nodes
}

fn authority(list: &str, code: &str) -> String {
    format!("{AUTHORITY}/{list}/{code}")
}

fn media_type(kind: &str) -> String {
    format!("https://www.iana.org/assignments/media-types/{kind}")
}

fn date(release: &Release) -> Value {
    json!({ "@value": release.time.date(), "@type": "xsd:date" })
}

#[cfg(test)]
mod tests {
    use erario_model::Schema;

    use super::*;

    fn licence(id: &str, share_alike: bool) -> Licence {
        Licence {
            id: id.to_owned(),
            title: id.to_owned(),
            url: format!("https://example.org/{id}"),
            attribution: "Fuente".to_owned(),
            share_alike,
        }
    }

    #[test]
    fn a_table_has_one_licence_and_share_alike_wins() {
        let table = Schema::embedded().table("spending_by_function").unwrap();
        let [by, free, odbl] = [licence("by", false), licence("free", false), licence("odbl", true)];
        let of = |licences: Vec<&Licence>| {
            let entry = TableFiles {
                table,
                rows: 1,
                csv: String::new(),
                excel: String::new(),
                parquet: Vec::new(),
                licences: licences.iter().map(|licence| Box::leak(Box::new((*licence).clone())) as &Licence).collect(),
                years: None,
                source_ids: Vec::new(),
            };
            licence_of(&entry).to_owned()
        };
        assert_eq!(of(vec![&by]), by.url);
        assert_eq!(of(vec![&by, &by]), by.url);
        assert_eq!(of(vec![&by, &odbl]), odbl.url);
        assert_eq!(of(vec![&by, &free]), TERMS);
        assert_eq!(of(vec![]), TERMS);
    }
}
