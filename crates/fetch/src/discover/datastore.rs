//! A table that a CKAN portal holds itself, read page by page and written as one CSV file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;
use url::Url;

use super::ckan::{action, call};
use crate::FetchError;
use crate::disk::Disk;
use crate::http::{Download, Fetcher, HttpFacts, Table, Terms};

/// Rows of one page.
const ROWS: usize = 5_000;
/// The portal's own number of a row, which is no part of the table.
const ROW_ID: &str = "_id";

#[derive(Deserialize)]
struct Rows {
    #[serde(default)]
    total: Option<u64>,
    fields: Vec<Field>,
    /// Cells as the portal wrote them: a number is not to be rounded on its way.
    records: Vec<BTreeMap<String, Box<RawValue>>>,
}

#[derive(Deserialize)]
struct Field {
    id: String,
}

impl Fetcher {
    /// Reads every row of a resource into a CSV file at `into`: UTF-8, the portal's columns in its order, its rows in
    /// the order of their numbers. A table that grows or shrinks meanwhile is refused.
    pub async fn datastore(
        &self,
        portal: &str,
        resource: &str,
        terms: &Terms,
        into: &Path,
        on: &Disk,
    ) -> Result<Download, FetchError> {
        let first = datastore_url(portal, resource)?;
        let bad = |why: String| FetchError::Ckan { url: first.to_string(), why };
        let mut table: Option<(Table, Vec<String>, Option<u64>)> = None;
        let mut read: u64 = 0;
        let mut http = HttpFacts::default();
        loop {
            let (limit, offset) = (ROWS.to_string(), read.to_string());
            let parameters = [("resource_id", resource), ("limit", &limit), ("offset", &offset), ("sort", ROW_ID)];
            let url = action(portal, "datastore_search", &parameters)?;
            let page = into.with_extension("page");
            let (rows, facts): (Rows, _) = call(self, &url, terms, &page, on).await?;
            let columns: Vec<String> =
                rows.fields.into_iter().map(|field| field.id).filter(|id| id != ROW_ID).collect();
            if table.is_none() {
                http = facts;
                let mut made = Table::create(on, into, terms.max_bytes)?;
                made.row(&columns)?;
                table = Some((made, columns.clone(), rows.total));
            }
            let Some((made, known, total)) = table.as_mut() else { break };
            if *known != columns || *total != rows.total {
                return Err(bad("the table changed while it was read".to_owned()));
            }
            let here = rows.records.len() as u64;
            for record in &rows.records {
                let cells: Result<Vec<String>, _> =
                    known.iter().map(|column| cell(record.get(column).map(AsRef::as_ref))).collect();
                made.row(&cells.map_err(|error| bad(error.to_string()))?)?;
            }
            read += here;
            if here == 0 || total.is_some_and(|total| read >= total) {
                break;
            }
        }
        let Some((made, _, total)) = table else { return Err(bad("no page of it came".to_owned())) };
        if let Some(total) = total.filter(|total| *total != read) {
            return Err(bad(format!("{read} rows came, and it says that it has {total}")));
        }
        made.finish(http)
    }
}

/// The address of the rows of a resource.
pub fn datastore_url(portal: &str, resource: &str) -> Result<Url, FetchError> {
    action(portal, "datastore_search", &[("resource_id", resource)])
}

/// A cell as text; null is empty.
fn cell(value: Option<&RawValue>) -> Result<String, serde_json::Error> {
    match value.map(RawValue::get) {
        None | Some("null") => Ok(String::new()),
        Some(text) if text.starts_with('"') => serde_json::from_str(text),
        Some(number) => Ok(number.to_owned()),
    }
}
