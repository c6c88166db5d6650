//! Characters that nobody sees, shown: what turns the order of letters about or hides between them
//! stands in a source as its name.

use maud::{Markup, html};

/// A text with its invisible characters shown as escapes. Line breaks and tabs stay as they are.
pub(crate) fn visible(text: &str) -> Markup {
    html! {
        @for part in text.split_inclusive(is_hidden) {
            @match part.chars().next_back().filter(|last| is_hidden(*last)) {
                Some(hidden) => {
                    (part.strip_suffix(hidden).unwrap_or_default())
                    span.escape { (escape(hidden)) }
                },
                None => (part),
            }
        }
    }
}

fn escape(hidden: char) -> String {
    format!("\\u{{{:04X}}}", u32::from(hidden))
}

fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // A return before a line break is how some systems end lines.
        '\r' => true,
        c if c.is_control() => true,
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{3164}' | '\u{feff}' => {
            true
        }
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_letters_about_is_shown() {
        let shown = visible("a\u{202e}b\0<i>\nc\u{200b}").into_string();
        assert_eq!(
            shown,
            "a<span class=\"escape\">\\u{202E}</span>b<span class=\"escape\">\\u{0000}</span>&lt;i&gt;\nc<span class=\"escape\">\\u{200B}</span>"
        );
        assert_eq!(visible("双方愿").into_string(), "双方愿");
    }
}
