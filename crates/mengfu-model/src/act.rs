//! The act: the smallest thing that can be true or false, kept or broken.

use crate::instrument::PartyCode;
use crate::span::TextSpan;
use crate::vocabulary::{Kind, ReferenceType, Stance, Strength, TimeRole, TopicSet};

/// One act of a provision. All spans count from the start of the provision's text.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    /// The words of the act.
    pub quote: TextSpan,
    /// What sort of act it is.
    pub kind: Kind,
    /// Of a position: its stance.
    pub stance: Option<Stance>,
    /// Of a commitment: its strength.
    pub strength: Option<Strength>,
    /// Of a commitment: whether it has no natural end.
    pub standing: bool,
    /// Who takes the stance or undertakes.
    pub actors: Vec<Actor>,
    /// What it is about.
    pub topics: TopicSet,
    /// The times it names.
    pub times: Vec<TimeReference>,
    /// The figures it names.
    pub quantities: Vec<Quantity>,
    /// The named things it refers to.
    pub references: Vec<Reference>,
    /// Why each value is what it is.
    pub derivations: Vec<Derivation>,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// All parties of the instrument together.
    All,
    /// One party.
    Party(PartyCode),
    /// Another body, by its words in the provision.
    Body(TextSpan),
}

/// A time as printed and as understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeReference {
    /// Its words.
    pub at: TextSpan,
    /// Its value, where it has one.
    pub value: Option<Edtf>,
    /// What it says of the act.
    pub role: TimeRole,
}

/// A date, interval or duration in EDTF (ISO 8601-2).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edtf(pub String);

/// A figure as printed and as understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Its words, unit included.
    pub at: TextSpan,
    /// Its value in `unit`.
    pub value: f64,
    /// The unit: an ISO 4217 currency, `km`, `day`, `times` …
    pub unit: String,
    /// The words for what is measured, where they were found.
    pub of: Option<TextSpan>,
}

/// A named thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its words.
    pub at: TextSpan,
    /// What sort of thing it is.
    pub kind: ReferenceType,
    /// A name for its identity within readings: type and normalised name.
    pub id: String,
}

/// Why a value is what it is: the rule, the lexicon entry if one decided, and the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Derivation {
    /// Which value.
    pub field: Field,
    /// The rule that gave it.
    pub rule: RuleId,
    /// The lexicon entry that decided, if one did.
    pub entry: Option<EntryId>,
    /// The words that it rests on, counted from the start of the provision.
    pub at: TextSpan,
}

codes! {
    /// The attributes of an act that have a derivation.
    #[allow(missing_docs)]
    Field {
        Boundary = "boundary",
        Kind = "kind",
        Stance = "stance",
        Strength = "strength",
        Standing = "standing",
        Actors = "actors",
        Topics = "topics",
        Times = "time",
        Quantities = "quantities",
        References = "refs",
    }
}

/// A rule of a language pack, by its place in the pack's table of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u32);

/// An entry of a pack's lexicon, by its place in the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub u32);
