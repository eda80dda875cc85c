//! What new editions may change: a reason for each, and nothing that could not be.

use erario_model::{Contract, Mode};

use super::Proof;

impl Proof<'_> {
    pub(super) fn contract(&mut self) {
        let pipeline = self.pipeline;
        let of_file = ("[contract]".to_owned(), "`[contract]`".to_owned(), &pipeline.contract);
        let of_editions = pipeline.editions.iter().map(|edition| {
            (format!("id = \"{}\"", edition.id), format!("the contract of edition `{}`", edition.id), &edition.contract)
        });
        for (line, name, contract) in std::iter::once(of_file).chain(of_editions) {
            self.reason(&line, &name, contract);
            if contract.columns.is_some_and(|mode| mode != Mode::Freeze) && pipeline.decode.headerless {
                let message = format!("{name} lets `columns` change, and the file has no header to tell them by");
                self.add(
                    self.line_with(&line),
                    message,
                    "take `columns` out of it: positions are numbered anew by hand",
                );
            }
        }
        self.other_forms();
    }

    fn reason(&mut self, line: &str, name: &str, contract: &Contract) {
        if contract.is_open() && contract.why.as_ref().is_none_or(|why| why.trim().is_empty()) {
            let message = format!("{name} lets a new edition change and does not say why");
            self.add(self.line_with(line), message, "add `why`, a sentence for whoever reads the release");
        }
    }

    /// Other forms of amounts are read under one mode only, and must mean the same as the first.
    fn other_forms(&mut self) {
        let pipeline = self.pipeline;
        let also = &pipeline.amounts.also;
        let mut modes = pipeline.editions.iter().map(|edition| pipeline.contract.modes(&edition.contract).types);
        if !also.is_empty() && !modes.any(|mode| mode == Mode::Evolve) {
            let message = "`amounts.also` is never read: no edition has `types = \"evolve\"`".to_owned();
            self.add(
                self.line_with("also"),
                message,
                "set it under `[contract]`, with the reason, or take `also` away",
            );
        }
        let own = pipeline.amounts.grouping.into_iter();
        if !also.is_empty() && own.chain(also.iter().filter_map(|form| form.grouping)).any(|mark| mark == '.') {
            let message = "`amounts.also` stands beside a form that groups by points".to_owned();
            self.add(
                self.line_with("also"),
                message,
                "declare one form: whether `1.234` is a thousand nobody could tell",
            );
        }
    }
}
