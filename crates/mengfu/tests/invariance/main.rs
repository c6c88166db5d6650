//! Invariant 9: names are only names, and the dress of a text is not the text.
//!
//! Each test reads a statement, changes something that means nothing, reads it again, and holds the two
//! readings against each other: everything but places in the file must be the same.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test may fail loudly"
)]

mod corpus;
mod dress;
mod names;
mod numerals;
mod reading;
