//! `erario history`: every state of one figure, in order.

use insta::assert_snapshot;
use serde_json::json;

use crate::support::{EAEPE, Project, erario, finish};

const FIGURE: &str = "spending_by_object/11/inaeba/2018/1100/accrued";

fn released() -> Project {
    let project = Project::with_quarters();
    project.add(EAEPE, "2018-2T", "06-01", "Clave,Aprobado,Devengado\n1100,1000.00,510.00\n2100,50.00,40.00\n");
    project.erario("run --offline --quiet").ended(0);
    project
}

#[test]
fn cut_by_cut_in_english_and_spanish() {
    let project = released();
    for lang in ["en", "es"] {
        let run = project.erario(&format!("history {FIGURE} --lang {lang}")).ended(0);
        assert_snapshot!(format!("history_{lang}"), project.shown(&run.stdout));
    }
}

#[test]
fn a_budget_has_no_flow_and_a_part_is_no_sum() {
    let project = released();
    let run = project.erario("history spending_by_object/11/inaeba/2018/1100/earmarked/approved").ended(0);
    assert_snapshot!(project.shown(&run.stdout));
}

#[test]
fn one_edition_of_a_figure() {
    let project = released();
    let run = project.erario(&format!("history {FIGURE}@2018-2T --json")).ended(0).json();
    let states: Vec<_> = run["states"].as_array().unwrap().iter().map(|state| &state["amount"]).collect();
    assert_eq!(states, [&json!("500.00"), &json!("510.00")]);
    assert_eq!(run["states"][1]["difference"], "10.00");
    assert_eq!(run["states"][1]["flow"], json!({ "amount": "310.00", "since": "2018-Q1", "is_correction": false }));
    let unknown = project.erario(&format!("history {FIGURE}@2017-4T")).ended(2);
    assert!(unknown.stderr.contains("these do: 2018-1T, 2018-2T, 2018-3T, 2018-4T"), "{}", unknown.stderr);
}

#[test]
fn a_doubtful_fact_says_which_finding_doubts_it() {
    let project = Project::of_quarters();
    project.add(EAEPE, "2018-4T", "02-01", "Clave,Aprobado,Devengado\n1100,1.00,o.oo\n1200,1.00,1.00\n");
    project.add(EAEPE, "2018-3T", "02-01", "Clave,Aprobado,Devengado\n1100,1.00,0.75\n1200,1.00,1.00\n");
    project.erario(&format!("run {EAEPE} --offline --quiet")).ended(0);
    let run = project.erario(&format!("history {FIGURE}")).ended(0);
    assert_snapshot!(project.shown(&run.stdout));
    let json = project.erario(&format!("history {FIGURE} --json")).ended(0).json();
    assert_eq!(json["states"][1]["doubts"], json!(["not-a-number"]));
    assert_eq!(json["findings"][0]["rule_code"], "F001");
}

#[test]
fn an_unknown_figure_is_told_with_the_nearest_ones() {
    let project = released();
    assert_snapshot!(project.erario("history spending_by_object/11/inaeba/2018/1101/accrued").ended(2).stderr);
    for (figure, hint) in [
        ("spending_by_object/11/inaeba/2018/1100", "is no figure id"),
        ("spending_by_objects/11/inaeba/2018/1100/accrued", "use one of spending_by_function, spending_by_object"),
        ("spending_by_object/11/inaeba/2018/1100/spent", "use one of approved, "),
        ("budget_line/00/2016/total/approved", "is no table of figures"),
        ("spending_by_unit/11/2018/1/approved", "the release has no `approved` of `spending_by_unit`"),
    ] {
        let run = project.erario(&format!("history {figure}")).ended(2);
        assert!(run.stderr.contains(hint), "{}", run.stderr);
    }
}

#[test]
fn without_a_release_there_is_no_history() {
    let project = Project::of_quarters();
    let run = project.erario(&format!("history {FIGURE}")).ended(10);
    assert_eq!(
        project.shown(&run.stderr),
        "error: [project]/out: no release here; expected `latest`\n  \
         hint: make one with `erario run`, or name its folder with `--out`\n"
    );
}

#[test]
fn a_release_says_its_history_without_its_project() {
    let project = released();
    let elsewhere = tempfile::tempdir().unwrap();
    let out = project.path("out");
    let run =
        finish(erario(["history", FIGURE, "--json", "--out", out.to_str().unwrap()]).current_dir(elsewhere.path()));
    assert_eq!(run.ended(0).json()["states"].as_array().unwrap().len(), 7);
}
