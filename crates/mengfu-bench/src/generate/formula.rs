//! Formulas: sentences of clauses that change slowly from one statement to the next.

use super::expand::expand;
use super::life::{Moment, unmark};
use super::random::Random;
use super::truth::{Label, Quote};
use super::wording::{Formula, WordingError};

/// A formula as some parties use it.
#[derive(Debug)]
pub(crate) struct InUse {
    pub(crate) formula: usize,
    clauses: Vec<ClauseInUse>,
}

#[derive(Debug, Default)]
struct ClauseInUse {
    /// Which way, counted from the weakest; none while it is not used.
    way: Option<usize>,
    last: Option<(usize, Quote)>,
}

/// A clause as said: its place in the formula, the words, what they go back to.
pub(crate) struct Said {
    pub(crate) clause: usize,
    pub(crate) quote: String,
    pub(crate) link: Option<(Label, Quote)>,
}

/// What a statement says of a formula.
pub(crate) struct Sentence {
    pub(crate) text: String,
    pub(crate) said: Vec<Said>,
    /// Clauses that the last statement had and this one lacks.
    pub(crate) dropped: Vec<(usize, Quote)>,
}

impl InUse {
    pub(crate) fn new(formula: usize, wording: &Formula, random: &mut Random) -> Self {
        let mut clauses: Vec<ClauseInUse> = Vec::new();
        for clause in &wording.clause {
            let first = random.below(clause.ways.len());
            let way = random.chance(60).then_some(first);
            clauses.push(ClauseInUse { way, last: None });
        }
        if let Some(first) = clauses.first_mut().filter(|c| c.way.is_none()) {
            first.way = Some(0);
        }
        Self { formula, clauses }
    }

    /// The sentence of the next statement; `who` says it.
    pub(crate) fn say(
        &mut self,
        formula: &Formula,
        who: &str,
        moment: &Moment<'_>,
        random: &mut Random,
    ) -> Result<Sentence, WordingError> {
        let mut parts: Vec<String> = Vec::new();
        let mut sentence = Sentence { text: String::new(), said: Vec::new(), dropped: Vec::new() };
        for (at, (clause, state)) in formula.clause.iter().zip(&mut self.clauses).enumerate() {
            state.move_on(clause.ways.len(), at == 0, random);
            let ways = state.way.and_then(|way| clause.ways.get(way));
            let Some((way, ways)) = state.way.zip(ways) else {
                sentence.dropped.extend(state.last.take().map(|(_, quote)| (at, quote)));
                continue;
            };
            let wording = random.pick(ways).map(String::as_str).unwrap_or_default();
            let words = expand(wording, &[moment.slots], random)?;
            let (plain, quote) = unmark(&words, moment.common.marks);
            let link = state.last.take().map(|(before, earlier)| {
                let label = match way.cmp(&before) {
                    std::cmp::Ordering::Equal => Label::Restates,
                    std::cmp::Ordering::Greater => Label::Strengthens,
                    std::cmp::Ordering::Less => Label::Weakens,
                };
                (label, earlier)
            });
            let here = Quote { file: moment.file.into(), quote: quote.clone() };
            state.last = Some((way, here));
            sentence.said.push(Said { clause: at, quote, link });
            parts.push(plain);
        }
        let lead = random.pick(&formula.leads).map(String::as_str).unwrap_or_default();
        sentence.text = format!("{who}{lead}{}", parts.join(&moment.common.pause));
        Ok(sentence)
    }
}

impl ClauseInUse {
    /// Most clauses stay as they are; some appear, get firmer, weaker or lost.
    fn move_on(&mut self, ways: usize, always: bool, random: &mut Random) {
        self.way = match (self.way, random.below(100)) {
            (None, 0..8) => Some(0),
            (Some(_), 0..3) if !always => None,
            (Some(way), 3..14) => Some((way + 1).min(ways.saturating_sub(1))),
            (Some(way), 14..18) => Some(way.saturating_sub(1)),
            (way, _) => way,
        };
    }
}
