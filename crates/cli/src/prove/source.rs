//! Where the files are said to be published, and on which terms, can be.

use erario_model::{Edition, Origin, Source};

use super::Proof;

/// What stands for an edition in a template.
const NAMES: [&str; 3] = ["{edition}", "{year}", "{quarter}"];

impl Proof<'_> {
    pub(super) fn source(&mut self) {
        let pipeline = self.pipeline;
        let source = &pipeline.source;
        let line = self.line_with("[source");
        let ways = [source.url.is_some(), source.page.is_some(), source.ckan.is_some()];
        if ways.into_iter().filter(|is_there| *is_there).count() > 1 && source.url.is_none() {
            let message = "`source` says both `page` and `ckan`, and one file has one place".to_owned();
            self.add(line, message, "take one of the two away");
        }
        self.addresses(line);
        self.portal(line);
        let contact = source.contact.as_deref().unwrap_or_default();
        if !contact.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            let message = "`source.contact` is told in a header, which is plain ASCII".to_owned();
            self.add(self.line_with("contact ="), message, "write an address of mail or of a page");
        }
        for (name, why) in [("plain_http", &source.plain_http), ("ignores_robots", &robots(source))] {
            if why.as_ref().is_some_and(|why| why.trim().is_empty()) {
                let message = format!("`{name}` says not why");
                self.add(self.line_with(&format!("{name} =")), message, "say who agreed to it, and when");
            }
        }
        self.templates(line);
    }

    /// Every address is one of a host that can be asked.
    fn addresses(&mut self, line: usize) {
        let pipeline = self.pipeline;
        let source = &pipeline.source;
        let of_source = [
            ("source.url", source.url.as_ref()),
            ("source.page.url", source.page.as_ref().map(|page| &page.url)),
            ("source.ckan.url", source.ckan.as_ref().map(|ckan| &ckan.url)),
        ];
        let of_editions = pipeline.editions.iter().map(|edition| ("edition.url", edition.url.as_ref()));
        for (key, url) in of_source.into_iter().chain(of_editions) {
            let Some(url) = url else { continue };
            let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
            let host = host.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
            let message = match host {
                Some(host) if host.contains('@') => format!("`{key}` carries a user name, and addresses are released"),
                Some(host) if !host.is_empty() && !host.contains(['{', '*', ' ']) => continue,
                _ => format!("`{key}` is `{url}`, expected an address that begins with https:// and a host"),
            };
            let place = self.line_with(url);
            self.add(if place == 0 { line } else { place }, message, "copy the address from a browser");
        }
    }

    fn portal(&mut self, line: usize) {
        let Some(ckan) = &self.pipeline.source.ckan else { return };
        if ckan.package.is_some() == ckan.search.is_some() {
            let message = "`source.ckan` needs either `package` or `search`".to_owned();
            self.add(line, message, "name the package if all files are in one; search where there are several");
        }
    }

    /// A template must tell the editions apart, and have something of each to do so.
    fn templates(&mut self, line: usize) {
        let source = &self.pipeline.source;
        let templates = [
            ("source.url", source.url.as_ref()),
            ("source.page.link", source.page.as_ref().map(|page| &page.link)),
            ("source.ckan.name", source.ckan.as_ref().map(|ckan| &ckan.name)),
        ];
        let pipeline = self.pipeline;
        let is_found =
            |edition: &&Edition| edition.url.is_none() && !matches!(pipeline.origin(edition), Origin::ByHand);
        let found: Vec<&Edition> = pipeline.editions.iter().filter(is_found).collect();
        let mut told = Vec::new();
        for (key, template) in templates {
            let Some(template) = template else { continue };
            for edition in &found {
                let filled = edition.fill(template);
                if let Some(left) = left_over(&filled) {
                    let known = if NAMES.contains(&left) {
                        format!("edition `{}` has no `{left}`", edition.id)
                    } else {
                        format!("`{left}` is unknown, expected {}", NAMES.join(", "))
                    };
                    told.push((
                        format!("`{key}`: {known}"),
                        "write `{edition}`, or give that edition a `url` of its own",
                    ));
                    break;
                }
            }
            if let [one, other, ..] = found.as_slice()
                && one.fill(template) == other.fill(template)
            {
                let message = format!("`{key}` is the same for the editions `{}` and `{}`", one.id, other.id);
                told.push((message, "put `{edition}` or `{year}` where their files differ"));
            }
        }
        for (message, hint) in told {
            self.add(line, message, hint);
        }
    }
}

fn robots(source: &Source) -> Option<String> {
    source.page.as_ref().and_then(|page| page.ignores_robots.clone())
}

/// The first name in braces that nothing was put in the place of.
fn left_over(filled: &str) -> Option<&str> {
    let start = filled.find('{')?;
    let end = filled[start..].find('}')?;
    Some(&filled[start..=start + end])
}
