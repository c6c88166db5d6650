//! How bytes are kept small.

use miniz_oxide::deflate::compress_to_vec_zlib;
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

const LEVEL: u8 = 6;
const FAST: u8 = 1;
/// No derived value is larger.
const MOST_DERIVED: usize = 1 << 30;
const RAW: &str = "raw";
const ZLIB: &str = "zlib";

/// The name of the packing and the packed bytes; raw where packing gains nothing.
pub(crate) fn pack(bytes: &[u8]) -> (&'static str, Vec<u8>) {
    let packed = compress_to_vec_zlib(bytes, LEVEL);
    match packed.len() < bytes.len() {
        true => (ZLIB, packed),
        false => (RAW, bytes.to_vec()),
    }
}

/// Bytes that are derived, packed fast; they are packed alike wherever they are derived.
pub(crate) fn pack_derived(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, FAST)
}

/// What [`pack_derived`] packed.
pub(crate) fn unpack_derived(bytes: &[u8]) -> Option<Vec<u8>> {
    decompress_to_vec_zlib_with_limit(bytes, MOST_DERIVED).ok()
}

/// The bytes, `length` of them; `None` where they cannot be unpacked.
pub(crate) fn unpack(packing: &str, bytes: Vec<u8>, length: usize) -> Option<Vec<u8>> {
    let bytes = match packing {
        RAW => bytes,
        ZLIB => decompress_to_vec_zlib_with_limit(&bytes, length).ok()?,
        _ => return None,
    };
    (bytes.len() == length).then_some(bytes)
}
