//! `same-bytes`: one file that arrived as two editions.

use std::collections::BTreeMap;

use erario_model::{Finding, Rules, SourceFile};

/// The editions of a dataset whose files are the same byte by byte. `files` has one file an edition, in the order in
/// which the dataset declares them.
pub fn same_bytes(files: &[SourceFile], rules: &Rules) -> Vec<Finding> {
    let rule = rules.by_slug("same-bytes");
    let mut first: BTreeMap<(&str, &str, &str), &SourceFile> = BTreeMap::new();
    let mut findings = Vec::new();
    for file in files {
        let earlier = *first.entry((&file.publisher, &file.dataset, &file.sha256)).or_insert(file);
        if earlier.edition == file.edition {
            continue;
        }
        let finding = Finding {
            publisher: file.publisher.clone(),
            dataset: file.dataset.clone(),
            edition: file.edition.clone(),
            source_id: Some(file.source_id.clone()),
            found: Some(file.edition.clone()),
            expected: Some(earlier.edition.clone()),
            ..rule.finding()
        };
        let place = format!("{}/{}", file.publisher, file.dataset);
        findings.push(rule.say(finding, &place, &file.file_name, &file.file_name));
    }
    findings
}

#[cfg(test)]
mod tests {
    use erario_model::{Schema, SourceFile};

    use super::same_bytes;

    fn file(dataset: &str, edition: &str, sha256: &str) -> SourceFile {
        SourceFile {
            source_id: format!("mx-a/{dataset}/{edition}@{sha256}"),
            publisher: "mx-a".to_owned(),
            dataset: dataset.to_owned(),
            edition: edition.to_owned(),
            file_name: "cuenta.xlsx".to_owned(),
            url: None,
            retrieved_at: String::new(),
            sha256: sha256.to_owned(),
            size_bytes: 1,
            licence_id: String::new(),
            attribution: String::new(),
            arrival: "downloaded",
            is_sample: false,
        }
    }

    #[test]
    fn d13_the_same_file_under_two_editions_is_told_and_in_two_datasets_is_not() {
        let files = [file("a", "1T", "x"), file("a", "2T", "y"), file("a", "3T", "x"), file("b", "3T", "x")];
        let findings = same_bytes(&files, &Schema::embedded().rules);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!((finding.edition.as_str(), finding.expected.as_deref()), ("3T", Some("1T")));
        assert!(finding.message_es.contains("mx-a/a") && finding.message_es.contains("cuenta.xlsx"));
    }
}
