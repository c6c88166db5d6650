//! Text with the escape sequences of a terminal for colour and weight.

/// How a stretch of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) dim: bool,
    /// 1 to 6: red, green, yellow, blue, magenta, cyan.
    pub(super) colour: Option<u8>,
}

/// The stretches of a line, without the escape sequences.
pub(super) fn spans(line: &str) -> Vec<(Look, String)> {
    let mut look = Look::default();
    let mut pieces = line.split("\u{1b}[");
    let mut spans = vec![(look, pieces.next().unwrap_or_default().to_owned())];
    for piece in pieces {
        let (codes, text) = piece.split_once('m').unwrap_or(("", piece));
        for code in codes.split(';') {
            match code.parse::<u8>() {
                Ok(1) => look.bold = true,
                Ok(2) => look.dim = true,
                Ok(colour @ 31..=36) => look.colour = Some(colour - 30),
                _ => look = Look::default(),
            }
        }
        spans.push((look, text.to_owned()));
    }
    spans.retain(|(_, text)| !text.is_empty());
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_add_up_until_they_are_reset() {
        let bold = Look { bold: true, ..Look::default() };
        let green = Look { colour: Some(2), ..bold };
        assert_eq!(
            spans("a\u{1b}[1mb\u{1b}[32mc\u{1b}[0md"),
            [
                (Look::default(), "a".to_owned()),
                (bold, "b".to_owned()),
                (green, "c".to_owned()),
                (Look::default(), "d".to_owned()),
            ]
        );
    }
}
