//! Statements as Akoma Ntoso (OASIS LegalDocML 1.0, the schema of version 3.0).
//!
//! A statement is a `statement`: its title the preface, the sentences before the first article the
//! preamble, those after the last the conclusions, articles nested containers, acts spans whose
//! classes are their values.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::ExportError;
use crate::marked::{MarkedText, Sentence};

const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Stands where the schema demands a day and none is known.
const NO_DAY: &str = "0001-01-01";

type Out = Writer<Vec<u8>>;

/// The statement as XML; `made` is the day on which it was made.
pub fn xml(text: &MarkedText, made: &str) -> Result<Vec<u8>, ExportError> {
    let mut out = Writer::new(Vec::new());
    out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let root = out.create_element("akomaNtoso").with_attribute(("xmlns", NAMESPACE));
    root.write_inner_content(|out| {
        let statement = out.create_element("statement").with_attribute(("name", "jointStatement"));
        statement.write_inner_content(|out| body(out, text, made))?;
        Ok(())
    })?;
    let mut bytes = out.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn body(out: &mut Out, text: &MarkedText, made: &str) -> io::Result<()> {
    meta(out, text, made)?;
    out.create_element("preface").write_inner_content(|out| {
        out.create_element("p").write_inner_content(|out| {
            words(out.create_element("docTitle"), &text.title)?;
            Ok(())
        })?;
        Ok(())
    })?;
    let outside = |s: &&Sentence| s.article.is_empty();
    let all = text.sentences.as_slice();
    let first = all.iter().position(|s| !s.article.is_empty()).unwrap_or(0);
    let after = all.iter().rposition(|s| !s.article.is_empty()).map_or(0, |at| at + 1);
    let preamble = all.get(..first).unwrap_or_default();
    let articles = all.get(first..after.max(first)).unwrap_or_default();
    let rest = all.get(after..).unwrap_or_default();
    if !preamble.is_empty() {
        out.create_element("preamble").write_inner_content(|out| paragraphs(out, preamble))?;
    }
    out.create_element("mainBody").write_inner_content(|out| {
        if articles.is_empty() {
            // A statement without articles is all body.
            return rest.iter().filter(outside).try_for_each(|s| sentence(out, s));
        }
        Articles { sentences: articles, at: 0, number: 0 }.below(out, "")
    })?;
    if !articles.is_empty() && !rest.is_empty() {
        out.create_element("conclusions").write_inner_content(|out| paragraphs(out, rest))?;
    }
    Ok(())
}

/// The walk over the sentences of the articles.
struct Articles<'t> {
    sentences: &'t [Sentence],
    at: usize,
    number: u32,
}

impl Articles<'_> {
    /// Writes everything that stands in the article `path`.
    fn below(&mut self, out: &mut Out, path: &str) -> io::Result<()> {
        while let Some(next) = self.sentences.get(self.at) {
            let inside = match path {
                "" => Some(next.article.as_str()),
                _ if next.article == path => Some(""),
                _ => next.article.strip_prefix(path).and_then(|rest| rest.strip_prefix('/')),
            };
            let Some(inside) = inside else { return Ok(()) };
            if inside.is_empty() {
                sentence(out, next)?;
                self.at += 1;
                continue;
            }
            let label = inside.split('/').next().unwrap_or(inside);
            let child = if path.is_empty() { label.to_owned() } else { format!("{path}/{label}") };
            self.number += 1;
            let id = format!("hcontainer_{}", self.number);
            let element = out
                .create_element("hcontainer")
                .with_attributes([("eId", id.as_str()), ("name", "article")]);
            element.write_inner_content(|out| {
                words(out.create_element("num"), label)?;
                self.below(out, &child)
            })?;
        }
        Ok(())
    }
}

fn meta(out: &mut Out, text: &MarkedText, made: &str) -> io::Result<()> {
    let work = format!("/akn/statement/{}", text.id);
    let expression = format!("{work}/{}@", text.language);
    let (day, what) = match &text.signed {
        Some(day) => (day.as_str(), "signed"),
        None => (NO_DAY, "unknown"),
    };
    let country = text.parties.first().map_or("un", String::as_str).to_lowercase();
    out.create_element("meta").write_inner_content(|out| {
        let identification =
            out.create_element("identification").with_attribute(("source", "#mengfu"));
        identification.write_inner_content(|out| {
            out.create_element("FRBRWork").write_inner_content(|out| {
                level(out, &work, day, what, "#parties")?;
                out.create_element("FRBRcountry")
                    .with_attribute(("value", country.as_str()))
                    .write_empty()?;
                Ok(())
            })?;
            out.create_element("FRBRExpression").write_inner_content(|out| {
                level(out, &expression, day, what, "#parties")?;
                let language = text.language.as_str();
                out.create_element("FRBRlanguage")
                    .with_attribute(("language", language))
                    .write_empty()?;
                Ok(())
            })?;
            out.create_element("FRBRManifestation").write_inner_content(|out| {
                level(out, &format!("{expression}.xml"), made, "made", "#mengfu")
            })?;
            Ok(())
        })?;
        let references = out.create_element("references").with_attribute(("source", "#mengfu"));
        references.write_inner_content(|out| {
            organisation(out, "mengfu", "/ontology/organization/mengfu", "Mengfu")?;
            let parties = text.parties.join(", ");
            organisation(out, "parties", "/ontology/organization/parties", &parties)
        })?;
        Ok(())
    })?;
    Ok(())
}

fn level(out: &mut Out, uri: &str, day: &str, what: &str, author: &str) -> io::Result<()> {
    out.create_element("FRBRthis").with_attribute(("value", uri)).write_empty()?;
    out.create_element("FRBRuri").with_attribute(("value", uri)).write_empty()?;
    out.create_element("FRBRdate")
        .with_attributes([("date", day), ("name", what)])
        .write_empty()?;
    out.create_element("FRBRauthor").with_attribute(("href", author)).write_empty()?;
    Ok(())
}

fn organisation(out: &mut Out, id: &str, href: &str, shown: &str) -> io::Result<()> {
    let element = out.create_element("TLCOrganization");
    element.with_attributes([("eId", id), ("href", href), ("showAs", shown)]).write_empty()?;
    Ok(())
}

fn paragraphs(out: &mut Out, sentences: &[Sentence]) -> io::Result<()> {
    sentences.iter().try_for_each(|sentence| marked(out, sentence, true))
}

fn sentence(out: &mut Out, sentence: &Sentence) -> io::Result<()> {
    let id = format!("p{}", sentence.number);
    let element = out.create_element("paragraph").with_attribute(("eId", id.as_str()));
    element.write_inner_content(|out| {
        out.create_element("content").write_inner_content(|out| marked(out, sentence, false))?;
        Ok(())
    })?;
    Ok(())
}

/// The words of a sentence as one `p`, acts as spans; an act that begins within another is not
/// marked again.
fn marked(out: &mut Out, sentence: &Sentence, named: bool) -> io::Result<()> {
    let id = format!("p{}", sentence.number);
    let element = out.create_element("p");
    let element = if named { element.with_attribute(("eId", id.as_str())) } else { element };
    element.write_inner_content(|out| {
        let text = |from: usize, to: usize| clean(sentence.text.get(from..to).unwrap_or_default());
        let mut at = 0;
        for act in sentence.acts.iter().filter(|act| !sentence.words(act).is_empty()) {
            if act.at.start < at {
                continue;
            }
            out.write_event(Event::Text(BytesText::new(&text(at, act.at.start))))?;
            let id = format!("{id}.a{}", act.number);
            let classes: Vec<String> =
                act.values.iter().map(|(name, value)| format!("{name}-{value}")).collect();
            let classes = clean(&classes.join(" "));
            let span = out.create_element("span");
            let span = span.with_attributes([("eId", id.as_str()), ("class", classes.as_str())]);
            words(span, sentence.words(act))?;
            at = act.at.end;
        }
        out.write_event(Event::Text(BytesText::new(&text(at, sentence.text.len()))))?;
        Ok(())
    })?;
    Ok(())
}

fn words<'a>(
    element: quick_xml::writer::ElementWriter<'a, Vec<u8>>,
    text: &str,
) -> io::Result<&'a mut Out> {
    element.write_text_content(BytesText::new(&clean(text)))
}

/// The words without the characters that XML cannot hold.
fn clean(text: &str) -> String {
    let plain = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().filter(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marked::MarkedAct;

    #[test]
    fn articles_nest_and_words_are_escaped() {
        let sentence = |number, article: &str, text: &str| Sentence {
            number,
            article: article.into(),
            text: text.into(),
            acts: vec![MarkedAct {
                number: 1,
                at: 0..text.len(),
                values: vec![("kind".into(), "commitment".into())],
                ..MarkedAct::default()
            }],
        };
        let text = MarkedText {
            id: "CHN-AZE/2005-03-17".into(),
            title: "联合声明 <script>&".into(),
            parties: vec!["CHN".into(), "AZE".into()],
            signed: None,
            language: "zho".into(),
            sentences: vec![
                sentence(1, "", "应邀访问。"),
                sentence(2, "一", "双方]]>愿。"),
                sentence(3, "一/（一）", "甲。"),
                sentence(4, "二", "乙\u{1}。"),
                sentence(5, "", "一式两份。"),
            ],
            ..MarkedText::default()
        };
        let xml = String::from_utf8(xml(&text, "2026-01-01").unwrap()).unwrap();
        assert!(xml.contains("<docTitle>联合声明 &lt;script&gt;&amp;</docTitle>"), "{xml}");
        assert!(xml.contains("<FRBRdate date=\"0001-01-01\" name=\"unknown\"/>"));
        let order =
            ["<preamble>", "<num>一</num>", "<num>（一）</num>", "<num>二</num>", "<conclusions>"];
        let places: Vec<usize> = order.iter().map(|what| xml.find(what).expect(what)).collect();
        assert!(places.is_sorted());
        assert!(!xml.contains('\u{1}'));
    }
}
