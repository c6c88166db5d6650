//! Finds the instruments of a source: which fragments belong to which, in which order.
//!
//! ```text
//! Text → furniture → fragments → titles → runs → joined pieces
//! ```

pub(crate) mod fragment;
pub(crate) mod furniture;
pub(crate) mod item;
pub(crate) mod join;
pub(crate) mod label;
pub(crate) mod landmarks;
pub(crate) mod party;
pub(crate) mod place;
pub(crate) mod run;
pub(crate) mod tail;
pub(crate) mod title;
pub(crate) mod twice;
pub(crate) mod weigh;
pub(crate) mod wrap;
