//! Reports as DOCX.

use std::io::Cursor;

use docx_rs::{
    Docx, Paragraph, Run, RunFonts, Style, StyleType, Table, TableCell, TableRow, WidthType,
};

use crate::ExportError;
use crate::report::{Block, Mark, Report, Words};

/// The width of the text of a page, in twentieths of a point.
const PAGE: usize = 9_000;

/// The report as DOCX.
pub fn docx(report: &Report) -> Result<Vec<u8>, ExportError> {
    let fonts = RunFonts::new().ascii("Calibri").hi_ansi("Calibri").east_asia("SimSun");
    let mut document = Docx::new().default_fonts(fonts).default_size(21);
    for level in 0..=3_usize {
        let name = if level == 0 { "Title".to_owned() } else { format!("Heading{level}") };
        let style = Style::new(&name, StyleType::Paragraph).name(&name).bold();
        document = document.add_style(style.size(36 - 4 * level));
    }
    document = document.add_paragraph(styled("Title", &report.title));
    for block in &report.blocks {
        document = match block {
            Block::Heading(level, text) => {
                document.add_paragraph(styled(&format!("Heading{}", (*level).clamp(1, 3)), text))
            }
            Block::Paragraph(words) => document.add_paragraph(paragraph(words)),
            Block::Item(words) => {
                let bullet = Paragraph::new().add_run(Run::new().add_text("• "));
                document.add_paragraph(with(bullet, words).indent(Some(420), None, None, None))
            }
            Block::Table { head, rows } => document.add_table(table(head, rows)),
        };
    }
    let mut out = Cursor::new(Vec::new());
    document.build().pack(&mut out).map_err(|e| ExportError::Docx(e.to_string()))?;
    Ok(out.into_inner())
}

fn styled(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(Run::new().add_text(clean(text)))
}

fn paragraph(words: &[Words]) -> Paragraph {
    with(Paragraph::new(), words)
}

fn with(paragraph: Paragraph, words: &[Words]) -> Paragraph {
    words.iter().fold(paragraph, |paragraph, words| {
        let run = Run::new().add_text(clean(&words.text));
        paragraph.add_run(match words.mark {
            Mark::Plain => run,
            Mark::Strong => run.bold(),
            Mark::Faint => run.color("666666").size(18),
            // Colour is not all: what is inserted is underlined, what is deleted struck out.
            Mark::Inserted => run.color("1B6E3C").underline("single"),
            Mark::Deleted => run.color("A3282F").strike(),
        })
    })
}

fn table(head: &[String], rows: &[Vec<Vec<Words>>]) -> Table {
    let width = PAGE / head.len().max(1);
    let cell = |paragraph| TableCell::new().add_paragraph(paragraph).width(width, WidthType::Dxa);
    let strong = |text: &String| paragraph(&[Words::new(text.as_str(), Mark::Strong)]);
    let heading = TableRow::new(head.iter().map(|text| cell(strong(text))).collect());
    let rows =
        rows.iter().map(|row| TableRow::new(row.iter().map(|c| cell(paragraph(c))).collect()));
    Table::new([heading].into_iter().chain(rows).collect())
}

/// The words without the control characters that XML cannot hold.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read_back_with_its_words() {
        let report = Report {
            title: "比较 <a&b>".into(),
            blocks: vec![
                Block::Heading(1, "政治".into()),
                Block::Paragraph(vec![
                    Words::new("探讨", Mark::Deleted),
                    Words::plain("\u{1}双方"),
                ]),
                Block::Item(vec![Words::new("将", Mark::Inserted)]),
                Block::Table {
                    head: vec!["原文".into()],
                    rows: vec![vec![vec![Words::plain("甲")]]],
                },
            ],
        };
        let bytes = docx(&report).unwrap();
        assert!(bytes.starts_with(b"PK"));
        let read = docx_rs::read_docx(&bytes).unwrap();
        let json = read.json();
        for words in ["比较 <a&b>", "政治", "探讨", "双方", "将", "原文", "甲"] {
            assert!(json.contains(&serde_json::to_string(words).unwrap()), "{words}");
        }
    }
}
