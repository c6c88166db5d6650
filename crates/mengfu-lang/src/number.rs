//! Numerals, as the pack's classes `digit` and `unit` describe them.

use std::ops::Range;

use crate::scan::Scan;

/// Whether `c` is a digit of the decimal figures, in its ASCII or its full-width form.
pub fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

impl Scan<'_> {
    /// The value of the numeral that fills `range`, positional (二〇〇五, 2005, ２００５), with units
    /// (三十一, 一百二十), or mixed (3千, 1.5亿, 1.5 billion); `None` if anything else is in the range.
    /// Digits and units may be words (twenty-five), set apart by white space.
    pub fn number(&self, range: Range<usize>) -> Option<f64> {
        let [digit, unit] = self.lexicon().numerals();
        let (mut total, mut section, mut current) = (0.0, 0.0, None::<f64>);
        let mut fraction: Option<f64> = None;
        let mut at = range.start;
        while at < range.end {
            let c = self.normal().get(at..)?.chars().next()?;
            let narrow = match c {
                '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0)?,
                other => other,
            };
            let figure = narrow.to_digit(10).map(|value| (f64::from(value), at + c.len_utf8()));
            if let Some((value, end)) = figure.or_else(|| {
                let hit = self.longest(at, digit?)?;
                Some((self.entry(&hit)?.value(digit?)?.parse().ok()?, hit.end as usize))
            }) {
                match &mut fraction {
                    Some(place) => {
                        *place /= 10.0;
                        current = Some(current.unwrap_or(0.0) + value * *place);
                    }
                    None => current = Some(current.unwrap_or(0.0) * 10.0 + value),
                }
                at = end;
            } else if (narrow == '.' || narrow == '．') && current.is_some() && fraction.is_none()
            {
                fraction = Some(1.0);
                at += c.len_utf8();
            } else if narrow == ',' && current.is_some()
                || (c.is_whitespace() || c == '-') && at > range.start
            {
                at += c.len_utf8();
            } else {
                let hit = self.longest(at, unit?)?;
                let value: f64 = self.entry(&hit)?.value(unit?)?.parse().ok()?;
                fraction = None;
                if value >= 10_000.0 {
                    total = (total + section + current.take().unwrap_or(0.0)).max(1.0) * value;
                    section = 0.0;
                } else {
                    section += current.take().unwrap_or(1.0) * value;
                }
                at = hit.end as usize;
            }
        }
        // 547.67亿 is an even number of dollars; the product of floats is not quite.
        let whole = |value: f64| (value * 10_000.0).round() / 10_000.0;
        (at == range.end && range.start < range.end)
            .then(|| whole(total + section + current.unwrap_or(0.0)))
    }
}
