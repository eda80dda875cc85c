//! Faults in `[source]`: each is told with its line before anybody is asked.

use insta::assert_snapshot;

use crate::support::Project;
use crate::support::fetched::FETCHED;

/// What `erario check` says of a pipeline with this source, whose editions are 2015 and 2016.
fn told(source: &str) -> String {
    told_of(source, &[("2015", ""), ("2016", "")])
}

fn told_of(source: &str, editions: &[(&str, &str)]) -> String {
    let project = Project::with(&[]);
    project.declare_dataset(FETCHED, source, editions);
    let checked = project.erario("check").ended(2);
    assert!(!project.path("store").exists());
    project.shown(&format!("{}{}", checked.stdout, checked.stderr))
}

#[test]
fn s10_an_address_with_a_password() {
    let said = told("[source]\nurl = \"https://ana:s3cret@finanzas.example/PEF_{year}.csv\"\n");
    assert!(!said.contains("s3cret"), "{said}");
    assert_snapshot!(said);
}

#[test]
fn an_address_of_no_host() {
    assert_snapshot!(told_of(
        "",
        &[("2015", "url = \"finanzas.example/PEF.csv\""), ("2016", "url = \"https://{x}/a\"")]
    ));
}

#[test]
fn a_name_in_braces_that_is_misspelt() {
    assert_snapshot!(told("[source]\nurl = \"https://finanzas.example/PEF_{yaer}_{edition}.csv\"\n"));
}

#[test]
fn a_quarter_of_an_edition_that_has_none() {
    assert_snapshot!(told("[source]\nurl = \"https://finanzas.example/{year}/T{quarter}.csv\"\n"));
}

#[test]
fn a_template_that_is_the_same_for_two_editions() {
    assert_snapshot!(told("[source]\nurl = \"https://finanzas.example/PEF.csv\"\n"));
}

#[test]
fn a_page_and_a_portal_at_once() {
    assert_snapshot!(told(
        "[source.page]\nurl = \"https://finanzas.example/\"\nlink = \"PEF_{year}\"\n\
         [source.ckan]\nurl = \"https://datos.example\"\npackage = \"pef\"\nname = \"PEF {year}\"\n"
    ));
}

#[test]
fn a_portal_that_is_asked_for_nothing() {
    assert_snapshot!(told("[source.ckan]\nurl = \"https://datos.example\"\nname = \"PEF {year}\"\n"));
}

#[test]
fn reasons_that_are_empty_and_a_contact_that_no_header_carries() {
    assert_snapshot!(told(
        "[source]\ncontact = \"señas@ejemplo.example\"\nplain_http = \" \"\n\
         [source.page]\nurl = \"https://finanzas.example/\"\nlink = \"PEF_{year}\"\nignores_robots = \"\"\n"
    ));
}

#[test]
fn a_key_with_a_typo() {
    assert_snapshot!(told("[source]\nurls = \"https://finanzas.example/PEF_{year}.csv\"\n"));
}

#[test]
fn what_an_edition_has_of_its_own_need_not_fit_the_template() {
    let project = Project::with(&[]);
    let source = "[source]\nurl = \"https://finanzas.example/PEF_{year}.csv\"\n";
    let own = "url = \"https://finanzas.example/viejo.csv\"";
    project.declare_dataset(FETCHED, source, &[("2015", own), ("2016", "")]);
    project.erario("check").ended(0);
}
