//! Values as templates over what a pattern captured: `{y}-{m}-{d}`.

use mengfu_lang::{Match, Scan};

/// A template: text with captures in braces.
///
/// | written | becomes |
/// | --- | --- |
/// | `{y}`, `{y2}` | a number of four digits |
/// | `{m}`, `{d}`, `{m2}`, `{d2}` | a number of two digits |
/// | `{n}` | a number as it is |
/// | `{signed}` | the year of signing |
/// | `{since}` | the year of signing less `n` |
/// | `{n+32}` | the number plus so many |
#[derive(Debug)]
pub(super) struct Template(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    Capture { name: String, plus: i64, width: usize },
}

impl Template {
    pub(super) fn new(source: &str) -> Self {
        let mut parts = Vec::new();
        let mut rest = source;
        while let Some((text, after)) = rest.split_once('{') {
            let (inside, after) = after.split_once('}').unwrap_or((after, ""));
            let (name, plus) = inside.split_once('+').unwrap_or((inside, ""));
            let width = match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
                "y" | "signed" | "since" => 4,
                "m" | "d" => 2,
                _ => 0,
            };
            parts.push(Part::Text(text.to_owned()));
            let plus = plus.parse().unwrap_or(0);
            parts.push(Part::Capture { name: name.to_owned(), plus, width });
            rest = after;
        }
        parts.push(Part::Text(rest.to_owned()));
        Self(parts)
    }

    /// The value, if every capture took part and is a sound number.
    pub(super) fn fill(
        &self,
        scan: &Scan<'_>,
        found: &Match<'_>,
        signed: Option<i32>,
    ) -> Option<String> {
        let mut value = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => value.push_str(text),
                Part::Capture { name, plus, width } => {
                    let number = number(scan, found, name, signed)? + plus;
                    value.push_str(&format!("{number:0width$}"));
                }
            }
        }
        Some(value)
    }
}

fn number(scan: &Scan<'_>, found: &Match<'_>, name: &str, signed: Option<i32>) -> Option<i64> {
    let captured = |name: &str| {
        let value = scan.number(found.get(name)?)?;
        (value.fract() == 0.0 && value.abs() < 1e9).then_some(value as i64)
    };
    let sound = |value: i64| match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "y" => (1000..3000).contains(&value),
        "m" => (1..=12).contains(&value),
        "d" => (1..=31).contains(&value),
        _ => true,
    };
    match name {
        "signed" => signed.map(i64::from),
        "since" => Some(i64::from(signed?) - captured("n")?),
        _ => captured(name).filter(|v| sound(*v)),
    }
}
