//! How the source is said to be read can be.

use erario_model::{Format, Unpivot, fits_wildcard};

use super::Proof;

impl Proof<'_> {
    pub(super) fn decode(&mut self) {
        let delimiter = self.pipeline.decode.delimiter;
        if !delimiter.is_ascii() {
            let message = format!("`decode.delimiter` is `{delimiter}`, which is more than one byte");
            self.add(self.line_with("delimiter"), message, "use an ASCII character, such as `,` `;` or `|`");
        }
        if self.pipeline.decode.headerless {
            self.headerless();
        } else if self.pipeline.decode.format != Format::Csv && self.pipeline.shaped.is_none() {
            self.anchor();
        }
        if let Some(unpivot) = &self.pipeline.decode.unpivot {
            self.unpivot(unpivot);
        }
        if self.pipeline.decode.every_member && self.pipeline.decode.zip_member.is_none() {
            let message =
                "`decode.every_member` is about the members of a zip, and no `zip_member` is named".to_owned();
            self.add(self.line_with("every_member"), message, "name them by a pattern, such as `*.csv`");
        }
        self.refused();
        self.twice();
    }

    /// One header is one column.
    fn twice(&mut self) {
        let columns = &self.pipeline.columns;
        for (place, (column, headers)) in columns.iter().enumerate() {
            for header in headers.spellings() {
                let other = columns.iter().take(place).find(|(_, other)| other.spellings().contains(header));
                let Some((other, _)) = other else { continue };
                let message = format!("the header `{header}` is the column `{other}` and the column `{column}`");
                self.add(self.line_with(&format!("\n{column} =")) + 1, message, "a step can copy a column: `coalesce`");
            }
        }
    }

    /// A header that is refused is carried nowhere.
    fn refused(&mut self) {
        let of_editions = self.pipeline.editions.iter().flat_map(|edition| &edition.columns);
        let refused = &self.pipeline.refused;
        let columns: Vec<_> = self.pipeline.columns.iter().chain(of_editions).collect();
        for (column, headers) in columns {
            let is_refused = |header: &&String| refused.keys().any(|pattern| fits_wildcard(pattern, header));
            for header in headers.spellings().iter().filter(is_refused) {
                let message = format!("the header `{header}` is refused, and is the column `{column}` too");
                self.add(self.line_with("[refused]"), message, "if it tells of persons, take the column away");
            }
        }
    }

    /// The table of a sheet is found by a word of its header.
    fn anchor(&mut self) {
        if self.pipeline.decode.header.as_ref().is_none_or(|header| header.anchor.is_empty()) {
            let message = "`decode.header` names no anchor, and the source may be a workbook".to_owned();
            self.add(self.line_with("[decode"), message, "add `anchor`, a word of the header in upper case");
        }
    }

    /// The headers of a wide table must be told by a pattern, and go to columns of their own.
    fn unpivot(&mut self, unpivot: &Unpivot) {
        let line = self.line_with("[decode.unpivot]");
        if self.pipeline.editions.iter().any(|edition| edition.records.is_some()) {
            let message = "`records` counts those of the file, and `decode.unpivot` makes several of each".to_owned();
            self.add(line, message, "take `records` away from the editions");
        }
        if self.pipeline.decode.headerless {
            let message = "`decode.unpivot` takes values from the header, and the file is `headerless`".to_owned();
            self.add(line, message, "take one of the two away");
        }
        self.pattern(&unpivot.headers, line);
        for column in [&unpivot.name_into, &unpivot.value_into] {
            if self.pipeline.columns.contains_key(column) || unpivot.name_into == unpivot.value_into {
                let message = format!("`decode.unpivot` makes the column `{column}`, which is there already");
                self.add(line, message, "give each of its columns a name of its own");
                return;
            }
        }
    }

    /// Without a header, columns have positions and nothing else.
    fn headerless(&mut self) {
        if self.pipeline.decode.format != Format::Csv {
            let message = "`decode.headerless` is for delimited text, and the source may be a workbook".to_owned();
            self.add(self.line_with("headerless"), message, "find the table by `decode.header.anchor`");
        }
        for (column, headers) in &self.pipeline.columns {
            for header in headers.spellings() {
                if header.parse::<u16>().is_ok_and(|position| position > 0 && *header == position.to_string()) {
                    continue;
                }
                let message = format!("`columns.{column}` is `{header}`, expected a position: the file has no header");
                self.add(self.line_with(&format!("\n{column} =")) + 1, message, "the first column is `\"1\"`");
            }
        }
    }
}
