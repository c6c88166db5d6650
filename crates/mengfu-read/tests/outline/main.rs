//! What the outline of a source is, told with invented texts.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    dead_code,
    unreachable_pub
)]

mod articles;
mod coverage;
mod genres;
mod identity;
mod pack;
mod pages;
mod pieces;
mod rules;
mod seeds;
