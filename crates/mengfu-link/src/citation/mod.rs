//! What instruments cite, resolved to instruments of the register.
//!
//! ```text
//! Reading ─cited→ Cited* ─resolve(Card*)→ Resolution
//! ```
//!
//! A citation is resolved by title, day and parties together. Many statements of two parties bear the same
//! title; such a one is told by its day or not at all. What fits several is left open, never guessed.

mod find;
mod resolve;

pub(crate) use find::Citations;
pub use resolve::{resolve, resolve_all};
