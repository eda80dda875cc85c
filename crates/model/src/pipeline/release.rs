//! The pipeline file of the release itself: what is chosen once for all datasets.

use schemars::JsonSchema;
use serde::Deserialize;

use super::PipelineError;

/// `pipelines/release.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseFile {
    /// How amounts of different years are made comparable. Without it, the release has no amounts in constant pesos.
    #[serde(default)]
    pub prices: Option<Prices>,
    /// Whom publishers can write to about this installation, an address of mail or of a page: told with every request,
    /// where a pipeline has no `source.contact` of its own.
    #[serde(default)]
    pub contact: Option<String>,
    /// Who answers for the releases, as catalogues name it: the office, by its full name.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Where the folder of releases will stand on the web: `https://datos.example.mx/erario/`. A catalogue that copies
    /// the metadata of a release then still knows where its files are; without it, they are told by their place beside
    /// the metadata.
    #[serde(default)]
    pub address: Option<WebFolder>,
}

/// The address of a folder on the web, with the stroke at its end.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
pub struct WebFolder(String);

impl WebFolder {
    /// The address of something in it.
    pub fn join(&self, name: &str) -> String {
        format!("{}{name}", self.0)
    }
}

impl TryFrom<String> for WebFolder {
    type Error = String;

    fn try_from(text: String) -> Result<WebFolder, String> {
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let is_plain =
            |host: &str| !host.starts_with('/') && !host.contains(|c: char| c.is_whitespace() || "?#<>\"".contains(c));
        if !host.is_some_and(|host| !host.is_empty() && is_plain(host)) {
            return Err(format!(
                "found `{text}`, expected the address of a folder, as `https://datos.example.mx/erario/`"
            ));
        }
        let end = if text.ends_with('/') { "" } else { "/" };
        Ok(WebFolder(format!("{text}{end}")))
    }
}

/// Constant pesos.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Prices {
    /// The year whose prices the amounts are in. All twelve months of it must be in the index.
    pub base_year: i32,
    /// The index, as `index_code` names it in the table `price_index`.
    pub index: String,
}

impl ReleaseFile {
    /// Its name, beside the folders of the publishers.
    pub const FILE: &str = "release.toml";

    /// Reads the file. `path` is where it stands in the project.
    pub fn parse(path: &str, toml: &str) -> Result<ReleaseFile, PipelineError> {
        toml::from_str(toml).map_err(|error| PipelineError::syntax(path, toml, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_year_and_the_index_are_read() {
        let file = ReleaseFile::parse("release.toml", "[prices]\nbase_year = 2023\nindex = \"INPC\"\n").unwrap();
        assert_eq!(file.prices, Some(Prices { base_year: 2023, index: "INPC".to_owned() }));
        assert_eq!(ReleaseFile::parse("release.toml", "").unwrap(), ReleaseFile::default());
    }

    #[test]
    fn an_address_is_one_of_the_web_and_ends_with_a_stroke() {
        let read = |address: &str| ReleaseFile::parse("release.toml", &format!("address = \"{address}\"\n"));
        for given in ["https://datos.example.mx/erario", "https://datos.example.mx/erario/"] {
            let address = read(given).unwrap().address.unwrap();
            assert_eq!(address.join("releases.json"), "https://datos.example.mx/erario/releases.json");
        }
        for wrong in ["", "datos.example.mx", "ftp://datos.example.mx/", "https:///erario", "https://a.mx/?b=1"] {
            let error = read(wrong).unwrap_err();
            assert_eq!(error.line, 1);
            assert!(error.to_string().contains("expected the address of a folder"), "{error}");
        }
    }

    #[test]
    fn an_unknown_key_names_the_nearest_one_and_the_line() {
        let error = ReleaseFile::parse("release.toml", "[prices]\nbase_yaer = 2023\n").unwrap_err();
        assert_eq!((error.line, error.hint.as_str()), (2, "did you mean `base_year` instead of `base_yaer`?"));
    }
}
