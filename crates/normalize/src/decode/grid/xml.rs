//! XML as the readers of sheets need it: events from a stream, checked to be whole and free of document types.

use std::io::BufRead;

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;

use crate::decode::SourceError;

pub(super) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Elements that are open.
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    pub(super) fn new(source: R) -> Xml<R> {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next event. The end of the text inside an element is an error: the file was cut.
    pub(super) fn next(&mut self) -> Result<Event<'_>, SourceError> {
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(unreadable)?;
        match &event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            Event::Eof if self.depth > 0 => return Err(unreadable("its XML ends in the middle of an element")),
            Event::DocType(_) => return Err(SourceError::Doctype { part: "XML".to_owned() }),
            _ => {}
        }
        Ok(event)
    }

    /// Goes behind the end of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), SourceError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// All text inside the element that was opened last, to its end, whatever markup stands around it.
    pub(super) fn text(&mut self) -> Result<String, SourceError> {
        let outside = self.depth - 1;
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::CData(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(name) => text.push_str(&resolved(&name)?),
                _ => {}
            }
        }
        Ok(text)
    }
}

/// What an attribute says; `name` with its prefix, or without one for any prefix.
pub(super) fn attribute(element: &BytesStart, name: &str) -> Result<Option<String>, SourceError> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(unreadable)?;
        if attribute.key.as_ref() == name || attribute.key.local_name().as_ref() == name {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(unreadable)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// An attribute that counts something.
pub(super) fn count(element: &BytesStart, name: &str) -> Result<Option<u32>, SourceError> {
    let Some(text) = attribute(element, name)? else { return Ok(None) };
    text.trim().parse().map(Some).map_err(|_| unreadable(format!("`{name}` is `{text}`, expected a number")))
}

/// The character that `&amp;` or `&#225;` stands for.
pub(super) fn resolved(name: &BytesRef) -> Result<String, SourceError> {
    if let Some(letter) = name.resolve_char_ref().map_err(unreadable)? {
        return Ok(letter.to_string());
    }
    match resolve_predefined_entity(name) {
        Some(text) => Ok(text.to_owned()),
        None => Err(unreadable(format!("its XML uses the entity `{}`, which is none of XML's own", &**name))),
    }
}

pub(super) fn unreadable(error: impl std::fmt::Display) -> SourceError {
    SourceError::Workbook { detail: error.to_string() }
}
