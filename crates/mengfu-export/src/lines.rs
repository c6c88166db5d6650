//! Tables as JSON Lines: one object a row.

use serde_json::{Map, Value};

use crate::ExportError;
use crate::table::{Cell, Table};

/// Every row of every table as one line, its cells under the keys of the columns.
pub fn json_lines(tables: &[Table]) -> Result<Vec<u8>, ExportError> {
    let mut out = Vec::new();
    for table in tables {
        for row in &table.rows {
            let cells = table.columns.iter().zip(row);
            let fields = cells.map(|(column, cell)| (column.key.to_owned(), value(cell)));
            let line: Map<String, Value> = [("sheet".to_owned(), Value::from(table.name.as_str()))]
                .into_iter()
                .chain(fields)
                .collect();
            serde_json::to_writer(&mut out, &line)?;
            out.push(b'\n');
        }
    }
    Ok(out)
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(words) | Cell::Day(words) => Value::from(words.as_str()),
        Cell::Number(number) => Value::from(*number),
        Cell::List(list) => Value::from(list.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    #[test]
    fn a_row_is_an_object() {
        let column = |key| Column { key, zh: "", en: "", width: 1 };
        let table = Table {
            name: "A".to_owned(),
            columns: vec![column("quote"), column("topics"), column("due")],
            rows: vec![vec![
                Cell::text("=双方\n愿"),
                Cell::List(vec!["trade".into()]),
                Cell::Empty,
            ]],
            ..Table::default()
        };
        let bytes = json_lines(&[table]).unwrap();
        let line: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(line["quote"], "=双方\n愿");
        assert_eq!(line["topics"][0], "trade");
        assert!(line["due"].is_null());
    }
}
