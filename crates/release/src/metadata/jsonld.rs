//! Small words of JSON-LD that more than one file of metadata says.

use erario_model::ReleaseFile;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::{Value, json};

/// What no address may hold as it is: the delimiters of RFC 3987, which publishers' links do hold.
const NOT_IN_ADDRESSES: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// A document: what it says, with the words it says it in. Files are told by their place beside the document, unless the
/// project says at what address its releases stand.
pub(super) fn document(settings: &ReleaseFile, id: &str, name: &str, graph: Vec<Value>) -> Value {
    let mut context = json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "prov": "http://www.w3.org/ns/prov#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "spdx": "http://spdx.org/rdf/terms#",
        "vcard": "http://www.w3.org/2006/vcard/ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    });
    if let Some(address) = &settings.address {
        context["@base"] = Value::from(address.join(&format!("{id}/{name}")));
    }
    json!({ "@context": context, "@graph": graph })
}

pub(super) fn link(address: &str) -> Value {
    json!({ "@id": address })
}

/// A text in Spanish and in English.
pub(super) fn both<S: AsRef<str>>(text: [S; 2]) -> Value {
    Value::from(words(text).to_vec())
}

pub(super) fn words<S: AsRef<str>>([es, en]: [S; 2]) -> [Value; 2] {
    [json!({ "@value": es.as_ref(), "@language": "es" }), json!({ "@value": en.as_ref(), "@language": "en" })]
}

/// An address as RDF lets it be.
pub(super) fn iri(address: &str) -> String {
    utf8_percent_encode(address, NOT_IN_ADDRESSES).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_spaces_is_still_an_address() {
        assert_eq!(iri("https://example.mx/Cuenta Pública.xlsx"), "https://example.mx/Cuenta%20P%C3%BAblica.xlsx");
        assert_eq!(iri("https://example.mx/a%20b?c=1&d=2#e"), "https://example.mx/a%20b?c=1&d=2#e");
    }

    #[test]
    fn the_address_of_releases_is_the_base_of_all_others() {
        let settings = ReleaseFile::parse("release.toml", "address = \"https://datos.example.mx/erario\"").unwrap();
        let base = |settings| {
            document(settings, "2026-01-01.1-abc", "catalog.jsonld", Vec::new())["@context"]["@base"].clone()
        };
        assert_eq!(base(&settings), "https://datos.example.mx/erario/2026-01-01.1-abc/catalog.jsonld");
        assert_eq!(base(&ReleaseFile::default()), Value::Null);
    }
}
