//! Progress on stderr: bars on a terminal, plain lines off it, nothing with `--quiet`.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

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

    /// One step further.
    pub fn step(&self) {
        if let Progress::Bar(bar) = self {
            bar.inc(1);
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
