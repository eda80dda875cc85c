//! A schema laid over the columns of one file: what is checked in which cell, and what is said where it fails.

use foldhash::{HashMap, HashSet};
use regex::bytes::Regex;

use crate::formula::{Formula, Operand, Term};
use crate::schema::{Aggregate, Field, FieldsMatch, Kind, Sum, TableSchema};
use crate::value::{Reader, Value};

/// What a kind of case is, for the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Topic {
    /// A rule of the catalogue, by its slug or its code.
    pub rule: String,
    pub fields: Vec<String>,
    pub expected: String,
    /// The place of the first field among the columns.
    pub column: Option<usize>,
}

/// Everything that is checked in a file.
pub(crate) struct Plan {
    /// The columns of the file.
    pub names: Vec<String>,
    pub width: usize,
    pub columns: Vec<Column>,
    pub keys: Vec<KeyPlan>,
    pub foreign: Vec<ForeignPlan>,
    pub formulas: Vec<FormulaPlan>,
    pub aggregates: Vec<AggregatePlan>,
    /// How many cells of a row are computed with.
    pub numbers: usize,
    /// A record with another number of cells than the header.
    pub broken: usize,
    pub topics: Vec<Topic>,
    /// What the header alone says: topics of columns that are missing, unknown or there twice.
    pub header: Vec<(usize, String)>,
    /// Foreign keys whose other file was not given.
    pub unchecked: Vec<String>,
}

/// One column of the file that is a field of the schema.
pub(crate) struct Column {
    /// Its place in the file.
    pub place: usize,
    pub reader: Reader,
    pub missing: Vec<Box<[u8]>>,
    pub required: Option<usize>,
    pub wrong_type: usize,
    pub values: Option<(Values, usize)>,
    pub pattern: Option<(Regex, usize)>,
    pub length: Option<(u64, u64, usize)>,
    pub range: Option<(Range, usize)>,
    /// Its place among the numbers that are computed with.
    pub number: Option<usize>,
}

/// The ends of a range, and whether they are outside of it.
pub(crate) struct Range {
    pub minimum: Option<(Value, bool)>,
    pub maximum: Option<(Value, bool)>,
}

/// A list of values: texts as they are written, numbers by what they are.
pub(crate) enum Values {
    Texts(HashSet<Box<[u8]>>),
    Numbers(HashSet<i128>),
}

pub(crate) struct KeyPlan {
    pub places: Vec<Option<usize>>,
    pub skips_missing: bool,
    /// Where a row has none of it.
    pub missing: Option<usize>,
    pub repeated: usize,
}

pub(crate) struct ForeignPlan {
    pub places: Vec<usize>,
    /// Which foreign key of the schema it is.
    pub index: usize,
    pub unknown: usize,
}

pub(crate) struct FormulaPlan {
    pub formula: Formula,
    /// The sides, with the places of the numbers.
    pub left: Vec<Term<usize>>,
    pub right: Vec<Term<usize>>,
    /// The column that is told: the first one of the left side.
    pub place: usize,
    pub broken: usize,
}

/// Columns, and the text that each must be.
type Filter = Vec<(usize, Box<[u8]>)>;

pub(crate) struct AggregatePlan {
    pub by: Vec<usize>,
    pub sides: [(usize, Filter); 2],
    pub tolerance: i128,
    pub differs: usize,
}

impl Plan {
    /// Lays a schema over columns. `has_reference` says for each foreign key whether its values are at hand.
    pub fn of(schema: &TableSchema, columns: &[String], has_reference: impl Fn(usize) -> bool) -> Plan {
        let mut plan = Plan {
            names: columns.to_vec(),
            width: columns.len(),
            columns: Vec::new(),
            keys: Vec::new(),
            foreign: Vec::new(),
            formulas: Vec::new(),
            aggregates: Vec::new(),
            numbers: 0,
            broken: 0,
            topics: Vec::new(),
            header: Vec::new(),
            unchecked: Vec::new(),
        };
        plan.broken = plan.topic("broken-row", &[], &columns.len().to_string());
        plan.judge_header(schema, columns);
        let places: HashMap<&str, usize> =
            columns.iter().enumerate().rev().map(|(place, name)| (name.as_str(), place)).collect();
        let mut numbers: HashMap<String, usize> = HashMap::default();
        let formulas = schema.formulas.iter().filter(|formula| formula.fields().all(|name| places.contains_key(name)));
        let computed = formulas.clone().flat_map(Formula::fields).map(str::to_owned).chain(
            schema
                .aggregates
                .iter()
                .flat_map(|aggregate| [aggregate.sum.field.clone(), aggregate.equals.field.clone()]),
        );
        for name in computed.filter(|name| places.contains_key(name.as_str())) {
            let next = numbers.len();
            numbers.entry(name).or_insert(next);
        }
        plan.numbers = numbers.len();
        for field in &schema.fields {
            if let Some(place) = places.get(field.name.as_str()) {
                let column = plan.column(schema, field, *place, numbers.get(&field.name).copied());
                plan.columns.push(column);
            }
        }
        for formula in formulas {
            plan.formula(formula, &places, &numbers);
        }
        for key in &schema.keys {
            // A key of which no column is there names nothing.
            let own: Vec<Option<usize>> = key.fields.iter().map(|name| places.get(name.as_str()).copied()).collect();
            if own.iter().all(Option::is_none) || (!key.is_soft && own.iter().any(Option::is_none)) {
                continue;
            }
            let repeated = match (key.is_soft, key.fields.len()) {
                (true, _) => plan.topic("duplicate-key", &key.fields, ""),
                (false, _) => plan.topic("not-unique", &key.fields, ""),
            };
            let missing = key.is_primary.then(|| plan.topic("required-missing", &key.fields, ""));
            plan.keys.push(KeyPlan { places: own, skips_missing: key.skips_missing, missing, repeated });
        }
        for (index, key) in schema.foreign_keys.iter().enumerate() {
            let own: Option<Vec<usize>> = key.fields.iter().map(|name| places.get(name.as_str()).copied()).collect();
            let target = format!("{}({})", key.resource.as_deref().unwrap_or_default(), key.references.join(", "));
            let Some(own) = own else { continue };
            if !has_reference(index) {
                plan.unchecked.push(format!("{} -> {target}", key.fields.join(", ")));
                continue;
            }
            let unknown = plan.topic("not-referenced", &key.fields, &target);
            plan.foreign.push(ForeignPlan { places: own, index, unknown });
        }
        for aggregate in &schema.aggregates {
            plan.aggregate(aggregate, &places, &numbers);
        }
        plan
    }

    fn topic(&mut self, rule: &str, fields: &[String], expected: &str) -> usize {
        let column = fields.first().and_then(|name| self.names.iter().position(|column| column == name));
        let (rule, expected) = (rule.to_owned(), expected.to_owned());
        self.topics.push(Topic { rule, fields: fields.to_vec(), expected, column });
        self.topics.len() - 1
    }

    fn judge_header(&mut self, schema: &TableSchema, columns: &[String]) {
        let strict = schema.fields_match;
        let say = |plan: &mut Plan, rule: &str, name: &str, expected: &str| {
            let topic = plan.topic(rule, &[name.to_owned()], expected);
            plan.header.push((topic, name.to_owned()));
        };
        let has = |name: &str| columns.iter().any(|column| column == name);
        for field in schema.fields.iter().filter(|field| !has(&field.name)) {
            use FieldsMatch::{Equal, Exact, Subset};
            let is_needed = field.constraints.required || matches!(strict, Some(Exact | Equal | Subset));
            let is_key = schema.keys.iter().any(|key| key.is_primary && key.fields.contains(&field.name));
            if is_needed || is_key {
                say(self, "column-missing", &field.name, "");
            }
        }
        for (place, column) in columns.iter().enumerate() {
            if columns[..place].contains(column) {
                say(self, "column-repeated", column, "");
            } else if schema.field(column).is_none() {
                use FieldsMatch::{Equal, Exact, Superset};
                let rule = match strict {
                    Some(Exact | Equal | Superset) => "column-not-in-schema",
                    Some(FieldsMatch::Subset | FieldsMatch::Partial) => continue,
                    None => "column-unknown",
                };
                say(self, rule, column, "");
            }
        }
        if strict == Some(FieldsMatch::Exact) && self.header.is_empty() {
            for (column, field) in columns.iter().zip(&schema.fields).filter(|(column, field)| **column != field.name) {
                say(self, "column-out-of-place", column, &field.name);
            }
        }
        if strict == Some(FieldsMatch::Partial) && !schema.fields.iter().any(|field| has(&field.name)) {
            say(self, "column-missing", &schema.fields[0].name, "");
        }
    }

    fn column(&mut self, schema: &TableSchema, field: &Field, place: usize, number: Option<usize>) -> Column {
        let name = std::slice::from_ref(&field.name);
        let constraints = &field.constraints;
        let missing = field.missing_values.as_ref().unwrap_or(&schema.missing_values);
        let reader = Reader::of(&field.kind);
        let values = constraints.values.as_ref().map(|list| {
            let topic = self.topic("not-in-list", name, &shortened(list));
            (Values::of(list, &field.kind), topic)
        });
        let pattern = constraints.regex.clone().zip(constraints.pattern.as_ref());
        let pattern = pattern.map(|(regex, text)| (regex, self.topic("pattern-mismatch", name, text)));
        let length = (constraints.min_length.is_some() || constraints.max_length.is_some()).then(|| {
            let (least, most) = (constraints.min_length.unwrap_or(0), constraints.max_length.unwrap_or(u64::MAX));
            let words = match constraints.max_length {
                Some(most) => format!("{least} … {most}"),
                None => format!(">= {least}"),
            };
            (least, most, self.topic("wrong-length", name, &words))
        });
        let end = |bound: &Option<crate::schema::Bound>| bound.as_ref().map(|bound| (bound.value, bound.is_exclusive));
        let range = Range { minimum: end(&constraints.minimum), maximum: end(&constraints.maximum) };
        let has_range = range.minimum.is_some() || range.maximum.is_some();
        Column {
            place,
            missing: missing.iter().map(|text| text.as_bytes().into()).collect(),
            required: constraints.required.then(|| self.topic("required-missing", name, "")),
            wrong_type: self.topic("wrong-type", name, &field.expected()),
            values,
            pattern,
            length,
            range: has_range.then(|| (range, self.topic("out-of-range", name, &field.range()))),
            reader,
            number,
        }
    }

    fn formula(&mut self, formula: &Formula, places: &HashMap<&str, usize>, numbers: &HashMap<String, usize>) {
        let term = |term: &Term| Term {
            is_subtracted: term.is_subtracted,
            what: match &term.what {
                Operand::Field(name) => Operand::Field(numbers[name]),
                Operand::Number(number) => Operand::Number(*number),
            },
        };
        let side = |terms: &[Term]| terms.iter().map(term).collect();
        let Some(place) = formula.fields().next().and_then(|name| places.get(name)) else { return };
        let names: Vec<String> = formula.fields().map(str::to_owned).collect();
        let rule = formula.rule.as_deref().unwrap_or("formula-broken");
        let broken = self.topic(rule, &names[..1], &formula.text);
        let (left, right) = (side(&formula.left), side(&formula.right));
        self.formulas.push(FormulaPlan { formula: formula.clone(), left, right, place: *place, broken });
    }

    fn aggregate(&mut self, aggregate: &Aggregate, places: &HashMap<&str, usize>, numbers: &HashMap<String, usize>) {
        let place = |name: &String| places.get(name.as_str()).copied();
        let side = |sum: &Sum| {
            let filter = sum.filter.iter().map(|(name, value)| Some((place(name)?, value.as_bytes().into())));
            Some((*numbers.get(&sum.field)?, filter.collect::<Option<Vec<_>>>()?))
        };
        let by: Option<Vec<usize>> = aggregate.by.iter().map(place).collect();
        let (Some(by), Some(one), Some(other)) = (by, side(&aggregate.sum), side(&aggregate.equals)) else { return };
        let words = |sum: &Sum| {
            let filter: Vec<String> = sum.filter.iter().map(|(name, value)| format!("{name} = {value}")).collect();
            let filter = if filter.is_empty() { String::new() } else { format!(" [{}]", filter.join(", ")) };
            format!("sum({}){filter}", sum.field)
        };
        let text = format!("{} = {}", words(&aggregate.sum), words(&aggregate.equals));
        let rule = aggregate.rule.as_deref().unwrap_or("sums-differ");
        let differs = self.topic(rule, std::slice::from_ref(&aggregate.sum.field), &text);
        self.aggregates.push(AggregatePlan { by, sides: [one, other], tolerance: aggregate.tolerance, differs });
    }
}

impl Values {
    fn of(list: &[String], kind: &Kind) -> Values {
        let reader = Reader::of_standard(kind);
        let number = |text: &String| match reader.read(text.as_bytes()) {
            Some(Value::Ordered(number)) => Some(number),
            _ => None,
        };
        match list.iter().map(number).collect() {
            Some(numbers) if kind.is_number() => Values::Numbers(numbers),
            _ => Values::Texts(list.iter().map(|text| text.as_bytes().into()).collect()),
        }
    }

    pub fn has(&self, cell: &[u8], value: Value) -> bool {
        match (self, value) {
            (Values::Texts(texts), _) => texts.contains(cell),
            (Values::Numbers(numbers), Value::Ordered(number)) => numbers.contains(&number),
            (Values::Numbers(_), _) => false,
        }
    }
}

impl Range {
    pub fn has(&self, value: Value) -> bool {
        use std::cmp::Ordering::{Equal, Greater, Less};
        let is_inside = |end: &Option<(Value, bool)>, side: std::cmp::Ordering| {
            end.is_none_or(|(end, is_exclusive)| match value.compared(end) {
                Some(Equal) => !is_exclusive,
                found => found == Some(side),
            })
        };
        is_inside(&self.minimum, Greater) && is_inside(&self.maximum, Less)
    }
}

/// A list in words; a long one is not written out.
fn shortened(list: &[String]) -> String {
    const MOST: usize = 12;
    let more = if list.len() > MOST { format!(", … ({})", list.len()) } else { String::new() };
    format!("{}{more}", list[..list.len().min(MOST)].join(", "))
}
