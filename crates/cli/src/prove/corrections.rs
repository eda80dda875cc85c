//! What the file adds to the source: totals printed elsewhere, and corrections.

use erario_model::{Money, Step, Table};

use super::Proof;

impl Proof<'_> {
    /// Totals that the file states itself must name amounts and be pesos.
    pub(super) fn totals(&mut self, table: &Table) {
        for total in &self.pipeline.published_totals {
            let line = self.line_with("[[published_total]]");
            if self.pipeline.edition(&total.edition).is_none() {
                self.add(
                    line,
                    format!("a published total is of edition `{}`, which is not declared", total.edition),
                    "mend its `edition`",
                );
            }
            for (amount, pesos) in &total.amounts {
                if !table.amounts().any(|field| field.name == *amount) {
                    self.add(
                        line,
                        format!("a published total has the amount `{amount}`, which `{}` does not have", table.name),
                        "mend its name",
                    );
                } else if pesos.parse::<Money>().is_err() {
                    self.add(
                        line,
                        format!("a published total is `{pesos}`, expected pesos"),
                        "write it plainly, such as `4763874000000.00`",
                    );
                }
            }
        }
    }

    /// A correction must say which record it is about, what it mends, and in which edition.
    pub(super) fn corrections(&mut self) {
        // Each record of such a source is one amount of several: the books could not tell what was added to which.
        let moments = self.pipeline.steps.iter().find_map(|step| match step.get_ref() {
            Step::Moments { amount, .. } | Step::Route { amount, .. } => Some(amount.clone()),
            _ => None,
        });
        for correction in &self.pipeline.corrections {
            if self.pipeline.shaped.is_none() && correction.table.is_some() {
                let message = format!("correction `{}` names a table, and the file has one only", correction.id);
                self.add(self.line_with(&correction.id), message, "take `table` away");
            }
            let does_nothing = correction.becomes.is_empty() && correction.times.is_none();
            if does_nothing || correction.times.is_some() == correction.rows.is_empty() {
                let message = format!("correction `{}` does not say what it mends", correction.id);
                let hint = "give it `becomes`, or `times` together with `rows`";
                self.add(self.line_with(&correction.id), message, hint);
            }
            if moments
                .as_ref()
                .is_some_and(|amount| correction.times.is_some() || correction.becomes.contains_key(amount))
            {
                let message =
                    format!("correction `{}` mends an amount that a step takes apart by moments", correction.id);
                self.add(
                    self.line_with(&correction.id),
                    message,
                    "mend the labels only, or declare the total in [[published_total]]",
                );
            }
            if correction.row.is_none() && correction.found.is_empty() {
                let message = format!("correction `{}` does not say which record it is about", correction.id);
                self.add(self.line_with(&correction.id), message, "give it `row`, `found` or both");
            }
            if let Some(unpivot) = &self.pipeline.decode.unpivot
                && correction.row.is_some()
                && !correction.found.contains_key(&unpivot.name_into)
            {
                let message =
                    format!("correction `{}` does not say which cell of its record it is about", correction.id);
                let hint = format!("give `found` the `{}`: the record has become several", unpivot.name_into);
                self.add(self.line_with(&correction.id), message, hint);
            }
            if self.pipeline.edition(&correction.edition).is_none() {
                let line = self.line_with(&correction.id);
                self.add(
                    line,
                    format!(
                        "correction `{}` is of edition `{}`, which is not declared",
                        correction.id, correction.edition
                    ),
                    "mend its `edition`",
                );
            }
        }
    }
}
