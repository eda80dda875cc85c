//! For build servers: a test for each rule and field that something is said of.

use erario_model::{Severity, grouped};
use quick_junit::{NonSuccessKind, Report, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::judged::{Judged, Verdict};
use super::words::Language;

pub(super) fn junit(judged: &Judged, language: Language) -> Result<String, SerializeError> {
    let mut suite = TestSuite::new(judged.file.as_str());
    // A file without a fault has a test too: a suite of none is a failure to many servers.
    let rows = language.count(judged.rows, ("renglón leído", "renglones leídos"), ("row read", "rows read"));
    suite.add_test_case(of_schema(judged, TestCase::new(rows, TestCaseStatus::success())));
    for verdict in &judged.findings {
        suite.add_test_case(of_schema(judged, case(verdict, language)));
    }
    let mut report = Report::new("erario validate");
    report.add_test_suite(suite);
    report.to_string()
}

fn of_schema(judged: &Judged, mut case: TestCase) -> TestCase {
    case.set_classname(judged.schema.as_str());
    case
}

fn case(verdict: &Verdict, language: Language) -> TestCase {
    let name = format!("{} {} {}", verdict.code, verdict.slug, verdict.fields.join(", "));
    let messages: Vec<&str> =
        verdict.examples.iter().map(|case| language.say(&case.message_es, &case.message_en)).collect();
    let more = verdict.count.saturating_sub(messages.len() as u64);
    let mut text = messages.join("\n");
    if more > 0 {
        text += &format!("\n… {} {}", grouped(more), language.say("más", "more"));
    }
    if verdict.severity == Severity::Fatal {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let cases = language.count(verdict.count, ("caso", "casos"), ("case", "cases"));
        let title = language.say(&verdict.title_es, &verdict.title_en);
        status.set_type(verdict.slug.as_str()).set_message(format!("{title}: {cases}")).set_description(text);
        return TestCase::new(name.trim(), status);
    }
    // JUnit knows no warning: the test passes, and says what it has to say.
    let mut case = TestCase::new(name.trim(), TestCaseStatus::success());
    let (es, en) = verdict.severity.words();
    case.set_system_out(format!("{}: {text}", language.say(es, en)));
    case
}
