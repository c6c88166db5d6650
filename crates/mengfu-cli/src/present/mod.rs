//! How readings look on a terminal.

mod explained;
mod findings;
mod outline;
mod page;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use explained::explained;
pub(crate) use findings::{findings, set_aside};
pub(crate) use outline::outline;
pub(crate) use page::{Page, clean};
pub(crate) use table::{row, table};
