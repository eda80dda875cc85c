//! A publisher whose one file changes, goes away and comes back, as a test says.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};

use super::server::{Server, header, message, status};

/// What is at the file's place.
enum Place {
    File(Vec<u8>),
    Nothing,
    /// Every condition is said to hold, whatever the file is by now.
    AlwaysTheSame(Vec<u8>),
    /// Another answer, head and all.
    Answer(Vec<u8>),
}

pub struct Publisher {
    pub server: Server,
    place: Arc<Mutex<Place>>,
}

impl Publisher {
    pub fn of(file: impl Into<Vec<u8>>) -> Publisher {
        let place = Arc::new(Mutex::new(Place::File(file.into())));
        let here = Arc::clone(&place);
        let server = Server::answering(move |_, head| match (&*here.lock().unwrap(), header(head, "if-none-match")) {
            (Place::File(file), Some(known)) if known == etag(file) => status("304 Not Modified"),
            (Place::AlwaysTheSame(_), Some(_)) => status("304 Not Modified"),
            (Place::File(file) | Place::AlwaysTheSame(file), _) => {
                message("200 OK", &[("ETag", &etag(file)), ("Last-Modified", "Mon, 02 Jan 2017 03:04:05 GMT")], file)
            }
            (Place::Nothing, _) => status("404 Not Found"),
            (Place::Answer(answer), _) => answer.clone(),
        });
        Publisher { server, place }
    }

    pub fn url(&self) -> String {
        self.server.url("/PEF_2016.csv")
    }

    /// Another file in the place of the one that is there.
    pub fn puts(&self, file: impl Into<Vec<u8>>) {
        self.set(Place::File(file.into()));
    }

    pub fn puts_behind_a_bad_cache(&self, file: impl Into<Vec<u8>>) {
        self.set(Place::AlwaysTheSame(file.into()));
    }

    pub fn takes_it_down(&self) {
        self.set(Place::Nothing);
    }

    pub fn answers(&self, answer: Vec<u8>) {
        self.set(Place::Answer(answer));
    }

    fn set(&self, place: Place) {
        *self.place.lock().unwrap() = place;
    }

    /// The conditions of all requests so far.
    pub fn conditions(&self) -> Vec<bool> {
        let conditions = ["if-none-match", "if-modified-since"];
        let is_conditional = |head: &String| conditions.iter().any(|name| header(head, name).is_some());
        self.server.heads().iter().map(is_conditional).collect()
    }
}

/// A strong validator: the same for the same bytes.
pub fn etag(file: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    file.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}
