//! `erario history FIGURE_ID`: how one figure moved.

use crate::args::{Args, History};
use crate::exit::{DONE, Failure};
use crate::history;
use crate::output;
use crate::released;

pub fn history(args: &Args, command: &History) -> Result<u8, Failure> {
    // The project adds where releases lie and the order of editions.
    let (out, project) = released::folder(args, command.out.as_ref())?;
    let release = released::latest(&out)?;
    let history = history::read(&release, project.as_ref(), &command.figure)?;
    if args.json {
        output::line(history::json(&history))?;
    } else {
        output::line(history::text(&history, args.language()))?;
    }
    Ok(DONE)
}
