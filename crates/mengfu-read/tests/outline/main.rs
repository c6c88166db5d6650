//! What the outline of a source is, told with invented texts.

mod articles;
mod coverage;
mod genres;
mod identity;
mod pack;
mod pages;
mod pieces;
mod rules;
mod seeds;
