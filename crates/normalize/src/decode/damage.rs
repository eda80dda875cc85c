//! Whether a source is damaged or only another one than its pipeline says.

use super::SourceError;

impl SourceError {
    /// Whether the bytes themselves are no whole file of their kind: nothing, a part of a file, a container that lies or
    /// may be an attack, or no table at all, such as the page that a server sends in its place.
    ///
    /// A damaged file is never stored as a snapshot, for fetching it again may give a whole one. An intact file that
    /// changed is stored: it is what the publisher published, and it is the pipeline that has to follow.
    pub fn is_damaged(&self) -> bool {
        use SourceError::*;
        match self {
            Empty
            | NotZip { .. }
            | UnsafeMember { .. }
            | LockedMember { .. }
            | Damaged { .. }
            | TooLarge { .. }
            | TooLargeWhole { .. }
            | NoText { .. }
            | Read { .. }
            | Cut { .. }
            | OpenQuote { .. }
            | Page { .. }
            | Workbook { .. }
            | Locked
            | NoWorkbook { .. }
            | NoTableFile { .. }
            | Bomb { .. }
            | Doctype { .. }
            | Ceiling { .. }
            | Sprawl { .. }
            | NoRecords => true,
            Member { .. }
            | Compression { .. }
            | Packed { .. }
            | Utf16 { .. }
            | Delimiter { .. }
            | Encoding { .. }
            | Quote { .. }
            | UnknownHeader { .. }
            | Lacked { .. }
            | MissingHeader { .. }
            | NeededHeader { .. }
            | NoValueHeaders { .. }
            | Positions { .. }
            | TwiceInHeader { .. }
            | WhichEncoding { .. }
            | WhichDelimiter { .. }
            | WhichSheet { .. }
            | NoHeads { .. }
            | Sheet { .. }
            | NamedSheet { .. }
            | Sheets { .. }
            | Anchor { .. }
            | NoTable { .. }
            | SeveralTables { .. }
            | UnknownHead { .. }
            | Correction { .. }
            | CorrectionRow { .. }
            | CorrectionRecords { .. }
            | Disk(_)
            | Engine(_) => false,
        }
    }
}
