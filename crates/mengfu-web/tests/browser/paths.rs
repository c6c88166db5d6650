//! What people do: choose a language, search, follow, decide, undo.

use std::pin::Pin;

use fantoccini::{Client, Locator};

use crate::Check;
use crate::driver::{Driver, Setting};
use crate::server::Server;

const DESK: Setting = Setting { language: "en", width: 1400, script: true, dark: false };
const DESK_WITHOUT_SCRIPT: Setting = Setting { script: false, ..DESK };

/// All ways.
pub(crate) fn checks() -> Vec<Check> {
    vec![
        check("choose a language", DESK, |b, s| Box::pin(choose_a_language(b, s))),
        check("choose a language without script", DESK_WITHOUT_SCRIPT, |b, s| {
            Box::pin(choose_a_language(b, s))
        }),
        check("go to the search with one key", DESK, |b, s| Box::pin(one_key(b, s))),
    ]
}

type Walk = for<'a> fn(&'a Client, &'a Server) -> Pin<Box<dyn Future<Output = ()> + 'a>>;

fn check(name: &str, setting: Setting, walk: Walk) -> Check {
    Check {
        name: name.to_owned(),
        run: Box::new(move |driver: &Driver, server: &Server| {
            Box::pin(async move {
                let browser = driver.browser(setting).await;
                walk(&browser, server).await;
                browser.close().await.unwrap();
            })
        }),
    }
}

async fn choose_a_language(browser: &Client, server: &Server) {
    browser.goto(&server.at("/statements")).await.unwrap();
    browser.find(Locator::Css("a[hreflang=zh-Hans]")).await.unwrap().click().await.unwrap();
    assert_eq!(browser.current_url().await.unwrap().path(), "/statements");
    assert_eq!(heading(browser).await, "声明");
    browser.find(Locator::Css("a[hreflang=en]")).await.unwrap().click().await.unwrap();
    assert_eq!(heading(browser).await, "Statements");
}

async fn one_key(browser: &Client, server: &Server) {
    browser.goto(&server.at("/statements")).await.unwrap();
    browser.find(Locator::Css("body")).await.unwrap().send_keys("/").await.unwrap();
    let focused = browser.active_element().await.unwrap();
    assert_eq!(focused.attr("id").await.unwrap().as_deref(), Some("head-q"));
}

/// The heading of the page.
pub(crate) async fn heading(browser: &Client) -> String {
    browser.find(Locator::Css("h1")).await.unwrap().text().await.unwrap()
}
