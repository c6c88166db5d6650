//! Every page in every setting: it opens, nothing sticks out, the console is silent, nobody is shut out.

use std::collections::BTreeSet;

use fantoccini::Client;
use fantoccini::error::CmdError;
use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};

use crate::driver::Setting;
use crate::server::Server;
use crate::{Check, Place, axe, settings};

/// Two states of the fictional corpus whose statements reach over thirty years.
pub(crate) const PAIR: &str = "X-48753d94-X-f7dc10b3";

/// The pages that there are: one address of each sort.
fn pages() -> Vec<String> {
    let one = format!("/statements/{PAIR}/2023-05-09");
    let before = format!("{PAIR}%2F2016-11-22");
    let after = format!("{PAIR}%2F2023-05-09");
    let mut all: Vec<String> = [
        "/",
        "/partnerships",
        "/statements",
        "/ledger",
        "/ledger?open=1&sort=due",
        "/compare",
        "/formulas",
        "/directories",
        "/directories/mechanism",
        "/directories/instrument",
        "/network",
        "/calendar",
        "/search",
        "/search?q=%E5%90%88%E4%BD%9C",
        "/add",
        "/journal",
        "/about",
        "/api",
        "/no-such-page",
    ]
    .map(str::to_owned)
    .into();
    all.push(format!("/partnerships/{PAIR}"));
    all.extend([one.clone(), format!("{one}/source"), format!("{one}/p3.a1")]);
    all.push(format!("/compare?earlier={before}&later={after}"));
    all
}

/// A check of all pages for each setting.
pub(crate) fn checks(axe: Option<&str>) -> Vec<Check> {
    let check = |setting: Setting| {
        let axe = axe.map(str::to_owned);
        let name = format!("pages {}", setting.name());
        Check {
            name,
            place: Place::Shared,
            run: Box::new(move |driver, server| {
                let axe = axe.clone();
                Box::pin(async move {
                    let browser = driver.browser(setting).await;
                    let mut faults = BTreeSet::new();
                    for page in pages() {
                        look(&browser, server, &page, setting, axe.as_deref(), &mut faults).await;
                    }
                    browser.close().await.unwrap();
                    assert!(
                        faults.is_empty(),
                        "{}",
                        faults.into_iter().collect::<Vec<_>>().join("\n")
                    );
                })
            }),
        }
    };
    settings().into_iter().map(check).collect()
}

async fn look(
    browser: &Client,
    server: &Server,
    page: &str,
    setting: Setting,
    axe: Option<&str>,
    faults: &mut BTreeSet<String>,
) {
    let mut fault = |what: String| {
        faults.insert(format!("{page}: {what}"));
    };
    browser.goto(&server.at(page)).await.unwrap();
    let facts = browser
        .execute(
            "const wide = [...document.querySelectorAll('main *')].filter((e) => {
                 const box = e.getBoundingClientRect();
                 return box.width > 0 && box.right > innerWidth + 1 && !e.closest('.scroll') && !e.closest('svg');
             });
             return {
                 language: document.documentElement.lang,
                 headings: document.querySelectorAll('h1').length,
                 sticksOut: document.documentElement.scrollWidth > innerWidth + 1,
                 wide: wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)),
             };",
            vec![],
        )
        .await
        .unwrap();
    let expected = if setting.language == "zh" { "zh-Hans" } else { "en" };
    if facts["language"] != expected {
        fault(format!("speaks {}", facts["language"]));
    }
    if facts["headings"] != 1 {
        fault(format!("has {} h1", facts["headings"]));
    }
    if facts["sticksOut"] == true {
        fault(format!("is wider than the window: {}", facts["wide"]));
    }
    for line in console(browser).await {
        // A failure has its own status; the browser remarks on it.
        if !(page == "/no-such-page" && line.contains("404")) {
            fault(format!("console: {line}"));
        }
    }
    if let (Some(axe), true) = (axe, setting.script) {
        axe::violations(browser, axe).await.into_iter().for_each(fault);
    }
}

/// What the console of the page says, problems only.
async fn console(browser: &Client) -> Vec<String> {
    #[derive(Debug)]
    struct Log;
    impl WebDriverCompatibleCommand for Log {
        fn endpoint(
            &self,
            base: &url::Url,
            session: Option<&str>,
        ) -> Result<url::Url, url::ParseError> {
            base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
        }
        fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
            (Method::POST, Some(json!({ "type": "browser" }).to_string()))
        }
    }
    let said: Result<Value, CmdError> = browser.issue_cmd(Log).await;
    let said = said.unwrap();
    let lines = said.as_array().into_iter().flatten();
    lines
        .filter(|line| matches!(line["level"].as_str(), Some("SEVERE" | "WARNING")))
        .map(|line| line["message"].as_str().unwrap_or_default().to_owned())
        .collect()
}
