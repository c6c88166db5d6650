//! How wide words are, near enough to keep them apart: no fonts are read here.

/// So many widths are tried to make lines even.
const EVEN: usize = 12;

/// The width of `text` in letters of `size`.
pub(super) fn width(text: &str, size: f32) -> f32 {
    text.chars().map(width_of).sum::<f32>() * size
}

/// The width of a character in ems, as common fonts have it, rather too wide than too narrow.
fn width_of(c: char) -> f32 {
    match c {
        // East Asian characters and full-width signs fill a square.
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1.0,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 1.0,
        '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}' => 1.0,
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' | ' ' => 0.32,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '—' | '…' => 0.95,
        'A'..='Z' => 0.72,
        _ => 0.58,
    }
}

/// `text` in lines that are at most `most` wide, at most `lines` of them, and about as long as each other;
/// what does not fit ends in an ellipsis. Words stay whole where they can.
pub(super) fn wrap(text: &str, size: f32, most: f32, lines: usize) -> Vec<String> {
    let loose = filled(text, size, most, lines);
    if loose.len() < 2 || loose.iter().any(|line| line.ends_with('…')) {
        return loose;
    }
    // As narrow as it can be without needing one more line.
    let least = width(text, size) / loose.len() as f32;
    let steps = (0..EVEN).map(|step| least + (most - least) * step as f32 / EVEN as f32);
    let fits = |lines: &Vec<String>| {
        lines.len() == loose.len() && !lines.iter().any(|line| line.ends_with('…'))
    };
    steps.map(|most| filled(text, size, most, loose.len())).find(fits).unwrap_or(loose)
}

/// `text` in lines as long as they may be.
fn filled(text: &str, size: f32, most: f32, lines: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut rest = pieces(text).into_iter().peekable();
    while let Some(piece) = rest.next() {
        if line.is_empty() || width(line.trim_end(), size) + width(piece.trim_end(), size) <= most {
            line.push_str(piece);
        } else {
            out.push(std::mem::take(&mut line));
            line.push_str(piece);
        }
        if out.len() + 1 == lines && rest.peek().is_some() {
            let next: String = rest.by_ref().collect();
            line.push_str(&next);
        }
    }
    out.push(line);
    out.iter().map(|line| cut(line.trim(), size, most)).filter(|line| !line.is_empty()).collect()
}

/// `text` as far as it is at most `most` wide.
pub(super) fn cut(text: &str, size: f32, most: f32) -> String {
    if width(text, size) <= most {
        return text.to_owned();
    }
    let room = most - width_of('…') * size;
    let mut used = 0.0;
    let fits = |c: &char| {
        used += width_of(*c) * size;
        used <= room
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}…", kept.trim_end())
}

/// Where a line may end: after a space, and before and after each East Asian character.
fn pieces(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let wide = |c: char| width_of(c) >= 1.0;
        let may_end = before.is_some_and(|b| b == ' ' || (wide(b) && c.is_alphanumeric()));
        if may_end || (before.is_some() && wide(c) && c.is_alphanumeric()) {
            out.extend(text.get(start..at));
            start = at;
        }
        before = Some(c);
    }
    out.extend(text.get(start..).filter(|last| !last.is_empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(wrap("strategic partnership", 10.0, 90.0, 2), ["strategic", "partnership"]);
        assert_eq!(wrap("全面战略伙伴关系", 10.0, 40.0, 2), ["全面战略", "伙伴关系"]);
        assert_eq!(wrap("short", 10.0, 100.0, 2), ["short"]);
    }

    #[test]
    fn lines_are_about_as_long_as_each_other() {
        assert_eq!(wrap("反恐和安全磋商机制", 10.0, 80.0, 2), ["反恐和安全", "磋商机制"]);
    }

    #[test]
    fn what_does_not_fit_is_cut_and_says_so() {
        assert_eq!(wrap("全面战略伙伴关系", 10.0, 40.0, 1), ["全面战…"]);
        assert_eq!(wrap("全面战略伙伴关系定位", 10.0, 40.0, 2), ["全面战略", "伙伴关…"]);
        assert!(wrap("", 10.0, 40.0, 2).is_empty());
        for text in ["a", "supercalifragilistic", "中文 and English mixed 很长的文字"] {
            for most in [20.0, 50.0, 90.0] {
                assert!(wrap(text, 10.0, most, 3).iter().all(|line| width(line, 10.0) <= most));
            }
        }
    }
}
