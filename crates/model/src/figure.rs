//! One id for a figure, everywhere: vintages, findings, themes, pages and questions all use it.

use std::fmt;
use std::str::FromStr;

use crate::{slug, split_section};

/// `table/jurisdiction[/entity]/year/code[/earmarked|/free]/phase`, ASCII, never with the edition.
///
/// `…@edition` cites one state of the figure.
///
/// ```
/// use erario_model::FigureId;
/// let id: FigureId = "spending_by_function/23/2024/2.5/approved@2026-aprobado".parse().unwrap();
/// assert_eq!(id.code, "2.5");
/// assert_eq!(id.edition.as_deref(), Some("2026-aprobado"));
/// assert_eq!(id.to_string(), "spending_by_function/23/2024/2.5/approved@2026-aprobado");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId {
    pub table: String,
    pub jurisdiction: String,
    pub entity: Option<String>,
    pub fiscal_year: i32,
    pub code: String,
    /// `Some(true)` for etiquetado, `Some(false)` for no etiquetado, `None` where the source does not tell them apart.
    pub is_earmarked: Option<bool>,
    pub phase: String,
    pub edition: Option<String>,
}

#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "`{0}` is no figure id; expected `table/jurisdiction[/entity]/year/code[/earmarked|/free]/phase[@edition]`, such as `spending_by_function/23/2024/2.5/approved`"
)]
pub struct FigureIdError(String);

impl FigureId {
    /// The code of a row, from its columns and their values: codes as they are where they are plain, names as slugs.
    ///
    /// A total that is not broken down has no code of the leaves; then its place in the classification is its code. The
    /// section is no part of it: the id says beside it whether the money is earmarked.
    pub fn code_of<'a>(parts: impl Iterator<Item = (&'a str, &'a str)>, node: Option<&str>) -> String {
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
        let part = |(column, value): (&str, &str)| match is_plain(value) && !column.ends_with("_name") {
            true => value.to_owned(),
            false => slug(value),
        };
        let code: Vec<String> = parts.map(part).filter(|part| !part.is_empty()).collect();
        if !code.is_empty() {
            return code.join("-");
        }
        node.and_then(|node| split_section(node).1).unwrap_or("total").replace('/', "-")
    }

    /// The figure in all its years and amounts: the id without them, `table/jurisdiction[/entity]/code[/earmarked|/free]`.
    ///
    /// ```
    /// use erario_model::FigureId;
    /// let id: FigureId = "spending_by_function/23/2024/2.5/approved@2026-aprobado".parse().unwrap();
    /// assert_eq!(id.series(), "spending_by_function/23/2.5");
    /// ```
    pub fn series(&self) -> String {
        let section = self.is_earmarked.map(|is_earmarked| if is_earmarked { "earmarked" } else { "free" });
        let parts =
            [Some(self.table.as_str()), Some(&self.jurisdiction), self.entity.as_deref(), Some(&self.code), section];
        parts.into_iter().flatten().collect::<Vec<_>>().join("/")
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.table, self.jurisdiction)?;
        if let Some(entity) = &self.entity {
            write!(f, "/{entity}")?;
        }
        write!(f, "/{}/{}", self.fiscal_year, self.code)?;
        match self.is_earmarked {
            Some(true) => write!(f, "/earmarked")?,
            Some(false) => write!(f, "/free")?,
            None => {}
        }
        write!(f, "/{}", self.phase)?;
        match &self.edition {
            Some(edition) => write!(f, "@{edition}"),
            None => Ok(()),
        }
    }
}

impl FromStr for FigureId {
    type Err = FigureIdError;

    fn from_str(text: &str) -> Result<Self, FigureIdError> {
        let error = || FigureIdError(text.to_owned());
        let is_plain = |part: &str| part.bytes().all(|b| b.is_ascii_graphic());
        let (path, edition) = match text.split_once('@') {
            Some((path, edition)) if !edition.is_empty() => (path, Some(edition.to_owned())),
            Some(_) => return Err(error()),
            None => (text, None),
        };
        let parts: Vec<&str> = path.split('/').collect();
        if parts.iter().any(|part| part.is_empty() || !is_plain(part)) {
            return Err(error());
        }
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
        let (entity, rest) = match parts.as_slice() {
            [_, _, year, rest @ ..] if is_year(year) && matches!(rest.len(), 2 | 3) => (None, &parts[2..]),
            [_, _, entity, year, ..] if is_year(year) => (Some((*entity).to_owned()), &parts[3..]),
            _ => return Err(error()),
        };
        let (code, is_earmarked, phase) = match rest {
            [_, code, phase] => (code, None, phase),
            [_, code, "earmarked", phase] => (code, Some(true), phase),
            [_, code, "free", phase] => (code, Some(false), phase),
            _ => return Err(error()),
        };
        Ok(FigureId {
            table: parts[0].to_owned(),
            jurisdiction: parts[1].to_owned(),
            entity,
            fiscal_year: rest[0].parse().map_err(|_| error())?,
            code: (*code).to_owned(),
            is_earmarked,
            phase: (*phase).to_owned(),
            edition,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_not_broken_down_has_the_code_of_its_place_in_whichever_section() {
        let code = |node| FigureId::code_of(std::iter::empty(), node);
        assert_eq!([Some("1000"), Some("II.1000"), Some("II"), None].map(code), ["1000", "1000", "total", "total"]);
        assert_eq!(FigureId::code_of([("object_code", "1100")].into_iter(), Some("I.1100")), "1100");
    }

    #[test]
    fn refuses_what_is_not_a_figure() {
        for text in [
            "",
            "a/b",
            "t/23/24/2.5/approved",
            "t/23/2024//approved",
            "t/23/2024/2.5/approved@",
            "t/23/2024/é/approved",
        ] {
            assert!(text.parse::<FigureId>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn text_and_back_is_the_same(
            table in "[a-z_]{3,12}", jurisdiction in "[0-9]{2}|[0-9]{5}", entity in proptest::option::of("[a-z]{3,8}"),
            fiscal_year in 1990..2100i32, code in "[a-z0-9.]{1,8}", is_earmarked in proptest::option::of(any::<bool>()),
            phase in "[a-z]{4,8}", edition in proptest::option::of("[a-z0-9-]{4,8}"),
        ) {
            prop_assume!(code != "earmarked" && code != "free");
            let id = FigureId { table, jurisdiction, entity, fiscal_year, code, is_earmarked, phase, edition };
            prop_assert_eq!(id.to_string().parse::<FigureId>().unwrap(), id);
        }
    }
}
