//! Acts as annotations (W3C Web Annotation Data Model, JSON-LD).
//!
//! Each act is found twice: in the words of the statement, by position and by quote, and in the source
//! as received, by bytes. Positions count Unicode characters of [`MarkedText::plain`], as the model
//! demands.

use serde_json::{Value, json};

use crate::ExportError;
use crate::marked::{MarkedAct, MarkedText, Sentence};

/// How many characters of context go with a quote.
const CONTEXT: usize = 32;

/// The annotations of a statement as one collection with one page; `made` is its day.
pub fn json_ld(text: &MarkedText, made: &str) -> Result<Vec<u8>, ExportError> {
    let name = iri(&text.id);
    let mut items = Vec::new();
    let mut before = 0;
    for sentence in &text.sentences {
        items
            .extend(sentence.acts.iter().map(|act| annotation(text, &name, sentence, act, before)));
        before += sentence.text.chars().count() + 1;
    }
    let collection = json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("{name}/annotations"),
        "type": "AnnotationCollection",
        "label": text.title,
        "created": format!("{made}T00:00:00Z"),
        "generator": { "id": "https://crates.io/crates/mengfu", "type": "Software", "name": "Mengfu" },
        "total": items.len(),
        "first": {
            "id": format!("{name}/annotations/1"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    });
    let mut out = serde_json::to_vec_pretty(&collection)?;
    out.push(b'\n');
    Ok(out)
}

fn annotation(
    text: &MarkedText,
    name: &str,
    sentence: &Sentence,
    act: &MarkedAct,
    before: usize,
) -> Value {
    let head = sentence.text.get(..act.at.start).unwrap_or_default();
    let tail = sentence.text.get(act.at.end..).unwrap_or_default();
    let words = sentence.words(act);
    let start = before + head.chars().count();
    let back = head.chars().count().saturating_sub(CONTEXT);
    let quote = json!({
        "type": "TextQuoteSelector",
        "exact": words,
        "prefix": head.chars().skip(back).collect::<String>(),
        "suffix": tail.chars().take(CONTEXT).collect::<String>(),
    });
    let position = json!({
        "type": "TextPositionSelector",
        "start": start,
        "end": start + words.chars().count(),
    });
    let bytes = act.bytes.iter().map(
        |range| json!({ "type": "DataPositionSelector", "start": range.start, "end": range.end }),
    );
    let tags = act.values.iter().map(|(attribute, value)| {
        json!({
            "type": "TextualBody",
            "purpose": "tagging",
            "value": format!("{attribute}:{value}"),
        })
    });
    json!({
        "id": format!("{name}#p{}.a{}", sentence.number, act.number),
        "type": "Annotation",
        "motivation": "tagging",
        "body": tags.collect::<Vec<_>>(),
        "target": [
            { "source": name, "selector": [position, quote] },
            { "source": format!("urn:sha256:{}", text.source), "selector": bytes.collect::<Vec<_>>() },
        ],
    })
}

/// The name of an instrument as an IRI.
fn iri(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-/~.".contains(c);
    let mut out = "urn:mengfu:".to_owned();
    for c in id.chars() {
        if plain(c) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|b| format!("%{b:02X}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn position_and_quote_find_the_same_words() {
        let act = |at, number| MarkedAct {
            number,
            at,
            bytes: vec![10..13, 20..32],
            ..MarkedAct::default()
        };
        let text = MarkedText {
            id: "CHN-AZE/2005-03-17".into(),
            sentences: vec![
                Sentence { number: 1, text: "一国。".into(), ..Sentence::default() },
                Sentence {
                    number: 2,
                    text: "双方愿合作，并将努力。".into(),
                    acts: vec![act(0..15, 1), act(18..30, 2)],
                    ..Sentence::default()
                },
            ],
            ..MarkedText::default()
        };
        let plain: Vec<char> = text.plain().chars().collect();
        let value: Value = serde_json::from_slice(&json_ld(&text, "2026-01-01").unwrap()).unwrap();
        let items = value["first"]["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        for item in items {
            let selectors = &item["target"][0]["selector"];
            let at = |key: &str| usize::try_from(selectors[0][key].as_u64().unwrap()).unwrap();
            let words: String = plain[at("start")..at("end")].iter().collect();
            assert_eq!(selectors[1]["exact"], words.as_str());
        }
        assert_eq!(items[1]["target"][0]["selector"][1]["prefix"], "双方愿合作，");
        assert_eq!(items[1]["id"], "urn:mengfu:CHN-AZE/2005-03-17#p2.a2");
    }
}
