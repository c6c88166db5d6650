//! What instruments mention by name, and the directories that the mentions make.
//!
//! ```text
//! Reading ─mentions→ Mention* ─directory(decisions)→ Entry ▸ sessions, life
//! ```
//!
//! A name becomes the name of an entry by the rules of the pack: marks and remarks go, short words
//! become long ones, the number of a session goes to the session, the names of the parties go to
//! the owner. Two spellings are one entry only when these rules say so; people merge the rest.

mod directory;
mod example;
mod find;
mod identity;
mod life;
mod owner;
mod rules;
mod times;

pub use directory::{Entry, LifeStep, Sitting, directory};

pub(crate) use identity::Identity;
pub(crate) use owner::Parties;
pub(crate) use rules::Mentions;
