//! How long a server asks to be left alone: RFC 9110, section 10.2.3.

use std::time::Duration;

use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap};

use super::text_of;

/// Nobody is believed who asks for more: the next scheduled run comes sooner.
const LONGEST: Duration = Duration::from_secs(60 * 60);

/// Reads `Retry-After`: seconds, or a date, which counts from the date that the server says it is.
pub(super) fn read(text: &str, headers: &HeaderMap) -> Option<Duration> {
    let wait = match text.trim().parse() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let until = rfc2822::parse(text.trim()).ok()?.timestamp();
            let now = rfc2822::parse(&text_of(headers, DATE)?).ok()?.timestamp();
            Duration::from_secs(u64::try_from(until.as_second() - now.as_second()).unwrap_or(0))
        }
    };
    Some(wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn n20_seconds_or_a_date_and_never_more_than_an_hour() {
        let mut headers = HeaderMap::new();
        headers.insert(DATE, "Thu, 01 Feb 2024 12:00:00 GMT".parse().unwrap());
        for (text, seconds) in [
            ("120", Some(120)),
            ("999999999", Some(3_600)),
            ("Thu, 01 Feb 2024 12:00:30 GMT", Some(30)),
            ("Thu, 01 Feb 2024 11:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
        ] {
            assert_eq!(read(text, &headers), seconds.map(Duration::from_secs), "{text}");
        }
        assert_eq!(read("Thu, 01 Feb 2024 12:00:30 GMT", &HeaderMap::new()), None, "there is no clock here");
    }
}
