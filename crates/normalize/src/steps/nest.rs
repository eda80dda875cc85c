//! A hierarchy by order: a word says how deep each row is, and it belongs to the nearest row above it that is less deep.

use erario_columns::{combined, constant};
use erario_model::Rank;
use polars::prelude::*;

use super::levels::node_of;
use super::{LEVEL, NAME, NODE, PARENT, Work};

/// Rows above and at one row, from the outermost to the innermost: depth and name.
type Path = Vec<(usize, String)>;

pub(super) fn apply(work: &mut Work, column: &str, label: &str, ranks: &[Rank], within: &[String]) -> PolarsResult<()> {
    let depth_of = |word: Option<&str>| ranks.iter().position(|rank| Some(rank.says.as_str()) == word);
    let hierarchies = hierarchies(work, within)?;
    let mut paths: Vec<Option<Path>> = Vec::with_capacity(work.frame.height());
    let mut path: Path = Vec::new();
    let (mut current, mut is_lost) = (None, false);
    let rows = work.text(column)?.iter().zip(work.text(label)?.iter()).zip(hierarchies.iter());
    for ((word, name), hierarchy) in rows {
        if current != Some(hierarchy) {
            path.clear();
            (current, is_lost) = (Some(hierarchy), false);
        }
        let depth = depth_of(word);
        // What stands below a row that cannot be placed may belong to it, until a hierarchy begins anew.
        is_lost = depth.is_none() || is_lost && depth != Some(0);
        paths.push(depth.filter(|_| !is_lost).map(|depth| {
            path.retain(|(above, _)| *above < depth);
            path.push((depth, name.unwrap_or_default().to_owned()));
            path.clone()
        }));
    }
    let lost = work.text(column)?.iter().zip(&paths);
    let lost: Vec<Option<String>> =
        lost.map(|(word, path)| path.is_none().then(|| word.unwrap_or_default().to_owned())).collect();
    // A known word below a row that cannot be placed is set aside with it, and is no new code.
    let codes: Vec<Option<String>> =
        lost.iter().map(|word| word.clone().filter(|word| depth_of(Some(word)).is_none())).collect();
    work.note_codes(column, &codes, true)?;
    work.set_aside("unknown-level", column, &lost)?;
    write(work, ranks, &paths.into_iter().flatten().collect::<Vec<_>>())
}

/// For each row, what it shares with the other rows of its hierarchy.
fn hierarchies(work: &Work, within: &[String]) -> PolarsResult<StringChunked> {
    if within.is_empty() {
        return Ok(constant("hierarchy", Some(""), work.frame.height()).str()?.clone());
    }
    let columns: Vec<&Column> =
        within.iter().map(|column| work.frame.column(column)).collect::<PolarsResult<Vec<_>>>()?;
    let joined = combined("hierarchy", &columns, |cells| {
        let cells: Vec<&str> = cells.iter().map(|cell| cell.unwrap_or_default()).collect();
        Some(cells.join("\u{1f}").into())
    })?;
    Ok(joined.str()?.clone())
}

fn write(work: &mut Work, ranks: &[Rank], paths: &[Path]) -> PolarsResult<()> {
    for (depth, rank) in ranks.iter().enumerate() {
        let Some(into) = &rank.into else { continue };
        let name = |path: &Path| path.iter().find(|(above, _)| *above == depth).map(|(_, name)| name.clone());
        work.set(into, paths.iter().map(name).collect())?;
    }
    let node = |path: &[(usize, String)]| node_of(&path.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>());
    work.set(NODE, paths.iter().map(|path| Some(node(path))).collect())?;
    let parent = |path: &Path| path.split_last().filter(|(_, above)| !above.is_empty()).map(|(_, above)| node(above));
    work.set(PARENT, paths.iter().map(parent).collect())?;
    let own = |path: &Path| path.last().map(|(_, name)| name.clone());
    work.set(NAME, paths.iter().map(own).collect())?;
    let levels: Int64Chunked = paths.iter().map(|path| path.last().map(|(depth, _)| *depth as i64)).collect();
    work.put(LEVEL, levels.into_column())
}
