//! From the bytes of a source to its readings.

use mengfu_model::{Finding, FindingCode, SetAside, SetAsideReason, Severity, SourceReading, Span};
use mengfu_register::source::hash_of;
use thiserror::Error;

use crate::packs::{Packs, PacksError};

/// The most bytes that one source may have, whatever is asked for. Positions are counted in 32 bits.
pub const LARGEST_SOURCE: u64 = 1 << 30;

/// The most bytes that one source may have unless another limit is asked for. A reading of nothing but
/// short undertakings takes forty times the memory of its source, one of nothing but names or line breaks
/// more, and a joint statement of megabytes is a mistake.
pub const USUAL_LARGEST: u64 = 32 << 20;

/// Reads sources with the packs it was made with. One engine serves all threads.
pub struct Engine<'p> {
    packs: &'p Packs,
    largest: u64,
}

/// A source with everything that reading it gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReadSource {
    /// What the source is called, usually the name of the file.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The number of its bytes.
    pub length: usize,
    /// Instruments, spans set aside, findings.
    pub reading: SourceReading,
}

/// Why a source was refused before it was read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// More bytes than the engine was made to read.
    #[error("the source has {length} bytes, more than {largest}")]
    TooLarge {
        /// How many bytes it has.
        length: u64,
        /// How many it may have.
        largest: u64,
    },
}

impl Engine<'static> {
    /// An engine with the packs that are part of the program.
    pub fn embedded() -> Result<Self, PacksError> {
        Ok(Engine::new(Packs::embedded()?))
    }
}

impl<'p> Engine<'p> {
    /// An engine with these packs.
    pub fn new(packs: &'p Packs) -> Self {
        Self { packs, largest: USUAL_LARGEST }
    }

    /// The same engine for sources of up to so many bytes, though never more than [`LARGEST_SOURCE`].
    #[must_use]
    pub fn with_largest(self, bytes: u64) -> Self {
        Self { largest: bytes.min(LARGEST_SOURCE), ..self }
    }

    /// The most bytes that one source may have.
    pub fn largest(&self) -> u64 {
        self.largest
    }

    /// The packs it reads with; they name the rules and entries of its readings.
    pub fn packs(&self) -> &'p Packs {
        self.packs
    }

    /// Reads a source. Any bytes give readings or findings; only the size can be refused.
    pub fn read(&self, name: &str, bytes: &[u8]) -> Result<ReadSource, ReadError> {
        self.check_size(bytes.len() as u64)?;
        Ok(ReadSource {
            name: name.to_owned(),
            sha256: hash_of(bytes),
            length: bytes.len(),
            reading: read_bytes(self.packs, bytes),
        })
    }

    /// Refuses a source of `length` bytes that is too large, so that it need not be loaded first.
    pub fn check_size(&self, length: u64) -> Result<(), ReadError> {
        match length > self.largest {
            true => Err(ReadError::TooLarge { length, largest: self.largest }),
            false => Ok(()),
        }
    }
}

/// The one place where bytes become a reading.
fn read_bytes(packs: &Packs, bytes: &[u8]) -> SourceReading {
    let opened = mengfu_text::open(bytes);
    if let Some(reader) = packs.reader_for(opened.text.as_str()) {
        return reader.read(&opened);
    }
    let whole = Span::new(0, bytes.len());
    let mut findings = opened.findings;
    findings.push(Finding {
        code: FindingCode("no-instrument"),
        severity: Severity::Problem,
        at: vec![whole],
        message: "No language pack knows the letters of this source.".to_owned(),
    });
    let set_aside = match bytes.is_empty() {
        true => Vec::new(),
        false => vec![SetAside { at: whole, reason: SetAsideReason::OtherText }],
    };
    SourceReading { readings: Vec::new(), set_aside, findings }
}
