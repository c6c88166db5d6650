//! Serving a room over HTTP until somebody ends it.

use std::io;
use std::net::SocketAddr;

use tokio::net::TcpListener;
use tokio::runtime::Builder;

use crate::room::Room;
use crate::router;

/// Serves `room` at `bind` until the process is asked to end; requests under way are answered first.
/// `ready` hears the address as it is known to others: a port of 0 has become a real one.
pub fn serve(room: Room, bind: SocketAddr, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(bind).await?;
        ready(listener.local_addr()?);
        axum::serve(listener, router(room)).with_graceful_shutdown(asked_to_end()).await
    })
}

async fn asked_to_end() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut end) = signal(SignalKind::terminate()) else {
            let _ = interrupt.await;
            return;
        };
        tokio::select! {
            _ = interrupt => {}
            _ = end.recv() => {}
        }
    }
    #[cfg(not(unix))]
    let _ = interrupt.await;
}
