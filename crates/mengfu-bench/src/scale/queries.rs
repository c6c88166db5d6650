//! What is asked of the register, with other arguments each time.

use std::collections::BTreeMap;
use std::time::Duration;

use mengfu::Library;
use mengfu::library::{Day, LedgerQuery, LibraryError, Order};
use mengfu::model::{EntityKind, InstrumentId, Strength, Topic, WorldState};
use serde::Deserialize;

use super::ScaleError;
use super::clock::Times;

/// Each query is asked so often,
const RUNS: usize = 120;
/// though not longer than this.
const LONGEST: Duration = Duration::from_secs(12);
/// Lines of a page.
const PAGE: usize = 50;

/// The times of one query.
#[derive(Debug)]
pub struct Asked {
    /// What was asked.
    pub name: &'static str,
    /// How long it took.
    pub times: Times,
    /// How many lines the answers had on average.
    pub lines: usize,
}

#[derive(Debug, Deserialize)]
struct Words {
    common: Vec<String>,
    rare: Vec<String>,
    single: Vec<String>,
    several: Vec<Vec<String>>,
    absent: Vec<String>,
    formulas: Vec<String>,
}

/// Arguments: parties and statements, those of which there is most first.
struct Subjects {
    parties: Vec<String>,
    pairs: Vec<Vec<String>>,
    instruments: Vec<InstrumentId>,
    /// Statements of the same parties, one after the other.
    neighbours: Vec<(InstrumentId, InstrumentId)>,
    words: Words,
}

type Answer = Result<usize, LibraryError>;

/// Asks everything.
pub(super) fn ask(library: &Library<'_>) -> Result<Vec<Asked>, ScaleError> {
    let words: Words = toml::from_str(include_str!("../../wordings/queries.toml"))?;
    let subjects = Subjects::new(library, words)?;
    let mut asked = Vec::new();
    let mut run = |name, query: &dyn Fn(usize) -> Answer| -> Result<(), ScaleError> {
        let (mut times, mut lines) = (Times::default(), 0);
        for at in 0..RUNS {
            if times.sum() < LONGEST {
                lines += times.take(|| query(at))?;
            }
        }
        let lines = lines / times.count().max(1);
        asked.push(Asked { name, times, lines });
        Ok(())
    };
    ledger(library, &subjects, &mut run)?;
    search(library, &subjects.words, &mut run)?;
    others(library, &subjects, &mut run)?;
    Ok(asked)
}

type Run<'r> = dyn FnMut(&'static str, &dyn Fn(usize) -> Answer) -> Result<(), ScaleError> + 'r;

fn ledger(library: &Library<'_>, of: &Subjects, run: &mut Run<'_>) -> Result<(), ScaleError> {
    let ask = |at: usize, set: &dyn Fn(&mut LedgerQuery)| -> Answer {
        let year = 2000 + at % 36;
        let day: Day = format!("{year}-06-30").parse().map_err(|_| unknown("a day"))?;
        let mut query = LedgerQuery { most: PAGE, ..LedgerQuery::as_of(day) };
        set(&mut query);
        Ok(library.ledger(&query)?.totals.entries)
    };
    let day = |year: usize| format!("{year}-01-01").parse::<Day>().ok();
    run("ledger", &|at| ask(at, &|_| ()))?;
    run("ledger, one party", &|at| ask(at, &|q| q.parties = of.party(at)))?;
    run("ledger, one party, open", &|at| {
        ask(at, &|q| {
            q.parties = of.party(at);
            q.open = true;
        })
    })?;
    run("ledger, two parties", &|at| ask(at, &|q| q.parties = of.pair(at)))?;
    run("ledger, two parties, all lines", &|at| {
        ask(at, &|q| {
            q.parties = of.pair(at);
            q.most = usize::MAX;
        })
    })?;
    run("ledger, topic", &|at| {
        ask(at, &|q| {
            q.topics = Topic::ALL.get(at % Topic::ALL.len()).copied().into_iter().collect()
        })
    })?;
    run("ledger, agreed or firmer", &|at| ask(at, &|q| q.at_least = Some(Strength::Agree)))?;
    run("ledger, overdue, by due day", &|at| {
        ask(at, &|q| {
            q.world = vec![WorldState::Overdue];
            q.order = Order::Due;
        })
    })?;
    run("ledger, due within a year", &|at| {
        ask(at, &|q| {
            q.due_from = day(1995 + at % 40);
            q.due_to = day(1996 + at % 40);
        })
    })?;
    run("ledger, common word", &|at| ask(at, &|q| q.words = nth(&of.words.common, at)))?;
    run("ledger, rare word", &|at| ask(at, &|q| q.words = nth(&of.words.rare, at)))?;
    run("ledger, one statement", &|at| ask(at, &|q| q.instrument = of.instrument(at)))
}

fn search(library: &Library<'_>, words: &Words, run: &mut Run<'_>) -> Result<(), ScaleError> {
    let find = |words: Vec<String>| -> Answer { Ok(library.search(&words, PAGE)?.total) };
    run("search, common word", &|at| find(nth(&words.common, at)))?;
    run("search, rare word", &|at| find(nth(&words.rare, at)))?;
    run("search, one character", &|at| find(nth(&words.single, at)))?;
    run("search, several words", &|at| {
        find(words.several.get(at % words.several.len().max(1)).cloned().unwrap_or_default())
    })?;
    run("search, word of none", &|at| find(nth(&words.absent, at)))
}

fn others(library: &Library<'_>, of: &Subjects, run: &mut Run<'_>) -> Result<(), ScaleError> {
    run("list", &|_| Ok(library.list(&[])?.len()))?;
    run("list, one party", &|at| Ok(library.list(&of.party(at))?.len()))?;
    run("show", &|at| {
        let shown = of.instrument(at).map(|id| library.show(&id)).transpose()?;
        Ok(shown.map_or(0, |s| s.listed.provisions as usize))
    })?;
    run("compare", &|at| {
        let two = of.neighbours.get(at % of.neighbours.len().max(1));
        let compared = two.map(|(a, b)| library.compare(a, b)).transpose()?;
        Ok(compared.map_or(0, |c| c.rows.len()))
    })?;
    let formulas = &of.words.formulas;
    run("formula, all partnerships", &|at| {
        let formula = nth(formulas, at).pop().unwrap_or_default();
        Ok(library.formula(&formula, &[])?.len())
    })?;
    run("formula, two parties", &|at| {
        let formula = nth(formulas, at).pop().unwrap_or_default();
        Ok(library.formula(&formula, &of.pair(at))?.len())
    })?;
    let kinds = [EntityKind::Mechanism, EntityKind::Project, EntityKind::Initiative];
    let kind = |at: usize| kinds.get(at % kinds.len()).copied().unwrap_or(EntityKind::Mechanism);
    run("directory, all of a kind", &|at| Ok(library.directory(kind(at), &[])?.len()))?;
    run("directory, two parties", &|at| Ok(library.directory(kind(at), &of.pair(at))?.len()))?;
    run("citations of one", &|at| {
        let cited = of.instrument(at).map(|id| library.citations(&id)).transpose()?;
        Ok(cited.map_or(0, |c| c.len()))
    })
}

impl Subjects {
    fn new(library: &Library<'_>, words: Words) -> Result<Self, ScaleError> {
        let listed = library.list(&[])?;
        let (mut parties, mut pairs) = (BTreeMap::new(), BTreeMap::new());
        for line in &listed {
            for party in &line.parties {
                *parties.entry(party.clone()).or_insert(0_usize) += 1;
            }
            *pairs.entry(line.parties.clone()).or_insert(0_usize) += 1;
        }
        let mut last: BTreeMap<&[String], &InstrumentId> = BTreeMap::new();
        let mut neighbours = Vec::new();
        for line in &listed {
            let before = last.insert(&line.parties, &line.id);
            neighbours.extend(before.map(|before| (before.clone(), line.id.clone())));
        }
        let instruments = listed.into_iter().rev().step_by(7).map(|l| l.id).collect();
        Ok(Self {
            parties: most_first(parties),
            pairs: most_first(pairs),
            instruments,
            neighbours,
            words,
        })
    }

    fn party(&self, at: usize) -> Vec<String> {
        nth(&self.parties, at)
    }

    fn pair(&self, at: usize) -> Vec<String> {
        self.pairs.get(at % self.pairs.len().max(1)).cloned().unwrap_or_default()
    }

    fn instrument(&self, at: usize) -> Option<InstrumentId> {
        self.instruments.get(at % self.instruments.len().max(1)).cloned()
    }
}

fn most_first<K>(counts: BTreeMap<K, usize>) -> Vec<K> {
    let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(key, _)| key).collect()
}

fn nth(words: &[String], at: usize) -> Vec<String> {
    words.get(at % words.len().max(1)).cloned().into_iter().collect()
}

fn unknown(what: &str) -> LibraryError {
    LibraryError::Form(what.to_owned())
}

/// How many links there are.
pub(super) fn links(library: &Library<'_>) -> Result<u64, ScaleError> {
    let listed = library.list(&[])?;
    let count = library.register().read(|view| -> Result<u64, LibraryError> {
        let mut count = 0;
        for line in &listed {
            if let Some(no) = view.instrument_no(&line.id)? {
                count += view.links_of(no)?.len() as u64;
            }
        }
        Ok(count)
    })?;
    Ok(count)
}
