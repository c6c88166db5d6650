//! Tables as a spreadsheet (XLSX) that can be printed as it is: headings in both languages that stay
//! in place, filters, wrapped words, one sheet a table.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::ExportError;
use crate::table::{Cell, Table};

/// The most characters that a spreadsheet takes in one cell.
const LONGEST_CELL: usize = 32_767;

/// The most characters that it takes in the name of a sheet.
const LONGEST_NAME: usize = 31;

/// The tables as sheets of one workbook; `made` is the day written into its properties.
pub fn xlsx(tables: &[Table], made: &str) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    let properties = rust_xlsxwriter::DocProperties::new().set_title("Mengfu");
    // The library would take the time of the clock; the same tables shall give the same bytes.
    let properties = match ExcelDateTime::parse_from_str(made) {
        Ok(day) => properties.set_creation_datetime(&day),
        Err(_) => properties,
    };
    book.set_properties(&properties);
    let mut names = BTreeSet::new();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(name(&table.name, &mut names))?;
        fill(sheet, table)?;
    }
    if tables.is_empty() {
        book.add_worksheet();
    }
    Ok(book.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let caption = Format::new().set_bold().set_font_size(14);
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0x00E8_EDF3))
        .set_border(FormatBorder::Thin);
    let words = Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
        .set_num_format("@");
    let day = words.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
    let number = words.clone().set_num_format("General");

    let mut row = 0;
    for line in &table.caption {
        sheet.write_string_with_format(row, 0, limited(line), &caption)?;
        row += 1;
    }
    let top = row;
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(row, at, format!("{}\n{}", column.zh, column.en), &head)?;
    }
    sheet.set_row_height(row, 32)?;
    for cells in &table.rows {
        row += 1;
        for (at, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => sheet.write_blank(row, at, &words)?,
                Cell::Number(value) => sheet.write_number_with_format(row, at, *value, &number)?,
                Cell::Day(text) => match ExcelDateTime::parse_from_str(text) {
                    Ok(value) => sheet.write_datetime_with_format(row, at, &value, &day)?,
                    // A day before 1900 is words to a spreadsheet.
                    Err(_) => sheet.write_string_with_format(row, at, text, &words)?,
                },
                // As a string it is never a formula, whatever it begins with.
                Cell::Text(_) | Cell::List(_) => {
                    sheet.write_string_with_format(row, at, limited(&cell.words()), &words)?
                }
            };
        }
    }
    if let Some(last) = u16::try_from(table.columns.len()).ok().and_then(|n| n.checked_sub(1)) {
        sheet.autofilter(top, 0, row, last)?;
        sheet.set_repeat_rows(top, top)?;
    }
    sheet.set_freeze_panes(top + 1, 0)?;
    sheet.set_landscape();
    sheet.set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

/// The words of a cell, cut with a sign where a spreadsheet would refuse them.
fn limited(words: &str) -> String {
    match words.char_indices().nth(LONGEST_CELL - 1) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}

/// A name that a sheet may have, different from those in `taken`.
fn name(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |c: char| if "[]:*?/\\'".contains(c) { '-' } else { c };
    let plain: String = wanted.chars().map(allowed).take(LONGEST_NAME).collect();
    let plain = if plain.trim().is_empty() { "-".to_owned() } else { plain };
    let mut name = plain.clone();
    for number in 2.. {
        if taken.insert(name.to_lowercase()) {
            break;
        }
        let end = format!(" ({number})");
        let room = LONGEST_NAME - end.chars().count();
        name = plain.chars().take(room).chain(end.chars()).collect();
    }
    name
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::table::Column;

    fn ledger(name: &str) -> Table {
        Table {
            name: name.to_owned(),
            caption: vec!["成果落实台账".to_owned()],
            columns: vec![
                Column { key: "quote", zh: "原文", en: "Words", width: 60 },
                Column { key: "due", zh: "期限", en: "Due", width: 12 },
            ],
            rows: vec![
                vec![Cell::text("=HYPERLINK(\"http://x\")"), Cell::day(Some("2026-12-31"))],
                vec![Cell::text("双方愿加强合作。"), Cell::Empty],
            ],
        }
    }

    #[test]
    fn another_program_reads_the_same_cells() {
        let bytes = xlsx(&[ledger("CHN/AZE"), ledger("CHN/AZE")], "2026-01-01").unwrap();
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["CHN-AZE", "CHN-AZE (2)"]);
        let sheet = book.worksheet_range("CHN-AZE").unwrap();
        assert_eq!(sheet.get((1, 0)), Some(&Data::String("原文\nWords".into())));
        assert_eq!(sheet.get((2, 0)), Some(&Data::String("=HYPERLINK(\"http://x\")".into())));
        assert!(matches!(sheet.get((2, 1)), Some(Data::DateTime(_))));
        assert!(book.worksheet_formula("CHN-AZE").unwrap().is_empty());
    }

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let make = || xlsx(&[ledger("A")], "2026-01-01").unwrap();
        assert_eq!(make(), make());
    }

    #[test]
    fn a_cell_that_is_too_long_is_cut_and_says_so() {
        let long = limited(&"双".repeat(LONGEST_CELL + 5));
        assert_eq!(long.chars().count(), LONGEST_CELL);
        assert!(long.ends_with('…'));
    }
}
