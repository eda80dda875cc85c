//! Names of members that no honest program writes.

/// Why nobody should unpack an archive with such a member; `None` for an ordinary name.
pub(super) fn why_unsafe(name: &str) -> Option<&'static str> {
    let mut letters = name.chars();
    let has_drive = letters.next().is_some_and(|first| first.is_ascii_alphabetic()) && letters.next() == Some(':');
    if name.contains('\0') {
        Some("has a NUL in its name")
    } else if has_drive || name.starts_with(['/', '\\']) {
        Some("has an absolute name")
    } else if name.split(['/', '\\']).any(|component| component == "..") {
        Some("climbs out of its folder")
    } else {
        None
    }
}

/// macOS adds a second member for each file, with what its own programs want to remember.
pub(super) fn is_shadow(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|file| file.starts_with("._"))
}

/// The name as file systems compare it: `./A//b.csv` is `a/b.csv`.
pub(super) fn canonical(name: &str) -> String {
    let components = name.split('/').filter(|component| !matches!(*component, "" | "."));
    components.collect::<Vec<_>>().join("/").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s05_names_that_lead_elsewhere_are_told() {
        for name in ["/etc/passwd", "\\\\server\\a", "C:\\a.csv", "c:a.csv", "../a.csv", "a/../../b", "a\\..\\b", "a\0"]
        {
            assert!(why_unsafe(name).is_some(), "{name}");
        }
        for name in ["a.csv", "datos/2024/a..b.csv", "...", "Año: 2024.csv", "a\\b.csv"] {
            assert_eq!(why_unsafe(name), None, "{name}");
        }
    }

    #[test]
    fn x28_shadows_are_told_by_their_names() {
        assert!(is_shadow("__MACOSX/._a.csv") && is_shadow("._a.csv") && is_shadow("datos/._a.csv"));
        assert!(!is_shadow("a._csv") && !is_shadow("datos/a.csv"));
        assert_eq!(canonical("./A//b.CSV"), "a/b.csv");
    }
}
