//! One damaged dataset beside a good one: what is said, how the command ends, and what stays as it was.

use std::fs;

use super::{Project, files_under};

const GOOD: &str = "ojos-al-gasto/administrativa-estatal";

/// Damages one dataset of a small project that has been released once, runs again, and gives what the command says.
///
/// It must end with 3 while another dataset is good, with `alone` where only the damaged one is asked for; the good
/// dataset is released, and the earlier release keeps every byte.
#[track_caller]
pub fn complaint(dataset: &str, alone: i32, damage: impl FnOnce(&Project)) -> String {
    let project = Project::with(&[GOOD, dataset]);
    project.run_samples(0);
    let earlier = fs::canonicalize(project.path("out/latest")).unwrap();
    let before = files_under(&earlier);

    damage(&project);
    let run = project.run_samples(3);
    assert_ne!(fs::canonicalize(project.path("out/latest")).unwrap(), earlier, "a new release");
    let good = GOOD.split_once('/').unwrap().1;
    assert!(project.latest().rows("spending_by_unit").any(|row| &row["dataset"] == good), "the good one is released");

    let latest = fs::canonicalize(project.path("out/latest")).unwrap();
    let by_itself = project.erario(&format!("run {dataset} --samples --quiet")).ended(alone);
    assert!(run.stderr.starts_with(by_itself.stderr.as_str()), "says the same alone: {}", by_itself.stderr);
    if by_itself.stdout.contains("Nothing was released") {
        assert_eq!(fs::canonicalize(project.path("out/latest")).unwrap(), latest);
    }
    assert!(files_under(&earlier) == before, "the earlier release was touched");
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    project.shown(&run.stderr)
}
