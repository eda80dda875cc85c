//! Semantic versions, as far as a promise to readers goes.

use std::str::FromStr;

/// `MAJOR.MINOR.PATCH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    major: u64,
    minor: u64,
    patch: u64,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no version; expected three numbers, such as 0.2.0")]
pub struct VersionError(String);

impl FromStr for Version {
    type Err = VersionError;

    fn from_str(text: &str) -> Result<Self, VersionError> {
        let error = || VersionError(text.to_owned());
        let numbers: Vec<u64> =
            text.split('.').map(str::parse).collect::<Result<_, _>>().map_err(|_: std::num::ParseIntError| error())?;
        let [major, minor, patch] = <[u64; 3]>::try_from(numbers).map_err(|_| error())?;
        Ok(Version { major, minor, patch })
    }
}

impl Version {
    /// The new version warns readers: a higher major number, or before 1.0 a higher minor one. What is no version at all
    /// warns nobody.
    pub fn may_break(old: &str, new: &str) -> bool {
        let (Ok(old), Ok(new)) = (old.parse::<Version>(), new.parse::<Version>()) else { return false };
        new.major > old.major || (new.major == 0 && old.major == 0 && new.minor > old.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_major_number_warns_and_before_the_first_one_a_minor_number() {
        let warned = [("1.4.2", "2.0.0"), ("0.1.0", "0.2.0"), ("0.9.0", "1.0.0")];
        let silent = [("1.4.2", "1.5.0"), ("0.2.0", "0.2.1"), ("0.2.0", "0.2.0"), ("2.0.0", "1.9.9"), ("1.0", "2.0.0")];
        assert!(warned.iter().all(|(old, new)| Version::may_break(old, new)));
        assert!(silent.iter().all(|(old, new)| !Version::may_break(old, new)));
    }
}
