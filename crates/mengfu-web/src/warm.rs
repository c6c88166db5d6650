//! The pages by which people come in, made before anybody asks: they look at the whole register, so that in a
//! large one they take longest.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Uri};
use tokio::time::sleep;
use tower::ServiceExt;

use crate::clock;
use crate::desk::Version;
use crate::pages;
use crate::room::{PATIENCE, Room};
use crate::visit::{Look, Role, Visit};
use crate::words::Language;
use mengfu::library::Day;

/// The pages by which people come in.
const FIRST: [&str; 8] = [
    "/",
    "/partnerships",
    "/ledger",
    "/calendar",
    "/statements",
    "/directories",
    "/network",
    "/formulas",
];

/// While files are added the register changes all the time; it must rest so long before it is worth while,
/// which is longer than an older answer is given.
const REST: Duration = PATIENCE.saturating_add(Duration::from_secs(1));

/// Makes the first pages, and makes them anew when the register changed and rests, or a day begins. Never
/// ends by itself.
pub(crate) async fn keep_warm(room: Room) {
    let app = pages::router().with_state(room.clone());
    let (mut seen, mut made) = (state(&room).await, None);
    loop {
        let now = state(&room).await;
        if now.is_some() && now == seen && now != made {
            make(&room, &app).await;
            made = now;
        }
        seen = now;
        sleep(REST).await;
    }
}

/// What pages depend on beside their address.
async fn state(room: &Room) -> Option<(Version, Day)> {
    room.desk().version().await.ok().map(|version| (version, clock::today()))
}

async fn make(room: &Room, app: &Router) {
    // Where nobody has an account, whoever sits at this machine may do everything.
    let roles = match room.door().is_kept() {
        Ok(true) => &Role::ALL[..],
        _ => &[Role::Admin],
    };
    for address in FIRST {
        for role in roles {
            for language in [Language::En, Language::Zh] {
                let uri = Uri::from_static(address);
                let mut request = Request::new(Body::empty());
                request.extensions_mut().insert(visit(room, uri.clone(), *role, language));
                *request.uri_mut() = uri;
                // What fails now will be told to whoever asks for it.
                let _ = app.clone().oneshot(request).await;
            }
        }
    }
}

fn visit(room: &Room, uri: Uri, role: Role, language: Language) -> Visit {
    Visit {
        language,
        look: Look::System,
        role,
        name: room.author().to_owned(),
        signed_in: false,
        account: None,
        from: None,
        uri,
        today: clock::today(),
    }
}
