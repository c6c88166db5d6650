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

/// The words of one of them, with what the other does not have marked; plain where they have nothing in
/// common, for then all of it would be marked.
pub(crate) fn side(pieces: &[Piece], own: Only, face: &Face) -> Markup {
    let alike = pieces.iter().any(|p| p.only == Only::Both);
    html! {
        @for piece in pieces.iter().filter(|p| p.only == own || p.only == Only::Both) {
            @if alike { (marked(piece, face)) } @else { (piece.text) }
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
