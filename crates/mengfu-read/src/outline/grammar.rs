//! What the outline needs of a language pack, looked up once.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use mengfu_lang::{ClassId, Gate, Match, Pack, Rule, Scan};
use mengfu_model::{EntryId, RuleId};

use crate::assemble::label::Labels;
use crate::outline::cast::CastWords;
use crate::outline::charset::CharSet;

/// The classes, rules and marks of a pack that this stage uses.
pub(crate) struct Grammar {
    pub(crate) pack: Arc<Pack>,
    pub(crate) class: ClassIds,
    pub(crate) marks: Marks,
    pub(crate) cast: CastWords,
    /// What follows a name for its side.
    pub(crate) suffixes: Vec<String>,
    names: OnceLock<Names>,
    roles: BTreeMap<String, Role>,
    pub(crate) labels: Labels,
}

/// The rules of one role, and where any of them can match.
struct Role {
    rules: Vec<RuleId>,
    gate: Gate,
}

impl Role {
    fn new(rules: &[&Rule]) -> Self {
        let gate = Gate::new(rules.iter().flat_map(|rule| &rule.patterns));
        Self { rules: rules.iter().map(|rule| rule.id).collect(), gate }
    }
}

/// The first name of each party, of those in full before those in short, and of each kind.
pub(crate) struct Names {
    parties: [BTreeMap<String, EntryId>; 3],
    kinds: BTreeMap<String, EntryId>,
}

impl Names {
    pub(crate) fn party(&self, code: &str) -> Option<EntryId> {
        self.parties.iter().find_map(|names| names.get(code).copied())
    }
    pub(crate) fn kind(&self, code: &str) -> Option<EntryId> {
        self.kinds.get(code).copied()
    }
}

macro_rules! class_ids {
    ($($field:ident = $name:literal),* $(,)?) => {
        /// Lexicon classes by their use here; `None` where the pack has no such term.
        pub(crate) struct ClassIds { $(pub(crate) $field: Option<ClassId>),* }
        impl ClassIds {
            fn of(pack: &Pack) -> Self {
                Self { $($field: pack.lexicon.class($name)),* }
            }
        }
    };
}

class_ids! {
    party = "party.state",
    party_full = "party.state.full",
    organisation = "party.organisation",
    group = "party.group",
    organ = "party.organ",
    office = "office",
    tail = "state.tail",
    head = "state.head",
    the = "outline.the",
    of = "outline.of",
    shortened = "outline.shortened",
    side = "cast.side",
    all = "cast.all",
    abbreviation = "cast.abbreviation",
    suffix = "cast.suffix",
    kind = "instrument.kind",
    itself = "instrument.self",
    announce = "instrument.announce",
    and = "outline.and",
    about = "outline.about",
    report = "outline.report",
    preface = "outline.preface",
    before = "outline.before",
    no_name = "outline.no-name",
    signed = "outline.signed",
    at = "outline.at",
    declared = "outline.declared",
    language = "language",
    city = "place.city",
    furniture = "furniture",
    relation_head = "relation.head",
    relation_modifier = "relation.modifier",
    relation_and = "relation.and",
    relation_verb = "relation.verb",
    relation_other = "relation.other",
    relation_founding = "relation.verb.founding",
    relation_whose = "relation.whose",
    circled = "label.circled",
    stem = "label.stem",
}

/// Characters with a meaning for the outline, from the pack's settings.
pub(crate) struct Marks {
    /// End a sentence.
    pub(crate) ends: CharSet,
    /// End a sentence too, but stand for other things as well: in abbreviations, numbers, labels.
    pub(crate) points: CharSet,
    /// Whether white space stands between words, and so is no border of anything.
    pub(crate) spaced: bool,
    /// Whether a title begins with the word for its kind.
    pub(crate) kind_first: bool,
    /// Belong to the sentence whose end they follow.
    pub(crate) closers: CharSet,
    /// Stand within a sentence, and so in no title and no name.
    pub(crate) pauses: CharSet,
    /// Stands before the articles that follow it without a break.
    pub(crate) colon: CharSet,
    /// Stand around the title of a work.
    pub(crate) title_open: Option<char>,
    pub(crate) titles: CharSet,
    pub(crate) title_close: Option<char>,
    /// Stand around a note.
    pub(crate) brackets_open: CharSet,
    pub(crate) brackets_close: CharSet,
    /// Stand around a name that the text declares.
    pub(crate) quotes_open: CharSet,
    pub(crate) quotes_close: CharSet,
    /// Stand between a title and the name of a site.
    pub(crate) separators: CharSet,
    /// Joins what describes a thing to the thing.
    pub(crate) of: Option<char>,
    /// Between the parties of a derived title.
    pub(crate) list_separator: String,
    /// Before the last party of a derived title.
    pub(crate) list_last: String,
    /// A derived title, with `{parties}` and `{kind}`.
    pub(crate) derived_title: String,
    /// White space.
    pub(crate) blank: CharSet,
    /// Where a sentence or a line may end, or a title begin or end.
    pub(crate) borders: CharSet,
}

impl Marks {
    fn of(pack: &Pack) -> Self {
        let table = pack.settings.stage.get("outline");
        let text = |key: &str| table.and_then(|t| t.get(key)?.as_str()).unwrap_or_default();
        let chars = |key: &str| CharSet::of(text(key).chars());
        let borders = ["ends", "points", "title_open", "title_close"];
        Self {
            blank: CharSet::blank(),
            borders: CharSet::of(borders.iter().flat_map(|key| text(key).chars()))
                .and(&CharSet::blank()),
            ends: chars("ends"),
            points: chars("points"),
            spaced: pack.settings.word_borders,
            kind_first: table.and_then(|t| t.get("kind_first")?.as_bool()).unwrap_or(false),
            closers: chars("closers"),
            pauses: chars("pauses"),
            colon: CharSet::of(text("pauses").chars().skip(2).take(1)),
            title_open: text("title_open").chars().next(),
            titles: CharSet::of(text("title_open").chars().take(1)),
            title_close: text("title_close").chars().next(),
            brackets_open: chars("brackets_open"),
            brackets_close: chars("brackets_close"),
            quotes_open: chars("quotes_open"),
            quotes_close: chars("quotes_close"),
            separators: chars("site_separators"),
            of: text("of").chars().next(),
            list_separator: text("list_separator").to_owned(),
            list_last: text("list_last").to_owned(),
            derived_title: text("derived_title").to_owned(),
        }
    }
}

impl Grammar {
    pub(crate) fn new(pack: Arc<Pack>) -> Self {
        let mut by_role: BTreeMap<String, Vec<&Rule>> = BTreeMap::new();
        for rule in pack.rules("outline") {
            let role = rule.text("role").unwrap_or_default().to_owned();
            by_role.entry(role).or_default().push(rule);
        }
        let labels = Labels::new(by_role.get("label").map(Vec::as_slice).unwrap_or_default());
        let roles = by_role.into_iter().map(|(role, rules)| (role, Role::new(&rules))).collect();
        let (class, marks) = (ClassIds::of(&pack), Marks::of(&pack));
        let entries = pack.lexicon.entries().map(|(_, entry)| entry);
        let suffixes = entries.filter(|e| class.suffix.is_some_and(|c| e.is(c)));
        let suffixes = suffixes.map(|e| e.term.clone()).collect();
        let cast = CastWords::new(&pack);
        Self { class, marks, cast, suffixes, names: OnceLock::new(), roles, labels, pack }
    }

    /// The names that the pack's lists give first, found when the first title is made from them.
    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let first = |class: Option<ClassId>| {
                let entries = self.pack.lexicon.entries();
                let named = entries.filter_map(|(id, entry)| Some((entry.sense(class?)?, id)));
                // A term may be listed for something else before; the line for this class counts.
                let mut named: Vec<_> = named.collect();
                named.sort_by_key(|(sense, _)| (&sense.file, sense.line));
                let mut names = BTreeMap::new();
                named.into_iter().for_each(|(sense, id)| {
                    names.entry(sense.value.clone()).or_insert(id);
                });
                names
            };
            let class = &self.class;
            let parties = [class.party_full, class.party, class.organisation].map(first);
            Names { parties, kinds: first(class.kind) }
        })
    }

    /// The rules of the outline stage with `role`.
    fn rules<'s>(&'s self, role: Option<&'s Role>) -> impl Iterator<Item = &'s Rule> {
        let places = role.map(|role| role.rules.as_slice()).unwrap_or_default();
        places.iter().filter_map(|id| self.pack.rule(*id))
    }

    /// The first match of a rule of `role` at exactly `range.start`.
    pub(crate) fn at<'s>(
        &'s self,
        role: &str,
        scan: &Scan<'_>,
        range: Range<usize>,
    ) -> Option<(&'s Rule, Match<'s>)> {
        let role = self.roles.get(role).filter(|role| role.gate.opens(scan, range.start));
        self.rules(role).find_map(|rule| {
            let found =
                rule.patterns.iter().find_map(|p| p.match_at(scan, range.start, range.end))?;
            Some((rule, found))
        })
    }

    /// The first match of a rule of `role` anywhere within `range`, the earliest of all rules.
    pub(crate) fn find<'s>(
        &'s self,
        role: &str,
        scan: &Scan<'_>,
        range: Range<usize>,
    ) -> Option<Match<'s>> {
        let patterns = self.rules(self.roles.get(role)).flat_map(|rule| &rule.patterns);
        patterns.filter_map(|p| p.find(scan, range.clone())).min_by_key(|m| m.start)
    }

    /// `at`, or where the next word begins, in a script that sets words apart.
    pub(crate) fn next_word(&self, scan: &Scan<'_>, at: usize, limit: usize) -> usize {
        let rest = scan.normal().get(at..limit).filter(|_| self.marks.spaced).unwrap_or_default();
        at + (rest.len() - rest.trim_start().len())
    }

    /// The end of the words at `at` with a capital letter, at most `most`, up to a word of `stops`; `at`
    /// if there is none.
    pub(crate) fn capitals(
        &self,
        scan: &Scan<'_>,
        at: usize,
        limit: usize,
        most: usize,
        stops: &[Option<ClassId>],
    ) -> usize {
        let (mut end, mut next) = (at, at);
        for _ in 0..most {
            let word = scan.text().get(next..limit).unwrap_or_default();
            let letters = |c: char| c.is_alphanumeric() || "-\u{2019}'".contains(c);
            let long = word.find(|c| !letters(c)).unwrap_or(word.len());
            let stop = stops.iter().any(|class| self.term(scan, next, *class, limit).is_some());
            if stop || !word.chars().next().is_some_and(char::is_uppercase) {
                break;
            }
            end = next + long;
            next = self.next_word(scan, end, limit);
            if next == end {
                break;
            }
        }
        end
    }

    /// Where the name of a party may begin after words such as: the Government of.
    pub(crate) fn lead(&self, scan: &Scan<'_>, at: usize, limit: usize) -> usize {
        if !self.marks.spaced {
            return at;
        }
        let class = &self.class;
        let mut at = self.next_word(scan, at, limit);
        let words = [class.the, class.organ, class.office, class.of];
        let mut of = at;
        while let Some(word) = words.iter().find_map(|c| self.term(scan, at, *c, limit)) {
            at = self.next_word(scan, word.end, limit);
            if self.value(scan, &word, class.of).is_some() {
                of = at;
            }
        }
        of
    }

    /// The longest term of `class` at `at` that ends by `limit`.
    pub(crate) fn term(
        &self,
        scan: &Scan<'_>,
        at: usize,
        class: Option<ClassId>,
        limit: usize,
    ) -> Option<Range<usize>> {
        let class = class?;
        scan.longest_by(at, class, limit).map(|h| h.range())
    }

    /// The value of the longest term of `class` that fills `range`.
    pub(crate) fn value(
        &self,
        scan: &Scan<'_>,
        range: &Range<usize>,
        class: Option<ClassId>,
    ) -> Option<&str> {
        let class = class?;
        let hit = scan.at(range.start).find(|h| h.range() == *range && scan.is(h, class))?;
        self.pack.lexicon.entry(hit.entry)?.value(class)
    }

    /// Whether a term of `class` begins within `range` and ends by its end.
    pub(crate) fn holds(
        &self,
        scan: &Scan<'_>,
        range: Range<usize>,
        class: Option<ClassId>,
    ) -> bool {
        class.is_some_and(|class| scan.first_of(range, class).is_some())
    }
}
