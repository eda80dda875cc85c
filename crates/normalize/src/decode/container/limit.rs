//! A bound on what a packed source may inflate to.
//!
//! A few kilobytes can inflate to more than the machine has. The bound is a size and not a ratio, because an honest
//! file full of zeros compresses a thousand times.

use std::io::{self, Read};

use crate::decode::SourceError;

/// Counts what passes, and stops one byte beyond the limit.
pub(super) struct Limited<'a, R, F> {
    inner: R,
    /// Bytes that have passed, those of earlier members of the same source included.
    passed: &'a mut u64,
    limit: u64,
    refusal: F,
}

impl<'a, R: Read, F: Fn() -> SourceError> Limited<'a, R, F> {
    pub(super) fn new(inner: R, passed: &'a mut u64, limit: u64, refusal: F) -> Self {
        Limited { inner, passed, limit, refusal }
    }
}

impl<R: Read, F: Fn() -> SourceError> Read for Limited<'_, R, F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // The byte beyond tells a source of exactly the limit from a larger one.
        let room = self.limit.saturating_sub(*self.passed).saturating_add(1);
        let length = buffer.len().min(usize::try_from(room).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut buffer[..length])?;
        *self.passed += read as u64;
        if *self.passed > self.limit {
            return Err(io::Error::other((self.refusal)()));
        }
        Ok(read)
    }
}
