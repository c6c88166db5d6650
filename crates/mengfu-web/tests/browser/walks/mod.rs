//! What people do in the room, from one page to the next: each walk in both languages, at a desk and on
//! a phone, with and without script.

mod accounts;
mod add;
mod charts;
mod compare;
mod decide;
mod ledger;
mod preferences;
mod reader;
mod search;
mod tables;
mod visitor;

use std::pin::Pin;

use crate::driver::Setting;
use crate::{Check, Place};
use visitor::Visitor;

/// English at a desk.
const DESK: Setting = Setting { language: "en", width: 1400, script: true, dark: false };
/// English at a desk, in a browser that runs no script.
const PLAIN: Setting = Setting { script: false, ..DESK };
/// Each language, at a desk and in a narrow window, with script and without. An emulated phone that runs no
/// script never answers its driver, so that one is a window as narrow as a window can be.
const EVERYWHERE: [Setting; 4] = [
    DESK,
    Setting { language: "zh", width: 390, ..DESK },
    Setting { language: "zh", ..PLAIN },
    Setting { width: 500, ..PLAIN },
];
/// With script and without; for walks in which neither words nor width matter.
const BOTH: [Setting; 2] = [EVERYWHERE[0], EVERYWHERE[2]];
/// Where a script adds something.
const SCRIPT: [Setting; 2] = [EVERYWHERE[0], EVERYWHERE[1]];

/// All walks.
pub(crate) fn checks() -> Vec<Check> {
    [
        accounts::walks(),
        add::walks(),
        charts::walks(),
        compare::walks(),
        decide::walks(),
        ledger::walks(),
        preferences::walks(),
        reader::walks(),
        search::walks(),
        tables::walks(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The steps of a walk.
type Steps = for<'a> fn(&'a Visitor<'a>) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

/// A walk in the shared room.
fn walk(name: &str, settings: &[Setting], steps: Steps) -> Vec<Check> {
    walk_in(Place::Shared, name, settings, steps)
}

fn walk_in(place: Place, name: &str, settings: &[Setting], steps: Steps) -> Vec<Check> {
    let one = |setting: &Setting| {
        let setting = *setting;
        Check {
            name: format!("{name}, {}", setting.name()),
            place,
            run: Box::new(move |driver, server| {
                Box::pin(async move {
                    let browser = driver.lend(setting).await;
                    steps(&Visitor::new(browser.clone(), server, setting)).await;
                    driver.give_back(setting, browser);
                })
            }),
        }
    };
    settings.iter().map(one).collect()
}
