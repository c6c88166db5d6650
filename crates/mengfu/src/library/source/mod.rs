//! The file that a statement is read from, as it was received: which stretch belongs to which statement,
//! what was set aside and why, and where something was noticed.

mod characters;

use std::collections::BTreeMap;

use mengfu_model::{InstrumentId, SourceReading, SourceSpan, Span};
use serde::Serialize;

use self::characters::Characters;
use super::Library;
use super::error::{LibraryError, Result};
use super::text::{Noticed, noticed};

/// So many bytes of a source are shown at once.
const PAGE: usize = 64 << 10;

/// Which part of a source to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceAsked {
    /// Which page of it, from 1; the one that has `marked` where it is not given.
    pub page: Option<usize>,
    /// Bytes to point out: first, and first after.
    pub marked: Option<[usize; 2]>,
}

/// The file that a statement is read from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourceView {
    /// The names under which it was added.
    pub names: Vec<String>,
    /// The SHA-256 of its bytes.
    pub sha256: String,
    /// How many bytes it has.
    pub length: usize,
    /// The name of its encoding.
    pub encoding: &'static str,
    /// Which page this is, from 1.
    pub page: usize,
    /// How many pages there are.
    pub pages: usize,
    /// The statements that it has, in the order in which they begin; none of those has a name that the
    /// register does not have.
    pub statements: BTreeMap<usize, InstrumentId>,
    /// The parts that the statement was joined from, in the order in which they are read.
    pub parts: Vec<SourcePart>,
    /// What was noticed about the statement, then about the file as a whole.
    pub findings: Vec<Noticed>,
    /// The stretches of this page, in the order of the file.
    pub stretches: Vec<Stretch>,
}

/// A part of a statement that stands in one piece in its file, but for what was set aside in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SourcePart {
    /// The first byte.
    pub start: usize,
    /// The first byte after.
    pub end: usize,
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Stretch {
    /// The first byte.
    pub start: usize,
    /// The first byte after.
    pub end: usize,
    /// Its characters; bytes that are none as `\xE4`.
    pub text: String,
    /// What it is.
    pub is: StretchIs,
    /// The findings that begin here, by their places from 1.
    pub findings: Vec<usize>,
    /// Whether it was asked to be pointed out.
    pub marked: bool,
}

/// What a stretch of a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum StretchIs {
    /// Of the part with this place, from 1, of the statement.
    Part(usize),
    /// Of another statement of the file, by its place in the file from 1.
    Other(usize),
    /// Set aside, with the code of the reason.
    SetAside(&'static str),
}

impl Library<'_> {
    /// The file that the statement called `id` is read from.
    pub fn source(&self, id: &InstrumentId, asked: SourceAsked) -> Result<SourceView> {
        self.register.read(|view| {
            let missing = || LibraryError::NoInstrument(id.to_string());
            let row = view.instrument(id)?.ok_or_else(missing)?;
            let source = view.source_by_no(row.source)?.ok_or_else(missing)?;
            let bytes = view.source_bytes(row.source)?;
            let reading = self.engine.read("", &bytes)?.reading;
            let mut statements = BTreeMap::new();
            for witness in view.witnesses_in(row.source)? {
                if let Some(no) = witness.instrument
                    && let Some(id) = view.instrument_id(no)?
                {
                    statements.insert(witness.ordinal as usize, id);
                }
            }
            let mut findings = noticed(&view, row.source, row.ordinal)?;
            findings.extend(noticed(&view, row.source, 0)?);
            let own = row.ordinal as usize;
            let pieces = reading.readings.get(own.saturating_sub(1));
            let parts = parts(pieces.map_or(&[], |r| r.instrument.pieces.as_slice()));
            let received = mengfu_text::received(&bytes);
            let pages = bytes.len().div_ceil(PAGE).max(1);
            let of_mark = asked.marked.map(|[from, _]| from / PAGE + 1);
            let page = asked.page.or(of_mark).unwrap_or(1).clamp(1, pages);
            let window = Span::new((page - 1) * PAGE, (page * PAGE).min(bytes.len()));
            let cuts = Cuts { window, findings: &findings, marked: asked.marked };
            let characters = &mut Characters::new(&received.text, &bytes);
            let stretches = cuts.stretches(&tiles(&reading, own), characters);
            Ok(SourceView {
                names: view.source_names(row.source)?.into_iter().map(|n| n.name).collect(),
                sha256: source.hash,
                length: bytes.len(),
                encoding: received.encoding,
                page,
                pages,
                statements,
                parts,
                stretches,
                findings,
            })
        })
    }
}

/// To which part each piece of a statement belongs, in the order of reading, from 1: a part ends where
/// the piece that is read next is not the one that stands next in the file.
fn places(pieces: &[SourceSpan]) -> Vec<usize> {
    let mut in_file: Vec<SourceSpan> = pieces.to_vec();
    in_file.sort_unstable();
    let mut place = 0;
    let mut expected = None;
    let places = pieces.iter().map(|piece| {
        let rank = in_file.partition_point(|other| other < piece);
        place += usize::from(expected != Some(rank));
        expected = Some(rank + 1);
        place
    });
    places.collect()
}

/// The parts of a statement, in the order of reading.
fn parts(pieces: &[SourceSpan]) -> Vec<SourcePart> {
    let mut parts: Vec<SourcePart> = Vec::new();
    for (place, piece) in places(pieces).into_iter().zip(pieces) {
        let (start, end) = (piece.start.get(), piece.end.get());
        match parts.get_mut(place - 1) {
            Some(part) => part.end = end,
            None => parts.push(SourcePart { start, end }),
        }
    }
    parts
}

/// What each stretch of the file is, in the order of the file.
fn tiles(reading: &SourceReading, own: usize) -> Vec<(SourceSpan, StretchIs)> {
    let mut tiles = Vec::new();
    for (nth, one) in (1..).zip(&reading.readings) {
        let pieces = &one.instrument.pieces;
        let is = |place| if nth == own { StretchIs::Part(place) } else { StretchIs::Other(nth) };
        tiles.extend(pieces.iter().copied().zip(places(pieces).into_iter().map(is)));
    }
    let aside = reading.set_aside.iter();
    tiles.extend(aside.map(|s| (s.at, StretchIs::SetAside(s.reason.code()))));
    tiles.sort_by_key(|(at, _)| (at.start, at.end));
    tiles
}

/// Where stretches are cut besides where they end.
struct Cuts<'a> {
    window: SourceSpan,
    findings: &'a [Noticed],
    marked: Option<[usize; 2]>,
}

impl Cuts<'_> {
    fn stretches(
        &self,
        tiles: &[(SourceSpan, StretchIs)],
        characters: &mut Characters<'_>,
    ) -> Vec<Stretch> {
        let mut starts: Vec<(usize, usize)> = (1..)
            .zip(self.findings)
            .filter_map(|(n, finding)| Some((finding.bytes.first()?[0], n)))
            .collect();
        starts.sort_unstable();
        let mut cuts: Vec<usize> = starts.iter().map(|(at, _)| *at).collect();
        cuts.extend(self.marked.into_iter().flatten());
        cuts.sort_unstable();
        let mut stretches = Vec::new();
        let mut at = self.window.start.get();
        for (tile, is) in tiles {
            let end = tile.end.get().min(self.window.end.get());
            let from = cuts.partition_point(|cut| *cut <= at.max(tile.start.get()));
            let inner = cuts.iter().skip(from).take_while(|cut| **cut < end).copied();
            for end in inner.chain([end]) {
                if end <= at.max(tile.start.get()) {
                    continue;
                }
                let start = at.max(tile.start.get());
                let from = starts.partition_point(|(at, _)| *at < start);
                let here = starts.iter().skip(from).take_while(|(at, _)| *at < end);
                stretches.push(Stretch {
                    start,
                    end,
                    text: characters.between(start, end),
                    is: *is,
                    findings: here.map(|(_, n)| *n).collect(),
                    marked: self.marked.is_some_and(|[from, to]| start < to && from < end),
                });
                at = end;
            }
        }
        stretches
    }
}
