//! Where the file of an edition is: at an address that is known, or where a page or a portal says.

use erario_fetch::{FetchError, Listing, Terms};
use erario_model::{Ckan, Edition, Origin, Page, Pipeline};

use super::{Looker, Wanted};
use crate::exit::Failure;
use crate::project::Project;

/// Larger files than any budget published so far are refused.
const MAX_BYTES: u64 = 4 << 30;

/// A dataset's source, as far as it had to be asked.
pub struct Source {
    pub terms: Terms,
    /// What its page or its portal offers, if an edition is to be found there.
    listing: Option<Listing>,
    /// Where files may be that moved: read once, when the first is missed.
    moved: Option<Option<Listing>>,
}

/// Where a file is.
pub struct Place {
    pub url: String,
    /// A table that a portal holds itself.
    pub table: Option<Table>,
}

pub struct Table {
    pub portal: String,
    pub resource: String,
}

/// What is told to publishers and asked of them for one pipeline.
pub fn terms(project: &Project, pipeline: &Pipeline) -> Result<Terms, Failure> {
    let source = &pipeline.source;
    let contact = source.contact.as_ref().or(project.release.contact.as_ref());
    let program = concat!("erario/", env!("CARGO_PKG_VERSION"));
    let extra_ca = source.extra_ca.as_ref().map(|path| {
        let path = project.root.join(path);
        std::fs::read_to_string(&path).map_err(Failure::read(path.display()))
    });
    Ok(Terms {
        user_agent: contact.map_or_else(|| program.to_owned(), |contact| format!("{program} (+{contact})")),
        hosts: source.hosts.clone(),
        plain_http: source.plain_http.is_some(),
        extra_ca: extra_ca.transpose()?,
        max_bytes: source.max_bytes.unwrap_or(MAX_BYTES),
    })
}

impl Looker<'_> {
    /// Asks the page or the portal of a dataset, if one of these editions is to be found there.
    pub(super) async fn source(&self, pipeline: &Pipeline, due: &[Wanted<'_>]) -> Result<Source, Failure> {
        let terms = terms(self.project, pipeline)?;
        let failed = |error| Failure::Listing { dataset: pipeline.address.to_string(), error: Box::new(error) };
        let mut listing = None;
        for wanted in due {
            listing = match pipeline.origin(wanted.edition) {
                Origin::Page(page) => Some(self.links(page, &terms).await.map_err(failed)?),
                Origin::Ckan(ckan) => Some(self.resources(ckan, &terms).await.map_err(failed)?),
                Origin::Url(_) | Origin::ByHand => continue,
            };
            break;
        }
        Ok(Source { terms, listing, moved: None })
    }

    async fn links(&self, page: &Page, terms: &Terms) -> Result<Listing, FetchError> {
        let into = self.store.partial(&page.url);
        self.fetcher.links(page, terms, &into, &self.store.disk()).await
    }

    async fn resources(&self, ckan: &Ckan, terms: &Terms) -> Result<Listing, FetchError> {
        let into = self.store.partial(&ckan.url);
        self.fetcher.resources(ckan, terms, &into, &self.store.disk()).await
    }

    /// Files that may be the one that is not at its place any more.
    ///
    /// The page that is asked is the source's, or else the publisher's own. That it cannot be read is no error beside
    /// the one that is being told.
    pub(super) async fn candidates(&self, source: &mut Source, pipeline: &Pipeline, name: &str) -> Vec<String> {
        if source.moved.is_none() {
            let own =
                || pipeline.publisher.url.clone().map(|url| Page { url, link: String::new(), ignores_robots: None });
            let page = pipeline.source.page.clone().or_else(own);
            let read = match (&source.listing, page) {
                (Some(listing), _) => Some(listing.clone()),
                (None, Some(page)) => self.links(&page, &source.terms).await.ok(),
                (None, None) => None,
            };
            source.moved = Some(read);
        }
        let listing = source.moved.as_ref().and_then(Option::as_ref);
        let likely = listing.map(|listing| listing.candidates(name)).unwrap_or_default();
        likely.into_iter().map(|entry| entry.url.clone()).collect()
    }
}

impl Source {
    /// Where the file of an edition is.
    pub fn place(&self, pipeline: &Pipeline, edition: &Edition) -> Result<Place, FetchError> {
        let found = |pattern: &str| {
            let listing = self.listing.as_ref();
            listing
                .expect("the source was asked, because one of its editions is to be found there")
                .find(edition, pattern)
        };
        match pipeline.origin(edition) {
            Origin::Url(url) => Ok(Place { url, table: None }),
            Origin::Page(page) => Ok(Place { url: found(&page.link)?.url.clone(), table: None }),
            Origin::Ckan(ckan) => {
                let entry = found(&ckan.name)?;
                let table = entry.resource.clone().filter(|_| ckan.datastore);
                let Some(resource) = table else { return Ok(Place { url: entry.url.clone(), table: None }) };
                // The address is that of the rows, which are what is read.
                let url = erario_fetch::datastore_url(&ckan.url, &resource)?.to_string();
                Ok(Place { url, table: Some(Table { portal: ckan.url.clone(), resource }) })
            }
            Origin::ByHand => unreachable!("an edition that arrives by hand is not looked for"),
        }
    }
}
