//! A year as twelve small months; days with something on them lead to it.

use maud::{Markup, html};
use mengfu::library::{Agenda, AgendaQuery, Day};

use super::at;
use crate::face::Face;

/// The names of the months in the order of the year.
const MONTHS: [&str; 12] = [
    "calendar.m1",
    "calendar.m2",
    "calendar.m3",
    "calendar.m4",
    "calendar.m5",
    "calendar.m6",
    "calendar.m7",
    "calendar.m8",
    "calendar.m9",
    "calendar.m10",
    "calendar.m11",
    "calendar.m12",
];
/// The days of the week, Monday first.
const WEEK: [&str; 7] = [
    "calendar.mon",
    "calendar.tue",
    "calendar.wed",
    "calendar.thu",
    "calendar.fri",
    "calendar.sat",
    "calendar.sun",
];

/// The name of a month.
fn month_name(month: u32, face: &Face) -> &str {
    let name = MONTHS.get((month as usize).wrapping_sub(1)).copied().unwrap_or_default();
    face.say(name)
}

/// A month of a year, in the order of the language.
pub(super) fn month_of(year: i32, month: u32, face: &Face) -> String {
    let order = face.say("calendar.month_of");
    order.replace("{y}", &year.to_string()).replace("{m}", month_name(month, face))
}

/// The twelve months of a year.
pub(super) fn year(agenda: &Agenda, query: &AgendaQuery, party: &str, face: &Face) -> Markup {
    html! {
        div.months {
            @for month in 1..=12 {
                @let count = agenda.months.get(&month).copied().unwrap_or_default();
                section.month.empty-month[count == 0].chosen[query.month == Some(month)] {
                    table.days {
                        caption {
                            a href=(at(query.year, Some(month), party)) { (month_name(month, face)) }
                            @if count > 0 { " " span.muted { (count) } }
                        }
                        thead { tr { @for day in WEEK { th scope="col" { (face.say(day)) } } } }
                        tbody { @for week in weeks(query.year, month) { tr { @for day in week { (cell(day, agenda, query, party)) } } } }
                    }
                }
            }
        }
        @if agenda.loose > 0 {
            p.muted { a href="#loose" { (face.count("calendar.loose_count", agenda.loose)) } }
        }
    }
}

/// The weeks of a month, Monday first; days of other months are left out.
fn weeks(year: i32, month: u32) -> Vec<[Option<Day>; 7]> {
    let mut weeks: Vec<[Option<Day>; 7]> = Vec::new();
    for day in (1..=31).filter_map(|day| Day::on(year, month, day)) {
        let place = day.weekday() as usize;
        if place == 0 || weeks.is_empty() {
            weeks.push([None; 7]);
        }
        if let Some(cell) = weeks.last_mut().and_then(|week| week.get_mut(place)) {
            *cell = Some(day);
        }
    }
    weeks
}

fn cell(day: Option<Day>, agenda: &Agenda, query: &AgendaQuery, party: &str) -> Markup {
    let Some(day) = day else { return html! { td {} } };
    let number = day.day_of_month();
    let today = day == query.as_of;
    html! {
        @match agenda.days.get(&day) {
            Some(count) => td.has.today[today] {
                a href={ (at(query.year, Some(day.month()), party)) "#d" (day) } title=(count) { (number) }
            },
            None => td.today[today] { (number) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_has_its_days_in_weeks_that_begin_on_monday() {
        let weeks = weeks(2024, 2);
        assert_eq!(weeks.len(), 5);
        let first: Vec<_> = weeks.first().into_iter().flatten().flatten().collect();
        assert_eq!((first.len(), first.first().map(|d| d.weekday())), (4, Some(3)));
        assert_eq!(weeks.iter().flatten().flatten().count(), 29);
    }
}
