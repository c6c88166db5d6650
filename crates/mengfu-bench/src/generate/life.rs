//! The life of one promise: what the next statement says of it.

use super::day::Day;
use super::expand::{Slots, expand};
use super::random::Random;
use super::truth::{Label, Quote};
use super::wording::{Common, Family, Kind, Stage, WordingError};

/// Years that an undertaking with a year is given.
const YEARS_AHEAD: (i64, i64) = (1, 6);

/// One promise of some parties.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    /// Its name in the truth file.
    pub(crate) name: String,
    pub(crate) family: usize,
    pub(crate) subject: usize,
    /// What does not change during its life.
    pub(crate) slots: Slots,
    stage: Option<usize>,
    due: Option<i64>,
    sessions: i64,
    /// The last undertaking, with its stage and year.
    undertaken: Option<Told>,
    /// The last words on it, whatever they were.
    last: Option<Told>,
    silent: usize,
    pub(crate) over: bool,
}

/// Words on a matter, and what they were.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) quote: Quote,
    kind: Kind,
    rank: usize,
    due: Option<i64>,
}

/// What a statement says of a matter.
#[derive(Debug)]
pub(crate) struct Saying {
    pub(crate) sentence: String,
    pub(crate) quote: String,
    pub(crate) kind: Kind,
    pub(crate) link: Option<(Label, Quote)>,
}

/// Where and when something is said.
pub(crate) struct Moment<'a> {
    pub(crate) common: &'a Common,
    pub(crate) file: &'a str,
    pub(crate) year: i64,
    /// The day of the statement before, and of this one.
    pub(crate) days: (Day, Day),
    /// Slots of the statement.
    pub(crate) slots: &'a Slots,
}

impl Matter {
    pub(crate) fn new(name: String, family: usize, subject: usize, slots: Slots) -> Self {
        Self {
            name,
            family,
            subject,
            slots,
            stage: None,
            due: None,
            sessions: 0,
            undertaken: None,
            last: None,
            silent: 0,
            over: false,
        }
    }

    /// The last words on it that nothing came of, if it ends here.
    pub(crate) fn dropped(&self) -> Option<&Quote> {
        let last = self.last.as_ref()?;
        let open = matches!(last.kind, Kind::Undertake | Kind::Advance | Kind::Position);
        open.then_some(&last.quote)
    }

    /// Where it has come to.
    fn now<'f>(&self, family: &'f Family) -> Option<&'f Stage> {
        family.stage.get(self.stage?)
    }

    /// Whether something is due that has not been done.
    fn overdue(&self, year: i64) -> bool {
        self.due.is_some_and(|due| due < year)
    }

    /// Whether it can be reported as done by somebody else.
    pub(crate) fn may_be_done(&self, family: &Family) -> bool {
        let now = self.now(family);
        now.is_some_and(|s| s.kind == Kind::Advance || (s.kind == Kind::Undertake && s.rank >= 5))
    }

    /// What the statement of `year` says of it: nothing, for now or for ever, or the words of a stage.
    fn step(&mut self, family: &Family, year: i64, random: &mut Random) -> Option<usize> {
        let of = |kind: Kind| family.stage.iter().position(|s| s.kind == kind);
        let Some((at, now)) = self.stage.zip(self.now(family)) else {
            let firsts: Vec<usize> = (0..family.stage.len())
                .filter(|s| family.stage.get(*s).is_some_and(Stage::may_be_first))
                .collect();
            // The weakest is the most frequent.
            let at = random.below(firsts.len()).min(random.below(firsts.len().max(1)));
            return firsts.get(at).copied();
        };
        if family.standing {
            return Some(if random.chance(80) { at } else { neighbour(family, at, random) });
        }
        let chance = random.below(100);
        match now.kind {
            Kind::Undertake | Kind::Position | Kind::Appraisal if self.overdue(year) => {
                match chance {
                    0..50 => of(Kind::Fulfil),
                    50..60 => of(Kind::Advance).or(Some(at)),
                    60..78 => Some(at),
                    _ => None,
                }
            }
            Kind::Undertake | Kind::Position | Kind::Appraisal => match chance {
                0..46 => Some(at),
                46..76 => Some(forward(family, at).or(of(Kind::Fulfil)).unwrap_or(at)),
                76..84 => Some(back(family, at).unwrap_or(at)),
                84..93 if now.rank >= 3 => of(Kind::Advance).or(Some(at)),
                _ if now.rank >= 5 => of(Kind::Fulfil).or(Some(at)),
                _ => Some(at),
            },
            Kind::Advance => match chance {
                0..55 => of(Kind::Fulfil),
                55..80 => last_undertaking(family),
                _ => None,
            },
            Kind::Fulfil | Kind::After => match of(Kind::After) {
                Some(after) if chance < 60 => Some(after),
                _ => {
                    self.over = true;
                    None
                }
            },
        }
    }

    /// What the next statement says of it, if anything.
    pub(crate) fn say(
        &mut self,
        family: &Family,
        moment: &Moment<'_>,
        random: &mut Random,
    ) -> Result<Option<Saying>, WordingError> {
        let open = self.stage.is_some();
        // Most matters are told each time; some are forgotten.
        if open && random.chance(if family.standing { 10 } else { 4 }) {
            self.over = true;
            return Ok(None);
        }
        if open && random.chance(15) && self.silent < 2 {
            self.silent += 1;
            return Ok(None);
        }
        let next = self.step(family, moment.year, random);
        let Some((at, stage)) = next.and_then(|at| Some((at, family.stage.get(at)?))) else {
            self.silent += 1;
            self.over |= self.silent > 2;
            return Ok(None);
        };
        self.silent = 0;
        self.stage = Some(at);
        self.told(family, stage, &stage.texts, moment, random).map(Some)
    }

    /// As reported done by parties of which one is another; the matter is closed with it.
    pub(crate) fn say_elsewhere(
        &mut self,
        family: &Family,
        moment: &Moment<'_>,
        random: &mut Random,
    ) -> Result<Option<Saying>, WordingError> {
        let done = family.stage.iter().find(|s| s.kind == Kind::Fulfil);
        let Some(stage) = done else { return Ok(None) };
        self.over = true;
        self.told(family, stage, &family.elsewhere, moment, random).map(Some)
    }

    fn told(
        &mut self,
        family: &Family,
        stage: &Stage,
        texts: &[String],
        moment: &Moment<'_>,
        random: &mut Random,
    ) -> Result<Saying, WordingError> {
        let wording = random.pick(texts).cloned().unwrap_or_default();
        let due = wording.contains("{due}").then(|| self.year_due(moment.year, random));
        if stage.kind == Kind::Undertake {
            self.due = due;
        }
        self.sessions += i64::from(stage.kind == Kind::After);
        let mut passing = self.passing(family, moment, random);
        passing.insert("due".into(), due.unwrap_or(moment.year + 1).to_string());
        let with_marks = expand(&wording, &[&passing, &self.slots, moment.slots], random)?;
        let (sentence, quote) = unmark(&with_marks, moment.common.marks);
        let told = Told {
            quote: Quote { file: moment.file.into(), quote: quote.clone() },
            kind: stage.kind,
            rank: stage.rank,
            due,
        };
        let link = self.link(&told);
        if matches!(stage.kind, Kind::Undertake | Kind::Position | Kind::Appraisal) {
            self.undertaken = Some(told.clone());
        }
        self.last = Some(told);
        Ok(Saying { sentence, quote, kind: stage.kind, link })
    }

    /// The year due: kept as a rule as long as it lies ahead.
    fn year_due(&self, year: i64, random: &mut Random) -> i64 {
        match self.due {
            Some(due) if due > year && random.chance(75) => due,
            _ => year + random.between(YEARS_AHEAD.0, YEARS_AHEAD.1),
        }
    }

    /// Slots that each mention fills anew.
    fn passing(&self, family: &Family, moment: &Moment<'_>, random: &mut Random) -> Slots {
        let mut slots = Slots::new();
        for (name, ways) in family.subject.get(self.subject).into_iter().flat_map(|s| &s.names) {
            if let Some(way) = random.pick(ways) {
                slots.insert(name.clone(), way.clone());
            }
        }
        let (Day(from), Day(to)) = moment.days;
        let past = Day(random.between(from + 1, (to - 3).max(from + 1)));
        slots.insert("date".into(), moment.common.date(past));
        slots.insert("nth".into(), moment.common.number_in_words(self.sessions.max(1)));
        slots.insert("next".into(), (moment.year + 1).to_string());
        slots.insert("last".into(), (moment.year - 1).to_string());
        slots
    }

    /// What `told` does, compared with what was undertaken before.
    fn link(&self, told: &Told) -> Option<(Label, Quote)> {
        let label = match told.kind {
            Kind::Advance => Label::Advances,
            Kind::Fulfil => Label::Fulfils,
            Kind::After => return None,
            Kind::Undertake | Kind::Position | Kind::Appraisal => {
                let before = self.undertaken.as_ref()?;
                let later = told.due.zip(before.due).map(|(now, then)| now.cmp(&then));
                match told.rank.cmp(&before.rank).then(later.unwrap_or(0.cmp(&0)).reverse()) {
                    std::cmp::Ordering::Equal => Label::Restates,
                    std::cmp::Ordering::Greater => Label::Strengthens,
                    std::cmp::Ordering::Less => Label::Weakens,
                }
            }
        };
        Some((label, self.undertaken.as_ref()?.quote.clone()))
    }
}

impl Stage {
    fn may_be_first(&self) -> bool {
        matches!(self.kind, Kind::Undertake | Kind::Position | Kind::Appraisal) && self.rank < 6
    }

    fn compares(&self) -> bool {
        matches!(self.kind, Kind::Undertake | Kind::Position | Kind::Appraisal)
    }
}

fn forward(family: &Family, at: usize) -> Option<usize> {
    family.stage.get(at + 1).filter(|s| s.compares()).map(|_| at + 1)
}

fn back(family: &Family, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    family.stage.get(before).filter(|s| s.compares()).map(|_| before)
}

fn neighbour(family: &Family, at: usize, random: &mut Random) -> usize {
    let next = if random.chance(60) { forward(family, at) } else { back(family, at) };
    next.unwrap_or(at)
}

fn last_undertaking(family: &Family) -> Option<usize> {
    family.stage.iter().rposition(|s| s.kind == Kind::Undertake)
}

/// The words without marks, and those between the marks; all of them if there are none.
pub(crate) fn unmark(words: &str, [open, close]: [char; 2]) -> (String, String) {
    let plain = words.replace([open, close], "");
    let quoted = words.split_once(open).and_then(|(_, rest)| rest.split_once(close));
    let quote = quoted.map_or_else(|| plain.clone(), |(quote, _)| quote.to_owned());
    (plain, quote)
}
