//! Tables: what spreadsheets, CSV and JSON Lines are made from.

/// A table with one heading in each language of the interface.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is called: the name of its sheet.
    pub name: String,
    /// What stands above it on paper, a line each.
    pub caption: Vec<String>,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Its rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name for programs: the key in JSON, the first line of CSV.
    pub key: &'static str,
    /// Its heading in Chinese.
    pub zh: &'static str,
    /// Its heading in English.
    pub en: &'static str,
    /// How wide it is on paper, in characters.
    pub width: u16,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, which are never a formula.
    Text(String),
    /// A day: `2026-03-01`.
    Day(String),
    /// A number.
    Number(f64),
    /// Several words: lines in a cell, an array in JSON.
    List(Vec<String>),
}

impl Cell {
    /// Words, or nothing where there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// A day, or nothing.
    pub fn day(day: Option<&str>) -> Self {
        day.map_or(Self::Empty, |day| Self::Day(day.to_owned()))
    }

    /// As words in one cell.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) | Self::Day(words) => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::List(list) => list.join("\n"),
        }
    }
}
