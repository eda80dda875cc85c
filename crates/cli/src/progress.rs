//! Progress on stderr: bars on a terminal, plain lines off it, nothing with `--quiet`.

use std::io::IsTerminal;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use crate::args::Args;

pub enum Progress {
    Silent,
    Lines,
    Bar(ProgressBar),
}

impl Progress {
    /// For `length` steps.
    pub fn new(args: &Args, length: u64) -> Progress {
        if args.quiet {
            return Progress::Silent;
        }
        if !std::io::stderr().is_terminal() {
            return Progress::Lines;
        }
        let style = ProgressStyle::with_template("{bar:24} {pos}/{len} {wide_msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Progress::Bar(ProgressBar::new(length).with_style(style))
    }

    /// Says what is being done now.
    pub fn doing(&self, what: &str) {
        match self {
            Progress::Silent => {}
            Progress::Lines => eprintln!("{what}"),
            Progress::Bar(bar) => bar.set_message(what.to_owned()),
        }
    }

    /// How far a download is; only a terminal is told.
    pub fn bytes(&self, name: &str, bytes: u64, total: Option<u64>) {
        if let Progress::Bar(bar) = self {
            let of = total.map_or_else(String::new, |total| format!(" of {}", HumanBytes(total)));
            bar.set_message(format!("{name}: {}{of}", HumanBytes(bytes)));
        }
    }

    /// One step further.
    pub fn step(&self) {
        if let Progress::Bar(bar) = self {
            bar.inc(1);
        }
    }

    /// Advice, for whoever wants to be told anything.
    pub fn remark(&self, text: &str) {
        if !matches!(self, Progress::Silent) {
            self.note(text);
        }
    }

    /// A message that stays.
    pub fn note(&self, text: &str) {
        match self {
            Progress::Silent | Progress::Lines => eprintln!("{text}"),
            Progress::Bar(bar) => bar.suspend(|| eprintln!("{text}")),
        }
    }

    pub fn done(&self) {
        if let Progress::Bar(bar) = self {
            bar.finish_and_clear();
        }
    }
}
