//! `docs/reference/shapes.md`: the harmonised tables, with their heads and what they fill.

use std::fmt::Write;

use erario_model::Shape;

use super::{WRITTEN, cell};

pub(super) fn page() -> String {
    let mut page = format!(
        "{WRITTEN}\n\n# Shapes\n\n\
         The tables that law makes every public body publish each quarter. A shape finds its table in any workbook by the \
         words of its heads and labels; it knows no row or column number. Each is a file of `schemas/shapes/`, and the \
         labels of its rows are in `schemas/shapes/labels/`. Words are compared without accents, capitals, punctuation \
         and marks such as `(d)`. [An accounts file](accounts.md) says which of them a body publishes, and adds its own \
         wording.\n\n\
         | shape | is | fills | by |\n| --- | --- | --- | --- |\n",
    );
    for shape in Shape::all() {
        let _ = writeln!(
            page,
            "| [`{}`](#{}) | {} | [`{}`](tables.md#{}) | {} |",
            shape.name,
            shape.name,
            cell(&shape.title_en),
            shape.table,
            shape.table,
            cell(&shape.reference)
        );
    }
    for shape in Shape::all() {
        let _ = write!(page, "\n## {}\n\n{}. *{}*\n\n", shape.name, shape.title_en, shape.title_es);
        page.push_str("| column | heads that mean it | must be there |\n| --- | --- | --- |\n");
        for (column, heads) in &shape.header.columns {
            let must = if shape.header.optional.contains_key(column) { "no" } else { "yes" };
            let _ = writeln!(page, "| `{column}` | {} | {must} |", cell(&quoted(heads)));
        }
        let _ = writeln!(page, "\nThe table begins at a cell that says {}.", quoted(&shape.header.label));
        if let Some(labels) = &shape.labels {
            let total = quoted(&labels.total);
            let _ = match &labels.list {
                Some(list) => writeln!(page, "Its rows are told by `labels/{list}.csv`, its total by {total}."),
                None => writeln!(page, "Its rows are units under their own names, its total is told by {total}."),
            };
        }
    }
    page
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("*{text}*")).collect::<Vec<_>>().join(" or ")
}
