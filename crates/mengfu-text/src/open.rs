//! The door: the layers in their order, and what they give.

use mengfu_model::{Finding, SetAside, SetAsideReason, Severity, Span, Text, TextSpan};

use crate::notes::Notes;
use crate::pass::hull;
use crate::{clean, coverage, encoding, front_matter, html, json, markdown};

/// Positions are 32 bits wide, and decoding may grow a text by half.
const MOST_BYTES: usize = 2 << 30;

/// How often escaped markup is unwrapped again.
const ROUNDS: usize = 3;

/// A source with its characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The characters. Paragraphs end with `\n`, cells of a table with `\t`.
    pub text: Text,
    /// The name of the encoding, e.g. `UTF-8`, `GB18030`.
    pub encoding: &'static str,
    /// What the text was wrapped in, outermost first; `Plain` alone if in nothing.
    pub containers: Vec<Container>,
    /// The lines of the text that are not blank, in the order of the text.
    pub blocks: Vec<Block>,
    /// Bytes that are not text, in the order of the source, not overlapping.
    pub set_aside: Vec<SetAside>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// What the text was wrapped in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Container {
    /// Nothing.
    Plain,
    /// YAML (or TOML) between two lines of dashes (or plus signs) at the start.
    FrontMatter,
    /// A JSON value, or one JSON value a line.
    Json,
    /// A page, a fragment of a page, or text with entities.
    Html,
    /// Headings, emphasis, links and tables as Markdown writes them.
    Markdown,
}

/// A line of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Where, without its line break.
    pub span: TextSpan,
    /// What the container says it is.
    pub kind: BlockKind,
}

/// What a container says of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// The title of the page: from front matter, a JSON key, or `<title>`.
    Title,
    /// A heading, or a short line that is bold as a whole.
    Heading,
    /// Any other line.
    Paragraph,
    /// A row of a table, its cells parted by tabs.
    TableRow,
}

/// A stretch of text that may still be wrapped.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    pub(crate) span: TextSpan,
    /// Whether line breaks are those of the source, so that Markdown can be read.
    pub(crate) lines: bool,
}

/// A source as received: its characters, nothing unwrapped and nothing set aside but what is no
/// character.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// The characters, in the order of the source.
    pub text: Text,
    /// The name of the encoding, e.g. `UTF-8`, `GB18030`.
    pub encoding: &'static str,
}

/// The characters of a source as received. Never fails; time and memory are linear in the size.
pub fn received(bytes: &[u8]) -> Received {
    let head = bytes.get(..MOST_BYTES).unwrap_or(bytes);
    let decoded = encoding::decode(head, &mut Notes::default());
    Received { text: decoded.text, encoding: decoded.encoding }
}

/// Reads any bytes as text. Never fails; time and memory are linear in the size.
pub fn open(bytes: &[u8]) -> Opened {
    let mut notes = Notes::default();
    let head = bytes.get(..MOST_BYTES).unwrap_or(bytes);
    if head.len() < bytes.len() {
        notes.set_aside(Span::new(head.len(), bytes.len()), SetAsideReason::Undecodable);
        notes.found(
            "source-too-large",
            Severity::Problem,
            [Span::new(head.len(), bytes.len())],
            "The source is larger than 2 GiB; only its beginning was read.",
        );
    }
    let decoded = encoding::decode(head, &mut notes);
    let text = clean::clean(decoded.text, &mut notes);
    let text = unwrap(text, &mut notes);
    if notes.containers.is_empty() {
        notes.containers.push(Container::Plain);
    }
    let Notes { aside, kinds, containers, findings } = notes;
    let blocks = blocks(&text, kinds);
    let set_aside = coverage::complement(bytes.len(), text.map(), aside);
    Opened { text, encoding: decoded.encoding, containers, blocks, set_aside, findings }
}

fn unwrap(text: Text, notes: &mut Notes) -> Text {
    let whole = Segment { span: text.span(), lines: true };
    let inner = front_matter::unwrap(&text, notes)
        .or_else(|| json::unwrap(&text, notes))
        .or_else(|| json::unescape(&text, notes));
    let (mut text, mut segments) = inner.unwrap_or_else(|| (text, vec![whole]));
    for _ in 0..ROUNDS {
        match html::unwrap(&text, &segments, notes) {
            Some(inner) => (text, segments) = inner,
            None => break,
        }
    }
    match markdown::unwrap(&text, &segments, notes) {
        Some(inner) => inner,
        None => text,
    }
}

/// The lines that are not blank, each with the kind that a layer noted for its place.
fn blocks(text: &Text, mut kinds: Vec<(mengfu_model::SourceSpan, BlockKind)>) -> Vec<Block> {
    kinds.sort_by_key(|(at, kind)| (at.start, at.end, *kind));
    let mut kinds = kinds.into_iter().peekable();
    let chars = text.as_str();
    let mut out = Vec::new();
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', chars.as_bytes()).chain([chars.len()]);
    for end in ends {
        let span = Span::new(start, end);
        start = end + 1;
        let line = text.slice(span);
        let first = line.len() - line.trim_start().len();
        if first == line.len() {
            continue;
        }
        let mut kind = BlockKind::Paragraph;
        if kinds.peek().is_some()
            && let Some(at) = hull(text, span.start.get() + first, span.end.get())
        {
            while kinds.next_if(|(it, _)| it.end <= at.start).is_some() {}
            if let Some((it, noted)) = kinds.peek()
                && it.start <= at.start
            {
                kind = *noted;
            }
        }
        out.push(Block { span, kind });
    }
    out
}
