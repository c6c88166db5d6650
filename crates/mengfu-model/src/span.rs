//! Positions and ranges, one type for each coordinate system.

use std::fmt;
use std::marker::PhantomData;

/// The bytes of a source as received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InSource {}

/// The UTF-8 bytes of a [`crate::Text`] (a decoded source, an instrument, or a provision).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InText {}

/// A byte offset in the coordinate system `S`.
pub struct Pos<S>(pub u32, PhantomData<S>);

/// A half-open range of byte offsets, `start <= end`, in the coordinate system `S`.
#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span<S> {
    /// The first byte of the range.
    pub start: Pos<S>,
    /// The first byte after the range.
    pub end: Pos<S>,
}

/// A range of bytes of the file as received.
pub type SourceSpan = Span<InSource>;
/// A range of bytes of decoded characters.
pub type TextSpan = Span<InText>;

impl<S> Pos<S> {
    /// The offset `at`; offsets past 4 GiB saturate (the door refuses such files).
    pub fn new(at: usize) -> Self {
        Self(u32::try_from(at).unwrap_or(u32::MAX), PhantomData)
    }
    /// The offset as an index.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

impl<S> Span<S> {
    /// The range from `start` to `end`; an end before the start gives an empty range at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: Pos::new(start), end: Pos::new(end.max(start)) }
    }
    /// The number of bytes.
    pub fn len(self) -> usize {
        self.end.get() - self.start.get()
    }
    /// Whether the range holds no byte.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }
    /// As a range for slicing with `get`.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start.get()..self.end.get()
    }
    /// Whether `other` lies inside.
    pub fn contains(self, other: Self) -> bool {
        self.start.0 <= other.start.0 && other.end.0 <= self.end.0
    }
    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start.0 < other.end.0 && other.start.0 < self.end.0
    }
    /// The same range counted from `origin`; parts before it are cut off.
    pub fn relative_to(self, origin: Pos<S>) -> Self {
        Self::new(
            self.start.get().saturating_sub(origin.get()),
            self.end.get().saturating_sub(origin.get()),
        )
    }
}

impl<S> Clone for Pos<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Pos<S> {}
impl<S> Clone for Span<S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<S> Copy for Span<S> {}
impl<S> PartialEq for Pos<S> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<S> Eq for Pos<S> {}
impl<S> PartialOrd for Pos<S> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<S> Ord for Pos<S> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.cmp(&other.0)
    }
}
impl<S> std::hash::Hash for Pos<S> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<S> fmt::Debug for Pos<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
impl<S> fmt::Debug for Span<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start.0, self.end.0)
    }
}
