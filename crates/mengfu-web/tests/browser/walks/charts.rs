//! Charts: each is told in words too, and can be saved.

use super::visitor::Visitor;
use super::{EVERYWHERE, walk};
use crate::Check;
use crate::pages::PAIR;

pub(super) fn walks() -> Vec<Check> {
    walk("see and save the charts", &EVERYWHERE, |v| Box::pin(charts(v)))
}

async fn charts(v: &Visitor<'_>) {
    let partnership = format!("/partnerships/{PAIR}");
    for (page, fewest) in [(partnership.as_str(), 3), ("/network", 1), ("/calendar?year=2016", 1)] {
        v.open(page).await;
        let silent = "return [...document.querySelectorAll('svg.chart-svg')].filter((svg) =>
            !svg.querySelector('title')?.textContent.trim() || !svg.querySelector('desc')?.textContent.trim()).length";
        assert_eq!(v.look(silent, "").await, 0, "{page}: a chart without words");
        // What leads somewhere says where, and ends in more than a colon.
        let nameless = "return [...document.querySelectorAll('svg.chart-svg a')]
            .map((link) => link.getAttribute('aria-label') ?? link.textContent)
            .filter((name) => /^\\s*$|[:：]\\s*$/.test(name)).slice(0, 3)";
        let names = v.look(nameless, "").await;
        assert_eq!(names.as_array().map(Vec::len), Some(0), "{page}: {names}");

        let files = v.attributes("figure.chart a[download]", "href").await;
        assert!(files.len() >= fewest, "{page}: {files:?}");
        for file in files {
            let saved = v.server.get(&file);
            assert_eq!(
                (saved.status, saved.content_type.as_str()),
                (200, "image/svg+xml"),
                "{file}"
            );
            assert!(saved.body.starts_with(b"<svg"), "{file}");
        }
        assert_eq!(v.sees("[data-save-png]").await, v.script());
    }

    // The same numbers as a table lead where the chart does.
    v.click(".chart-table summary").await;
    v.click(".chart-table[open] tbody a").await;
    v.find(".months").await;
}
