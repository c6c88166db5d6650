//! Serving a room over HTTP until somebody ends it.
//!
//! The loop is our own because the one of axum sets no end to how long a browser may take to say what
//! it wants, and takes any number of connections.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Builder;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};
use tower::ServiceExt;
use tower_http::timeout::TimeoutBody;

use crate::room::Room;
use crate::router;
use crate::warm::keep_warm;

/// So many browsers at once; others wait until one goes.
const CONNECTIONS: usize = 512;

/// The longest that somebody may take to say what they want, or be silent while they send it, and that
/// a quiet connection is kept.
const QUIET: Duration = Duration::from_secs(30);

/// The most bytes of what stands before the body of a request.
const HEAD: usize = 64 << 10;

/// The longest that requests under way may take when the room closes.
const CLOSING: Duration = Duration::from_secs(10);

/// Serves `room` at `bind` until the process is asked to end; requests under way are answered first.
/// `ready` hears the address as it is known to others: a port of 0 has become a real one.
pub fn serve(room: Room, bind: SocketAddr, ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let runtime = Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(bind).await?;
        ready(listener.local_addr()?);
        tokio::spawn(keep_warm(room.clone()));
        let app = router(room);
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        let closing = GracefulShutdown::new();
        let mut end = pin!(asked_to_end());
        loop {
            let next = async {
                let place = places.clone().acquire_owned().await.map_err(io::Error::other)?;
                listener.accept().await.map(|(stream, peer)| (place, stream, peer))
            };
            tokio::select! {
                next = next => match next {
                    Ok((place, stream, peer)) => {
                        tokio::spawn(converse(app.clone(), stream, peer, place, closing.watcher()));
                    }
                    // Out of files, or the browser has gone already: others may still come.
                    Err(_) => sleep(Duration::from_millis(50)).await,
                },
                () = &mut end => break,
            }
        }
        drop(listener);
        let _ = timeout(CLOSING, closing.shutdown()).await;
        Ok(())
    })
}

/// Answers one browser until it goes.
async fn converse(
    app: Router,
    stream: TcpStream,
    peer: SocketAddr,
    place: OwnedSemaphorePermit,
    watcher: Watcher,
) {
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request: Request<Incoming>| {
        let app = app.clone();
        async move {
            let mut request = request.map(|body| Body::new(TimeoutBody::new(QUIET, body)));
            request.extensions_mut().insert(ConnectInfo(peer));
            Ok::<_, Infallible>(match app.oneshot(request).await {
                Ok(response) => response,
                Err(never) => match never {},
            })
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(QUIET)
        .max_buf_size(HEAD)
        .serve_connection(TokioIo::new(stream), answer);
    // A browser that breaks off harms nobody.
    let _ = watcher.watch(connection).await;
    drop(place);
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
