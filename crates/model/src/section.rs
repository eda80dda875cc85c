//! Sections of the formats of the Ley de Disciplina Financiera, which print the whole list twice: money that is free to
//! spend, and money that is earmarked.

/// `I` not earmarked, `II` earmarked; the format of revenue has `III` and `IV` below them.
const SECTIONS: [&str; 4] = ["I", "II", "III", "IV"];

/// The section that a place in a classification stands in, and the place within it; `None` if it is the section itself.
///
/// ```
/// use erario_model::split_section;
/// assert_eq!(split_section("I.1000"), (Some("I"), Some("1000")));
/// assert_eq!(split_section("II"), (Some("II"), None));
/// assert_eq!(split_section("2.5"), (None, Some("2.5")));
/// ```
pub fn split_section(node: &str) -> (Option<&str>, Option<&str>) {
    match node.split_once('.') {
        Some((section, code)) if SECTIONS.contains(&section) => (Some(section), Some(code)),
        None if SECTIONS.contains(&node) => (Some(node), None),
        _ => (None, Some(node)),
    }
}
