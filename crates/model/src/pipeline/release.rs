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
    fn an_unknown_key_names_the_nearest_one_and_the_line() {
        let error = ReleaseFile::parse("release.toml", "[prices]\nbase_yaer = 2023\n").unwrap_err();
        assert_eq!((error.line, error.hint.as_str()), (2, "did you mean `base_year` instead of `base_yaer`?"));
    }
}
