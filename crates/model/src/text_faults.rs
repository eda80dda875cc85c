//! Faults of a text that no reader would want: letters that were decoded wrongly, characters that nobody sees, and what
//! a spreadsheet would run as a formula.

/// One kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextFault {
    /// Letters decoded with the wrong table: `EducaciÃ³n`, `Educaci¢n`, `Educaci?n`.
    Mojibake,
    /// Control characters, those without width, and marks that turn the direction of reading, so that a text says
    /// another thing than it shows. Line breaks and tabs are none.
    Invisible,
    /// A spreadsheet that opens the table runs it.
    Formula,
}

impl TextFault {
    pub const ALL: [TextFault; 3] = [TextFault::Mojibake, TextFault::Invisible, TextFault::Formula];

    /// The slug of the rule that tells it.
    pub fn rule(self) -> &'static str {
        match self {
            TextFault::Mojibake => "mojibake",
            TextFault::Invisible => "invisible-characters",
            TextFault::Formula => "formula-in-text",
        }
    }

    /// The faults of a text, each kind once.
    pub fn all(text: &str) -> impl Iterator<Item = TextFault> + '_ {
        let is_plain = is_plain(text);
        TextFault::ALL.into_iter().filter(move |fault| !is_plain && fault.is_in(text))
    }

    fn is_in(self, text: &str) -> bool {
        match self {
            TextFault::Mojibake => is_mojibake(text),
            TextFault::Invisible => text.chars().any(is_invisible),
            TextFault::Formula => is_formula(text),
        }
    }
}

/// Nearly every text: ASCII that begins with a letter or a digit, without a question mark.
fn is_plain(text: &str) -> bool {
    text.as_bytes().first().is_none_or(u8::is_ascii_alphanumeric)
        && text.bytes().all(|byte| (b' '..0x7f).contains(&byte) && byte != b'?')
}

fn is_mojibake(text: &str) -> bool {
    let letters: Vec<char> = text.chars().collect();
    let pairs = letters.windows(2).any(|pair| {
        match pair[0] {
            // UTF-8 read as Windows-1252: two or three characters for one letter.
            'Ã' => is_trail(pair[1]),
            'Â' => ('\u{a0}'..='\u{bf}').contains(&pair[1]),
            'â' => pair[1] == '€' || pair[1] == '\u{80}',
            // UTF-8 read as code page 850 or 437.
            '├' | '┬' => true,
            _ => false,
        }
    });
    // Code page 850 read as Latin-1, and letters that were lost: in the middle of a word, signs are none.
    let lost = |sign: char| {
        matches!(sign, '¢' | '¤' | '¡' | '£') || sign == '?' && !text.contains("://") && !text.contains('¿')
    };
    let inside = letters.windows(3).any(|three| three[0].is_lowercase() && lost(three[1]) && three[2].is_lowercase());
    pairs || inside || letters.contains(&char::REPLACEMENT_CHARACTER)
}

/// What Windows-1252 shows for the second byte of a letter of two.
fn is_trail(letter: char) -> bool {
    ('\u{80}'..='\u{bf}').contains(&letter) || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(letter)
}

/// A character that nobody sees: one of control other than line breaks and tabs, one without width, or a mark that
/// turns the direction of reading.
pub fn is_invisible(letter: char) -> bool {
    let has_no_width = matches!(letter, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}');
    let turns =
        matches!(letter, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t') || has_no_width || turns
}

/// A dash before a name and a sign before a number run nothing.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start();
    let Some(rest) = text.strip_prefix(['=', '+', '-', '@']) else { return false };
    let begins =
        rest.starts_with(|first: char| first.is_ascii_alphanumeric() || matches!(first, '(' | '+' | '-' | '"'));
    begins && (text.starts_with('=') || rest.contains(['(', '!'])) && !rest.starts_with(' ')
}

#[cfg(test)]
mod tests {
    use super::TextFault::{self, *};

    fn faults(text: &str) -> Vec<TextFault> {
        TextFault::all(text).collect()
    }

    #[test]
    fn spanish_names_have_no_fault() {
        for text in [
            "",
            "Educación",
            "ÑÁÉÍÓÚ Ü ñandú",
            "Instituto (antes - Centro) 50%",
            "- Otros",
            "-5.00",
            "+52 998",
            "¿Por qué?no",
            "https://x.mx/a?b",
            "Renglón\ncon salto",
            "SÃO PAULO",
            "São Tomé",
            "Âmbar",
            "1.1%",
            "£ 5 y ¢ 20",
        ] {
            assert_eq!(faults(text), [], "{text:?}");
        }
    }

    #[test]
    fn letters_that_were_decoded_wrongly_are_told() {
        for text in [
            "EducaciÃ³n",
            "EDUCACIÃ“N",
            "aÃ±o",
            "Educaci¢n",
            "Espa¤a",
            "Administraci?n",
            "a\u{fffd}o",
            "â€œsocialâ€",
            "Educaci├│n",
        ] {
            assert_eq!(faults(text), [Mojibake], "{text:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_told() {
        assert_eq!(faults("Tot\u{200b}al"), [Invisible]);
        assert_eq!(faults("Total\u{0}"), [Invisible]);
        assert_eq!(faults("\u{202e}latoT"), [Invisible]);
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_told() {
        for text in ["=1+2", "=HYPERLINK(\"http://x\")", "@SUM(A1)", "-cmd!A1", "+SUM(1)"] {
            assert_eq!(faults(text), [Formula], "{text:?}");
        }
    }
}
