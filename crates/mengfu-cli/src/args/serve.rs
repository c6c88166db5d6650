//! The arguments of `mengfu serve`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Files and folders to add to the register first.
    #[arg(long = "with", value_name = "FILE", num_args = 1..)]
    pub(crate) files: Vec<PathBuf>,
    /// The address to serve at; only this machine reaches 127.0.0.1.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8817")]
    pub(crate) bind: SocketAddr,
    /// Who decides in the browser; otherwise the name of the user (USER).
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Option<String>,
}
