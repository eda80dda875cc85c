//! What an edition says otherwise than its pipeline must be about something that the pipeline has.

use erario_model::Format;

use super::Proof;

impl Proof<'_> {
    pub(super) fn editions(&mut self) {
        for (place, edition) in self.pipeline.editions.iter().enumerate() {
            let line = self.line_with(&format!("id = \"{}\"", edition.id));
            if self.pipeline.editions[..place].iter().any(|other| other.id == edition.id) {
                self.add(line, format!("edition `{}` is declared twice", edition.id), "take one of them away");
            }
            let known: Vec<&str> = self.pipeline.columns.keys().map(String::as_str).collect();
            let named = edition.columns.keys().map(|column| ("columns", column));
            for (key, column) in named.chain(edition.lacks.iter().map(|column| ("lacks", column))) {
                if !known.contains(&column.as_str()) {
                    let message =
                        format!("edition `{}`: `{key}` names `{column}`, which `[columns]` does not have", edition.id);
                    self.add(line, message, format!("the columns are {}", known.join(", ")));
                }
                if key == "columns" && edition.lacks.contains(column) {
                    let message = format!("edition `{}` both has and lacks `{column}`", edition.id);
                    self.add(line, message, "take it out of `columns` or out of `lacks`");
                }
            }
            if edition.joined && edition.format.unwrap_or(self.pipeline.decode.format) != Format::Csv {
                let message = format!("edition `{}` is `joined`, which is for delimited text", edition.id);
                self.add(line, message, "take `joined` away; in a workbook each header may stand once");
            }
        }
    }
}
