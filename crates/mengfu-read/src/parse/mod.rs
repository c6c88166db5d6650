//! From sentences to acts.
//!
//! ```text
//! sentence ─segment→ segments ─head→ who, how, what ─boundary→ drafts ─classify→ acts
//! ```
//!
//! Each step is a small engine over rules of the pack: [`boundary`] decides which segments belong
//! together, [`classify`] what sort of act they make, [`state`] what a sentence or an article lends
//! to acts that do not say it themselves.

pub(crate) mod boundary;
pub(crate) mod classify;
pub(crate) mod condition;
pub(crate) mod head;
pub(crate) mod index;
pub(crate) mod moment;
pub(crate) mod segment;
pub(crate) mod state;

use mengfu_lang::{Pack, PackError, Scan};

use crate::outline::Cast;
use boundary::BoundaryRules;
use classify::{ActRules, ParsedAct};
use condition::FeatureTable;
use head::HeadReader;
use moment::Moments;
use segment::Marks;
use state::ArticleState;

/// Reads the acts of sentences by the rules of one pack.
pub(crate) struct ActParser {
    pub(crate) marks: Marks,
    pub(crate) heads: HeadReader,
    features: FeatureTable,
    boundaries: BoundaryRules,
    acts: ActRules,
    moments: Moments,
}

impl ActParser {
    pub(crate) fn new(pack: &Pack) -> Result<Self, PackError> {
        let features = FeatureTable::new(pack)?;
        Ok(Self {
            marks: Marks::new(&pack.lexicon),
            heads: HeadReader::new(pack),
            boundaries: BoundaryRules::new(pack, &features)?,
            acts: ActRules::new(pack, &features)?,
            moments: Moments::new(pack)?,
            features,
        })
    }

    /// The acts of one sentence; `state` carries what the article lends and takes what it leaves.
    pub(crate) fn acts(
        &self,
        pack: &Pack,
        scan: &Scan<'_>,
        cast: &Cast,
        state: &mut ArticleState,
    ) -> Vec<ParsedAct> {
        let segments = self.marks.segments(scan);
        let drafts = self.boundaries.drafts(self, pack, scan, cast, segments, state);
        self.acts.classify(self, pack, scan, drafts, state)
    }
}
