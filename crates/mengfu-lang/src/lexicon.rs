//! All terms of a pack in one automaton.

use std::collections::BTreeMap;
use std::ops::Range;

use daachorse::CharwiseDoubleArrayAhoCorasick;
use mengfu_model::EntryId;

use crate::class::{CLASS_WORDS, ClassId, ClassSet, Classes};
use crate::error::PackError;
use crate::normal::{Normaliser, full_width};
use crate::presence::{AnyOf, LiteralId};
use crate::scan::{Scan, ScanBuffers};
use crate::signature::Signature;

/// The terms of a pack, compiled.
pub struct Lexicon {
    entries: Vec<Entry>,
    /// The classes of each entry, and their signature, close together.
    classes_of: Vec<ClassSet>,
    signatures: Vec<Signature>,
    classes: Classes,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    keys: Vec<Key>,
    literals: BTreeMap<String, LiteralId>,
    normaliser: Normaliser,
    word_borders: bool,
    /// The classes of the words in numerals: digits and units.
    numerals: [Option<ClassId>; 2],
    /// For each class the most bytes that a term of it has in a text.
    longest_of: Vec<usize>,
    /// For each class, and each literal, how common its terms are.
    common_classes: Vec<u32>,
    common_literals: Vec<u32>,
}

/// What a key of the automaton stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// An entry of the lexicon, or [`NO_ENTRY`].
    pub(crate) entry: EntryId,
    /// A literal of a pattern, or none.
    pub(crate) literal: LiteralId,
}

/// The entry of keys that are literals only.
pub(crate) const NO_ENTRY: EntryId = EntryId(u32::MAX);

impl Default for Key {
    fn default() -> Self {
        Self { entry: NO_ENTRY, literal: LiteralId::NONE }
    }
}

/// A term with all that the pack's files say of it.
#[derive(Debug)]
pub struct Entry {
    /// The term in normal form.
    pub term: String,
    /// The classes of all its senses.
    pub classes: ClassSet,
    /// One for each line that lists it.
    pub senses: Vec<Sense>,
}

/// One line of a lexicon file.
#[derive(Debug)]
pub struct Sense {
    /// The classes named on the line, and their ancestors.
    pub classes: ClassSet,
    /// The value, empty when the line gives none.
    pub value: String,
    /// The file within the pack, e.g. `lexicon/verb.tsv`.
    pub file: String,
    /// The line in the file, from 1.
    pub line: usize,
}

/// Terms as they are collected, before the automaton is built.
#[derive(Default)]
pub(crate) struct LexiconBuilder {
    entries: Vec<Entry>,
    by_term: BTreeMap<String, usize>,
    literals: BTreeMap<String, LiteralId>,
    pub(crate) classes: Classes,
    normaliser: Normaliser,
}

impl LexiconBuilder {
    pub(crate) fn new(normaliser: Normaliser) -> Self {
        Self { normaliser, ..Self::default() }
    }

    /// Takes in one TSV file: a header line, then `term<TAB>classes<TAB>value`.
    pub(crate) fn file(&mut self, file: &str, content: &str) -> Result<(), PackError> {
        for (index, row) in content.lines().enumerate().skip(1) {
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            let fail = |problem: &str| PackError::Lexicon {
                file: file.to_owned(),
                line: index + 1,
                problem: problem.to_owned(),
            };
            let mut cells = row.split('\t');
            let term = cells.next().unwrap_or_default().trim();
            let classes = cells.next().unwrap_or_default();
            let value = cells.next().unwrap_or_default().trim();
            if term.is_empty() || classes.trim().is_empty() {
                return Err(fail("a row needs a term and a class, separated by a tab"));
            }
            let mut set = ClassSet::default();
            for class in classes.split_whitespace() {
                let with_ancestors = self.classes.intern(class);
                set.extend(&with_ancestors.ok_or_else(|| fail("more than 256 classes"))?);
            }
            let sense = Sense {
                classes: set,
                value: value.to_owned(),
                file: file.to_owned(),
                line: index + 1,
            };
            self.add(term, sense);
        }
        Ok(())
    }

    fn add(&mut self, term: &str, sense: Sense) {
        let term = self.normaliser.normalise(term).into_owned();
        let at = *self.by_term.entry(term.clone()).or_insert_with(|| {
            self.entries.push(Entry { term, classes: ClassSet::default(), senses: Vec::new() });
            self.entries.len() - 1
        });
        if let Some(entry) = self.entries.get_mut(at) {
            entry.classes.extend(&sense.classes);
            entry.senses.push(sense);
        }
    }

    /// Takes in the literals of a pattern, so that the automaton finds them too.
    pub(crate) fn pattern(&mut self, source: &str) {
        for literal in crate::pattern::literals(source, &self.normaliser) {
            let next = LiteralId(u16::try_from(self.literals.len()).unwrap_or(u16::MAX));
            if next.0 < u16::MAX {
                self.literals.entry(literal).or_insert(next);
            }
        }
    }

    pub(crate) fn build(self, word_borders: bool) -> Result<Lexicon, PackError> {
        let mut terms: BTreeMap<String, Key> = BTreeMap::new();
        for (literal, id) in &self.literals {
            terms.entry(literal.clone()).or_default().literal = *id;
        }
        for (at, entry) in self.entries.iter().enumerate() {
            let id = u32::try_from(at).map_err(|e| PackError::Automaton(e.to_string()))?;
            terms.entry(entry.term.clone()).or_default().entry = EntryId(id);
            for wide in full_width(&entry.term) {
                let key = terms.entry(wide).or_default();
                key.entry = if key.entry == NO_ENTRY { EntryId(id) } else { key.entry };
            }
        }
        let keys: Vec<Key> = terms.values().copied().collect();
        let automaton = if terms.is_empty() {
            None
        } else {
            let numbered = terms.into_keys().zip(0_u32..);
            let built = CharwiseDoubleArrayAhoCorasick::with_values(numbered);
            Some(built.map_err(|e| PackError::Automaton(e.to_string()))?)
        };
        let numerals = ["digit", "unit"].map(|name| self.classes.id(name));
        let mut longest_of = vec![0; CLASS_WORDS * 64];
        let mut common_classes = vec![0; CLASS_WORDS * 64];
        for entry in &self.entries {
            // In full width every character has three bytes.
            let bytes = entry.term.len().max(entry.term.chars().count() * 3);
            for class in entry.classes.iter() {
                if let Some(longest) = longest_of.get_mut(usize::from(class.0)) {
                    *longest = bytes.max(*longest);
                }
                if let Some(common) = common_classes.get_mut(usize::from(class.0)) {
                    *common += commonness(&entry.term);
                }
            }
        }
        let mut common_literals = vec![0; self.literals.len()];
        for (literal, id) in &self.literals {
            if let Some(common) = common_literals.get_mut(usize::from(id.0)) {
                *common = commonness(literal);
            }
        }
        Ok(Lexicon {
            longest_of,
            common_classes,
            common_literals,
            classes_of: self.entries.iter().map(|e| e.classes).collect(),
            signatures: self.entries.iter().map(|e| Signature::of_classes(&e.classes)).collect(),
            entries: self.entries,
            classes: self.classes,
            automaton,
            keys,
            literals: self.literals,
            normaliser: self.normaliser,
            word_borders,
            numerals,
        })
    }
}

impl Lexicon {
    /// All terms in `text`, found in one pass.
    pub fn scan<'a>(&'a self, text: &'a str) -> Scan<'a> {
        self.scan_reusing(text, ScanBuffers::default())
    }

    /// As [`Lexicon::scan`], with the buffers of an earlier scan.
    pub fn scan_reusing<'a>(&'a self, text: &'a str, mut buffers: ScanBuffers) -> Scan<'a> {
        let normal = self.normaliser.normalise(text);
        let searched = normal.as_ref();
        match &self.automaton {
            Some(automaton) => {
                let found = automaton.find_overlapping_iter(searched).map(|found| {
                    let range = found.start()..found.end();
                    let mut key =
                        self.keys.get(found.value() as usize).copied().unwrap_or_default();
                    if self.word_borders && !at_word_borders(searched, range.clone()) {
                        key.entry = NO_ENTRY;
                    }
                    (range, key)
                });
                buffers.fill(self, text.len(), found);
            }
            None => buffers.fill(self, text.len(), std::iter::empty()),
        }
        Scan::new(self, text, normal, buffers)
    }

    /// The entry `id`; `None` only for an id of another pack.
    pub fn entry(&self, id: EntryId) -> Option<&Entry> {
        self.entries.get(id.0 as usize)
    }

    /// The entry whose term is `term`.
    pub fn find(&self, term: &str) -> Option<EntryId> {
        let term = self.normaliser.normalise(term);
        let at = self.entries.iter().position(|e| e.term == term)?;
        u32::try_from(at).ok().map(EntryId)
    }

    /// All entries with their ids.
    pub fn entries(&self) -> impl Iterator<Item = (EntryId, &Entry)> {
        (0u32..).map(EntryId).zip(&self.entries)
    }

    /// The class called `name`, if any term has it.
    pub fn class(&self, name: &str) -> Option<ClassId> {
        self.classes.id(name)
    }

    /// Whether terms must begin and end at word borders.
    pub fn word_borders(&self) -> bool {
        self.word_borders
    }

    /// The classes of digits and of units.
    pub(crate) fn numerals(&self) -> [Option<ClassId>; 2] {
        self.numerals
    }

    /// The normaliser of the pack.
    pub fn normaliser(&self) -> &Normaliser {
        &self.normaliser
    }

    /// The literal `text` of a pattern, if the automaton finds it.
    pub(crate) fn literal(&self, text: &str) -> Option<LiteralId> {
        self.literals.get(text).copied()
    }

    /// How many literals the automaton finds.
    pub(crate) fn literal_count(&self) -> usize {
        self.literals.len()
    }

    /// The most bytes that a term of one of the classes of `set` has in a text.
    pub(crate) fn longest_term(&self, set: &ClassSet) -> usize {
        set.iter()
            .filter_map(|class| self.longest_of.get(usize::from(class.0)))
            .copied()
            .max()
            .unwrap_or(0)
    }

    /// How common what `any` asks for is, to compare with others.
    pub(crate) fn commonness(&self, any: &AnyOf) -> u32 {
        let classes = any.classes.iter().map(|class| self.common_classes.get(usize::from(class.0)));
        let literals = any.literals.iter().map(|id| self.common_literals.get(usize::from(id.0)));
        classes.chain(literals).flatten().sum()
    }

    pub(crate) fn has_class(&self, id: EntryId, set: &ClassSet) -> bool {
        self.classes_of(id).is_some_and(|classes| classes.intersects(set))
    }

    /// The signature of all that a key stands for.
    pub(crate) fn signature_of(&self, key: Key) -> Signature {
        let entry = self.signatures.get(key.entry.0 as usize);
        let mut signature = entry.copied().unwrap_or_default();
        signature.add_literal(key.literal);
        signature
    }

    /// The classes of an entry.
    pub(crate) fn classes_of(&self, id: EntryId) -> Option<&ClassSet> {
        self.classes_of.get(id.0 as usize)
    }
}

impl Entry {
    /// Whether it is of `class`.
    pub fn is(&self, class: ClassId) -> bool {
        self.classes.contains(class)
    }
    /// The value of its first sense of `class`.
    pub fn value(&self, class: ClassId) -> Option<&str> {
        self.sense(class).map(|s| s.value.as_str())
    }
    /// Its first sense of `class`.
    pub fn sense(&self, class: ClassId) -> Option<&Sense> {
        self.senses.iter().find(|s| s.classes.contains(class))
    }
}

/// Whether no letter continues the term on either side, for languages that write spaces.
fn at_word_borders(text: &str, range: Range<usize>) -> bool {
    let before = text.get(..range.start).and_then(|t| t.chars().next_back());
    let after = text.get(range.end..).and_then(|t| t.chars().next());
    let term = text.get(range).unwrap_or_default();
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let begins_inside = word(before) && word(term.chars().next());
    let ends_inside = word(after) && word(term.chars().next_back());
    !begins_inside && !ends_inside
}

/// How common a term is, as far as its length tells: in Chinese a character more makes it about ten
/// times as rare.
fn commonness(term: &str) -> u32 {
    match term.chars().count() {
        0 | 1 => 1000,
        2 => 100,
        3 => 10,
        _ => 1,
    }
}
