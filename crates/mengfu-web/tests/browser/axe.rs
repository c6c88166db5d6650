//! Accessibility, checked with axe-core in the page.

use std::path::Path;

use fantoccini::Client;
use serde_json::Value;

/// The script of axe-core, where it was put.
pub(crate) fn script() -> Option<String> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target");
    std::fs::read_to_string(target.join("axe/package/axe.min.js")).ok()
}

/// What breaks WCAG 2.2 at level AA in the page that `browser` shows: rule, and the first elements.
pub(crate) async fn violations(browser: &Client, script: &str) -> Vec<String> {
    // A busy machine drops a connection now and then; asking again does no harm.
    if browser.execute(script, vec![]).await.is_err() {
        browser.execute(script, vec![]).await.unwrap();
    }
    let run = "const done = arguments[arguments.length - 1];
        const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
        axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
            (found) => done(found.violations.map((v) =>
                v.id + ': ' + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160) + ' [' + n.any.concat(n.all, n.none).map((c) => c.message).join('; ').slice(0, 160) + ']').join(' | '))),
            (error) => done(['axe: ' + error]));";
    match browser.execute_async(run, vec![]).await.unwrap() {
        Value::Array(found) => {
            found.iter().map(|v| v.as_str().unwrap_or_default().to_owned()).collect()
        }
        other => vec![other.to_string()],
    }
}
