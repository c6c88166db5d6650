//! Instruments, their provisions, and what reading a source gives.

use std::fmt;

use crate::act::{Act, Edtf};
use crate::finding::{Finding, SetAside};
use crate::map::Text;
use crate::span::SourceSpan;
use crate::vocabulary::InstrumentKind;

/// Everything that reading one source gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceReading {
    /// The instruments found, in the order in which they begin in the source.
    pub readings: Vec<Reading>,
    /// The bytes that belong to no instrument, each with the reason; with the pieces of the
    /// instruments they cover the whole source.
    pub set_aside: Vec<SetAside>,
    /// What was noticed about the source as a whole.
    pub findings: Vec<Finding>,
}

/// One instrument as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The name of the language pack that read it; rule and entry ids are that pack's.
    pub pack: String,
    /// What it is.
    pub instrument: Instrument,
    /// Its provisions, in reading order.
    pub provisions: Vec<Provision>,
    /// The joint texts that it cites with their days.
    pub citations: Vec<Citation>,
    /// Its title as citations are compared with it; empty when it was derived.
    pub comparable_title: String,
    /// What was noticed about it.
    pub findings: Vec<Finding>,
}

/// A joint text cited by its title and day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// The title in normal form, without white space.
    pub title: String,
    /// The day that the citing instrument gives for it.
    pub day: Edtf,
    /// The parties of the citing instrument.
    pub parties: Vec<PartyCode>,
    /// Where the citing instrument says so.
    pub at: Vec<SourceSpan>,
}

/// A joint statement, communiqué, declaration, treaty …
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    /// `CHN-AZE/2005-03-17`: parties, then the signing date, the year, or `undated`.
    pub id: String,
    /// Its title, printed or derived.
    pub title: Title,
    /// What sort of text it is.
    pub kind: InstrumentKind,
    /// The parties, China first if present, the others in alphabetical order.
    pub parties: Vec<PartyCode>,
    /// The names, as printed, of those parties that no list knows.
    pub names: Vec<PartyName>,
    /// The day on which the parties signed or issued it.
    pub signed: Option<Edtf>,
    /// The dates of the visit or meeting that it reports.
    pub visit: Option<Edtf>,
    /// Where it was signed.
    pub place: Option<String>,
    /// Who signed, in the order of the parties as printed.
    pub signatories: Vec<String>,
    /// The languages it says it is written in, ISO 639-1.
    pub languages: Vec<String>,
    /// The number of copies that it says were made.
    pub copies: Option<u32>,
    /// The wording of the relation that it establishes, confirms or undertakes to develop.
    pub partnership: Option<String>,
    /// Whether both its beginning and its end are there.
    pub complete: bool,
    /// The pieces of the source that it consists of, in reading order.
    pub pieces: Vec<SourceSpan>,
}

/// The title of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// Its words.
    pub text: String,
    /// Whether the source does not print it, and it was made from kind, parties and date.
    pub derived: bool,
}

/// One sentence of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// The path of printed labels, e.g. `二/（七）`; empty in the preamble and the closing.
    pub article: String,
    /// Its characters, without the label, with their map to the source.
    pub text: Text,
    /// Its acts, in order.
    pub acts: Vec<Act>,
}

/// What a party is called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartyName {
    /// Its code.
    pub code: PartyCode,
    /// Its full name.
    pub name: String,
}

/// The code of a party: ISO 3166-1 alpha-3, an organisation's acronym, a historical code, or a
/// code made from an unknown name. At most 15 ASCII bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartyCode {
    bytes: [u8; 15],
    len: u8,
}

impl PartyCode {
    /// The code `code`; `None` when it is empty, too long or not printable ASCII.
    pub fn new(code: &str) -> Option<Self> {
        let mut bytes = [0; 15];
        if code.is_empty() || !code.bytes().all(|b| b.is_ascii_graphic()) {
            return None;
        }
        bytes.get_mut(..code.len())?.copy_from_slice(code.as_bytes());
        Some(Self { bytes, len: u8::try_from(code.len()).ok()? })
    }
    /// The code as written in readings.
    pub fn as_str(&self) -> &str {
        self.bytes
            .get(..usize::from(self.len))
            .and_then(|b| std::str::from_utf8(b).ok())
            .unwrap_or_default()
    }
}

impl fmt::Debug for PartyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Display for PartyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
