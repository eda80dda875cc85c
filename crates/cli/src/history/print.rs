//! A figure's history for people and for programs.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use erario_model::{Finding, Money};
use erario_release::derive::Cut;
use serde_json::{Value, json};

use super::History;
use super::said::Role;
use super::states::{Flow, State};
use crate::args::Lang;

/// For a person.
pub fn text(history: &History, lang: Lang) -> String {
    let has_flow = history.states.iter().any(|state| state.flow.is_some());
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Disabled);
    let mut header = vec![
        lang.say("periodo", "period"),
        lang.say("edición", "edition"),
        lang.say("conjunto", "dataset"),
        lang.say("pesos", "pesos"),
        lang.say("cambio", "change"),
    ];
    header.extend(has_flow.then(|| lang.say("en el periodo", "in the period")));
    header.push(lang.say("es", "is"));
    let last = header.len() - 1;
    table.set_header(header);
    for state in &history.states {
        let said = &state.said;
        let money = |amount: Option<Money>| amount.map(Money::grouped).unwrap_or_default();
        let mut row = vec![said.period.clone(), said.edition.clone(), said.dataset.clone()];
        row.extend([money(said.amount), money(state.difference)]);
        row.extend(
            has_flow.then(|| state.flow.as_ref().map(|flow| flow_told(flow, &said.period, lang)).unwrap_or_default()),
        );
        row.push(role_told(state, lang));
        table.add_row(row);
    }
    for column in table.column_iter_mut().skip(3).take(last - 3) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut lines = vec![history.asked.to_string(), table.to_string()];
    if history.states.iter().any(|state| state.said.is_cumulative) {
        lines.push(
            lang.say(
                "Los cortes van de enero al cierre de su periodo: no se suman.",
                "Cuts run from January to the end of their period: never add them up.",
            )
            .to_owned(),
        );
    }
    if history.states.iter().any(|state| state.is_sum) {
        lines.push(
            lang.say("* Suma de lo etiquetado y lo no etiquetado.", "* The sum of earmarked and free money.")
                .to_owned(),
        );
    }
    let finding = |finding: &Finding| {
        let message = lang.say(&finding.message_es, &finding.message_en);
        format!("{} {message}", finding.rule_code)
    };
    lines.extend(history.findings.iter().map(finding));
    lines.join("\n")
}

fn flow_told(flow: &Flow, period: &str, lang: Lang) -> String {
    let mut told = flow.amount.grouped();
    if let Some(since) = flow.since.as_deref().filter(|since| !Cut::of(period).follows(Cut::of(since))) {
        told.push_str(&format!(" ({} {since})", lang.say("desde", "since")));
    }
    if is_correction(flow) {
        told.push_str(lang.say(" (una corrección)", " (a correction)"));
    }
    told
}

/// What was spent cannot be unspent: a cumulative amount that falls mends an earlier one.
fn is_correction(flow: &Flow) -> bool {
    flow.amount < Money::ZERO
}

fn role_told(state: &State, lang: Lang) -> String {
    let role = match state.said.role {
        Role::Fact => lang.say("el hecho", "the fact"),
        Role::Vintage => lang.say("anterior", "a vintage"),
        Role::Alternate => lang.say("de otra fuente", "an alternate"),
    };
    let doubt = if state.said.doubts.is_empty() { "" } else { lang.say(", dudoso", ", doubtful") };
    let sum = if state.is_sum { " *" } else { "" };
    format!("{role}{doubt}{sum}")
}

/// For a program.
pub fn json(history: &History) -> Value {
    let text = |amount: Option<Money>| amount.map(|amount| amount.to_string());
    let state = |state: &State| {
        let role = match state.said.role {
            Role::Fact => "fact",
            Role::Vintage => "vintage",
            Role::Alternate => "alternate",
        };
        let flow = state.flow.as_ref().map(|flow| {
            json!({
                "amount": flow.amount.to_string(), "since": flow.since, "is_correction": is_correction(flow),
            })
        });
        json!({
            "period": state.said.period,
            "edition": state.said.edition,
            "dataset": state.said.dataset,
            "source_id": state.said.source_id,
            "state": role,
            "is_cumulative": state.said.is_cumulative,
            "amount": text(state.said.amount),
            "difference": text(state.difference),
            "flow": flow,
            "is_sum_of_earmarked_and_free": state.is_sum,
            "doubts": state.said.doubts,
        })
    };
    let finding = |finding: &Finding| {
        json!({
            "rule_code": finding.rule_code, "message_es": finding.message_es, "message_en": finding.message_en,
        })
    };
    json!({
        "format": 1,
        "figure_id": history.asked.to_string(),
        "states": history.states.iter().map(state).collect::<Vec<_>>(),
        "findings": history.findings.iter().map(finding).collect::<Vec<_>>(),
    })
}
