//! Who may enter: accounts, sessions, tokens for programs, and a list of what was done with them.
//!
//! They live in a small file of their own beside the register, so that a register can be handed on
//! without them. Neither passwords nor what a browser or a program carries stand in it, only hashes.
//!
//! ```text
//! sign_in(name, password) ─▸ Ticket ─▸ cookie ─▸ by_session ─┐
//! add_token ─▸ Ticket ─▸ Authorization: Bearer ─▸ by_token ──┴▸ Known (name, role)
//! ```
//!
//! - [`file`]: the file. [`people`]: accounts. [`session`], [`token`]: what opens the door.
//! - [`password`], [`ticket`]: what is hashed, and how. [`audit`]: what was done.

pub mod audit;
pub mod error;
pub mod file;
pub mod name;
pub mod password;
pub mod people;
pub mod session;
pub mod ticket;
pub mod token;

pub use audit::{Deed, Noted};
pub use error::AccountError;
pub use file::Accounts;
pub use name::AccountName;
pub use password::Password;
pub use people::{Account, AccountId, Known};
pub use ticket::Ticket;
pub use token::{Token, TokenId};
