//! Findings of the outline, made in one way.

use mengfu_model::{Finding, FindingCode, Severity, SourceSpan, Text, TextSpan};

/// A finding about `spans` of `text`.
pub(crate) fn finding(
    code: &'static str,
    severity: Severity,
    text: &Text,
    spans: impl IntoIterator<Item = TextSpan>,
    message: impl Into<String>,
) -> Finding {
    let at: Vec<SourceSpan> = spans.into_iter().flat_map(|span| text.source_of(span)).collect();
    Finding { code: FindingCode(code), severity, at, message: message.into() }
}
