//! Reports: what changed between two statements, what of a partnership is open.

use axum::response::Response;
use mengfu::export::{self, report::Report};
use mengfu::model::InstrumentId;

use super::{File, Format, MOST, fault, give};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::pages::ledger::filters::query;
use crate::room::Room;
use crate::visit::Visit;

/// Gives the comparison of two statements.
pub(super) async fn comparison(
    room: Room,
    visit: Visit,
    asked: Asked,
    format: Format,
) -> Result<Response, Failure> {
    let id = |name| InstrumentId(asked.one(name).to_owned());
    let (earlier, later) = (id("earlier"), id("later"));
    give(room, &visit, move |library, face| {
        let comparison = library.compare(&earlier, &later)?;
        let name = format!("mengfu-{}-to-{}", comparison.earlier.id, comparison.later.id);
        file(&export::comparison(&comparison, face), &name, format)
    })
    .await
}

/// Gives what of a view of the ledger is open.
pub(super) async fn promises(
    room: Room,
    visit: Visit,
    mut asked: Asked,
    format: Format,
) -> Result<Response, Failure> {
    asked.spread("parties", "party", crate::paths::party_codes);
    let mut query = query(&asked, visit.today)?;
    (query.open, query.most) = (true, MOST);
    give(room, &visit, move |library, face| {
        let ledger = library.ledger(&query)?;
        let report = export::open_promises(&query.parties, &ledger.entries, ledger.as_of, face);
        let of = if query.parties.is_empty() { "all".to_owned() } else { query.parties.join("-") };
        file(&report, &format!("mengfu-open-{of}-{}", ledger.as_of), format)
    })
    .await
}

fn file(report: &Report, name: &str, format: Format) -> Result<File, Failure> {
    let bytes = match format {
        Format::Markdown => export::markdown::markdown(report).into_bytes(),
        _ => export::docx::docx(report).map_err(|e| fault(&e))?,
    };
    let name = format!("{name}.{}", format.ending());
    Ok(File { name, content_type: format.content_type(), bytes })
}
