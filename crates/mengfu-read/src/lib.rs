//! From text to readings.
