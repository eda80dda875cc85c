//! What kind of workbook the bytes are, by content: the ending of a published file's name says little.

use std::io::Cursor;

use cfb::CompoundFile;

use super::package::Package;
use crate::decode::SourceError;

/// A workbook that some reader reads.
pub(super) enum Kind<'a> {
    Xls,
    Xlsx(Package<'a>),
    Xlsb(Package<'a>),
    Ods(Package<'a>),
    /// The XML of Excel 2003.
    SpreadsheetMl,
}

pub(crate) const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];
/// How an XML document of Excel 2003 says what it is.
const SPREADSHEETML: &[u8] = b"urn:schemas-microsoft-com:office:spreadsheet";
/// Enough of a file to see what it is.
const HEAD: usize = 4_096;

const NO_WORKBOOK: &str = "if the publisher now sends this, change `format` in the pipeline; otherwise fetch it again";
const SAVE_AS: &str = "spreadsheet programs open such a page under any name; open it in one, save it as XLSX and bring \
                       that with `erario add`, or tell the publisher";
const SENT_ZIP: &str = "if a workbook is inside, name it in the pipeline as `decode.zip_member`";

impl<'a> Kind<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Result<Kind<'a>, SourceError> {
        if bytes.starts_with(COMPOUND) {
            return compound(bytes);
        }
        if bytes.starts_with(b"PK") {
            return zipped(bytes);
        }
        let head = text_of(&bytes[..bytes.len().min(HEAD)]);
        if head.starts_with(b"<") {
            if memchr::memmem::find(head, SPREADSHEETML).is_some() {
                return Ok(Kind::SpreadsheetMl);
            }
            return Err(is("a page or another XML document", SAVE_AS));
        }
        if head.starts_with(b"%PDF") {
            return Err(is("a PDF document", NO_WORKBOOK));
        }
        Err(if is_plain_text(bytes) {
            is("plain text", NO_WORKBOOK)
        } else {
            is("of no kind that is known", NO_WORKBOOK)
        })
    }
}

/// Whether a file that is no workbook may be delimited text, by its beginning.
pub(crate) fn is_plain_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let is_other = [COMPOUND, b"PK", b"%PDF", b"<"].iter().any(|opening| text_of(head).starts_with(opening));
    !is_other && !head.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

/// Without the mark and the white space before the first character.
fn text_of(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start()
}

fn is(found: &'static str, hint: &'static str) -> SourceError {
    SourceError::NoWorkbook { found, hint }
}

/// The container of Excel 97 to 2003, which Word uses too, and in which Excel locks an XLSX away.
fn compound(bytes: &[u8]) -> Result<Kind<'_>, SourceError> {
    let file =
        CompoundFile::open(Cursor::new(bytes)).map_err(|error| SourceError::Workbook { detail: error.to_string() })?;
    if file.is_stream("/EncryptedPackage") {
        return Err(SourceError::Locked);
    }
    if file.is_stream("/Workbook") || file.is_stream("/Book") {
        return Ok(Kind::Xls);
    }
    Err(is("a document of another program", NO_WORKBOOK))
}

fn zipped(bytes: &[u8]) -> Result<Kind<'_>, SourceError> {
    let package = Package::open(bytes)?;
    if package.has("[Content_Types].xml") {
        return Ok(if package.has("xl/workbook.bin") { Kind::Xlsb(package) } else { Kind::Xlsx(package) });
    }
    if package.has("content.xml") {
        return Ok(Kind::Ods(package));
    }
    Err(is("a zip without a workbook's parts", SENT_ZIP))
}
