//! Steps read what is there, make what goes somewhere, and do something.

use erario_model::{Level, Otherwise, Step, Table, line_of};
use regex::Regex;

use super::Proof;

/// Longer than any code of a classifier.
const WIDEST: usize = 64;

impl Proof<'_> {
    /// Columns that are read must be there, columns that are made must go somewhere. Gives all columns at the end.
    pub(super) fn steps(&mut self, table: &Table) -> Vec<String> {
        let steps = &self.pipeline.steps;
        let is_read =
            |column: &str, from: usize| steps[from..].iter().any(|step| step.get_ref().reads().contains(&column));
        let mut columns: Vec<String> = self.pipeline.columns.keys().cloned().collect();
        if let Some(unpivot) = &self.pipeline.decode.unpivot {
            columns.extend([unpivot.name_into.clone(), unpivot.value_into.clone()]);
        }
        if let Some(labels) = self.pipeline.shaped.as_ref().and_then(|shaped| shaped.shape.labels.as_ref()) {
            let filled = labels.levels.iter().flat_map(|level| level.fill.keys().chain(&level.name_into));
            columns.extend(filled.cloned());
        }
        for column in &columns.clone() {
            if table.field(column).is_none() && !is_read(column, 0) {
                let message = format!(
                    "the column `{column}` goes nowhere: no step reads it and `{}` has no such field",
                    table.name
                );
                let hint = "name it after a field, use it in a step, or move its header to `[ignored]` with a reason";
                let line = match self.pipeline.columns.contains_key(column) {
                    true => self.line_with(&format!("\n{column} =")) + 1,
                    false => self.line_with("[decode.unpivot]"),
                };
                self.add(line, message, hint);
            }
        }
        for (place, step) in steps.iter().enumerate() {
            let line = line_of(&self.toml, step.span().start);
            for column in step.get_ref().reads() {
                if !columns.iter().any(|known| known == column) {
                    let message = format!("the step reads the column `{column}`, which nothing above makes");
                    self.add(line, message, format!("the columns here are {}", columns.join(", ")));
                }
            }
            for column in step.get_ref().makes() {
                if table.field(column).is_none() && !is_read(column, place + 1) {
                    let message = format!(
                        "the step makes the column `{column}`, which no step below reads and `{}` has no field for",
                        table.name
                    );
                    self.add(
                        line,
                        message,
                        format!("the fields of `{}` are listed in docs/reference/tables.md", table.name),
                    );
                }
            }
            self.patterns(step.get_ref(), line);
            self.lists(step.get_ref(), line);
            self.template(step.get_ref(), line);
            if let Step::Pad { width, .. } = step.get_ref()
                && *width > WIDEST
            {
                self.add(line, format!("`width` is {width}"), format!("a code has at most {WIDEST} characters"));
            }
            if matches!(step.get_ref(), Step::Moments { .. })
                && !steps[..place].iter().any(|above| matches!(above.get_ref(), Step::Outline { .. }))
            {
                let message = "`moments` needs the rows of one leaf, which `outline` makes".to_owned();
                self.add(line, message, "put `outline` above it; for a plain table use `route`, one row a moment");
            }
            self.moments(step.get_ref(), table, line);
            columns.extend(step.get_ref().makes().into_iter().map(str::to_owned));
        }
        self.route();
        columns
    }

    fn patterns(&mut self, step: &Step, line: usize) {
        let patterns: Vec<&str> = match step {
            Step::Extract { pattern, .. } | Step::NullUnless { pattern, .. } => vec![pattern],
            Step::Levels { matches, .. } => matches.iter().map(|Level { code, .. }| code.as_str()).collect(),
            _ => Vec::new(),
        };
        patterns.into_iter().for_each(|pattern| self.pattern(pattern, line));
    }

    pub(super) fn pattern(&mut self, pattern: &str, line: usize) {
        if let Err(error) = Regex::new(&format!("^(?:{pattern})$")) {
            let reason = error.to_string();
            let reason = reason.lines().last().unwrap_or_default().trim_start_matches("error: ");
            self.add(line, format!("`{pattern}` is no regular expression: {reason}"), "mend the pattern");
        }
    }

    /// What a template takes from its pattern must be in it; `$1000` is the group named `1000`.
    fn template(&mut self, step: &Step, line: usize) {
        let templates: Vec<(&str, &str)> = match step {
            Step::Extract { pattern, template, .. } => vec![(pattern, template)],
            Step::Levels { matches, .. } => matches
                .iter()
                .flat_map(|level| {
                    let templates = level.fill.values().chain(&level.parent).chain([&level.becomes]);
                    templates.map(|template| (level.code.as_str(), template.as_str()))
                })
                .collect(),
            _ => return,
        };
        let group = Regex::new(r"\$\{([^}]*)\}|\$(\w+)").expect("the pattern is good");
        for (pattern, template) in templates {
            let Ok(pattern) = Regex::new(pattern) else { continue };
            for found in group.captures_iter(template) {
                let name = found.get(1).or(found.get(2)).map_or("", |name| name.as_str());
                let is_there = match name.parse::<usize>() {
                    Ok(number) => number < pattern.captures_len(),
                    Err(_) => pattern.capture_names().flatten().any(|known| known == name),
                };
                if !is_there {
                    let message = format!("`{template}` takes the group `{name}`, which `{pattern}` does not have");
                    self.add(line, message, "a number next to digits stands in braces: `${1}000`");
                }
            }
        }
    }

    /// A step about no column, no value or no level does nothing.
    fn lists(&mut self, step: &Step, line: usize) {
        let empty = match step {
            Step::Join { columns, .. }
            | Step::Coalesce { columns, .. }
            | Step::Whole { columns, .. }
            | Step::NullUnless { columns, .. }
            | Step::Outline { columns, .. } => columns.is_empty().then_some("columns"),
            Step::Expect { values, .. } => values.is_empty().then_some("values"),
            Step::Translate { values, .. } => values.is_empty().then_some("values"),
            Step::Date { forms, .. } => forms.is_empty().then_some("forms"),
            Step::Lookup { take, .. } => take.is_empty().then_some("take"),
            Step::Levels { matches, .. } => matches.is_empty().then_some("match"),
            Step::Nest { ranks, .. } => ranks.is_empty().then_some("ranks"),
            Step::Route { moments, .. } | Step::Moments { moments, .. } => moments.is_empty().then_some("moments"),
            Step::Pad { .. } | Step::Extract { .. } | Step::Days { .. } => None,
        };
        if let Some(key) = empty {
            self.add(line, format!("`{key}` of the step is empty"), "fill it in, or take the step away");
        }
    }

    /// A row that is set aside is booked with its amounts, and above `route` nobody knows of which moment they are.
    fn route(&mut self) {
        let sets_aside = |step: &Step| match step {
            Step::Lookup { otherwise, .. } | Step::Translate { otherwise, .. } => *otherwise == Otherwise::SetAside,
            Step::Expect { .. } | Step::Levels { .. } | Step::Nest { .. } => true,
            _ => false,
        };
        let steps = &self.pipeline.steps;
        let Some(place) = steps.iter().position(|step| matches!(step.get_ref(), Step::Route { .. })) else { return };
        if steps[..place].iter().any(|step| sets_aside(step.get_ref())) {
            let line = line_of(&self.toml, steps[place].span().start);
            let message = "`route` stands below a step that can set rows aside".to_owned();
            self.add(line, message, "move it above them");
        }
    }

    /// A moment of the budget is an amount of the table.
    fn moments(&mut self, step: &Step, table: &Table, line: usize) {
        let (Step::Route { moments, .. } | Step::Moments { moments, .. }) = step else { return };
        let is_amount = |name: &String| table.amounts().any(|field| field.name == *name);
        for name in moments.keys().filter(|name| !is_amount(name)) {
            let message = format!("`{name}` is no amount of `{}`", table.name);
            let known: Vec<&str> = table.amounts().map(|field| field.name.as_str()).collect();
            self.add(line, message, format!("its amounts are {}", known.join(", ")));
        }
    }
}
