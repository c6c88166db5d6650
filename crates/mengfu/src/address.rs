//! Addresses of provisions and acts: `FILE#p12.a2`, `FILE#2.p12.a2`, `FILE#p12`.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// A provision or an act of a source. All numbers count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The name of the source.
    pub file: String,
    /// Which instrument of the source.
    pub instrument: usize,
    /// Which provision of the instrument.
    pub provision: usize,
    /// Which act of the provision; all of them where there is no number.
    pub act: Option<usize>,
}

/// Why a text is not an address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[allow(missing_docs)]
pub enum AddressError {
    #[error("`{0}` has no `#`")]
    NoPlace(String),
    #[error("`{0}` is no place in a file")]
    BadPlace(String),
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        // The last `#`: a file name may hold one.
        let (file, place) =
            text.rsplit_once('#').ok_or_else(|| AddressError::NoPlace(text.to_owned()))?;
        let bad = || AddressError::BadPlace(place.to_owned());
        let mut parts: Vec<&str> = place.split('.').collect();
        let instrument = match parts.first().map(|first| first.parse::<usize>()) {
            Some(Ok(number)) => {
                parts.remove(0);
                number
            }
            _ => 1,
        };
        let number = |part: &str, letter: char| {
            let number = part.strip_prefix(letter)?.parse::<usize>().ok()?;
            (number > 0).then_some(number)
        };
        let (provision, act) = match parts.as_slice() {
            [p] => (number(p, 'p'), None),
            [p, a] => (number(p, 'p'), Some(number(a, 'a').ok_or_else(bad)?)),
            _ => (None, None),
        };
        if file.is_empty() || instrument == 0 {
            return Err(bad());
        }
        Ok(Self { file: file.to_owned(), instrument, provision: provision.ok_or_else(bad)?, act })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#", self.file)?;
        if self.instrument > 1 {
            write!(f, "{}.", self.instrument)?;
        }
        write!(f, "p{}", self.provision)?;
        self.act.map_or(Ok(()), |act| write!(f, ".a{act}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_read_and_printed_alike() {
        for text in ["a.txt#p12.a2", "a.txt#2.p12.a2", "a.txt#p3", "b#c.txt#2.p1"] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
        }
        let address: Address = "a.txt#1.p12.a2".parse().unwrap();
        assert_eq!((address.instrument, address.provision, address.act), (1, 12, Some(2)));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        assert!(matches!("a.txt".parse::<Address>(), Err(AddressError::NoPlace(_))));
        for text in
            ["#p1", "a#", "a#p0", "a#p1.a0", "a#0.p1", "a#2", "a#a1", "a#p1.a1.a1", "a#p1.", "a#px"]
        {
            assert!(matches!(text.parse::<Address>(), Err(AddressError::BadPlace(_))), "{text}");
        }
    }
}
