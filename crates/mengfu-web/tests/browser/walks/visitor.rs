//! Somebody who walks through the room: opens pages, clicks, fills in, and looks.

use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};

use crate::driver::Setting;
use crate::server::Server;

/// How long a page may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// A browser in a room.
pub(super) struct Visitor<'s> {
    pub(super) browser: Client,
    pub(super) server: &'s Server,
    pub(super) setting: Setting,
}

impl<'s> Visitor<'s> {
    pub(super) fn new(browser: Client, server: &'s Server, setting: Setting) -> Self {
        Self { browser, server, setting }
    }

    /// Whether the browser runs scripts.
    pub(super) fn script(&self) -> bool {
        self.setting.script
    }

    /// Whether this is a desk, not a phone.
    pub(super) fn desk(&self) -> bool {
        self.setting.width > 640
    }

    /// The word of the visitor's language.
    pub(super) fn word<'w>(&self, english: &'w str, chinese: &'w str) -> &'w str {
        if self.setting.language == "zh" { chinese } else { english }
    }

    /// Opens a page of the room.
    pub(super) async fn open(&self, path: &str) {
        self.browser.goto(&self.server.at(path)).await.unwrap();
    }

    /// The element, as soon as it is there.
    pub(super) async fn find(&self, css: &str) -> Element {
        let wait = self.browser.wait().at_most(PATIENCE);
        match wait.for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => panic!("no {css} at {}: {error}", self.path().await),
        }
    }

    /// All elements that are there now.
    pub(super) async fn all(&self, css: &str) -> Vec<Element> {
        self.browser.find_all(Locator::Css(css)).await.unwrap()
    }

    /// How many there are now.
    pub(super) async fn count(&self, css: &str) -> usize {
        self.all(css).await.len()
    }

    /// Brings an element to the middle of the window, where nothing lies over it, and clicks it.
    pub(super) async fn click_on(&self, element: &Element) {
        let there = serde_json::to_value(element).unwrap();
        let centre = "arguments[0].scrollIntoView({ block: 'center', inline: 'center' })";
        self.browser.execute(centre, vec![there]).await.unwrap();
        element.click().await.unwrap();
    }

    pub(super) async fn click(&self, css: &str) {
        self.click_on(&self.find(css).await).await;
    }

    /// Writes into a field in place of what it had.
    pub(super) async fn fill(&self, css: &str, text: &str) {
        let field = self.find(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    pub(super) async fn choose(&self, css: &str, value: &str) {
        self.find(css).await.select_by_value(value).await.unwrap();
    }

    /// Sends a form that sends itself where there is a script.
    pub(super) async fn send(&self, button: &str) {
        if !self.script() {
            self.click(button).await;
        }
    }

    pub(super) async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    /// The texts of all such elements.
    pub(super) async fn texts(&self, css: &str) -> Vec<String> {
        let mut texts = Vec::new();
        for element in self.all(css).await {
            texts.push(element.text().await.unwrap());
        }
        texts
    }

    /// The number that an element shows.
    pub(super) async fn number(&self, css: &str) -> usize {
        let text = self.text(css).await;
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_else(|_| panic!("no number in {text:?} of {css}"))
    }

    pub(super) async fn attribute(&self, css: &str, name: &str) -> String {
        self.find(css).await.attr(name).await.unwrap().unwrap_or_default()
    }

    /// The attribute of every such element.
    pub(super) async fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let mut values = Vec::new();
        for element in self.all(css).await {
            values.push(element.attr(name).await.unwrap().unwrap_or_default());
        }
        values
    }

    /// The address of the page within the room.
    pub(super) async fn path(&self) -> String {
        let url = self.browser.current_url().await.unwrap();
        url[url::Position::BeforePath..].to_owned()
    }

    pub(super) async fn heading(&self) -> String {
        self.text("h1").await
    }

    /// What a script finds in the page.
    pub(super) async fn look(&self, script: &str, about: &str) -> Value {
        self.browser.execute(script, vec![json!(about)]).await.unwrap()
    }

    /// Whether an element can be seen.
    pub(super) async fn sees(&self, css: &str) -> bool {
        self.find(css).await.is_displayed().await.unwrap()
    }
}
