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
    /// The words in this language.
    pub fn say<'a>(self, es: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Es => es,
            Lang::En => en,
        }
    }
}
