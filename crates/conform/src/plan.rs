//! A schema laid over the columns of one file: what is checked in which cell, and what is said where it fails.

mod header;

use erario_model::TextFault;
use foldhash::{HashMap, HashSet};
use regex::bytes::Regex;

use crate::formula::{Formula, Operand, Term};
use crate::report::{Lacks, NotChecked};
use crate::schema::{Aggregate, Field, Kind, Sum, TableSchema};
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
    pub unchecked: Vec<NotChecked>,
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
    /// Of a text: what is said of each fault of [`TextFault::ALL`].
    pub faults: Option<[usize; 3]>,
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
    /// Its fields, as places among the columns of the plan.
    pub columns: Vec<usize>,
    pub skips_missing: bool,
    pub repeated: usize,
}

pub(crate) struct ForeignPlan {
    /// Its fields, as places among the columns of the plan.
    pub columns: Vec<usize>,
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
        let added = |aggregate: &'_ Aggregate| [aggregate.sum.field.clone(), aggregate.equals.field.clone()];
        let computed = schema.formulas.iter().flat_map(Formula::fields).map(str::to_owned);
        for name in computed.chain(schema.aggregates.iter().flat_map(added)) {
            if places.contains_key(name.as_str()) {
                let next = numbers.len();
                numbers.entry(name).or_insert(next);
            }
        }
        plan.numbers = numbers.len();
        for field in &schema.fields {
            if let Some(place) = places.get(field.name.as_str()) {
                let column = plan.column(schema, field, *place, numbers.get(&field.name).copied());
                plan.columns.push(column);
            }
        }
        for formula in &schema.formulas {
            if plan.has_all(&formula.text, formula.fields()) {
                plan.formula(formula, &places, &numbers);
            }
        }
        for key in &schema.keys {
            if plan.has_all(&key.written(), key.fields.iter().map(String::as_str)) {
                let rule = if key.is_soft { "duplicate-key" } else { "not-unique" };
                let repeated = plan.topic(rule, &key.fields, "");
                let columns = plan.columns_of(&key.fields);
                plan.keys.push(KeyPlan { columns, skips_missing: key.skips_missing, repeated });
            }
        }
        for (index, key) in schema.foreign_keys.iter().enumerate() {
            let target = format!("{}({})", key.resource.as_deref().unwrap_or_default(), key.references.join(", "));
            let written = format!("{} -> {target}", key.fields.join(", "));
            if !plan.has_all(&written, key.fields.iter().map(String::as_str)) {
                continue;
            }
            if !has_reference(index) {
                plan.unchecked.push(NotChecked { what: written, lacks: Lacks::OtherFile });
                continue;
            }
            let unknown = plan.topic("not-referenced", &key.fields, &target);
            let columns = plan.columns_of(&key.fields);
            plan.foreign.push(ForeignPlan { columns, index, unknown });
        }
        for aggregate in &schema.aggregates {
            if plan.has_all(&aggregate.text(), aggregate.fields()) {
                plan.aggregate(aggregate, &places, &numbers);
            }
        }
        plan
    }

    /// Whether the file has all of these fields. If it has some of them, the report says what is not checked for want
    /// of the others; what is about none of its columns is no matter of this file.
    fn has_all<'n>(&mut self, what: &str, fields: impl Iterator<Item = &'n str>) -> bool {
        let (there, lacking): (Vec<&str>, Vec<&str>) =
            fields.partition(|field| self.names.iter().any(|name| name == field));
        let has_all = lacking.is_empty();
        if !has_all && !there.is_empty() {
            let lacks = Lacks::Columns(lacking.into_iter().map(str::to_owned).collect());
            self.unchecked.push(NotChecked { what: what.to_owned(), lacks });
        }
        has_all
    }

    /// Fields of the file as places among the columns of the plan.
    fn columns_of(&self, fields: &[String]) -> Vec<usize> {
        let column = |name: &String| self.columns.iter().position(|column| self.names[column.place] == *name);
        fields.iter().filter_map(column).collect()
    }

    fn topic(&mut self, rule: &str, fields: &[String], expected: &str) -> usize {
        let column = fields.first().and_then(|name| self.names.iter().position(|column| column == name));
        let (rule, expected) = (rule.to_owned(), expected.to_owned());
        self.topics.push(Topic { rule, fields: fields.to_vec(), expected, column });
        self.topics.len() - 1
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
        // What a list admits is right as it is.
        let is_free = matches!(field.kind, Kind::Text(_)) && constraints.values.is_none();
        let faults = is_free.then(|| TextFault::ALL.map(|fault| self.topic(fault.rule(), name, "")));
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
        // What names a row is always there.
        let is_key = schema.keys.iter().any(|key| key.is_primary && key.fields.contains(&field.name));
        let is_required = constraints.required || is_key;
        Column {
            place,
            missing: missing.iter().map(|text| text.as_bytes().into()).collect(),
            required: is_required.then(|| self.topic("required-missing", name, "")),
            wrong_type: self.topic("wrong-type", name, &field.expected()),
            values,
            pattern,
            faults,
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
        let rule = aggregate.rule.as_deref().unwrap_or("sums-differ");
        let differs = self.topic(rule, std::slice::from_ref(&aggregate.sum.field), &aggregate.text());
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
