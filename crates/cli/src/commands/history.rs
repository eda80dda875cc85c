//! `erario history FIGURE_ID`: how one figure moved.

use crate::args::{Args, History};
use crate::exit::{DONE, Failure};
use crate::history;
use crate::output;
use crate::project::Project;

pub fn history(args: &Args, command: &History) -> Result<u8, Failure> {
    // A release says enough by itself; the project adds where it lies and the order of editions.
    let (out, project) = match &command.out {
        Some(out) if args.project.is_none() => (out.clone(), Project::open(args, &[]).ok()),
        Some(out) => (out.clone(), Some(Project::open(args, &[])?)),
        None => {
            let project = Project::open(args, &[])?;
            (project.root.join("out"), Some(project))
        }
    };
    let release = out.join("latest");
    if !release.is_dir() {
        return Err(Failure::NoRelease { out: out.display().to_string() });
    }
    let history = history::read(&release, project.as_ref(), &command.figure)?;
    if args.json {
        output::line(history::json(&history))?;
    } else {
        output::line(history::text(&history, args.language()))?;
    }
    Ok(DONE)
}
