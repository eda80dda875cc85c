//! `erario explain [CODE|SLUG]`: the page of a rule, or the list of all.

use std::fmt::Write;

use erario_model::{Exception, Rule, Schema};
use serde_json::json;

use crate::args::{Args, Explain, Lang};
use crate::exit::{DONE, Failure};
use crate::output;
use crate::project::nearest;

pub fn explain(args: &Args, command: &Explain) -> Result<u8, Failure> {
    let schema = Schema::embedded();
    let Some(name) = &command.rule else {
        let rules: Vec<&Rule> = schema.rules.iter().collect();
        if args.json {
            output::line(json!({ "format": 1, "rules": rules }))?;
        } else {
            output::line(list(&rules, args.language()))?;
        }
        return Ok(DONE);
    };
    let Some(rule) = schema.rules.named(name) else {
        let known = schema.rules.iter().flat_map(|rule| [rule.code.as_str(), &rule.slug]);
        let meant = nearest(name, known).map_or_else(String::new, |name| format!("did you mean `{name}`? "));
        return Err(Failure::Usage(format!(
            "there is no rule `{name}`\n  hint: {meant}`erario explain` lists all of them"
        )));
    };
    if args.json {
        output::line(json!({ "format": 1, "rule": rule, "example": rule.example().map(erario_model::Case::shown) }))?;
    } else {
        output::line(page(schema, rule, args.language()))?;
    }
    Ok(DONE)
}

/// One line a rule.
fn list(rules: &[&Rule], lang: Lang) -> String {
    let severity = |rule: &Rule| lang.of(rule.severity.words());
    let widest = rules.iter().map(|rule| severity(rule).len()).max().unwrap_or(0);
    let line = |rule: &&Rule| {
        let title = lang.say(&rule.title_es, &rule.title_en);
        format!("{} {:<widest$}  {title} ({})", rule.code, severity(rule), rule.slug)
    };
    rules.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn page(schema: &Schema, rule: &Rule, lang: Lang) -> String {
    let mut page = format!("{} {}\n{}\n", rule.code, rule.slug, lang.say(&rule.title_es, &rule.title_en));
    let mut severity = lang.of(rule.severity.words()).to_owned();
    if let Some(own) = rule.in_file {
        let _ = write!(severity, "; {} `erario validate`: {}", lang.say("en", "in"), lang.of(own.words()));
    }
    let about = [lang.of(rule.scope.words()), lang.of(rule.dimension.words())];
    let _ = writeln!(page, "{severity} · {}", about.join(" · "));
    let mut part = |head: (&str, &str), text: &str| {
        let _ = write!(page, "\n{}\n{text}\n", lang.of(head));
    };
    part(("Qué es", "What it is"), lang.say(&rule.what_es, &rule.what_en));
    part(("Por qué importa", "Why it matters"), lang.say(&rule.why_es, &rule.why_en));
    part(("Qué hacer", "What to do"), lang.say(&rule.do_es, &rule.do_en));
    part(("Sustento", "Reference"), &rule.reference);
    for Exception { publisher, dataset, node, why_es, why_en, .. } in
        schema.exceptions.iter().filter(|exception| exception.rule == rule.slug)
    {
        part(("Excepción", "Exception"), &format!("{publisher}/{dataset}, {node}: {}", lang.say(why_es, why_en)));
    }
    if let Some(case) = rule.example() {
        let shown = case.shown().into_iter().map(|(name, text)| {
            let lines: Vec<String> = text.lines().map(|line| format!("    {line}")).collect();
            format!("  {name}\n{}", lines.join("\n"))
        });
        let title = lang.say(&case.name_es, &case.name);
        part(("Ejemplo", "Example"), &format!("{title}\n{}", shown.collect::<Vec<_>>().join("\n")));
    }
    if let Some(real) = &rule.real {
        let says = lang.say(&real.says_es, &real.says_en);
        part(("Caso real", "Real case"), &format!("{}: {says}", real.place));
    }
    page.truncate(page.trim_end().len());
    page
}
