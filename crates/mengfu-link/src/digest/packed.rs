//! Pieces as they are kept: four bytes each, the hash with a code for the weight in its lowest bits.
//!
//! A register keeps the pieces of every act of every statement, so that they are most of what it keeps.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserializer, Serializer};

use super::pieces::Feature;

/// The bits of a hash that are left free for the code of a weight.
pub(super) const CODES: u32 = 0xf;

/// The weights that pieces have, by their codes.
const WEIGHTS: [u16; 12] = [0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20];

/// The weight that is kept for `weight`: the highest that has a code and is no higher.
pub(super) fn kept(weight: u16) -> u16 {
    WEIGHTS.iter().copied().rev().find(|known| *known <= weight).unwrap_or(0)
}

pub(super) fn serialize<S: Serializer>(
    pieces: &[Feature],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let code = |weight: u16| WEIGHTS.iter().position(|known| *known == kept(weight)).unwrap_or(0);
    let words = pieces
        .iter()
        .map(|Feature(hash, weight)| (hash & !CODES) | u32::try_from(code(*weight)).unwrap_or(0));
    let bytes: Vec<u8> = words.flat_map(u32::to_le_bytes).collect();
    serializer.serialize_bytes(&bytes)
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Feature>, D::Error> {
    deserializer.deserialize_byte_buf(Bytes).map(|bytes| {
        let (words, _) = bytes.as_chunks::<4>();
        let words = words.iter().map(|word| u32::from_le_bytes(*word));
        let weight = |code: u32| WEIGHTS.get(code as usize).copied().unwrap_or(0);
        words.map(|word| Feature(word & !CODES, weight(word & CODES))).collect()
    })
}

/// Bytes, or numbers where a format knows no bytes.
struct Bytes;

impl<'de> Visitor<'de> for Bytes {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }
    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
        Ok(bytes.to_vec())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Vec<u8>, A::Error> {
        let mut bytes = Vec::new();
        while let Some(byte) = seq.next_element()? {
            bytes.push(byte);
        }
        Ok(bytes)
    }
}
