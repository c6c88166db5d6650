//! What stands between two stretches of text: tags and white space, of which at most one piece
//! becomes a character.

use mengfu_model::SetAsideReason;

use crate::pass::{Pass, StepId};

/// How strongly a piece parts the text before it from the text after it, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Parting {
    /// Not at all.
    None,
    /// A line break of the source inside a paragraph.
    Wrap,
    /// A space.
    Space,
    /// A new line: of a paragraph, of `<br>`.
    Line,
    /// A new cell.
    Cell,
    /// A new row.
    Row,
}

#[derive(Clone, Copy, Debug)]
struct Piece {
    end: usize,
    parting: Parting,
    blank: bool,
}

/// The pieces since the last text.
#[derive(Debug, Default)]
pub(super) struct Gap {
    pieces: Vec<Piece>,
}

/// What a gap became.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Closed {
    /// The strongest parting in it.
    pub(super) parting: Parting,
    /// The tabs that it put.
    pub(super) tabs: Vec<StepId>,
}

impl Gap {
    /// Adds a tag, or whatever is not white space.
    pub(super) fn markup(&mut self, end: usize, parting: Parting) {
        self.add(Piece { end, parting, blank: false });
    }

    /// Adds white space.
    pub(super) fn blank(&mut self, end: usize, parting: Parting) {
        self.add(Piece { end, parting, blank: true });
    }

    fn add(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            // A million tags without text between them are one piece.
            Some(last)
                if last.parting == piece.parting
                    && last.blank == piece.blank
                    && piece.parting != Parting::Cell =>
            {
                last.end = piece.end;
            }
            _ => self.pieces.push(piece),
        }
    }

    /// The strongest parting so far.
    pub(super) fn parting(&self) -> Parting {
        self.pieces.iter().map(|piece| piece.parting).max().unwrap_or(Parting::None)
    }

    /// Sets all of it aside: there is no text before it, or none after it.
    pub(super) fn discard(&mut self, pass: &mut Pass<'_>) -> Parting {
        let parting = self.parting();
        for piece in self.pieces.drain(..) {
            pass.drop_to(piece.end, reason(piece));
        }
        parting
    }

    /// Lets the first piece of the strongest parting become a break, tabs, or a space; `tight` tells
    /// that the characters on both sides need no space between lines.
    pub(super) fn close(&mut self, pass: &mut Pass<'_>, tight: bool) -> Closed {
        let parting = self.parting();
        let mut wanted = match parting {
            Parting::None => 0,
            Parting::Wrap => usize::from(!tight),
            Parting::Cell => usize::MAX,
            Parting::Space | Parting::Line | Parting::Row => 1,
        };
        let mut tabs = Vec::new();
        for piece in self.pieces.drain(..) {
            if piece.parting != parting || wanted == 0 {
                pass.drop_to(piece.end, reason(piece));
                continue;
            }
            wanted -= 1;
            match parting {
                Parting::Line | Parting::Row => {
                    pass.put_to(piece.end, '\n', None);
                }
                Parting::Cell => tabs.push(pass.put_to(piece.end, '\t', None)),
                Parting::Wrap => {
                    pass.put_to(piece.end, ' ', None);
                }
                // The first space stays as it is; those after it are surplus.
                Parting::Space | Parting::None => {
                    let at = pass.at();
                    if pass.from().as_str().as_bytes().get(at) == Some(&b' ') {
                        pass.keep_to(at + 1);
                        pass.drop_to(piece.end, reason(piece));
                    } else {
                        pass.put_to(piece.end, ' ', None);
                    }
                }
            }
        }
        Closed { parting, tabs }
    }
}

fn reason(piece: Piece) -> SetAsideReason {
    if piece.blank { SetAsideReason::Blank } else { SetAsideReason::Markup }
}
