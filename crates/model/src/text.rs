//! Two small rules about text that several stages must apply alike.

/// Trims and turns every run of white space (no-break spaces and line breaks included) into one space.
///
/// ```
/// assert_eq!(erario_model::collapse_spaces("  Remuneraciones al \u{a0} Personal\n"), "Remuneraciones al Personal");
/// ```
pub fn collapse_spaces(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    collapsed
}

/// ASCII, lower case, hyphens between words: how a name becomes part of an id.
///
/// ```
/// assert_eq!(erario_model::slug("Educación Pública"), "educacion-publica");
/// assert_eq!(erario_model::slug("0.136% de la RFP"), "0-136-de-la-rfp");
/// assert_eq!(erario_model::slug("Educacio\u{301}n"), "educacion", "an accent apart from its letter");
/// ```
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    let is_apart = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    for letter in name.chars().filter(|letter| !is_apart(letter)) {
        let plain = match letter.to_lowercase().next().unwrap_or(letter) {
            'á' | 'à' | 'ä' | 'â' => 'a',
            'é' | 'è' | 'ë' | 'ê' => 'e',
            'í' | 'ì' | 'ï' | 'î' => 'i',
            'ó' | 'ò' | 'ö' | 'ô' => 'o',
            'ú' | 'ù' | 'ü' | 'û' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other => other,
        };
        if plain.is_ascii_alphanumeric() {
            slug.push(plain);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// A number as people read it.
///
/// ```
/// assert_eq!(erario_model::grouped(1_234_567), "1,234,567");
/// ```
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (place, digit) in digits.char_indices() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
