//! How instruments and acts are named across a register.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The name of an instrument: parties, then the day of signing, the year, or `undated`, made unique
/// by `~2`, e.g. `CHN-AZE/2005-03-17`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct InstrumentId(pub String);

impl fmt::Display for InstrumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An act of an instrument: `CHN-AZE/2005-03-17#p12.a2`. Numbers count from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ActAddress {
    /// The instrument.
    pub instrument: InstrumentId,
    /// The number of the provision in the instrument.
    pub provision: u32,
    /// The number of the act in the provision.
    pub act: u32,
}

impl fmt::Display for ActAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#p{}.a{}", self.instrument, self.provision, self.act)
    }
}

/// A text that names no act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnActAddress;

impl FromStr for ActAddress {
    type Err = NotAnActAddress;

    fn from_str(text: &str) -> Result<Self, NotAnActAddress> {
        let number = |part: &str| part.parse().ok().filter(|n| *n > 0).ok_or(NotAnActAddress);
        let (instrument, place) = text.rsplit_once("#p").ok_or(NotAnActAddress)?;
        let (provision, act) = place.split_once(".a").ok_or(NotAnActAddress)?;
        if instrument.is_empty() {
            return Err(NotAnActAddress);
        }
        Ok(Self {
            instrument: InstrumentId(instrument.to_owned()),
            provision: number(provision)?,
            act: number(act)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_printed() {
        let text = "CHN-AZE/2005-03-17~2#p12.a2";
        assert_eq!(text.parse::<ActAddress>().map(|a| a.to_string()), Ok(text.to_owned()));
        for wrong in ["", "#p1.a1", "x#p0.a1", "x#p1", "x#p1.a0", "x"] {
            assert_eq!(wrong.parse::<ActAddress>(), Err(NotAnActAddress), "{wrong}");
        }
    }
}
