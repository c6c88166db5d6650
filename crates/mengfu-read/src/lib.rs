//! From text to readings, one source at a time; pure.
//!
//! ```text
//! Text ─assemble→ instruments ─outline→ articles ▸ sentences ─parse→ acts ─→ Reading
//! ```

pub mod check;
pub mod outline;
mod parse;

use mengfu_lang::{Pack, PackError, Scan, ScanBuffers};
use mengfu_model::{Act, Edtf, Provision};

use outline::{Cast, OutlinedProvision};
use parse::ActParser;
use parse::moment::Day;
use parse::state::ArticleState;

/// Reads sources by the rules of one pack.
pub struct Reader {
    pack: Pack,
    acts: ActParser,
}

impl Reader {
    /// A reader for `pack`; fails where a rule of the pack is not well-formed.
    pub fn new(pack: Pack) -> Result<Self, PackError> {
        let acts = ActParser::new(&pack)?;
        Ok(Self { pack, acts })
    }

    /// The pack.
    pub fn pack(&self) -> &Pack {
        &self.pack
    }

    /// The acts of the sentences of one instrument, signed on `signed` as far as that is known.
    pub fn provisions(
        &self,
        cast: &Cast,
        signed: Option<&Edtf>,
        outlined: Vec<OutlinedProvision>,
    ) -> Vec<Provision> {
        let signed = signed.and_then(Day::of);
        let mut buffers = ScanBuffers::default();
        let mut state = ArticleState::default();
        let mut article = String::new();
        let mut provisions = Vec::with_capacity(outlined.len());
        for sentence in outlined {
            if sentence.article != article {
                state = ArticleState::default();
                article.clone_from(&sentence.article);
            }
            state.unnumbered = article.is_empty();
            state.signed = signed;
            let scan = self.pack.lexicon.scan_reusing(sentence.text.as_str(), buffers);
            let acts = self.sentence(&scan, cast, &mut state);
            buffers = scan.into_buffers();
            provisions.push(Provision { article: sentence.article, text: sentence.text, acts });
        }
        provisions
    }

    fn sentence(&self, scan: &Scan<'_>, cast: &Cast, state: &mut ArticleState) -> Vec<Act> {
        self.acts.acts(&self.pack, scan, cast, state)
    }
}
