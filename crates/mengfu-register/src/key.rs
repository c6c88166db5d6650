//! The numbers of instruments, provisions and acts: one 64-bit number that counts days first.
//!
//! ```text
//! day 18 bits │ place within the day 20 bits │ provision 15 bits │ act 10 bits
//! ```
//!
//! Rows that carry such a number lie in the order of time, and all that belongs to an instrument is
//! one range of numbers.

use crate::error::{RegisterError, Result};

const ACT_BITS: u32 = 10;
const PROVISION_BITS: u32 = 15;
const PLACE_BITS: u32 = 20;
const DAY_BITS: u32 = 18;

/// The number of an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstrumentNo(pub i64);

/// The number of a provision: that of its instrument and its place in it, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProvisionKey(pub i64);

/// The number of an act: that of its provision and its place in it, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActKey(pub i64);

impl InstrumentNo {
    /// The number of the `place`th instrument of `day`, counted from any day that is always the same.
    /// Days and places beyond what can be counted stay within.
    pub fn new(day: u32, place: u32) -> Self {
        let day = i64::from(day.min((1 << DAY_BITS) - 1));
        let place = i64::from(place & ((1 << PLACE_BITS) - 1));
        Self(day << PLACE_BITS | place)
    }

    /// The number after this one.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The numbers of its provisions: from, and up to but not with.
    pub fn provisions(self) -> (i64, i64) {
        (self.0 << PROVISION_BITS, (self.0 + 1) << PROVISION_BITS)
    }

    /// The numbers of its acts: from, and up to but not with.
    pub fn acts(self) -> (i64, i64) {
        let (from, to) = self.provisions();
        (from << ACT_BITS, to << ACT_BITS)
    }
}

impl ProvisionKey {
    /// The `number`th provision of an instrument, from 1.
    pub fn new(instrument: InstrumentNo, number: u32) -> Result<Self> {
        match (1..1 << PROVISION_BITS).contains(&number) {
            true => Ok(Self(instrument.0 << PROVISION_BITS | i64::from(number))),
            false => Err(RegisterError::TooMany),
        }
    }
    /// Its instrument.
    pub fn instrument(self) -> InstrumentNo {
        InstrumentNo(self.0 >> PROVISION_BITS)
    }
    /// Its place in the instrument, from 1.
    pub fn number(self) -> u32 {
        (self.0 & ((1 << PROVISION_BITS) - 1)) as u32
    }
    /// The numbers of its acts: from, and up to but not with.
    pub fn acts(self) -> (i64, i64) {
        (self.0 << ACT_BITS, (self.0 + 1) << ACT_BITS)
    }
}

impl ActKey {
    /// The `number`th act of a provision, from 1.
    pub fn new(provision: ProvisionKey, number: u32) -> Result<Self> {
        match (1..1 << ACT_BITS).contains(&number) {
            true => Ok(Self(provision.0 << ACT_BITS | i64::from(number))),
            false => Err(RegisterError::TooMany),
        }
    }
    /// Its provision.
    pub fn provision(self) -> ProvisionKey {
        ProvisionKey(self.0 >> ACT_BITS)
    }
    /// Its instrument.
    pub fn instrument(self) -> InstrumentNo {
        self.provision().instrument()
    }
    /// Its place in the provision, from 1.
    pub fn number(self) -> u32 {
        (self.0 & ((1 << ACT_BITS) - 1)) as u32
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_number_holds_its_parts() {
        let instrument = InstrumentNo::new(200_000, 1_000_000);
        let provision = ProvisionKey::new(instrument, 32_767).unwrap();
        let act = ActKey::new(provision, 1_023).unwrap();
        assert!(act.0 > 0);
        assert_eq!(act.number(), 1_023);
        assert_eq!(act.provision(), provision);
        assert_eq!(provision.number(), 32_767);
        assert_eq!(act.instrument(), instrument);
        let (from, to) = instrument.acts();
        assert!((from..to).contains(&act.0));
    }

    #[test]
    fn later_days_have_larger_numbers() {
        assert!(InstrumentNo::new(5, 0) > InstrumentNo::new(4, u32::MAX));
    }

    #[test]
    fn what_cannot_be_counted_is_refused() {
        let instrument = InstrumentNo::new(1, 1);
        assert!(ProvisionKey::new(instrument, 32_768).is_err());
        let provision = ProvisionKey::new(instrument, 1).unwrap();
        assert!(ActKey::new(provision, 0).is_err());
        assert!(ActKey::new(provision, 1_024).is_err());
    }
}
