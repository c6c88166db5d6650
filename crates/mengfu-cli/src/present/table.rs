//! Tables on a page.

use comfy_table::{ContentArrangement, Table, presets};

use super::page::{Page, clean};

/// A table with these headings that keeps within the page.
pub(crate) fn table(page: &Page<'_>, headings: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(page.width).unwrap_or(u16::MAX))
        .set_header(headings.iter().map(|h| (*h).to_owned()));
    table
}

/// A row of a table, without what could steer a terminal.
pub(crate) fn row(cells: &[String]) -> Vec<String> {
    cells
        .iter()
        .map(|cell| cell.lines().map(|l| clean(l).into_owned()).collect::<Vec<_>>().join("\n"))
        .collect()
}
