//! The states of one figure, in their order, and how far each is from the one before it.

use std::collections::BTreeMap;

use erario_model::{FigureId, Money};
use erario_release::derive::Cut;

use super::said::{Role, Said};

/// One state of the figure: what one snapshot of one edition said at one cut.
#[derive(Clone, Debug)]
pub struct State {
    pub said: Said,
    /// The source tells earmarked and free money apart, and this is their sum.
    pub is_sum: bool,
    /// This amount less that of the state before it.
    pub difference: Option<Money>,
    pub flow: Option<Flow>,
}

/// What a cumulative cut adds to the one before it, in the same dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    pub amount: Money,
    /// The cut before it; the beginning of the year without one.
    pub since: Option<String>,
}

/// Amounts that grow with the year. A budget is set for the whole year: its cuts are states, and no flows.
const GROW: [&str; 5] = ["committed", "accrued", "exercised", "paid", "collected"];

/// What the figure asked for says in a row; `None` if the row is about another one.
fn part(asked: &FigureId, said: &FigureId) -> Option<Option<bool>> {
    let plain = |id: &FigureId| FigureId { is_earmarked: None, edition: None, ..id.clone() };
    let is_part = asked.is_earmarked.is_none() || asked.is_earmarked == said.is_earmarked;
    (is_part && plain(asked) == plain(said)).then_some(said.is_earmarked)
}

/// The amounts that make up the figure asked for, gathered while a release is read.
pub struct Gathered {
    asked: FigureId,
    /// Rows of one state: those that say the figure itself, or else its earmarked and free parts.
    groups: BTreeMap<(Role, String, String, String, String), Vec<Said>>,
}

impl Gathered {
    pub fn new(asked: FigureId) -> Gathered {
        Gathered { asked, groups: BTreeMap::new() }
    }

    pub fn take(&mut self, said: Said) {
        if part(&self.asked, &said.id).is_some() {
            let Said { role, dataset, edition, source_id, period, .. } = said.clone();
            self.groups.entry((role, dataset, edition, source_id, period)).or_default().push(said);
        }
    }

    /// Cut by cut; at one cut dataset by dataset, edition by edition, and the fact last. `order` says which of two
    /// states of one dataset came first.
    pub fn states<O: Ord>(self, order: impl Fn(&Said) -> O) -> Vec<State> {
        let asked = self.asked;
        let mut states: Vec<State> =
            self.groups.into_values().filter_map(|rows| sum(rows, asked.is_earmarked)).collect();
        states.sort_by_cached_key(|state| {
            let said = &state.said;
            let is_fact = said.role == Role::Fact;
            (Cut::of(&said.period), is_fact, said.dataset.clone(), order(said), said.source_id.clone())
        });
        for at in 0..states.len() {
            let before = at.checked_sub(1).and_then(|before| states[before].said.amount);
            states[at].difference = states[at].said.amount.zip(before).map(|(amount, before)| amount - before);
            states[at].flow = flow(&states[..at], &states[at].said);
        }
        states
    }
}

/// One state from its rows. A blank part adds nothing; one that is doubtful because it could not be read leaves the sum
/// unknown.
fn sum(rows: Vec<Said>, asked: Option<bool>) -> Option<State> {
    let is_sum = !rows.iter().any(|said| said.id.is_earmarked == asked);
    let parts = rows.into_iter().filter(|said| is_sum || said.id.is_earmarked == asked);
    let said = parts.reduce(|mut sum, part| {
        let is_unknown = |said: &Said| said.amount.is_none() && !said.doubts.is_empty();
        sum.amount = match (sum.amount, part.amount) {
            _ if is_unknown(&sum) || is_unknown(&part) => None,
            (Some(one), Some(other)) => Some(one + other),
            (one, other) => one.or(other),
        };
        sum.doubts.extend(part.doubts.into_iter().filter(|doubt| !sum.doubts.contains(doubt)).collect::<Vec<_>>());
        sum
    })?;
    Some(State { said, is_sum, difference: None, flow: None })
}

fn flow(before: &[State], said: &Said) -> Option<Flow> {
    let amount = said.amount.filter(|_| said.is_cumulative && GROW.contains(&said.id.phase.as_str()))?;
    let cut = Cut::of(&said.period);
    let mut earlier = before.iter().rev().filter(|state| {
        state.said.is_cumulative && state.said.dataset == said.dataset && Cut::of(&state.said.period) < cut
    });
    match earlier.next() {
        Some(State { said: earlier, .. }) => {
            Some(Flow { amount: amount - earlier.amount?, since: Some(earlier.period.clone()) })
        }
        None => cut.is_first().then_some(Flow { amount, since: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(role: Role, dataset: &str, period: &str, id: &str, pesos: i64) -> Said {
        Said {
            id: id.parse().unwrap(),
            role,
            dataset: dataset.to_owned(),
            edition: period.to_owned(),
            period: period.to_owned(),
            is_cumulative: period.contains('-'),
            source_id: format!("{dataset}/{period}"),
            amount: Some(Money::from_pesos(pesos)),
            doubts: Vec::new(),
        }
    }

    const WHOLE: &str = "spending_by_object/11/inaeba/2018/1100/accrued";
    const EARMARKED: &str = "spending_by_object/11/inaeba/2018/1100/earmarked/accrued";
    const FREE: &str = "spending_by_object/11/inaeba/2018/1100/free/accrued";

    fn states(asked: &str, said: impl IntoIterator<Item = Said>) -> Vec<State> {
        let mut gathered = Gathered::new(asked.parse().unwrap());
        said.into_iter().for_each(|said| gathered.take(said));
        gathered.states(|said| said.edition.clone())
    }

    fn pesos(amount: Option<Money>) -> Option<i64> {
        amount.map(|amount| amount.centavos() / 100)
    }

    #[test]
    fn a_flow_is_one_cut_less_the_cut_before_it_in_the_same_dataset() {
        let cuts = [
            said(Role::Fact, "a", "2018-Q4", WHOLE, 90),
            said(Role::Vintage, "a", "2018-Q1", WHOLE, 20),
            said(Role::Vintage, "b", "2018-Q2", WHOLE, 50),
            said(Role::Vintage, "a", "2018-Q3", WHOLE, 95),
        ];
        let states = states(WHOLE, cuts);
        let told: Vec<_> = states
            .iter()
            .map(|state| (pesos(state.difference), state.flow.as_ref().map(|flow| flow.amount.centavos() / 100)))
            .collect();
        assert_eq!(told, [(None, Some(20)), (Some(30), None), (Some(45), Some(75)), (Some(-5), Some(-5))]);
        assert_eq!(states[2].flow.as_ref().unwrap().since.as_deref(), Some("2018-Q1"));
    }

    #[test]
    fn a_budget_and_a_year_have_no_flow() {
        let approved = WHOLE.replace("accrued", "approved");
        let cuts = [
            said(Role::Vintage, "a", "2018-Q1", &approved, 20),
            said(Role::Vintage, "a", "2018-Q2", &approved, 20),
            said(Role::Fact, "a", "2018", &approved, 21),
        ];
        assert!(states(&approved, cuts).iter().all(|state| state.flow.is_none()));
        let year = [said(Role::Vintage, "a", "2018-Q4", WHOLE, 20), said(Role::Fact, "a", "2018", WHOLE, 21)];
        assert_eq!(states(WHOLE, year)[1].flow, None);
    }

    #[test]
    fn parts_are_added_up_where_the_whole_is_asked_for() {
        let apart = || {
            [
                said(Role::Fact, "b", "2018-Q4", EARMARKED, 60),
                said(Role::Fact, "b", "2018-Q4", FREE, 30),
                said(Role::Alternate, "a", "2018-Q4", WHOLE, 91),
            ]
        };
        let told = |asked| -> Vec<_> {
            states(asked, apart()).iter().map(|state| (pesos(state.said.amount), state.is_sum)).collect()
        };
        assert_eq!(told(WHOLE), [(Some(91), false), (Some(90), true)]);
        assert_eq!(told(FREE), [(Some(30), false)]);
    }

    #[test]
    fn a_blank_part_adds_nothing_and_an_unreadable_one_leaves_the_sum_unknown() {
        let blank = Said { amount: None, ..said(Role::Fact, "b", "2018-Q4", FREE, 0) };
        let earmarked = || said(Role::Fact, "b", "2018-Q4", EARMARKED, 60);
        assert_eq!(pesos(states(WHOLE, [blank.clone(), earmarked()])[0].said.amount), Some(60));
        let unknown = Said { doubts: vec!["not-a-number".to_owned()], ..blank };
        let states = states(WHOLE, [earmarked(), unknown]);
        assert_eq!((states.len(), states[0].said.amount), (1, None));
    }
}
