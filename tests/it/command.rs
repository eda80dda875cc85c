//! The command line: what it prints where, in which language, and with which code it ends.

use insta::assert_snapshot;

use crate::support::{Project, erario, finish};

const ONE: &str = "ojos-al-gasto/administrativa-estatal";

#[test]
fn help_names_every_verb() {
    assert_snapshot!(finish(&mut erario(["--help"])).ended(0).stdout);
}

#[test]
fn help_of_the_main_verb() {
    assert_snapshot!(finish(&mut erario(["run", "--help"])).ended(0).stdout);
}

#[test]
fn wrong_arguments_end_with_2_and_say_what_is_right() {
    for arguments in [&["frobnicate"][..], &[], &["run", "--lang", "fr"], &["add", ONE], &["run", "--offlin"]] {
        let run = finish(&mut erario(arguments)).ended(2);
        assert!(run.stdout.is_empty() && run.stderr.contains("--help"), "{arguments:?}: {}", run.stderr);
    }
    let typo = finish(&mut erario(["statsu"])).ended(2);
    assert!(typo.stderr.contains("'status'"), "{}", typo.stderr);
}

#[test]
fn an_unknown_dataset_is_told_with_the_nearest_one() {
    let run = finish(&mut erario(["run", "mx-shcp/peff", "--samples"])).ended(2);
    assert_snapshot!(run.stderr, @r"
    error: there is no pipeline `mx-shcp/peff`
      hint: did you mean `mx-shcp/pef`? `erario status` lists all datasets
    ");
}

#[test]
fn the_summary_in_english() {
    let project = Project::new();
    let run = project.erario("run --samples --quiet --lang en").ended(0);
    assert_snapshot!(project.shown(&without_digests(&run.stdout)));
}

#[test]
fn the_summary_in_spanish() {
    let project = Project::new();
    let run = project.erario("run --samples --quiet --lang es").ended(0);
    assert_snapshot!(project.shown(&without_digests(&run.stdout)));
}

#[test]
fn the_language_is_the_environments_unless_one_is_asked_for() {
    let project = Project::with(&[ONE]);
    let says = |lang: &str, arguments: &[&str]| {
        let run = finish(erario(["status"]).args(arguments).current_dir(project.path("")).env("LANG", lang)).ended(0);
        if run.stdout.contains("conjunto") { "es" } else { "en" }
    };
    assert_eq!(says("es_MX.UTF-8", &[]), "es");
    assert_eq!(says("en_US.UTF-8", &[]), "en");
    assert_eq!(says("C", &[]), "en");
    assert_eq!(says("es_MX.UTF-8", &["--lang", "en"]), "en");
    assert_eq!(says("en_US.UTF-8", &["--lang", "es"]), "es");
}

#[test]
fn stdout_is_the_result_and_stderr_the_rest() {
    let project = Project::with(&[ONE]);
    let run = project.erario(&format!("run {ONE} --samples")).ended(0);
    assert!(run.stdout.contains("Release: ") && !run.stdout.contains("validate"), "{}", run.stdout);
    assert!(run.stderr.contains(&format!("{ONE} 2026-aprobado\n")), "{}", run.stderr);
    let quiet = project.erario(&format!("run {ONE} --samples --quiet")).ended(0);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn progress_names_what_is_read_and_not_what_is_awaited() {
    let project = Project::new();
    let run = project.erario("run --samples").ended(0);
    assert!(run.stderr.contains("mx-gto-inaeba/ldf-6a 2018-4T\n"), "{}", run.stderr);
    assert!(!run.stderr.contains("mx-gto-inaeba/ldf-6a 2016-4T"), "{}", run.stderr);
}

#[test]
fn json_is_one_document_on_every_verb() {
    let project = Project::with(&[ONE]);
    let file = project.sample(&format!("{ONE}/2026-aprobado"));
    let add = finish(
        erario(["add", ONE, file.to_str().unwrap(), "--edition", "2026-aprobado", "--json"])
            .current_dir(project.path("")),
    );
    assert_eq!(add.ended(0).json()["snapshot"]["edition"], "2026-aprobado");
    let run = project.erario("run --offline --json").ended(0).json();
    assert_eq!(run["datasets"][0]["state"], "released");
    assert_eq!(run["rows"]["spending_by_unit"], 773);
    assert_eq!(project.erario("build --json").ended(0).json()["release"]["unchanged"], true);
    assert_eq!(project.erario("fetch --json").ended(0).json()["fetched"], serde_json::json!([]));
    assert_eq!(project.erario("check --json").ended(0).json()["problems"], serde_json::json!([]));
    assert_eq!(project.erario("status --json").ended(0).json()["datasets"][0]["state"], "stored");
    let table = "validate out/latest/csv/spending_by_unit.csv --schema spending_by_unit --json";
    assert_eq!(project.erario(table).ended(0).json()["rows"], 773);
}

#[test]
fn a_failed_dataset_is_in_the_json_with_its_code() {
    let project = Project::with(&[ONE, "mx-shcp/pef"]);
    std::fs::write(project.sample("mx-shcp/pef/2016"), b"").unwrap();
    let run = project.erario("run --samples --json --quiet").ended(3).json();
    let failed: Vec<_> =
        run["datasets"].as_array().unwrap().iter().filter(|report| report["state"] == "failed").collect();
    assert_eq!(failed.len(), 1);
    assert_eq!((&failed[0]["dataset"], &failed[0]["error"]["code"]), (&"mx-shcp/pef".into(), &21.into()));
}

#[test]
fn nothing_is_coloured_off_a_terminal_or_with_no_color() {
    let project = Project::with(&[ONE]);
    for colour in [None, Some("1")] {
        let mut command = erario(["run", "--samples"]);
        command.current_dir(project.path("")).env("TERM", "xterm-256color");
        if let Some(value) = colour {
            command.env("NO_COLOR", value);
        }
        let run = finish(&mut command).ended(0);
        assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{}", run.stdout);
    }
}

#[test]
fn a_project_is_found_from_a_folder_inside_it_or_named() {
    let project = Project::with(&[ONE]);
    let inside = project.path("pipelines/ojos-al-gasto");
    let run = finish(erario(["run", "--samples", "--quiet"]).current_dir(inside)).ended(0);
    assert!(run.stdout.contains(ONE) && project.path("out/latest").exists());

    let elsewhere = tempfile::tempdir().unwrap();
    let here = finish(erario(["status"]).current_dir(elsewhere.path())).ended(2);
    assert!(here.stderr.contains("--project DIR"), "{}", here.stderr);
    let named = ["status", "--project", project.path("").to_str().unwrap()].map(str::to_owned);
    finish(erario(named).current_dir(elsewhere.path())).ended(0);
}

#[test]
fn check_proves_the_pipelines_of_the_checkout() {
    assert_snapshot!(finish(&mut erario(["check"])).ended(0).stdout, @"187 pipelines, 0 problems");
}

#[test]
fn check_tells_every_problem_with_its_line() {
    let project = Project::with(&["mx-shcp/cuenta-publica-programatica", "mx-shcp/pef"]);
    let pipeline = "pipelines/mx-shcp/cuenta-publica-programatica.toml";
    project.edit(pipeline, "column = \"program_code\"", "column = \"programme_code\"");
    project.edit(pipeline, "coverage = \"government\"\n", "");
    project.edit("pipelines/mx-shcp/pef.toml", "encoding =", "encodin =");
    let run = project.erario("check").ended(2);
    assert_snapshot!(format!("{}\n{}", run.stdout, run.stderr));
}

#[test]
fn a_release_time_that_is_no_number_is_refused() {
    let project = Project::with(&[ONE]);
    let run = finish(erario(["run", "--samples"]).current_dir(project.path("")).env("SOURCE_DATE_EPOCH", "today"));
    assert_snapshot!(run.ended(2).stderr, @r"
    error: SOURCE_DATE_EPOCH is `today`
      hint: set it to whole seconds since 1970, or unset it
    ");
}

#[test]
fn a_folder_that_cannot_be_written_is_the_disks_fault() {
    let project = Project::with(&[ONE]);
    std::fs::write(project.path("out"), "a file, no folder").unwrap();
    let run = project.erario("run --samples --quiet").ended(30);
    assert!(run.stderr.contains("hint:"), "{}", run.stderr);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_bug() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = erario(["status", "--json"]);
    command.stdout(writer).stderr(std::process::Stdio::piped());
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

/// A release's id ends in a digest of its bytes, which every change of a sample changes.
fn without_digests(text: &str) -> String {
    regex::Regex::new(r"(\d{4}-\d{2}-\d{2}\.\d+)-[0-9a-f]{12}").unwrap().replace_all(text, "$1-[digest]").into_owned()
}
