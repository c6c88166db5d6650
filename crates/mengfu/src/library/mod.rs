//! A register of statements: what was promised, what became of it in later texts, what people noted.
//!
//! ```text
//! Library::open ─▸ add / rebuild      sources in; readings, links and the ledger follow
//!               ├▸ list, show, search  what there is
//!               ├▸ ledger              every commitment as an [`Entry`], as of a day
//!               ├▸ decide, history     what people decide, and the chain of it
//!               └▸ check, backup       care
//! ```
//!
//! Truth is the sources and the journal. Everything else is a function of them, of the packs and of the
//! engine: whatever the order in which sources are added, the same tables come out, and
//! [`Library::rebuild`] makes them anew. Nothing that is kept depends on today: whoever asks gives the
//! day.

mod add;
mod agenda;
mod care;
mod chain;
mod citations;
mod compare;
pub mod day;
mod decide;
mod directory;
mod directory_page;
mod entity;
mod error;
mod formulas;
mod identity;
mod instruments;
mod ledger;
mod linking;
mod memo;
mod network;
mod overview;
mod partnership;
mod partnerships;
mod passage;
mod place;
mod review;
mod rows;
mod search;
mod settle;
mod show;
mod size;
mod source;
mod sources;
mod stamp;
mod text;
mod witnesses;

use std::path::Path;

use mengfu_register::Register;

pub use add::{AddedInstrument, Addition};
pub use agenda::{Agenda, AgendaCount, AgendaItem, AgendaQuery, AgendaWhat, Session};
pub use care::{CheckReport, Problem};
pub use chain::{ChainAct, ChainLink};
pub use citations::CitationShown;
pub use compare::{ComparedAct, ComparedActs, Comparison};
pub use day::{Day, Span};
pub use decide::{DecisionAt, Detached, NewDecision};
pub use directory_page::{DirectoryLine, DirectoryOrder, DirectoryPage, DirectoryQuery};
pub use entity::{EntityPage, MentionShown, NotOne};
pub use error::LibraryError;
pub use formulas::{FormulaMatrix, FormulaPage, FormulaQuery, FormulaUse, SlotRow};
pub use ledger::{
    Entry, EntryLink, Facets, Ledger, LedgerQuery, Order, StateBecause, TextState, Totals, Track,
};
pub use mengfu_link::formula::Family;
pub use mengfu_link::mention::{Entry as DirectoryEntry, LifeStep, Sitting};
pub use mengfu_register::check::Fault;
pub use mengfu_register::{Access, RegisterError};
pub use network::{Edge, Network, NetworkQuery, Node, NodeWhat};
pub use overview::{Change, Changes, Doubtful, Kept, Overview};
pub use partnership::{CitedText, Partnership, Rung, StatementOf, TopicMap};
pub use partnerships::{
    PartnershipLine, PartnershipOrder, Partnerships, PartnershipsQuery, PromiseCounts,
    RelationWords,
};
pub use passage::{Mentioned, Passage};
pub use place::Placing;
pub use review::{Effects, Review, ReviewStanding, Reviewed, ReviewedAside, ReviewedFinding};
pub use search::{Hit, HitAct, SearchPage, SearchQuery};
pub use show::{Lineage, ListPage, ListQuery, Listed, Shown, WitnessShown};
pub use size::RegisterSize;
pub use source::{SourceAsked, SourcePart, SourceView, Stretch, StretchIs};
pub use sources::{AddedName, SourceListed};
pub use stamp::Standing;
pub use text::{Neighbour, Noticed, StatementText, TextAct, TextLink, TextProvision, When};
pub use witnesses::WitnessDifferences;

use crate::engine::Engine;
use agenda::{Dates, DatesAsked};
use error::Result;
use ledger::Counts;
use linking::Linkers;
use memo::Memo;

/// A register with an engine that reads and linkers that compare.
pub struct Library<'p> {
    engine: Engine<'p>,
    linkers: Linkers<'p>,
    register: Register,
    counts: Memo<LedgerQuery, Counts>,
    dates: Memo<DatesAsked, Dates>,
}

impl<'p> Library<'p> {
    /// Opens the register at `path`. What [`Library::standing`] says of it decides whether its derived
    /// tables can be used as they are.
    pub fn open(engine: Engine<'p>, path: &Path, access: Access) -> Result<Self> {
        let linkers = Linkers::new(engine.packs());
        let register = Register::open(path, access)?;
        Ok(Self { engine, linkers, register, counts: Memo::default(), dates: Memo::default() })
    }

    /// Where the register is.
    pub fn path(&self) -> &Path {
        self.register.path()
    }

    /// The engine that reads.
    pub fn engine(&self) -> &Engine<'p> {
        &self.engine
    }

    /// The store, for what this facade does not offer.
    pub fn register(&self) -> &Register {
        &self.register
    }
}
