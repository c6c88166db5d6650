//! Tables as CSV (RFC 4180).

use crate::ExportError;
use crate::table::Table;

/// Whether spreadsheets that guess the encoding are told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteOrderMark {
    /// UTF-8 as it is.
    Without,
    /// UTF-8 after a byte order mark, for spreadsheets that would take it for something else.
    With,
}

/// The tables below each other, one heading line on top: the keys of the columns, and the name of
/// the table in front.
pub fn csv(tables: &[Table], mark: ByteOrderMark) -> Result<Vec<u8>, ExportError> {
    let mut out = match mark {
        ByteOrderMark::With => "\u{FEFF}".as_bytes().to_vec(),
        ByteOrderMark::Without => Vec::new(),
    };
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut out);
    if let Some(first) = tables.first() {
        writer.write_field("sheet")?;
        writer.write_record(first.columns.iter().map(|c| c.key))?;
    }
    for table in tables {
        for row in &table.rows {
            writer.write_field(harmless(&table.name))?;
            writer.write_record(row.iter().map(|cell| harmless(&cell.words())))?;
        }
    }
    writer.flush()?;
    drop(writer);
    Ok(out)
}

/// The words of a cell so that no spreadsheet takes them for a formula: an apostrophe before what one
/// begins with. Words that begin with a sign and are a number stay one.
fn harmless(words: &str) -> String {
    let begins = words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || words.starts_with(['\t', '\r', '\n']);
    if begins && words.parse::<f64>().is_err() { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cell, Column};

    fn table(cells: &[&str]) -> Table {
        let column = Column { key: "words", zh: "文字", en: "Words", width: 20 };
        let rows = cells.iter().map(|c| vec![Cell::text(*c)]).collect();
        Table { name: "A".to_owned(), columns: vec![column], rows, ..Table::default() }
    }

    #[test]
    fn what_looks_like_a_formula_is_made_words() {
        for formula in ["=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1", "\t=1", "＝1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        for words in ["-12.5", "+7", "双方", "a=b", ""] {
            assert_eq!(harmless(words), words);
        }
    }

    #[test]
    fn quotes_and_lines_are_read_back() {
        let words = "他说“好”,\n\"fine\"";
        let bytes = csv(&[table(&[words])], ByteOrderMark::With).unwrap();
        assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]));
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows[0].get(1), Some(words));
    }

    #[test]
    fn no_table_gives_no_line() {
        assert!(csv(&[], ByteOrderMark::Without).unwrap().is_empty());
    }
}
