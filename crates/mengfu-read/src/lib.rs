//! From text to readings, one source at a time; pure.
//!
//! ```text
//! Text ─assemble→ pieces in order ─outline→ articles ▸ sentences ─parse→ acts ─→ Reading
//! ```
//!
//! - [`assemble`]: which parts of a text belong to which instrument, and in which order.
//! - [`outline`]: title, parties, cast, dates, articles, sentences.
//! - [`parse`]: what each sentence does.
//! - [`check`]: whether the pack does what its rules and suites say.

mod assemble;
pub mod check;
pub mod outline;
mod parse;
mod values;

use std::sync::Arc;

use mengfu_lang::{Pack, PackError, Scan, ScanBuffers};
use mengfu_model::{Edtf, Provision, Reading, SourceReading};
use mengfu_text::Opened;

use outline::{Cast, Outlined, OutlinedProvision, Outliner};
use parse::ActParser;
use parse::moment::Day;
use parse::state::ArticleState;
use values::{ValueState, Values};

/// Reads sources by the rules of one pack.
pub struct Reader {
    pack: Arc<Pack>,
    outliner: Outliner,
    acts: ActParser,
    values: Values,
}

impl Reader {
    /// A reader for `pack`; fails where a rule of the pack is not well-formed.
    pub fn new(pack: Pack) -> Result<Self, PackError> {
        let pack = Arc::new(pack);
        let acts = ActParser::new(&pack)?;
        let values = Values::new(&pack)?;
        Ok(Self { outliner: Outliner::new(Arc::clone(&pack)), acts, values, pack })
    }

    /// The pack.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// What finds the instruments of a source, before their acts are read.
    pub fn outliner(&self) -> &Outliner {
        &self.outliner
    }

    /// Everything that the text of a source says.
    pub fn read(&self, opened: &Opened) -> SourceReading {
        let (outline, scan) = self.outliner.outline_with_scan(opened);
        SourceReading {
            readings: outline
                .instruments
                .into_iter()
                .map(|i| self.reading(i, Some(&scan)))
                .collect(),
            set_aside: outline.set_aside,
            findings: outline.findings,
        }
    }

    /// What an instrument says, once it is outlined; `page` is the scan of its source, if there is one.
    pub fn reading(&self, outlined: Outlined, page: Option<&Scan<'_>>) -> Reading {
        let signed = outlined.instrument.signed.as_ref();
        let provisions = self.provisions(&outlined.cast, signed, outlined.provisions, page);
        Reading {
            pack: self.pack.settings.name.clone(),
            instrument: outlined.instrument,
            provisions,
            citations: outlined.citations,
            comparable_title: outlined.comparable_title,
            findings: outlined.findings,
        }
    }

    /// The acts of the sentences of one instrument, signed on `signed` as far as that is known.
    pub fn provisions(
        &self,
        cast: &Cast,
        signed: Option<&Edtf>,
        outlined: Vec<OutlinedProvision>,
        page: Option<&Scan<'_>>,
    ) -> Vec<Provision> {
        // Where terms must stand at the borders of words, a part is not what its own scan would be.
        let page = page.filter(|_| !self.pack.settings.word_borders);
        let signed = signed.and_then(Day::of);
        let mut lent = ValueState::new(signed.map(Day::year), cast.parties.clone());
        let mut buffers = ScanBuffers::default();
        let mut state = ArticleState::default();
        let mut article = String::new();
        let mut open: Vec<(String, ArticleState)> = Vec::new();
        let mut provisions = Vec::with_capacity(outlined.len());
        let mut cast = cast.clone();
        for sentence in outlined {
            if sentence.article != article {
                open.extend(state.below().map(|lent| (article.clone(), lent)));
                open.retain(|(above, _)| is_below(&sentence.article, above));
                state = open.last().map(|(_, lent)| lent.clone()).unwrap_or_default();
                article.clone_from(&sentence.article);
                let heading = article.rsplit('/').next().unwrap_or_default();
                lent.article(self.values.heading(&self.pack, heading));
            }
            state.unnumbered = article.is_empty();
            state.signed = signed;
            let scan = match page.zip(sentence.at.clone()) {
                Some((page, at)) => page.part(at, buffers),
                None => self.pack.lexicon.scan_reusing(sentence.text.as_str(), buffers),
            };
            cast.learn_persons(&self.pack, &scan);
            lent.sentence();
            let parsed = self.acts.acts(&self.pack, &scan, &cast, &mut state);
            let acts = parsed.into_iter().map(|mut parsed| {
                self.values.read(&self.pack, &scan, &parsed.governing, &mut lent, &mut parsed.act);
                parsed.act
            });
            let acts = acts.collect();
            buffers = scan.into_buffers();
            provisions.push(Provision { article: sentence.article, text: sentence.text, acts });
        }
        provisions
    }
}

/// Whether the article `path` is nested in the article `above`; everything is below the preamble.
fn is_below(path: &str, above: &str) -> bool {
    above.is_empty() || path.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
}
