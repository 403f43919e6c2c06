//! A moment in words.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::message::Message;

/// When something was, as a clock in a time zone shows it; `now` tells what today is.
pub fn moment(at: Timestamp, now: Timestamp, zone: &TimeZone) -> Message {
    let (then, today) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    let of = |message: Message| {
        message
            .with("hour", then.hour().to_string())
            .with("minute", format!("{:02}", then.minute()))
    };
    let date = then.date();
    if date == today.date() {
        return of(Message::new("moment-today"));
    }
    if date.tomorrow().ok() == Some(today.date()) {
        return of(Message::new("moment-yesterday"));
    }
    let number = |number: i8| usize::try_from(number).unwrap_or_default();
    of(Message::new("moment"))
        .with("weekday", number(then.weekday().to_monday_one_offset()))
        .with("day", number(then.day()))
        .with("month", number(then.month()))
        .with("year", then.year().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Catalogue, Lang};

    #[test]
    fn said_as_people_say_it() {
        let zone = TimeZone::fixed(jiff::tz::offset(1));
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let now = at("2026-11-20T22:30:00Z");
        let said = |time: &str| {
            [Lang::En, Lang::Fr]
                .map(|lang| Catalogue::new(lang).text(&moment(at(time), now, &zone)))
        };
        for (time, en, fr) in [
            (
                "2026-11-19T23:00:00Z",
                "Today, 0:00",
                "Aujourd’hui, 0\u{a0}h\u{a0}00",
            ),
            (
                "2026-11-19T22:59:59Z",
                "Yesterday, 23:59",
                "Hier, 23\u{a0}h\u{a0}59",
            ),
            (
                "2026-11-01T08:05:00Z",
                "Sunday 1 November 2026, 9:05",
                "Dimanche 1er novembre 2026, 9\u{a0}h\u{a0}05",
            ),
            (
                "2025-08-11T08:05:00Z",
                "Monday 11 August 2025, 9:05",
                "Lundi 11 août 2025, 9\u{a0}h\u{a0}05",
            ),
        ] {
            assert_eq!(said(time), [en, fr]);
        }
    }
}
