//! Rows of tables: one line each, unless the table only lays out the page.

use mengfu_model::SourceSpan;

use crate::notes::Notes;
use crate::open::BlockKind;
use crate::pass::{Pass, StepId, hull};

/// A row in the making.
#[derive(Debug, Default)]
struct Row {
    /// The tabs between its cells.
    tabs: Vec<StepId>,
    /// Its text so far.
    text: Option<(usize, usize)>,
    /// Whether a cell of it holds several lines.
    broken: bool,
}

/// The rows that are open, one for each table around the cursor.
#[derive(Debug)]
pub(super) struct Rows {
    open: Vec<Row>,
}

impl Rows {
    pub(super) fn new() -> Self {
        // Cells without a table around them happen in fragments.
        Self { open: vec![Row::default()] }
    }

    /// A table begins.
    pub(super) fn begin_table(&mut self) {
        self.open.push(Row::default());
    }

    /// A table ends.
    pub(super) fn end_table(&mut self, pass: &mut Pass<'_>, notes: &mut Notes) {
        self.end_row(pass, notes);
        if self.open.len() > 1 {
            self.open.pop();
            // A cell with a table in it has lines of its own.
            if let Some(outer) = self.open.last_mut() {
                outer.broken = true;
            }
        }
    }

    /// There is text from `start` to `end`, after a new line if `line`, after `tabs` otherwise.
    pub(super) fn text(&mut self, start: usize, end: usize, line: bool, tabs: Vec<StepId>) {
        let Some(row) = self.open.last_mut() else { return };
        match &mut row.text {
            Some(text) => {
                row.broken |= line;
                text.1 = end;
            }
            None => row.text = Some((start, end)),
        }
        row.tabs.extend(tabs);
    }

    /// The row ends. A row with several lines in a cell lays out a page: its cells are paragraphs.
    pub(super) fn end_row(&mut self, pass: &mut Pass<'_>, notes: &mut Notes) {
        let Some(row) = self.open.last_mut().map(std::mem::take) else { return };
        if row.broken {
            for tab in row.tabs {
                pass.change(tab, '\n');
            }
        } else if let Some((start, end)) = row.text
            && !row.tabs.is_empty()
        {
            let at: Option<SourceSpan> = hull(pass.from(), start, end);
            notes.kinds.extend(at.map(|at| (at, BlockKind::TableRow)));
        }
    }
}
