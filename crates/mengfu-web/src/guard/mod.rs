//! What every request and every answer passes: who asks, from where, and what a browser may do with
//! the answer.

mod attempts;
mod door;
mod headers;
mod host;
mod origin;
mod reception;

pub(crate) use crate::clock::timestamp as now;
pub use door::{Door, Rules};
pub(crate) use headers::protect;
pub(crate) use host::own_host;
pub(crate) use origin::same_site;
pub(crate) use reception::receive;
