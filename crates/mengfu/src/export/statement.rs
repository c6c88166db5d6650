//! A statement of the register with its acts marked.

use mengfu_export::marked::{MarkedAct, MarkedText, Sentence};
use mengfu_model::{Act, Actor, Provision};

use crate::library::Shown;

/// The statement `shown`, sentence by sentence, with the values of its acts as codes.
pub fn marked(shown: &Shown) -> MarkedText {
    let reading = shown.source.reading.readings.first();
    let whole_day = |day: &&String| day.len() == 10;
    let language = match reading.map(|r| r.pack.as_str()) {
        Some("zh") => "zho",
        Some("en") => "eng",
        _ => "und",
    };
    let provisions = reading.map(|r| r.provisions.as_slice()).unwrap_or_default();
    MarkedText {
        id: shown.listed.id.0.clone(),
        title: shown.listed.title.clone(),
        parties: shown.listed.parties.clone(),
        signed: shown.listed.signed.as_ref().filter(whole_day).cloned(),
        language: language.to_owned(),
        source: shown.source.sha256.clone(),
        sentences: (1..).zip(provisions).map(|(number, p)| sentence(number, p)).collect(),
    }
}

fn sentence(number: u32, provision: &Provision) -> Sentence {
    let act = |(number, act): (u32, &Act)| MarkedAct {
        number,
        at: act.quote.range(),
        bytes: provision.text.source_of(act.quote).iter().map(|span| span.range()).collect(),
        values: values(act, provision),
    };
    Sentence {
        number,
        article: provision.article.clone(),
        text: provision.text.as_str().to_owned(),
        acts: (1..).zip(&provision.acts).map(act).collect(),
    }
}

fn values(act: &Act, provision: &Provision) -> Vec<(String, String)> {
    let mut values = vec![("kind".to_owned(), act.kind.code().to_owned())];
    let mut add = |name: &str, value: &str| values.push((name.to_owned(), value.to_owned()));
    act.stance.iter().for_each(|stance| add("stance", stance.code()));
    act.strength.iter().for_each(|strength| add("strength", strength.code()));
    if act.standing {
        add("standing", "yes");
    }
    for actor in &act.actors {
        match actor {
            Actor::All => add("actor", "all"),
            Actor::Party(code) => add("actor", code.as_str()),
            Actor::Body(at) => add("actor", provision.text.slice(*at)),
        }
    }
    act.topics.iter().for_each(|topic| add("topic", topic.code()));
    act.times.iter().filter_map(|t| t.value.as_ref()).for_each(|time| add("time", &time.0));
    values
}
