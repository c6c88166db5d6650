//! From bytes as received to characters that remember their bytes.
//!
//! [`open`] never fails: any bytes give a [`Opened`]. The way of the data:
//!
//! ```text
//! bytes ─encoding→ Text ─clean→ Text ─front matter or JSON→ Text ─HTML, up to three rounds→ Text ─Markdown→ Text
//! ```
//!
//! Every arrow is a pass: it walks over the text before it from the first character to the
//! last and says of each stretch whether it is kept, set aside with a reason, or stands for other
//! characters. So nothing is lost between two layers, and content and set-aside spans tile the file
//! ([`Opened::coverage`] checks it).
//!
//! What is absent: knowledge of any language, of statements, of sites. Print buttons, datelines and
//! repeated titles are text here; the reader judges them. Breaks are never invented: one endless
//! line stays one line.

mod clean;
mod coverage;
mod encoding;
mod front_matter;
mod html;
mod json;
mod markdown;
mod notes;
mod open;
mod pass;

pub use coverage::{Coverage, CoverageError};
pub use open::{Block, BlockKind, Container, Opened, Received, open, received};
