//! The English version of a statement is read to the same acts as its Chinese version.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use std::collections::BTreeMap;
use std::path::Path;

use mengfu::Engine;
use mengfu::model::*;

const CHINESE: &str = "examples/009_bom.txt";
const ENGLISH: &str = "examples/en/009_joint-statement.txt";

/// What the two readings may differ in: the act by the beginning of its English quote, what differs, and why.
const KNOWN: &[(&str, &str, &str)] = &[
    (
        "The Yunze side reaffirmed its adherence",
        "topics",
        "Chinese knows the principle of one state by the name of the state, and this state is invented",
    ),
    (
        "The two sides stand ready to jointly build",
        "references",
        "a name that no list knows: English has capital letters to tell it by, Chinese has none",
    ),
    (
        "and called on all coastal states",
        "topics",
        "Chinese takes the coastal states for a region, English the convention for what was spoken of",
    ),
    (
        "The Yunze side stands ready to provide",
        "topics",
        "Chinese takes the subject of the scholarships for what they are about too",
    ),
];

fn reading(file: &str) -> Reading {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(file);
    let source = Engine::embedded().unwrap().read(file, &std::fs::read(path).unwrap()).unwrap();
    let mut readings = source.reading.readings;
    assert_eq!(readings.len(), 1, "{file} holds one statement");
    readings.remove(0)
}

/// The acts with the article they stand in, by its number in the statement.
fn acts(reading: &Reading) -> Vec<(usize, &Provision, &Act)> {
    let mut articles: Vec<&str> = Vec::new();
    let mut acts = Vec::new();
    for provision in &reading.provisions {
        let known = articles.iter().position(|a| *a == provision.article);
        let number = known.unwrap_or_else(|| {
            articles.push(&provision.article);
            articles.len() - 1
        });
        acts.extend(provision.acts.iter().map(|act| (number, provision, act)));
    }
    acts
}

/// The parties of one reading by those of the other. Parties that no list knows have codes made from their
/// names, which differ from language to language, so they are matched by the acts in which they stand alone.
#[derive(Default)]
struct Names(BTreeMap<PartyCode, PartyCode>);

impl Names {
    fn translate(&mut self, chinese: &[Actor], english: &[Actor]) -> Vec<String> {
        if let ([Actor::Party(c)], [Actor::Party(e)]) = (chinese, english)
            && !self.0.values().any(|known| known == e)
        {
            self.0.entry(*c).or_insert(*e);
        }
        let translated = |actor: &Actor| match actor {
            Actor::Party(code) => self.0.get(code).unwrap_or(code).to_string(),
            Actor::Body(_) => "a body".to_owned(),
            Actor::All => "all".to_owned(),
        };
        chinese.iter().map(translated).collect()
    }
}

fn actors(list: &[Actor]) -> Vec<String> {
    Names::default().translate(list, &[])
}

/// What differs between two acts, each as `attribute: Chinese, English`.
fn differences(names: &mut Names, c: (usize, &Act), e: (usize, &Act)) -> Vec<String> {
    let ((c_article, c), (e_article, e)) = (c, e);
    let mut out = Vec::new();
    let mut compare = |what: &str, c: String, e: String| {
        if c != e {
            out.push(format!("{what}: {c} in Chinese, {e} in English"));
        }
    };
    compare("article", c_article.to_string(), e_article.to_string());
    compare("kind", format!("{:?}", c.kind), format!("{:?}", e.kind));
    compare("strength", format!("{:?}", c.strength), format!("{:?}", e.strength));
    compare("stance", format!("{:?}", c.stance), format!("{:?}", e.stance));
    compare("standing", c.standing.to_string(), e.standing.to_string());
    let translated = names.translate(&c.actors, &e.actors);
    compare("actors", format!("{translated:?}"), format!("{:?}", actors(&e.actors)));
    let topics = |act: &Act| act.topics.iter().map(Topic::code).collect::<Vec<_>>().join(" ");
    compare("topics", topics(c), topics(e));
    let times = |act: &Act| {
        let mut times: Vec<_> = act.times.iter().map(|t| (t.role, t.value.clone())).collect();
        times.sort_by_key(|(_, value)| value.as_ref().map(|v| v.0.clone()));
        format!("{times:?}")
    };
    compare("times", times(c), times(e));
    let quantities = |act: &Act| {
        let shown = act.quantities.iter().map(|q| format!("{} {}", q.value, q.unit));
        shown.collect::<Vec<_>>().join(", ")
    };
    compare("quantities", quantities(c), quantities(e));
    let references = |act: &Act| {
        let mut kinds: Vec<&str> = act.references.iter().map(|r| r.kind.code()).collect();
        kinds.sort_unstable();
        kinds.join(" ")
    };
    compare("references", references(c), references(e));
    out
}

#[test]
fn the_english_version_is_read_to_the_same_acts() {
    let (chinese, english) = (reading(CHINESE), reading(ENGLISH));
    assert_eq!((chinese.pack.as_str(), english.pack.as_str()), ("zh", "en"));
    assert_eq!(chinese.provisions.len(), english.provisions.len(), "provisions");
    let (c_acts, e_acts) = (acts(&chinese), acts(&english));
    let shown = |acts: &[(usize, &Provision, &Act)]| {
        acts.iter().map(|(_, p, a)| p.text.slice(a.quote).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(c_acts.len(), e_acts.len(), "{:#?}\n{:#?}", shown(&c_acts), shown(&e_acts));
    let mut names = Names::default();
    let (mut unexplained, mut met) = (Vec::new(), vec![false; KNOWN.len()]);
    for ((c_article, _, c), (e_article, provision, e)) in c_acts.into_iter().zip(e_acts) {
        let quote = provision.text.slice(e.quote);
        for difference in differences(&mut names, (c_article, c), (e_article, e)) {
            let known = |(begins, what, _): &(&str, &str, &str)| {
                quote.starts_with(begins) && difference.starts_with(what)
            };
            match KNOWN.iter().position(known) {
                Some(at) => met[at] = true,
                None => unexplained.push(format!("{quote}\n    {difference}")),
            }
        }
    }
    assert!(unexplained.is_empty(), "\n{}", unexplained.join("\n"));
    let gone: Vec<_> = KNOWN.iter().zip(met).filter(|(_, met)| !met).map(|(k, _)| k).collect();
    assert!(gone.is_empty(), "no longer different: {gone:?}");
}

#[test]
fn the_english_version_is_the_same_instrument() {
    let (chinese, english) = (reading(CHINESE).instrument, reading(ENGLISH).instrument);
    assert_eq!(chinese.kind, english.kind);
    assert_eq!(chinese.signed, english.signed);
    assert_eq!(chinese.visit, english.visit);
    assert_eq!(chinese.copies, english.copies);
    assert_eq!(chinese.languages, english.languages);
    assert_eq!(chinese.complete, english.complete);
    assert_eq!(chinese.title.derived, english.title.derived);
    assert_eq!(chinese.parties.len(), english.parties.len());
    assert_eq!(chinese.signatories.len(), english.signatories.len());
    assert!(chinese.partnership.is_some() && english.partnership.is_some());
    assert_eq!(english.place.as_deref(), Some("Qingze"));
    assert_eq!(english.signatories, ["Lin Savier", "Olena Ferran"]);
}
