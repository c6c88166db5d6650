//! The classes of terms that comparing asks for, by their names in the pack.

use mengfu_lang::{ClassId, ClassSet, Entry, Pack};

/// The classes of the pack that decide how acts are compared. A class that the pack does not have
/// has no terms.
pub(crate) struct Words {
    /// Says nothing of the matter.
    pub(crate) stop: Option<ClassId>,
    /// Says little of it.
    pub(crate) common: Option<ClassId>,
    /// Stands for all names of one thing; the value is the one that is compared.
    pub(crate) canon: Option<ClassId>,
    /// Names of regions and organisations, by which a thing is known to belong to more than two states.
    pub(crate) region: Option<ClassId>,
    /// Of names, those of organisations, in whose framework all sorts of matters lie.
    pub(crate) forum: Option<ClassId>,
    /// A rank of the relation of the parties; the value is its height.
    pub(crate) rank: Option<ClassId>,
    /// Begins a part that says what an act is for.
    pub(crate) tail: Option<ClassId>,
    /// Begins a part before the act that says why or in view of what.
    pub(crate) lead: Option<ClassId>,
    /// Makes a stance firmer; the value says how much.
    pub(crate) intensity: Option<ClassId>,
    /// Makes what an act covers as wide as can be.
    pub(crate) scope: Option<ClassId>,
    /// Lies ahead.
    pub(crate) pending: Option<ClassId>,
    /// Was done.
    pub(crate) done: Option<ClassId>,
    /// Turns an undertaking into one to refrain.
    pub(crate) negation: Option<ClassId>,
    /// Stands for what was named just before.
    pub(crate) anaphor: Option<ClassId>,
    /// Cannot be named before the day that is its value.
    pub(crate) since: Option<ClassId>,
    /// Names of states and organisations, and of sides; the value holds the codes.
    pub(crate) party: Option<ClassId>,
    pub(crate) side: Option<ClassId>,
    pub(crate) all: Option<ClassId>,
    pub(crate) abbreviation: Option<ClassId>,
    /// The ladders, by name.
    pub(crate) ladders: Vec<(String, ClassId)>,
    /// All classes by which a text falls into pieces.
    pub(crate) pieces: ClassSet,
}

/// The ladders that a thing can climb; a pack may have any of them.
const LADDERS: [&str; 5] = ["agreement", "body", "event", "project", "membership"];

impl Words {
    pub(crate) fn new(pack: &Pack) -> Self {
        let class = |name: &str| pack.lexicon.class(name);
        let mut words = Self {
            stop: class("stop"),
            common: class("common"),
            canon: class("canon"),
            region: class("region"),
            forum: class("canon.forum"),
            rank: class("rank"),
            tail: class("tail"),
            lead: class("lead"),
            intensity: class("intensity"),
            scope: class("scope"),
            pending: class("pending"),
            done: class("done"),
            negation: class("negation"),
            anaphor: class("anaphor"),
            since: class("since"),
            party: class("party"),
            side: class("cast.side"),
            all: class("cast.all"),
            abbreviation: class("cast.abbreviation"),
            ladders: Vec::new(),
            pieces: ClassSet::default(),
        };
        for ladder in LADDERS {
            let id = class(&format!("step.{ladder}"));
            words.ladders.extend(id.map(|id| (ladder.to_owned(), id)));
        }
        let kinds =
            [words.stop, words.common, words.canon, words.rank, class("word"), class("step")];
        let names = [words.party, words.side, words.all];
        kinds.into_iter().chain(names).flatten().for_each(|id| words.pieces.insert(id));
        words
    }
}

/// Whether `entry` is of the class.
pub(crate) fn is(entry: &Entry, class: Option<ClassId>) -> bool {
    class.is_some_and(|class| entry.classes.contains(class))
}

/// The value of `entry` as of the class.
pub(crate) fn value(entry: &Entry, class: Option<ClassId>) -> Option<&str> {
    entry.value(class?)
}
