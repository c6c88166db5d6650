//! Classes of lexicon terms. A dotted class implies its ancestors: `verb.support` is a `verb`.

use std::collections::BTreeMap;

/// A class of terms, by its place in the pack's table of classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassId(pub(crate) u8);

/// The words of a set of classes.
pub(crate) const CLASS_WORDS: usize = 4;

/// A set of classes; a pack may have at most 256.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ClassSet(pub(crate) [u64; CLASS_WORDS]);

impl ClassSet {
    /// With `class` added.
    pub fn insert(&mut self, class: ClassId) {
        if let Some(word) = self.0.get_mut(usize::from(class.0 >> 6)) {
            *word |= 1 << (class.0 & 63);
        }
    }
    /// Whether `class` is in it.
    pub fn contains(&self, class: ClassId) -> bool {
        self.0.get(usize::from(class.0 >> 6)).is_some_and(|word| word & (1 << (class.0 & 63)) != 0)
    }
    /// Whether the two share a class.
    pub fn intersects(&self, other: &Self) -> bool {
        let ([a, b, c, d], [w, x, y, z]) = (self.0, other.0);
        (a & w) | (b & x) | (c & y) | (d & z) != 0
    }
    /// The classes in it, in the order of the table.
    pub(crate) fn iter(&self) -> impl Iterator<Item = ClassId> + use<> {
        let set = *self;
        (0..=u8::MAX).map(ClassId).filter(move |class| set.contains(*class))
    }
    /// With the classes of `other` added.
    pub fn extend(&mut self, other: &Self) {
        let ([a, b, c, d], [w, x, y, z]) = (self.0, other.0);
        self.0 = [a | w, b | x, c | y, d | z];
    }
}

/// The classes of a pack by name.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    names: Vec<String>,
    ids: BTreeMap<String, ClassId>,
}

impl Classes {
    /// The class `name` and its ancestors, made when they are new; `None` when the table is full.
    pub(crate) fn intern(&mut self, name: &str) -> Option<ClassSet> {
        let mut set = ClassSet::default();
        let ends = name.match_indices('.').map(|(at, _)| at).chain([name.len()]);
        for ancestor in ends.filter_map(|end| name.get(..end)) {
            let id = match self.ids.get(ancestor) {
                Some(id) => *id,
                None => {
                    let id = ClassId(u8::try_from(self.names.len()).ok()?);
                    self.names.push(ancestor.to_owned());
                    self.ids.insert(ancestor.to_owned(), id);
                    id
                }
            };
            set.insert(id);
        }
        Some(set)
    }

    pub(crate) fn id(&self, name: &str) -> Option<ClassId> {
        self.ids.get(name).copied()
    }
}
