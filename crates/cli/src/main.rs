//! The `erario` command: it alone reads the arguments, the environment and the clock, and it alone prints.
//!
//! The stages are crates of their own; [`run`] is the one place where their order is written. stdout is the result and
//! nothing else, progress and warnings go to stderr, and the exit code says what happened (see [`exit`]).

mod args;
mod commands;
mod exit;
mod fetching;
mod history;
mod language;
mod lists;
mod output;
mod progress;
mod project;
mod prove;
mod released;
mod remote;
mod run;
mod samples;
mod sources;
mod summary;
mod trust;

use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::Parser;

use args::{Args, Command};
use exit::Failure;

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { exit::USAGE } else { exit::DONE });
        }
    };
    // A reader of workbooks may panic on bytes that are none, which is caught where it is called; any other panic is a
    // bug, and says so once.
    std::panic::set_hook(Box::new(|panic| {
        *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    match std::panic::catch_unwind(|| run_command(&args)) {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(failure)) => {
            eprintln!("error: {failure}");
            ExitCode::from(failure.code())
        }
        Err(_) => {
            let panic = LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner);
            eprintln!(
                "error: {panic}\n  hint: this is a bug in erario; please report it with the command that you ran"
            );
            ExitCode::from(exit::BUG)
        }
    }
}

static LAST_PANIC: Mutex<String> = Mutex::new(String::new());

fn run_command(args: &Args) -> Result<u8, Failure> {
    match &args.command {
        Command::Run(command) => commands::run(args, command),
        Command::Build(command) => commands::build(args, command),
        Command::Fetch(command) => commands::fetch(args, command),
        Command::Add(command) => commands::add(args, command),
        Command::New(command) => commands::new(args, command),
        Command::Template(command) => commands::template(args, command),
        Command::Check(command) => commands::check(args, command),
        Command::Validate(command) => commands::validate(args, command),
        Command::Explain(command) => commands::explain(args, command),
        Command::Schema(command) => commands::schema(args, command),
        Command::History(command) => commands::history(args, command),
        Command::Quality(command) => commands::quality(args, command),
        Command::Rebuild(command) => commands::rebuild(args, command),
        Command::Diff(command) => commands::diff(args, command),
        Command::Verify(command) => commands::verify(args, command),
        Command::Sign(command) => commands::sign(args, command),
        Command::Releases(command) => commands::releases(args, command),
        Command::Yank(command) => commands::yank(args, command),
        Command::Publish(command) => commands::publish(args, command),
        Command::Pull(command) => commands::pull(args, command),
        Command::Key(command) => commands::key(args, command),
        Command::Status(command) => commands::status(args, command),
        Command::Ledger(command) => commands::ledger(args, command),
        Command::Store(command) => commands::store(args, command),
        Command::Doctor(command) => commands::doctor(args, command),
    }
}
