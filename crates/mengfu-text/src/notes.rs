//! What the layers write down beside the characters.

use mengfu_model::{Finding, FindingCode, SetAside, SetAsideReason, Severity, SourceSpan};

use crate::open::{BlockKind, Container};

/// No finding lists more places than this; its message gives the count.
const MOST_PLACES: usize = 32;

/// Set-aside spans, kinds of lines, containers and findings, gathered over all layers.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Bytes that a layer took out of the text; a later step sorts them.
    pub(crate) aside: Vec<SetAside>,
    /// Source ranges of lines that are more than paragraphs.
    pub(crate) kinds: Vec<(SourceSpan, BlockKind)>,
    /// Each container once, outermost first.
    pub(crate) containers: Vec<Container>,
    /// What was noticed.
    pub(crate) findings: Vec<Finding>,
}

impl Notes {
    /// Notes that `at` is not text.
    pub(crate) fn set_aside(&mut self, at: SourceSpan, reason: SetAsideReason) {
        if at.is_empty() {
            return;
        }
        match self.aside.last_mut() {
            // Coalescing keeps a file of nothing but zeros at one entry.
            Some(last) if last.reason == reason && last.at.end == at.start => last.at.end = at.end,
            _ => self.aside.push(SetAside { at, reason }),
        }
    }

    /// Notes that the text was wrapped in `container`.
    pub(crate) fn wrapped_in(&mut self, container: Container) {
        if !self.containers.contains(&container) {
            self.containers.push(container);
        }
    }

    /// Notes something that a person may want to know.
    pub(crate) fn found(
        &mut self,
        code: &'static str,
        severity: Severity,
        at: impl IntoIterator<Item = SourceSpan>,
        message: impl Into<String>,
    ) {
        self.findings.push(Finding {
            code: FindingCode(code),
            severity,
            at: at.into_iter().take(MOST_PLACES).collect(),
            message: message.into(),
        });
    }
}
