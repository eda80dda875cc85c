//! Patterns with `*`, for headers and the members of a zip.

/// Whether the whole text fits a pattern in which `*` stands for any run of characters, `/` included.
pub fn fits_wildcard(pattern: &str, name: &str) -> bool {
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else { return false };
    let mut open_end = false;
    let parts: Vec<&str> = parts.collect();
    for (place, part) in parts.iter().enumerate() {
        open_end = part.is_empty();
        let found = if place + 1 == parts.len() {
            rest.ends_with(part).then(|| rest.len() - part.len())
        } else {
            rest.find(part)
        };
        match found {
            Some(start) => rest = &rest[start + part.len()..],
            None => return false,
        }
    }
    open_end || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::fits_wildcard;

    #[test]
    fn a_star_stands_for_any_run() {
        assert!(fits_wildcard("*.csv", "Presupuesto_2016.csv"));
        assert!(fits_wildcard("*Presupuesto*.csv", "a/Presupuesto_2016.csv"));
        assert!(fits_wildcard("GASTO CORRIENTE*", "GASTO CORRIENTE > SUMA"));
        assert!(fits_wildcard("exact", "exact"));
        assert!(!fits_wildcard("*.csv", "a.csv.txt"));
        assert!(!fits_wildcard("exact", "exactly"));
        assert!(!fits_wildcard("ab*ab", "ab"));
    }
}
