//! Reports as Markdown (CommonMark with tables), in which the words of a source are never markup.

use std::fmt::Write as _;

use crate::report::{Block, Mark, Report, Words};

/// The report as Markdown.
pub fn markdown(report: &Report) -> String {
    let mut out = format!("# {}\n", escaped(&report.title));
    let mut in_list = false;
    for block in &report.blocks {
        let item = matches!(block, Block::Item(_));
        if !(in_list && item) {
            out.push('\n');
        }
        in_list = item;
        // Writing to a string cannot fail.
        let _ = match block {
            Block::Heading(level, text) => {
                writeln!(out, "{} {}", "#".repeat(usize::from(*level) + 1), escaped(text))
            }
            Block::Paragraph(words) => writeln!(out, "{}", inline(words)),
            Block::Item(words) => writeln!(out, "- {}", inline(words)),
            Block::Table { head, rows } => {
                let head: Vec<String> = head.iter().map(|h| escaped(h)).collect();
                let rule = vec!["---"; head.len()];
                let _ = writeln!(out, "| {} |\n| {} |", head.join(" | "), rule.join(" | "));
                for row in rows {
                    let cells: Vec<String> = row.iter().map(|cell| inline(cell)).collect();
                    let _ = writeln!(out, "| {} |", cells.join(" | "));
                }
                Ok(())
            }
        };
    }
    out
}

fn inline(words: &[Words]) -> String {
    let marked = words.iter().filter(|w| !w.text.is_empty()).map(|w| {
        let text = escaped(&w.text);
        match w.mark {
            Mark::Plain => text,
            // Tags rather than asterisks: between Chinese characters asterisks often mark nothing.
            Mark::Strong => format!("<strong>{text}</strong>"),
            Mark::Faint => format!("<small>{text}</small>"),
            Mark::Inserted => format!("<ins>{text}</ins>"),
            Mark::Deleted => format!("<del>{text}</del>"),
        }
    });
    marked.collect()
}

/// The words with everything escaped that Markdown could take for markup; a line break is a space.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' | '\t' => out.push(' '),
            c if c.is_control() => {}
            c if c.is_ascii_punctuation() && !matches!(c, ',' | '/' | ':' | ';' | '%') => {
                out.extend(['\\', c]);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_source_are_never_markup() {
        let hostile = "# [x](javascript:alert(1)) <script>| `a` **b** 双方";
        let report = Report {
            title: hostile.into(),
            blocks: vec![
                Block::Paragraph(vec![Words::plain(hostile)]),
                Block::Table {
                    head: vec!["a".into()],
                    rows: vec![vec![vec![Words::plain("a|b\nc")]]],
                },
            ],
        };
        let text = markdown(&report);
        assert!(!text.contains("<script>") && !text.contains("](javascript"));
        assert!(text.contains("| a\\|b c |"));
        assert_eq!(text.lines().filter(|l| l.starts_with('#')).count(), 1);
    }

    #[test]
    fn differences_are_marked() {
        let words = vec![Words::new("探讨", Mark::Deleted), Words::new("将", Mark::Inserted)];
        let report = Report { title: "比较".into(), blocks: vec![Block::Item(words)] };
        assert!(markdown(&report).ends_with("\n- <del>探讨</del><ins>将</ins>\n"));
    }
}
