//! Sizes of files as people write them: 64M, 1G, 500000.

/// The number of bytes that `written` stands for: K, M and G are powers of 1024.
pub(crate) fn parse(written: &str) -> Result<u64, String> {
    let digits = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = written.strip_prefix(digits).unwrap_or_default().to_ascii_uppercase();
    let factor = match unit.trim_end_matches('B').trim_end_matches('I') {
        "" => 1_u64,
        "K" => 1 << 10,
        "M" => 1 << 20,
        "G" => 1 << 30,
        _ => return Err("the unit is K, M or G".to_owned()),
    };
    let number: u64 = digits.parse().map_err(|_| "a number, such as 64M".to_owned())?;
    let bytes = number.checked_mul(factor).filter(|b| (1..=mengfu::LARGEST_SOURCE).contains(b));
    bytes.ok_or_else(|| format!("from 1 to {}", show(mengfu::LARGEST_SOURCE)))
}

/// `bytes` in the largest unit that leaves at least one, rounded up.
pub(crate) fn show(bytes: u64) -> String {
    let units = [(1_u64 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match units.iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{} {name}", bytes.div_ceil(*unit)),
        None => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_as_they_are_shown() {
        for (written, bytes) in
            [("7", 7), ("64M", 64 << 20), ("64MiB", 64 << 20), ("2kb", 2048), ("1G", 1 << 30)]
        {
            assert_eq!(parse(written), Ok(bytes), "{written}");
        }
        for wrong in ["", "M", "-1", "1.5M", "3T", "2G", "0", "99999999999999999999G"] {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!([show(5), show(2048), show((32 << 20) + 1)], ["5 bytes", "2 KiB", "33 MiB"]);
    }
}
