//! Two wordings in one line, with what only one of them has marked.

use maud::{Markup, html};
use mengfu::difference::{Only, Piece};

use crate::face::Face;

/// The words of both; what only one has is underlined or struck out, and says so to who listens.
pub(crate) fn both(pieces: &[Piece], face: &Face) -> Markup {
    html! {
        @for piece in pieces { (marked(piece, face)) }
    }
}

/// The words of one of them, with what the other does not have marked.
pub(crate) fn side(pieces: &[Piece], own: Only, face: &Face) -> Markup {
    html! {
        @for piece in pieces.iter().filter(|p| p.only == own || p.only == Only::Both) {
            (marked(piece, face))
        }
    }
}

fn marked(piece: &Piece, face: &Face) -> Markup {
    html! {
        @match piece.only {
            Only::Both => (piece.text),
            Only::Earlier => del { span.visually-hidden { (face.say("text.taken_out")) } (piece.text) },
            Only::Later => ins { span.visually-hidden { (face.say("text.put_in")) } (piece.text) },
        }
    }
}
