//! An identity between the amounts of one printed row, such as modified = approved + extensions: how it is checked row
//! by row and told.

use std::collections::HashMap;

use erario_model::{Finding, Rule};

use crate::block::{Block, Record};
use crate::blocks::Blocks;
use crate::report::{Report, pesos, plain};
use crate::tolerance::{difference, is_material, limits, sum, tolerance};

/// A block with more rows off than this has one finding: what is wrong is not its rows.
const MOST_TOLD: usize = 20;

/// The amounts of a row that hang together: `result` is the sum of `plus` less `minus`.
#[derive(Clone, Copy)]
pub(crate) struct Identity {
    pub result: usize,
    pub plus: usize,
    pub other: usize,
    /// Whether `other` is taken away from `plus`.
    pub is_difference: bool,
}

/// A row whose result is not what its terms make.
pub(crate) struct Off<'b, 'a> {
    pub record: Record<'b, 'a>,
    pub found: i64,
    pub expected: i64,
}

/// A block's rows against an identity.
pub(crate) struct Checked<'b, 'a> {
    /// Rows off, in the order of the source. A total that is off only because its parts are is not among them.
    pub off: Vec<Off<'b, 'a>>,
    /// Facts to doubt: those that are off by more than 0.01 %.
    pub doubtful: Vec<u32>,
    /// Rows with something to check.
    rows: usize,
    /// Rows off, totals included.
    rows_off: usize,
}

impl Identity {
    /// `None` where the source does not print all three amounts: what it never prints is no zero.
    pub fn of(block: &Block, [result, plus, other]: [&str; 3], is_difference: bool) -> Option<Identity> {
        let printed = |name: &str| block.amount(name).filter(|amount| block.has(*amount));
        Some(Identity { result: printed(result)?, plus: printed(plus)?, other: printed(other)?, is_difference })
    }

    /// What the terms make, if there are any, and how far the result may be from it.
    fn expected(&self, record: &Record) -> Option<(i64, i64)> {
        let terms = [record.amount(self.plus), record.amount(self.other)];
        if terms.iter().all(Option::is_none) {
            return None;
        }
        let [plus, other] = terms.map(|term| term.unwrap_or(0));
        let other = if self.is_difference { other.saturating_neg() } else { other };
        let result = record.amount(self.result).unwrap_or(0);
        Some((sum([plus, other]), tolerance([plus, other, result])))
    }

    pub fn check<'b, 'a>(&self, block: &'b Block<'a>) -> Checked<'b, 'a> {
        let records = block.records();
        let parents: HashMap<&str, &Record> =
            records.iter().filter_map(|record| Some((record.node?, record))).collect();
        // How far off the rows under a node are, together.
        let mut below: HashMap<&str, i64> = HashMap::new();
        let mut off: Vec<usize> = Vec::new();
        let mut figures: HashMap<usize, (i64, i64)> = HashMap::new();
        let mut rows = 0;
        for (place, record) in records.iter().enumerate() {
            let Some(found) = record.amount(self.result) else { continue };
            let Some((expected, tolerance)) = self.expected(record) else { continue };
            if self.is_torn(record, &parents) {
                continue;
            }
            rows += usize::from(found != 0 || expected != 0);
            if difference(found, expected) > tolerance {
                if let Some(parent) = record.parent {
                    let so_far = below.entry(parent).or_default();
                    *so_far = sum([*so_far, found, expected.saturating_neg()]);
                }
                off.push(place);
                figures.insert(place, (found, expected));
            }
        }
        let rows_off = off.len();
        let mut checked = Checked { off: Vec::new(), doubtful: Vec::new(), rows, rows_off };
        for (place, record) in records.into_iter().enumerate() {
            let Some((found, expected)) = figures.get(&place).copied() else { continue };
            if let Some(line) = record.fact.filter(|_| is_material(found, expected)) {
                checked.doubtful.extend(line.amounts[self.result].map(|_| line.row));
            }
            let explained = record.node.and_then(|node| below.get(node)).copied();
            if explained.is_none_or(|explained| {
                difference(sum([found, expected.saturating_neg()]), explained) > limits().peso.value
            }) {
                checked.off.push(Off { record, found, expected });
            }
        }
        checked
    }

    /// A total above is the fact for one of the terms, because its parts do not have it: the row is not whole.
    fn is_torn(&self, record: &Record, parents: &HashMap<&str, &Record>) -> bool {
        let missing: Vec<usize> =
            [self.plus, self.other].into_iter().filter(|term| record.amount(*term).is_none()).collect();
        let mut node = record.parent;
        // No classification is deeper; a tree that bites its own tail must not trap us.
        for _ in 0..MOST_LEVELS {
            let Some(parent) = node.and_then(|node| parents.get(node)) else { return false };
            let is_fact = |term: &usize| parent.fact.is_some_and(|line| line.amounts[*term].is_some());
            if missing.iter().any(is_fact) {
                return true;
            }
            node = parent.parent;
        }
        false
    }
}

const MOST_LEVELS: usize = 10;

impl Checked<'_, '_> {
    pub fn is_whole_block(&self) -> bool {
        self.off.len() > MOST_TOLD || (self.rows_off > 2 && self.rows_off * 2 > self.rows)
    }
}

/// Tells the rows that are off one by one, or all at once; `detail` is the sentence on a row in both languages, and
/// `closing` one more on the whole block.
pub(crate) fn tell<'a>(
    blocks: &Blocks<'a>,
    block: &Block<'a>,
    identity: Identity,
    rule: &Rule,
    [detail_es, detail_en]: [&str; 2],
    [closing_es, closing_en]: [&str; 2],
    report: &mut Report,
) {
    let checked = identity.check(block);
    report.doubt_facts(block, identity.result, rule, checked.doubtful.iter().copied());
    let place = blocks.place(block);
    let said = |off: &Off, finding: Finding, more: [String; 2]| {
        let finding = Finding {
            found: Some(plain(off.found)),
            expected: Some(plain(off.expected)),
            amount_affected: Some(difference(off.found, off.expected)),
            ..finding
        };
        let name = blocks.name(block, &off.record);
        let fill = |detail: &str| {
            let terms = [identity.plus, identity.other].map(|term| pesos(off.record.amount(term).unwrap_or(0)));
            detail.replace("{name}", &name).replace("{plus}", &terms[0]).replace("{other}", &terms[1])
        };
        let [more_es, more_en] = more;
        let (found, expected) = (pesos(off.found), pesos(off.expected));
        let spanish = format!("«{name}»: {} = {expected}, y dice {found}.{more_es}", fill(detail_es));
        let english = format!("“{name}”: {} = {expected}, and it says {found}.{more_en}", fill(detail_en));
        rule.say(finding, &place, &spanish, &english)
    };
    if checked.is_whole_block() {
        let worst = checked.off.iter().max_by_key(|off| difference(off.found, off.expected));
        let Some(worst) = worst else { return };
        let (count, rows) = (checked.rows_off, checked.rows);
        let more = [
            format!(" Es el mayor de {count} casos en {rows} renglones.{closing_es}"),
            format!(" It is the largest of {count} cases in {rows} rows.{closing_en}"),
        ];
        let finding = Finding { occurrences: count as i64, ..blocks.finding(rule, block, identity.result) };
        report.add_weighed(block, said(worst, finding, more), is_material(worst.found, worst.expected));
        return;
    }
    for off in &checked.off {
        let finding = blocks.record_finding(rule, block, &off.record, identity.result);
        let said = said(off, finding, [String::new(), String::new()]);
        report.add_weighed(block, said, is_material(off.found, off.expected));
    }
}
