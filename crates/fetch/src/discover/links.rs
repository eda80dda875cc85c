//! The links of a page.

use scraper::{Html, Selector};
use url::Url;

use super::Entry;

/// Every address that a page links to, once, with the text of its first link.
pub(super) fn of(html: &str, page: &Url) -> Vec<Entry> {
    let page_of = |selector: &str| Selector::parse(selector).expect("it is written here");
    let document = Html::parse_document(html);
    let base = document.select(&page_of("base[href]")).next();
    let base = base.and_then(|base| page.join(base.attr("href")?).ok()).unwrap_or_else(|| page.clone());
    let mut entries: Vec<Entry> = Vec::new();
    for link in document.select(&page_of("a[href], area[href]")) {
        let Some(mut url) = link.attr("href").and_then(|href| base.join(href.trim()).ok()) else { continue };
        url.set_fragment(None);
        if !matches!(url.scheme(), "http" | "https") || entries.iter().any(|entry| entry.url == url.as_str()) {
            continue;
        }
        let text = link.text().collect::<String>();
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        entries.push(Entry { url: url.into(), name, resource: None });
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_read_as_a_browser_reads_them() {
        let html = "<base href='/datos/'><p><a href='CSV/PEF_2016.csv#top'>\n Presupuesto\n 2016 </a><a HREF = ../x.csv>x\
                    <a href='mailto:a@b.example'>mail</a><a href='javascript:go()'>go</a><a>none</a>\
                    <a href='CSV/PEF_2016.csv'>again</a><a href='https://files.example/a b.csv?c=1&amp;d=2'>b";
        let page = "https://finanzas.example/index.html".parse().unwrap();
        let found: Vec<(String, String)> = of(html, &page).into_iter().map(|entry| (entry.url, entry.name)).collect();
        assert_eq!(
            found,
            [
                ("https://finanzas.example/datos/CSV/PEF_2016.csv", "Presupuesto 2016"),
                ("https://finanzas.example/x.csv", "x"),
                ("https://files.example/a%20b.csv?c=1&d=2", "b"),
            ]
            .map(|(url, name)| (url.to_owned(), name.to_owned()))
        );
    }
}
