//! Views as files of other programs. The filters are those of the pages; one file is made at a time, so
//! that whoever reads pages meanwhile waits for nobody.

mod labels;
mod ledger;
mod reports;
mod statement;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use mengfu::library::Library;
use tokio::sync::Semaphore;

use crate::face::Face;
use crate::failure::Failure;
use crate::room::Room;
use crate::visit::Visit;

/// A file is made while no other is.
static DOOR: Semaphore = Semaphore::const_new(1);

/// The most entries that a file holds.
const MOST: usize = 20_000;

pub(super) fn router() -> Router<Room> {
    Router::new()
        .route("/export/calendar.ics", get(ledger::calendar))
        .route("/export/statements/{parties}/{file}", get(statement::statement))
        .route("/export/{file}", get(file))
}

/// A file for another program.
struct File {
    /// Its name, without what the user's system may not have in names.
    name: String,
    content_type: &'static str,
    bytes: Vec<u8>,
}

/// A format, by the ending of its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Xlsx,
    Csv,
    Jsonl,
    Docx,
    Markdown,
}

impl Format {
    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending {
            "xlsx" => Self::Xlsx,
            "csv" => Self::Csv,
            "jsonl" => Self::Jsonl,
            "docx" => Self::Docx,
            "md" => Self::Markdown,
            _ => return None,
        })
    }

    fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Docx => "docx",
            Self::Markdown => "md",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Jsonl => "application/jsonl",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Markdown => "text/markdown; charset=utf-8",
        }
    }
}

/// Gives the file called `ledger.xlsx`, `comparison.docx`, `open-promises.md` …
async fn file(
    state: axum::extract::State<Room>,
    visit: Visit,
    axum::extract::Path(name): axum::extract::Path<String>,
    asked: crate::asked::Asked,
) -> Result<Response, Failure> {
    let (what, ending) = name.rsplit_once('.').unwrap_or((&name, ""));
    let format = Format::of_ending(ending);
    let table = format.filter(|f| matches!(f, Format::Xlsx | Format::Csv | Format::Jsonl));
    let report = format.filter(|f| matches!(f, Format::Docx | Format::Markdown));
    match (what, table, report) {
        ("ledger", Some(format), _) => ledger::ledger(state.0, visit, asked, format).await,
        ("comparison", _, Some(format)) => reports::comparison(state.0, visit, asked, format).await,
        ("open-promises", _, Some(format)) => {
            reports::promises(state.0, visit, asked, format).await
        }
        _ => Err(Failure::NotFound(name)),
    }
}

/// Makes a file with what the register has, and gives it.
async fn give<F>(room: Room, visit: &Visit, make: F) -> Result<Response, Failure>
where
    F: FnOnce(&Library<'static>, &Face) -> Result<File, Failure> + Send + 'static,
{
    let _door = DOOR.acquire().await.map_err(|_| Failure::Interrupted)?;
    let language = visit.language;
    let file = room.desk().read(move |library| {
        let face = Face::naming(language, library.party_names()?);
        make(library, &face)
    });
    let file = file.await?;
    let disposition = format!("attachment; filename=\"{}\"", plain(&file.name));
    let disposition = HeaderValue::from_str(&disposition).map_err(|e| fault(&e))?;
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static(file.content_type)),
        (CONTENT_DISPOSITION, disposition),
        (CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    Ok((headers, file.bytes).into_response())
}

/// A name that every system takes.
fn plain(name: &str) -> String {
    let taken = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '~');
    name.chars().map(|c| if taken(c) { c } else { '_' }).take(120).collect()
}

fn fault(error: &dyn std::fmt::Display) -> Failure {
    Failure::Fault(error.to_string())
}
