//! What each entry of the lexicon means to the readers of values, looked up once for a pack.

use mengfu_lang::{ClassId, Lexicon, Pack, PackError};
use mengfu_model::{EntryId, ReferenceType, Topic, TopicSet};

/// How much a word that ends names asks of the words before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    /// Nothing: it names something by itself.
    Enough,
    /// Words that say of what.
    Described,
    /// A proper name.
    Named,
    /// A body before it that meets in sessions, and the number of the session.
    Session,
    /// A place or another word that no list knows, or a quotation.
    Placed,
    /// A quotation.
    Quoted,
    /// A proper name; or, where it is founded or held, words that say of what.
    Founded,
    /// As `Founded`; but a body before it already is the name.
    Process,
    /// A quotation; or, where it is proposed, words that say of what.
    Proposed,
}

/// What one entry means to the readers of values.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub(super) strong: TopicSet,
    pub(super) weak: TopicSet,
    pub(super) general: TopicSet,
    pub(super) tail: Option<(ReferenceType, Need)>,
    pub(super) closed: Option<ReferenceType>,
    flags: u64,
}

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal $class:literal),+ $(,)?) => {
        impl Word {
            $($(#[$doc])* pub(super) const $name: u64 = 1 << $bit;)+
            const CLASSES: &'static [(u64, &'static str)] = &[$((1 << $bit, $class)),+];
        }
    };
}

flags! {
    /// It points back to what the act before was about.
    ANAPHOR = 0 "topic.anaphor",
    /// It hides topics inside it and has none.
    NONE = 1 "topic.none",
    /// After it, a segment says what something is good for.
    OUTCOME = 2 "topic.outcome",
    /// No name begins before its end.
    BORDER = 3 "name.border",
    /// A name may go on over it.
    SOFT = 4 "name.soft",
    /// What follows is any of a kind.
    KILL = 5 "name.kill",
    /// It says nothing about which one is meant.
    GENERIC = 6 "name.generic",
    /// A name with a clause inside begins.
    ABOUT = 7 "name.about",
    /// It hides a border inside it.
    WORD = 8 "name.word",
    QUOTE_OPEN = 9 "name.quote.open",
    QUOTE_CLOSE = 10 "name.quote.close",
    TITLE_OPEN = 11 "name.title.open",
    TITLE_CLOSE = 12 "name.title.close",
    PAREN_OPEN = 13 "name.paren.open",
    PAREN_CLOSE = 14 "name.paren.close",
    COMMA = 15 "mark.comma",
    SEMICOLON = 16 "mark.semicolon",
    COLON = 17 "mark.colon",
    /// The particle between a clause and the name that it belongs to.
    LINK = 18 "name.link",
    /// It stands between a forum and the clause of what the forum decided.
    BRIDGE = 19 "name.bridge",
    PARTY = 20 "party.state",
    ORGANISATION = 29 "party.organisation",
    GROUP = 30 "party.group",
    ABBREVIATION = 21 "cast.abbreviation",
    DIGIT = 22 "digit",
    UNIT = 28 "unit",
    /// A word that is a time by itself.
    TIME = 23 "time",
    /// It may stand after a numeral and make it a time or a figure.
    COUNTED = 25 "counted",
    /// A time or figure may begin with it.
    PREFIX = 26 "counted.prefix",
    /// A short name for the whole text before it.
    STOP = 27 "name.stop",
    /// The name of a title that ends with it is of its kind, and not an instrument.
    KEEP = 31 "name.keep",
    /// What is founded, opened or held follows.
    FOUND = 32 "name.found",
    PLACE = 34 "place",
    /// It joins two parties to one name.
    DASH = 24 "name.dash",
    /// A name with a clause inside begins with it.
    HEAD = 33 "name.head",
}

/// What follows from the rest of a word's meaning, so that flags alone tell what to do with it.
impl Word {
    /// A word inside it does not count.
    pub(super) const COVERS: u64 = 1 << 40;
    /// A name inside it does not count.
    pub(super) const WHOLE: u64 = 1 << 41;
    /// It ends names.
    pub(super) const TAIL: u64 = 1 << 42;
    /// It is a name by itself.
    pub(super) const CLOSED: u64 = 1 << 43;
    /// It has topics that count only where nothing else does.
    const GENERAL: u64 = 1 << 44;
}

impl Word {
    /// The names of states, organisations and groups of states.
    pub(super) const ANY_PARTY: u64 = Self::PARTY | Self::ORGANISATION | Self::GROUP;
    /// Marks that open or close.
    pub(super) const MARK: u64 = Self::QUOTE_OPEN
        | Self::QUOTE_CLOSE
        | Self::TITLE_OPEN
        | Self::TITLE_CLOSE
        | Self::PAREN_OPEN
        | Self::PAREN_CLOSE;

    /// Whether it is of any of `flags`.
    pub(super) fn is(&self, flags: u64) -> bool {
        self.flags & flags != 0
    }

    /// Whether a word inside it does not count. A listed name hides nothing of what it is about,
    /// unless the lexicon says what that is.
    pub(super) fn covers(&self) -> bool {
        !self.strong.is_empty()
            || !self.weak.is_empty()
            || self.is(Self::NONE
                | Self::BORDER
                | Self::KILL
                | Self::WORD
                | Self::ABOUT
                | Self::BRIDGE
                | Self::ANY_PARTY
                | Self::TIME)
    }

    /// Whether a name inside it does not count.
    fn is_whole(&self) -> bool {
        self.closed.is_some() || self.is(Self::WORD)
    }

    /// The same word without topics.
    pub(super) fn silent(&self) -> Self {
        let none = TopicSet::default();
        Self { strong: none, weak: none, general: none, ..*self }
    }
}

/// The meaning of every entry, by its id.
#[derive(Debug)]
pub(super) struct Words {
    words: Vec<Word>,
    /// The flags of each, close together: most entries that stand in a text mean nothing here.
    flags: Vec<u64>,
}

impl Words {
    pub(super) fn new(pack: &Pack) -> Result<Self, PackError> {
        let classes = Classes::new(&pack.lexicon);
        let words = pack.lexicon.entries().map(|(_, entry)| classes.word(entry));
        let words = words.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { flags: words.iter().map(|word| word.flags).collect(), words })
    }

    /// The meaning of `entry`, if it has one here.
    pub(super) fn of(&self, entry: EntryId) -> Option<&Word> {
        self.words.get(entry.0 as usize)
    }

    /// The flags of `entry`; none where it means nothing here.
    pub(super) fn flags(&self, entry: EntryId) -> u64 {
        self.flags.get(entry.0 as usize).copied().unwrap_or(0)
    }

    /// Whether `entry` is of any of `flags`.
    pub(super) fn is(&self, entry: EntryId, flags: u64) -> bool {
        self.flags(entry) & flags != 0
    }
}

struct Classes {
    topic: Option<ClassId>,
    weak: Option<ClassId>,
    general: Option<ClassId>,
    flags: Vec<(u64, ClassId)>,
    tails: Vec<(ReferenceType, ClassId)>,
    closed: Vec<(ReferenceType, ClassId)>,
}

impl Classes {
    fn new(lexicon: &Lexicon) -> Self {
        let by_type = |prefix: &str| {
            let of =
                |t: &ReferenceType| Some((*t, lexicon.class(&format!("{prefix}.{}", t.code()))?));
            ReferenceType::ALL.iter().filter_map(of).collect()
        };
        Self {
            topic: lexicon.class("topic"),
            weak: lexicon.class("topic.weak"),
            general: lexicon.class("topic.general"),
            flags: Word::CLASSES
                .iter()
                .filter_map(|(flag, class)| Some((*flag, lexicon.class(class)?)))
                .collect(),
            tails: by_type("name.tail"),
            closed: by_type("reference"),
        }
    }

    fn word(&self, entry: &mengfu_lang::Entry) -> Result<Word, PackError> {
        let mut word = Word::default();
        for (flag, class) in &self.flags {
            if entry.is(*class) {
                word.flags |= flag;
            }
        }
        for sense in &entry.senses {
            let fail = |problem: String| PackError::Lexicon {
                file: sense.file.clone(),
                line: sense.line,
                problem,
            };
            let is = |class: Option<ClassId>| class.is_some_and(|c| sense.classes.contains(c));
            if is(self.topic) {
                let set = topics(&sense.value).map_err(fail)?;
                let kind = if is(self.weak) {
                    &mut word.weak
                } else if is(self.general) {
                    &mut word.general
                } else {
                    &mut word.strong
                };
                *kind = kind.union(set);
            }
            let of_type = |list: &[(ReferenceType, ClassId)]| {
                list.iter().find(|(_, class)| sense.classes.contains(*class)).map(|(t, _)| *t)
            };
            if let Some(kind) = of_type(&self.tails) {
                word.tail = word.tail.or(Some((kind, need(&sense.value).map_err(fail)?)));
            }
            word.closed = word.closed.or_else(|| of_type(&self.closed));
        }
        let follows = [
            (Word::COVERS, word.covers()),
            (Word::WHOLE, word.is_whole()),
            (Word::TAIL, word.tail.is_some()),
            (Word::CLOSED, word.closed.is_some()),
            (Word::GENERAL, !word.general.is_empty()),
        ];
        follows.iter().filter(|(_, holds)| *holds).for_each(|(flag, _)| word.flags |= flag);
        Ok(word)
    }
}

fn topics(codes: &str) -> Result<TopicSet, String> {
    let topic = |code| Topic::from_code(code).ok_or_else(|| format!("`{code}` is no topic"));
    codes.split_whitespace().map(topic).collect()
}

fn need(code: &str) -> Result<Need, String> {
    match code {
        "enough" => Ok(Need::Enough),
        "described" => Ok(Need::Described),
        "named" => Ok(Need::Named),
        "session" => Ok(Need::Session),
        "placed" => Ok(Need::Placed),
        "quoted" => Ok(Need::Quoted),
        "founded" => Ok(Need::Founded),
        "proposed" => Ok(Need::Proposed),
        "process" => Ok(Need::Process),
        _ => Err(format!("`{code}` is no need of a word that ends names")),
    }
}
