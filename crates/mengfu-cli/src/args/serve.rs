//! The arguments of `mengfu serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::account::Where;

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Files and folders to add to the register first.
    #[arg(long = "with", value_name = "FILE", num_args = 1..)]
    pub(crate) files: Vec<PathBuf>,
    /// The address to serve at; only this machine reaches 127.0.0.1. Other addresses need accounts:
    /// `mengfu account add NAME`.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8817")]
    pub(crate) bind: SocketAddr,
    /// Who decides in the browser while there are no accounts; otherwise the name of the user (USER).
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
    #[command(flatten)]
    pub(crate) file: Where,
    /// Others come through a proxy that adds HTTPS and says in X-Forwarded-For from where.
    #[arg(long)]
    pub(crate) behind_proxy: bool,
    /// Let people sign in without HTTPS: others on the way can read their passwords.
    #[arg(long)]
    pub(crate) plain_http: bool,
    /// Serve to others without accounts: whoever reaches the address may change everything.
    #[arg(long = "i-know-that-everybody-may-write")]
    pub(crate) everybody_writes: bool,
}
