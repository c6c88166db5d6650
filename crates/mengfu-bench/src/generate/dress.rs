//! The condition in which a statement is found.

use super::day::Day;
use super::expand::Slots;
use super::frame::Statement;
use super::random::Random;
use super::wording::Wordings;

/// A condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Lines.
    Plain,
    /// A page copied whole.
    Page,
    /// One line without end.
    OneLine,
    /// Markup.
    Html,
    /// A title in bold, a table for signatures.
    Markdown,
    /// Plain, with a byte order mark and two characters at each line end.
    Windows,
    /// Plain, in another encoding.
    Gb18030,
}

/// What stands before a paragraph.
const INDENT: &str = "\u{3000}\u{3000}";

impl Form {
    pub(crate) fn choose(random: &mut Random) -> Self {
        match random.below(100) {
            0..50 => Self::Plain,
            50..64 => Self::Page,
            64..76 => Self::OneLine,
            76..86 => Self::Html,
            86..92 => Self::Markdown,
            92..97 => Self::Windows,
            _ => Self::Gb18030,
        }
    }

    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "md",
            _ => "txt",
        }
    }

    /// The bytes of the file.
    pub(crate) fn dress(
        self,
        statement: &Statement,
        words: &Wordings,
        day: Day,
        random: &mut Random,
    ) -> Vec<u8> {
        let page = Page::new(statement, words, day, random);
        let text = match self {
            Self::Plain | Self::Windows | Self::Gb18030 => page.plain(),
            Self::Page => page.copied(),
            Self::OneLine => page.one_line(),
            Self::Html => page.html(),
            Self::Markdown => page.markdown(),
        };
        match self {
            Self::Windows => format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes(),
            Self::Gb18030 => encoding_rs::GB18030.encode(&text).0.into_owned(),
            _ => text.into_bytes(),
        }
    }
}

struct Page<'a> {
    statement: &'a Statement,
    words: &'a Wordings,
    slots: Slots,
}

impl<'a> Page<'a> {
    fn new(statement: &'a Statement, words: &'a Wordings, day: Day, random: &mut Random) -> Self {
        let mut slots = Slots::new();
        let mut put = |name: &str, value: String| slots.insert(name.to_owned(), value);
        let (_, month, of_month) = day.civil();
        put("page_date", Day(day.0 + random.between(0, 40)).iso());
        put("clock", format!("{:02}:{:02}", random.between(7, 22), random.between(0, 59)));
        put("agency", random.pick(&words.dress.agencies).cloned().unwrap_or_default());
        put("editor", random.pick(&words.dress.editors).cloned().unwrap_or_default());
        put("place", statement.place.clone());
        put("month", month.to_string());
        put("day", of_month.to_string());
        put("title", statement.title.clone());
        Self { statement, words, slots }
    }

    fn fiction(&self) -> &str {
        &self.words.common.fiction
    }

    fn fill(&self, wordings: &[String]) -> String {
        let mut out = String::new();
        for wording in wordings {
            // A page writes brackets of its own, which are no alternatives.
            let mut line = wording.clone();
            for (name, value) in &self.slots {
                line = line.replace(&format!("{{{name}}}"), value);
            }
            out.push_str(&line);
            out.push('\n');
        }
        out
    }

    /// Paragraphs and signatures, each line behind `indent`.
    fn body(&self, indent: &str) -> String {
        let mut out = String::new();
        for paragraph in &self.statement.paragraphs {
            out.push_str(indent);
            out.push_str(paragraph);
            out.push('\n');
        }
        out.push('\n');
        for line in &self.statement.signatures {
            out.push_str(indent);
            out.push_str(&line.join("\u{3000}\u{3000}\u{3000}\u{3000}"));
            out.push('\n');
        }
        if let Some(dated) = &self.statement.dated {
            out.push_str(indent);
            out.push_str(dated);
            out.push('\n');
        }
        out
    }

    fn plain(&self) -> String {
        format!("{}\n{}\n\n{}", self.fiction(), self.statement.title, self.body(INDENT))
    }

    fn copied(&self) -> String {
        let title = self.statement.title.clone();
        let before = self.fill(&self.words.dress.before);
        let dateline = self.fill(std::slice::from_ref(&self.words.dress.dateline));
        let after = self.fill(&self.words.dress.after);
        let (fiction, body) = (self.fiction(), self.body(INDENT));
        let dateline = dateline.trim_end_matches('\n');
        format!("{fiction}\n{title}\n{before}{INDENT}{dateline}{title}\n{body}{after}")
    }

    fn one_line(&self) -> String {
        let upload = self.fill(std::slice::from_ref(&self.words.dress.upload));
        let body = self.body(INDENT).replace('\n', "");
        format!("{}\n{}{}{body}", self.fiction(), self.statement.title, upload.trim_end())
    }

    fn html(&self) -> String {
        let before = self.fill(&self.words.dress.html_before);
        let after = self.fill(&self.words.dress.html_after);
        let mut body = String::new();
        for line in self.body("").lines().filter(|l| !l.is_empty()) {
            body.push_str(&format!("<p style=\"text-indent:2em\">{line}</p>\n"));
        }
        let (fiction, title) = (self.fiction(), &self.statement.title);
        format!(
            "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head>\n<body>\n\
             <p>{fiction}</p>\n{before}<div class=\"content\">\n{body}</div>\n{after}</body></html>\n"
        )
    }

    fn markdown(&self) -> String {
        let statement = self.statement;
        let mut out = format!("{}\n\n**{}**\n\n", self.fiction(), statement.title);
        for paragraph in &statement.paragraphs {
            out.push_str(paragraph);
            out.push_str("\n\n");
        }
        let columns = statement.signatures.first().map_or(0, Vec::len);
        for (at, line) in statement.signatures.iter().enumerate() {
            out.push_str(&format!("| {} |\n", line.join(" | ")));
            if at == 0 {
                out.push_str(&format!("|{}\n", "---|".repeat(columns)));
            }
        }
        if let Some(dated) = &statement.dated {
            out.push_str(&format!("\n{dated}\n"));
        }
        out
    }
}
