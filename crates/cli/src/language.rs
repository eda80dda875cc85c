//! Spanish or English, for what people read.

use crate::args::{Args, Lang};

impl Args {
    /// The language asked for, or the environment's; English where neither says.
    pub fn language(&self) -> Lang {
        self.lang.unwrap_or_else(|| {
            let said = ["LC_ALL", "LC_MESSAGES", "LANG"]
                .iter()
                .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
            if said.is_some_and(|lang| lang.starts_with("es")) { Lang::Es } else { Lang::En }
        })
    }
}

impl Lang {
    /// A number with its noun, singular or plural: Spanish, then English.
    pub fn count(self, number: usize, es: (&str, &str), en: (&str, &str)) -> String {
        let (one, many) = match self {
            Lang::Es => es,
            Lang::En => en,
        };
        format!("{number} {}", if number == 1 { one } else { many })
    }

    /// The words of a pair, Spanish then English, in this language.
    pub fn of<'a>(self, (es, en): (&'a str, &'a str)) -> &'a str {
        self.say(es, en)
    }

    /// The words in this language.
    pub fn say<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Es => es,
            Lang::En => en,
        }
    }
}
