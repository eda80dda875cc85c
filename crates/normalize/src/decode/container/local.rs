//! What a zip says of a member where it stands: the header in front of its data, and the descriptor behind them.
//!
//! The directory at the end of a zip says the same once more, and it is the directory that is read. Where the two
//! differ, another program may see another file than we do, so a member whose headers differ is not read.

use std::ops::Range;

use super::inflate::Told;

/// A member as the directory lists it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Where its entry in the directory begins.
    pub entry: usize,
    /// Where its own header begins.
    pub header: usize,
    pub told: Told,
}

const ENTRY: &[u8] = b"PK\x01\x02";
const ENTRY_LENGTH: usize = 46;
const HEADER: &[u8] = b"PK\x03\x04";
const HEADER_LENGTH: usize = 30;
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
/// The flag of a member whose sizes were not known when its header was written.
const HAS_DESCRIPTOR: u16 = 1 << 3;
/// The extra field with sizes of eight bytes, and what stands in their place.
const ZIP64: u16 = 1;
const IN_ZIP64: u32 = u32::MAX;

impl Listed {
    /// Where the member's data stand; `None` if there is no header, or the file ends before the data do.
    pub(super) fn data(&self, bytes: &[u8]) -> Option<Range<usize>> {
        let header = bytes.get(self.header..)?.get(..HEADER_LENGTH).filter(|header| header.starts_with(HEADER))?;
        let lengths = usize::from(u16_at(header, 26)?) + usize::from(u16_at(header, 28)?);
        let start = self.header + HEADER_LENGTH + lengths;
        let end = start.checked_add(usize::try_from(self.told.compressed).ok()?)?;
        (end <= bytes.len()).then_some(start..end)
    }

    /// The name as its bytes stand in the directory.
    fn name<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let entry = bytes.get(self.entry..)?;
        entry.get(ENTRY_LENGTH..ENTRY_LENGTH + usize::from(u16_at(entry, 28)?))
    }

    /// In what the member's own headers contradict the directory.
    pub(super) fn contradiction(&self, bytes: &[u8]) -> Option<String> {
        match self.differing(bytes) {
            Some(None) => None,
            Some(Some(what)) => Some(format!("its own header tells another {what} than the directory of the zip")),
            None => Some("its own header cannot be read".to_owned()),
        }
    }

    /// What differs, if anything; nothing at all if the header cannot be read.
    fn differing(&self, bytes: &[u8]) -> Option<Option<&'static str>> {
        let (header, entry) = (bytes.get(self.header..)?, bytes.get(self.entry..)?);
        let name_length = usize::from(u16_at(header, 26)?);
        let extra_start = HEADER_LENGTH + name_length;
        let extra = header.get(extra_start..extra_start + usize::from(u16_at(header, 28)?))?;
        let flags = u16_at(header, 6)?;
        if header.get(HEADER_LENGTH..extra_start)? != self.name(bytes)? {
            return Some(Some("name"));
        }
        if u16_at(header, 8)? != u16_at(entry, 10)? || (flags ^ u16_at(entry, 8)?) & 1 != 0 {
            return Some(Some("compression"));
        }
        let said =
            Told { crc: u32_at(header, 14)?, compressed: u32_at(header, 18)?.into(), size: u32_at(header, 22)?.into() };
        let said = wide(said, extra);
        if said == self.told {
            return Some(None);
        }
        // Zeros stand for what was not known yet; then the descriptor must tell it.
        let is_open = (said.crc == 0 || said.crc == self.told.crc)
            && (said.compressed == 0 || said.compressed == self.told.compressed)
            && (said.size == 0 || said.size == self.told.size);
        if flags & HAS_DESCRIPTOR == 0 || !is_open {
            return Some(Some("size or checksum"));
        }
        let behind = bytes.get(self.data(bytes)?.end..)?;
        Some((!self.is_described(behind)).then_some("size or checksum behind its data"))
    }

    /// Whether a descriptor, in one of its four layouts, says what the directory says.
    fn is_described(&self, behind: &[u8]) -> bool {
        let Told { crc, compressed, size } = self.told;
        let wide = [&crc.to_le_bytes()[..], &compressed.to_le_bytes(), &size.to_le_bytes()].concat();
        let narrow =
            [&crc.to_le_bytes()[..], &(compressed as u32).to_le_bytes(), &(size as u32).to_le_bytes()].concat();
        let fits_narrow = compressed <= u64::from(u32::MAX) && size <= u64::from(u32::MAX);
        [behind, behind.strip_prefix(DESCRIPTOR).unwrap_or(behind)]
            .into_iter()
            .any(|behind| behind.starts_with(&wide) || fits_narrow && behind.starts_with(&narrow))
    }
}

/// The sizes that the header keeps in its extra field.
fn wide(said: Told, mut extra: &[u8]) -> Told {
    let is_wide = |size: u64| size == u64::from(IN_ZIP64);
    while let (Some(id), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let Some(field) = extra.get(4..4 + usize::from(length)) else { break };
        if id == ZIP64 {
            let mut sizes = field.chunks_exact(8).map(|size| u64::from_le_bytes(size.try_into().unwrap_or_default()));
            let size = if is_wide(said.size) { sizes.next().unwrap_or(said.size) } else { said.size };
            let compressed =
                if is_wide(said.compressed) { sizes.next().unwrap_or(said.compressed) } else { said.compressed };
            return Told { size, compressed, ..said };
        }
        extra = &extra[4 + usize::from(length)..];
    }
    said
}

/// A name that two entries of the directory have, which begins at this place.
pub(super) fn name_that_stands_twice(bytes: &[u8], directory: usize) -> Option<String> {
    let mut names: Vec<&[u8]> = Vec::new();
    let mut rest = bytes.get(directory..)?;
    while rest.starts_with(ENTRY) {
        let lengths = [28, 30, 32].map(|place| u16_at(rest, place).map(usize::from));
        let [Some(name), Some(extra), Some(comment)] = lengths else { break };
        names.push(rest.get(ENTRY_LENGTH..ENTRY_LENGTH + name)?);
        rest = rest.get(ENTRY_LENGTH + name + extra + comment..)?;
    }
    names.sort_unstable();
    let twice = names.windows(2).find(|pair| pair[0] == pair[1])?;
    Some(String::from_utf8_lossy(twice[0]).into_owned())
}

fn u16_at(bytes: &[u8], place: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(place..place + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(place..place + 4)?.try_into().ok()?))
}
