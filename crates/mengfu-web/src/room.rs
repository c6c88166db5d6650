//! What all handlers share: the desk, the answers kept, the rules of the house.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LINK, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use mengfu::library::{Day, Library};
use moka::future::Cache;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::accounts::Accounts;
use crate::batch::Batches;
use crate::desk::{Desk, Version};
use crate::face::Face;
use crate::failure::Failure;
use crate::guard::{Door, Rules};
use crate::parts::with;
use crate::shell::{self, Page};
use crate::visit::{Role, Visit};
use crate::words::Language;

/// While another program adds many files, the register changes all the time. An answer may be so old before
/// it is made anew for such a change; what is changed here is seen at once.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Of so many answers it is known when they were made.
const ANSWERS: u64 = 10_000;

/// So many send files at once.
const UPLOADS: usize = 4;

/// The state of the reading room; cheap to clone.
#[derive(Clone)]
pub struct Room {
    desk: Arc<Desk>,
    kept: Cache<(Asked, Version), Arc<Kept>>,
    /// When each answer was made last, and from which state of the register.
    made: Cache<Asked, (Version, Instant)>,
    author: Arc<str>,
    door: Arc<Door>,
    batches: Arc<Batches>,
    uploads: Arc<Semaphore>,
}

/// What an answer depends on. A page looks alike to all who may do the same.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Asked {
    address: String,
    /// Whoever changes something here sees at once what became of it.
    written: u64,
    today: Day,
    language: Language,
    role: Role,
}

/// An answer that may be given again while the register stays as it is.
struct Kept {
    page: Option<Page>,
    bytes: Bytes,
    content_type: &'static str,
    print: String,
    /// To the pages before and after, for lists of the interface.
    links: Option<HeaderValue>,
}

/// A part of a list, which leads to the parts before and after.
pub(crate) trait Linked {
    /// Which page it is, from 1, and how many there are.
    fn page(&self) -> (usize, usize);
}

impl Room {
    /// A room over a register, which keeps up to `memory` bytes of answers. Where nobody has an account,
    /// decisions are made in the name of `author`.
    pub fn new(desk: Desk, memory: u64, author: &str) -> Self {
        let weight = |(asked, _): &(Asked, Version), kept: &Arc<Kept>| {
            let page = kept.page.as_ref().map_or(0, Page::weight);
            u32::try_from(256 + asked.address.len() + kept.bytes.len() + page).unwrap_or(u32::MAX)
        };
        let kept = Cache::builder().max_capacity(memory).weigher(weight).build();
        let made = Cache::builder().max_capacity(ANSWERS).time_to_live(PATIENCE).build();
        let accounts = Accounts::at(&Accounts::beside(desk.path()));
        let door = Arc::new(Door::new(accounts, Rules::LOCAL));
        Self {
            desk: Arc::new(desk),
            kept,
            made,
            author: author.into(),
            door,
            batches: Arc::default(),
            uploads: Arc::new(Semaphore::new(UPLOADS)),
        }
    }

    /// The same room behind another door.
    #[must_use]
    pub fn behind(self, door: Door) -> Self {
        Self { door: Arc::new(door), ..self }
    }

    /// The door: who may enter.
    pub(crate) fn door(&self) -> &Arc<Door> {
        &self.door
    }

    /// The register.
    pub fn desk(&self) -> &Arc<Desk> {
        &self.desk
    }

    /// In whose name the person sitting at this machine decides.
    pub fn author(&self) -> &str {
        &self.author
    }

    /// Answers with the page that `make` makes, or with the one made before from the same state of the
    /// register.
    pub(crate) async fn page<E, F>(
        &self,
        visit: Visit,
        headers: &HeaderMap,
        make: F,
    ) -> Result<Response, Failure>
    where
        E: Into<Failure> + Send + 'static,
        F: FnOnce(&Library<'static>, &Face) -> Result<Page, E> + Send + 'static,
    {
        let language = visit.language;
        let kept = self
            .keep(&visit, move |library| {
                let face = Face::naming(language, library.party_names()?);
                let page = make(library, &face).map_err(Into::into)?;
                let print = print(&[page.body().as_bytes()]);
                let content_type = "text/html; charset=utf-8";
                Ok(Kept { page: Some(page), bytes: Bytes::new(), content_type, print, links: None })
            })
            .await?;
        let Some(page) = &kept.page else {
            return Err(Failure::NotFound(visit.address().to_owned()));
        };
        let look = format!("{:?}{:?}", visit.look, visit.language);
        let parts = [
            kept.print.as_bytes(),
            look.as_bytes(),
            visit.name.as_bytes(),
            visit.role.code().as_bytes(),
            shell::PRINT.as_bytes(),
        ];
        let tag = tag(&print(&parts));
        Ok(tagged(headers, tag, || shell::html(&visit, page).into_response()))
    }

    /// The files that wait for review.
    pub(crate) fn batches(&self) -> &Batches {
        &self.batches
    }

    /// A place for somebody who sends files; few do at once, for files take memory while they come.
    pub(crate) fn place_for_upload(&self) -> Result<OwnedSemaphorePermit, Failure> {
        self.uploads.clone().try_acquire_owned().map_err(|_| Failure::Overloaded)
    }

    /// Answers with a page that nobody keeps: it is for one person, or for now.
    pub(crate) fn fresh(&self, visit: &Visit, page: &Page) -> Response {
        let never = HeaderValue::from_static("private, no-store");
        ([(CACHE_CONTROL, never)], shell::html(visit, page)).into_response()
    }

    /// The face for a visit.
    pub(crate) fn face(&self, visit: &Visit) -> Face {
        Face::of(visit.language)
    }

    /// Answers with what `make` finds, as JSON.
    pub(crate) async fn json<T, E, F>(
        &self,
        visit: Visit,
        headers: &HeaderMap,
        make: F,
    ) -> Result<Response, Failure>
    where
        T: Serialize,
        E: Into<Failure> + Send + 'static,
        F: FnOnce(&Library<'static>) -> Result<T, E> + Send + 'static,
    {
        self.bytes(visit, headers, "application/json", move |library| {
            let found = make(library).map_err(Into::into)?;
            serde_json::to_vec(&found).map_err(|e| Failure::Fault(e.to_string()))
        })
        .await
    }

    /// Answers with a part of a list, as JSON, and with links to the parts before and after.
    pub(crate) async fn list<T, E, F>(
        &self,
        visit: Visit,
        headers: &HeaderMap,
        make: F,
    ) -> Result<Response, Failure>
    where
        T: Serialize + Linked,
        E: Into<Failure> + Send + 'static,
        F: FnOnce(&Library<'static>) -> Result<T, E> + Send + 'static,
    {
        let address = visit.address().to_owned();
        self.kept_bytes(visit, headers, "application/json", move |library| {
            let found = make(library).map_err(Into::into)?;
            let bytes = serde_json::to_vec(&found).map_err(|e| Failure::Fault(e.to_string()))?;
            Ok::<_, Failure>((bytes, links(&address, found.page())))
        })
        .await
    }

    /// Answers with the bytes that `make` makes: a picture, data.
    pub(crate) async fn bytes<E, F>(
        &self,
        visit: Visit,
        headers: &HeaderMap,
        content_type: &'static str,
        make: F,
    ) -> Result<Response, Failure>
    where
        E: Into<Failure> + Send + 'static,
        F: FnOnce(&Library<'static>) -> Result<Vec<u8>, E> + Send + 'static,
    {
        let make = move |library: &Library<'static>| Ok::<_, E>((make(library)?, None));
        self.kept_bytes(visit, headers, content_type, make).await
    }

    async fn kept_bytes<E, F>(
        &self,
        visit: Visit,
        headers: &HeaderMap,
        content_type: &'static str,
        make: F,
    ) -> Result<Response, Failure>
    where
        E: Into<Failure> + Send + 'static,
        F: FnOnce(&Library<'static>) -> Result<(Vec<u8>, Option<HeaderValue>), E> + Send + 'static,
    {
        let kept = self
            .keep(&visit, move |library| {
                let (bytes, links) = make(library).map_err(Into::into)?;
                let print = print(&[&bytes]);
                Ok(Kept { page: None, bytes: bytes.into(), content_type, print, links })
            })
            .await?;
        let content_type = HeaderValue::from_static(kept.content_type);
        let mut answer = tagged(headers, tag(&kept.print), || {
            ([(CONTENT_TYPE, content_type)], kept.bytes.clone()).into_response()
        });
        if let Some(links) = &kept.links {
            answer.headers_mut().insert(LINK, links.clone());
        }
        Ok(answer)
    }

    async fn keep<F>(&self, visit: &Visit, make: F) -> Result<Arc<Kept>, Failure>
    where
        F: FnOnce(&Library<'static>) -> Result<Kept, Failure> + Send + 'static,
    {
        let asked = Asked {
            address: visit.address().to_owned(),
            written: self.desk.written(),
            today: visit.today,
            language: visit.language,
            role: visit.role,
        };
        let made = self.made.get(&asked).await.filter(|(_, at)| at.elapsed() < PATIENCE);
        let version = match made {
            Some((version, _)) => version,
            None => self.desk.version().await?,
        };
        // Who asks for what is being made waits for it; it is made once.
        let kept = self.kept.try_get_with((asked.clone(), version), async {
            let kept = self.desk.read(make).await.map(Arc::new)?;
            self.made.insert(asked, (version, Instant::now())).await;
            Ok(kept)
        });
        kept.await.map_err(|failure| Failure::clone(&failure))
    }
}

fn print(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}

/// Leads to the pages before and after `page` of `pages`, RFC 8288.
fn links(address: &str, (page, pages): (usize, usize)) -> Option<HeaderValue> {
    let to = |page: usize, rel: &str| {
        (page >= 1 && page <= pages)
            .then(|| format!("<{}>; rel=\"{rel}\"", with(address, "page", &page.to_string())))
    };
    let first = if page > 1 { to(1, "first") } else { None };
    let last = if page < pages { to(pages, "last") } else { None };
    let all = [first, to(page - 1, "prev"), to(page + 1, "next"), last];
    let all: Vec<String> = all.into_iter().flatten().collect();
    if all.is_empty() { None } else { HeaderValue::from_str(&all.join(", ")).ok() }
}

fn tag(print: &str) -> String {
    format!("\"{print}\"")
}

/// The answer with its tag, or that nothing has changed for who has it already.
fn tagged(headers: &HeaderMap, tag: String, answer: impl FnOnce() -> Response) -> Response {
    let has = headers.get(IF_NONE_MATCH).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let same = has.split(',').any(|one| one.trim().trim_start_matches("W/") == tag);
    let mut response = if same { StatusCode::NOT_MODIFIED.into_response() } else { answer() };
    let to = response.headers_mut();
    to.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    to.insert(VARY, HeaderValue::from_static("Accept-Language, Cookie"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        to.insert(ETAG, tag);
    }
    response
}
