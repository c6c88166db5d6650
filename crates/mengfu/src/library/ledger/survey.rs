//! Going through promises once for several questions at a time: how many are open, which are due next,
//! which were kept last.

use std::ops::ControlFlow;

use mengfu_model::WorldState;
use mengfu_register::key::{ActKey, InstrumentNo};
use mengfu_register::{Direction, View};

use super::entry::Entry;
use super::page::{Passed, Passing};
use super::query::{entries, judge};
use super::record::{Pack, Record};
use super::state::{StateBecause, TextState, is_open};
use crate::library::day::{Day, Span};
use crate::library::decide::Decided;
use crate::library::error::Result;
use crate::library::linking::Linkers;

/// The promises of one state of the register, as of a day.
pub(in crate::library) struct Survey<'v> {
    view: View<'v>,
    decided: Decided,
    linkers: Linkers<'v>,
    as_of: Day,
}

/// A promise with what became of it.
#[derive(Clone, Copy)]
pub(in crate::library) struct Promise {
    passed: Passed,
    /// On which day a text first told that it was kept, where one does.
    pub(in crate::library) kept_on: Option<Day>,
}

impl Promise {
    /// The number of its act.
    pub(in crate::library) fn key(&self) -> ActKey {
        self.passed.packed.key(self.passed.instrument)
    }

    /// When it is due.
    pub(in crate::library) fn due(&self) -> Option<Span> {
        self.passed.packed.due
    }

    /// Whether it still wants doing, where it was said last; as the filter of the ledger has it.
    pub(in crate::library) fn is_open(&self) -> bool {
        is_open(self.passed.world.0) && !self.passed.text.is_carried_on()
    }

    /// Whether no later text carries it on.
    pub(in crate::library) fn is_last_word(&self) -> bool {
        !self.passed.text.is_carried_on()
    }

    /// Its state in the world.
    pub(in crate::library) fn world(&self) -> WorldState {
        self.passed.world.0
    }
}

impl<'v> Survey<'v> {
    pub(in crate::library) fn new(
        view: View<'v>,
        linkers: Linkers<'v>,
        as_of: Day,
    ) -> Result<Self> {
        let decided = Decided::as_of(&view, Some(as_of))?;
        Ok(Self { view, decided, linkers, as_of })
    }

    /// Goes through all promises, in the order of time, with the parties of each.
    pub(in crate::library) fn all(&self, mut visit: impl FnMut(&[&str], Promise)) -> Result<()> {
        self.view.each_pack(Direction::Forth, |no, bytes| {
            self.open(no, bytes, |_| true, &mut visit);
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Goes through the promises that have a date, in the order of time, with the parties of each.
    pub(in crate::library) fn due(
        &self,
        mut visit: impl FnMut(&[&str], Span, Promise),
    ) -> Result<()> {
        let mut dated = |parties: &[&str], promise: Promise| {
            if let Some(due) = promise.due() {
                visit(parties, due, promise);
            }
        };
        self.view.each_pack(Direction::Forth, |no, bytes| {
            self.open(no, bytes, |record| record.due().is_some(), &mut dated);
            Ok(ControlFlow::Continue(()))
        })
    }

    /// Goes through the promises of one instrument.
    pub(in crate::library) fn of(
        &self,
        no: InstrumentNo,
        mut visit: impl FnMut(Promise),
    ) -> Result<()> {
        let bytes = self.view.pack(no)?.unwrap_or_default();
        self.open(no, &bytes, |_| true, &mut |_, promise| visit(promise));
        Ok(())
    }

    /// The lines of the ledger for `promises`.
    pub(in crate::library) fn entries(&self, promises: &[Promise]) -> Result<Vec<Entry>> {
        entries(&self.view, (&self.decided, self.linkers), promises.iter().map(|one| &one.passed))
    }

    /// Goes through the promises of a pack that are wanted; what became of the others is not asked.
    fn open(
        &self,
        no: InstrumentNo,
        bytes: &[u8],
        wanted: impl Fn(Record<'_>) -> bool,
        visit: &mut impl FnMut(&[&str], Promise),
    ) {
        let Some(pack) = Pack::open(bytes) else { return };
        if pack.day.is_some_and(|day| day > self.as_of) {
            return;
        }
        for record in pack.records().filter(|record| wanted(*record)) {
            let passing = judge(no, record, self.as_of, &self.decided);
            let kept_on = self.kept_on(&passing);
            visit(&pack.parties, Promise { passed: passing.keep(), kept_on });
        }
    }

    fn kept_on(&self, passing: &Passing<'_>) -> Option<Day> {
        let (state, because) = passing.world;
        if state != WorldState::Done || because != StateBecause::Text {
            return None;
        }
        let told = passing.record.events().filter(|e| e.what == TextState::Fulfilled);
        told.map(|e| e.day).filter(|day| *day <= self.as_of).min()
    }
}
