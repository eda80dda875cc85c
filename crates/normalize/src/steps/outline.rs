//! A hierarchy by indentation: a label stands in one of several columns, and the rows below belong to it.

use polars::prelude::*;

use super::levels::node_of;
use super::{CORRECTION, LEVEL, NAME, NODE, PARENT, Work};

/// The working columns that an outline fills.
pub(super) struct Into<'a> {
    pub branch: &'a str,
    pub group: &'a str,
    pub leaf: &'a str,
    pub leaf_name: &'a str,
}

/// What the label of one row makes of the rows below it.
#[derive(Clone, Default)]
struct Context {
    /// Labels from the outermost column to the innermost, the leaf's code last.
    labels: Vec<Option<String>>,
    leaf_name: Option<String>,
    correction: Option<String>,
}

/// Hidden: the source row of the label that a row belongs to.
pub(super) const LABEL_ROW: &str = "_label_row";

/// `columns` may name merged headers: `entity` stands for `entity`, `entity_2`, `entity_3`…
pub(super) fn apply(work: &mut Work, columns: &[String], name_column: &str, into: &Into) -> PolarsResult<()> {
    let columns = spread(work, columns);
    let labels: Vec<StringChunked> =
        columns.iter().map(|column| work.text(column).cloned()).collect::<PolarsResult<_>>()?;
    let names = work.text(name_column)?.clone();
    let corrections = if work.frame.column(CORRECTION).is_ok() { Some(work.text(CORRECTION)?.clone()) } else { None };
    let rows = work.source_rows()?;

    let mut current = Context { labels: vec![None; columns.len()], ..Context::default() };
    let mut current_row = 0;
    let mut contexts: Vec<(i64, Context)> = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        // A row may carry the label of a leaf and, mended, that of the group it opens.
        let mut deepest = None;
        for (depth, text) in labels.iter().enumerate().filter_map(|(depth, column)| Some((depth, column.get(index)?))) {
            current.labels[depth] = Some(text.to_owned());
            current.labels[depth + 1..].fill(None);
            deepest = Some(depth);
        }
        if let Some(depth) = deepest {
            let is_leaf = depth + 1 == columns.len();
            current.leaf_name = names.get(index).filter(|_| is_leaf).map(str::to_owned);
            let corrected = corrections.as_ref().and_then(|ids| ids.get(index)).map(str::to_owned);
            // A mended label touches every row below it, down to the next label of its own depth.
            current.correction = corrected.or_else(|| current.correction.take().filter(|_| is_leaf));
            current_row = *row;
        }
        contexts.push((current_row, current.clone()));
    }

    let depth = columns.len() - 1;
    let filled = |context: &Context| context.labels[..depth].iter().flatten().cloned().collect::<Vec<String>>();
    let each = |take: &dyn Fn(&Context) -> Option<String>| -> StringChunked {
        contexts.iter().map(|(_, context)| take(context)).collect()
    };
    work.set(into.group, each(&|context| filled(context).pop()))?;
    work.set(
        into.branch,
        each(&|context| {
            let mut labels = filled(context);
            labels.pop();
            labels.pop()
        }),
    )?;
    work.set(into.leaf, each(&|context| context.labels[depth].clone()))?;
    work.set(into.leaf_name, each(&|context| context.leaf_name.clone()))?;
    let path = |context: &Context| context.labels.iter().flatten().cloned().collect::<Vec<String>>();
    let node = |labels: &[String]| node_of(&labels.iter().map(String::as_str).collect::<Vec<_>>());
    work.set(NODE, each(&|context| Some(node(&path(context)))))?;
    work.set(
        PARENT,
        each(&|context| {
            let labels = path(context);
            labels.split_last().filter(|(_, above)| !above.is_empty()).map(|(_, above)| node(above))
        }),
    )?;
    work.set(NAME, each(&|context| context.leaf_name.clone().or_else(|| path(context).pop())))?;
    work.set(CORRECTION, each(&|context| context.correction.clone()))?;
    let levels: Int64Chunked = contexts.iter().map(|(_, context)| Some(path(context).len() as i64)).collect();
    let label_rows: Int64Chunked = contexts.iter().map(|(row, _)| Some(*row)).collect();
    work.frame.with_column(levels.with_name(LEVEL.into()).into_column())?;
    work.frame.with_column(label_rows.with_name(LABEL_ROW.into()).into_column())?;
    Ok(())
}

fn spread(work: &Work, columns: &[String]) -> Vec<String> {
    let names: Vec<String> = work.frame.get_column_names().iter().map(ToString::to_string).collect();
    let mut spread = Vec::new();
    for column in columns {
        spread.push(column.clone());
        let more = (2..).map(|count| format!("{column}_{count}")).take_while(|name| names.contains(name));
        spread.extend(more);
    }
    spread
}
