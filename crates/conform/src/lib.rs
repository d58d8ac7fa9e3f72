//! Judges the decoder and the devhost by recordings of the real extension.
//!
//! [`recordings`] reads them, [`decode`] judges `durable-api` by them; [`reproduce`] the devhost; the judgement of decoding ends in an [`outcome`].
//! [`json`] is a reader of its own, so that the decoder is not compared with itself.

pub mod answer;
pub mod decode;
pub mod json;
pub mod outcome;
pub mod recordings;
pub mod reproduce;

#[cfg(test)]
mod demo_stories;
