//! `<publisher>/<dataset>`: the one address of a dataset in folders, pipelines, the store and releases.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The address of a dataset, such as `mx-shcp/pef`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Address {
    pub publisher: String,
    pub dataset: String,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no dataset address; expected `<publisher>/<dataset>` in lower-case letters, digits and hyphens, such as `mx-shcp/pef`"
)]
pub struct AddressError(String);

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let is_name = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        match text.split_once('/') {
            Some((publisher, dataset)) if is_name(publisher) && is_name(dataset) => {
                Ok(Address { publisher: publisher.to_owned(), dataset: dataset.to_owned() })
            }
            _ => Err(AddressError(text.to_owned())),
        }
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;
    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl From<Address> for String {
    fn from(address: Address) -> String {
        address.to_string()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.publisher, self.dataset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_two_plain_names() {
        assert_eq!("mx-shcp/pef".parse::<Address>().unwrap().to_string(), "mx-shcp/pef");
        for text in ["pef", "mx-shcp/", "/pef", "mx-shcp/../pef", "Mx/pef", "a/b/c"] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }
}
