//! Judges the decoder and the devhost by recordings of the real extension.
fn main() {}
