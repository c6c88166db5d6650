//! What every request and every answer passes: who asks, from where, and what a browser may do with
//! the answer.

mod headers;
mod origin;
mod reception;

pub(crate) use headers::protect;
pub(crate) use origin::same_site;
pub(crate) use reception::{now, receive};
