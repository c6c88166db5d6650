//! The ledger as tables, and what of it has a date as a calendar.

use axum::extract::State;
use axum::response::Response;
use mengfu::export::{self, separated::ByteOrderMark};
use mengfu::library::Day;

use super::{File, Format, MOST, fault, give};
use crate::asked::Asked;
use crate::failure::Failure;
use crate::pages::ledger::filters::query;
use crate::room::Room;
use crate::visit::Visit;

/// Gives a view of the ledger as a table.
pub(super) async fn ledger(
    room: Room,
    visit: Visit,
    asked: Asked,
    format: Format,
) -> Result<Response, Failure> {
    let mut query = query(&asked, visit.today)?;
    query.most = MOST;
    give(room, &visit, move |library, face| {
        let ledger = library.ledger(&query)?;
        let mut tables = export::tables(&ledger.entries, ledger.as_of, face);
        if ledger.totals.entries > MOST {
            // A file that is cut says so where it is read.
            let all = face.count("export.cut", ledger.totals.entries);
            tables.iter_mut().for_each(|table| table.caption.push(all.clone()));
        }
        let bytes = match format {
            // Without the mark spreadsheets take Chinese for something else.
            Format::Csv => export::separated::csv(&tables, ByteOrderMark::With),
            Format::Jsonl => export::lines::json_lines(&tables),
            _ => export::spreadsheet::xlsx(&tables, &ledger.as_of.to_string()),
        };
        let bytes = bytes.map_err(|e| fault(&e))?;
        let name = format!("mengfu-ledger-{}.{}", ledger.as_of, format.ending());
        Ok(File { name, content_type: format.content_type(), bytes })
    })
    .await
}

/// Gives what of a view has a date, and the sessions of its parties' bodies, as a calendar.
pub(super) async fn calendar(
    State(room): State<Room>,
    visit: Visit,
    asked: Asked,
) -> Result<Response, Failure> {
    let mut query = query(&asked, visit.today)?;
    query.most = MOST;
    let (from, to) = (query.due_from, query.due_to);
    // What has no date is in no calendar.
    query.due_from = query.due_from.or_else(first_day);
    give(room, &visit, move |library, face| {
        let ledger = library.ledger(&query)?;
        let bodies = library.sessions(&query.parties, from, to)?;
        let dated = export::calendar(&ledger.entries, &bodies, face);
        let name = face.vocabulary().label("promises_and_sessions");
        let ics = export::calendar::ics(name, &dated, &ledger.as_of.to_string());
        let file = format!("mengfu-calendar-{}.ics", ledger.as_of);
        Ok(File {
            name: file,
            content_type: "text/calendar; charset=utf-8",
            bytes: ics.into_bytes(),
        })
    })
    .await
}

/// A day before all promises.
fn first_day() -> Option<Day> {
    "1600-01-01".parse().ok()
}
