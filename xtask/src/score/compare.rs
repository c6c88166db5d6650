//! Compares readings with gold: the definitions of the measures.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::baseline::{ActMark, Mark};
use super::body::{Body, core, squeeze};
use super::pairing::{Matches, Placed, match_acts, pair_instruments, place_acts, shift};
use super::records::{ActRecord, GoldInstrument, ProvisionRecord, ReadingRecord};
use super::tally::Tally;

/// Strengths in the order of the scale on which their distance is measured.
const SCALE: [&str; 7] = ["explore", "favour", "willing", "will", "agree", "bind", "declare"];
/// What a gold instrument may state about itself, beside title and articles.
const META: [&str; 6] = ["parties", "signed", "place", "signatories", "partnership", "complete"];
/// Matched acts that share more than this count as exact.
const EXACT: f64 = 0.95;

/// The outcome of a comparison.
#[derive(Debug, Default)]
pub(crate) struct Comparison {
    pub(crate) tally: Tally,
    /// Of each kind: right, read and gold acts.
    pub(crate) kinds: BTreeMap<String, [usize; 3]>,
    /// Gold and read strength of matched commitments, as places on the scale.
    pub(crate) strengths: Vec<(usize, usize)>,
    /// What was right of each gold act.
    pub(crate) marks: Vec<ActMark>,
}

/// Compares all readings with all gold instruments.
pub(crate) fn compare(gold: &[GoldInstrument], reads: &[ReadingRecord]) -> Comparison {
    let mut out = Comparison::default();
    let pairing = pair_instruments(gold, reads);
    for (g, _) in gold.iter().zip(&pairing).filter(|(_, found)| found.is_none()) {
        out.tally.error("instrument missed", g.id.clone());
    }
    let used: BTreeSet<usize> = pairing.iter().copied().flatten().collect();
    out.tally.add("instruments gold", gold.len());
    out.tally.add("instruments read", reads.len());
    out.tally.add("instruments paired", used.len());
    for (_, read) in reads.iter().enumerate().filter(|(i, _)| !used.contains(i)) {
        let name = |field| read.instrument.get(field).unwrap_or(&Value::Null).to_string();
        out.tally.error("instrument spurious", format!("{} | {}", name("id"), name("title")));
    }
    for (g, found) in gold.iter().zip(pairing) {
        let read = found.and_then(|i| reads.get(i));
        compare_meta(&mut out.tally, g, read);
        if g.provisions.as_ref().is_some_and(|p| !p.is_empty()) {
            compare_body(&mut out, g, read);
        }
    }
    out
}

fn compare_meta(tally: &mut Tally, gold: &GoldInstrument, read: Option<&ReadingRecord>) {
    let of =
        |field: &str| read.and_then(|r| r.instrument.get(field)).cloned().unwrap_or(Value::Null);
    for field in META {
        let Some(wanted) = gold.meta.get(field) else { continue };
        let found = of(field);
        let ok = match wanted {
            Value::Array(_) if field == "parties" => sorted(words(wanted)) == sorted(words(&found)),
            Value::Array(_) => words(wanted) == words(&found),
            _ => *wanted == found,
        };
        let name = format!("meta {field}");
        tally.check(&name, ok);
        if !ok {
            tally.error(&name, format!("{} | gold {wanted} | read {found}", gold.id));
        }
    }
    if let Some(title) = gold.meta.get("title").and_then(Value::as_str).filter(|t| !t.is_empty()) {
        let found = of("title");
        let ok = squeeze(title) == squeeze(found.as_str().unwrap_or_default());
        tally.check("meta title", ok);
        if !ok {
            tally.error("meta title", format!("{} | {title} | {found}", gold.id));
        }
    }
    let mut tops: Vec<&str> = read
        .iter()
        .flat_map(|r| &r.provisions)
        .filter_map(|p| p.article.as_deref()?.split('/').next())
        .filter(|top| !top.is_empty())
        .collect();
    tops.dedup();
    let wanted = gold.meta.get("articles_top").and_then(Value::as_u64);
    let ok = wanted == Some(tops.len() as u64);
    tally.check("meta articles", ok);
    if !ok {
        tally.differs("meta articles", &gold.id, &wanted, &tops.len());
    }
}

fn compare_body(out: &mut Comparison, gold: &GoldInstrument, read: Option<&ReadingRecord>) {
    let filled: Vec<ProvisionRecord> = gold
        .provisions
        .iter()
        .flatten()
        .filter(|p| !p.heading)
        .map(|p| {
            let quotes = || p.acts.iter().map(|a| a.q.as_str()).collect::<Vec<_>>().join("，");
            ProvisionRecord { text: Some(p.text.clone().unwrap_or_else(quotes)), ..p.clone() }
        })
        .collect();
    let gold_provisions: Vec<&ProvisionRecord> = filled.iter().collect();
    let read_provisions: Vec<&ProvisionRecord> = read.iter().flat_map(|r| &r.provisions).collect();
    let gold_body = body_of(&gold_provisions);
    let read_body = body_of(&read_provisions);
    compare_provisions(&mut out.tally, &gold.id, &gold_provisions, &read_provisions);

    let gold_acts = place_acts(&gold_provisions, &gold_body);
    let read_acts = place_acts(&read_provisions, &read_body);
    let gold_places: Vec<_> = gold_acts.iter().map(|a| a.at).collect();
    let read_places: Vec<_> = read_acts.iter().map(|a| shift(a, &read_body, &gold_body)).collect();
    let matches = match_acts(&gold_places, &read_places);
    compare_acts(out, &gold.id, &gold_acts, &read_acts, &matches);
    compare_lists(&mut out.tally, &gold.id, &gold_acts, &read_acts);
}

fn compare_provisions(
    tally: &mut Tally,
    id: &str,
    gold: &[&ProvisionRecord],
    read: &[&ProvisionRecord],
) {
    let cores = |list: &[&ProvisionRecord]| -> BTreeSet<String> {
        list.iter().map(|p| core(p.text.as_deref().unwrap_or_default())).collect()
    };
    let (gold_set, read_set) = (cores(gold), cores(read));
    let both = gold_set.intersection(&read_set).count();
    tally.sets("provision", both, gold_set.len(), read_set.len());
    for missed in gold_set.difference(&read_set) {
        tally.error("provision missed", format!("{id} | {}", start(missed, 60)));
    }
    let articles: BTreeMap<String, &str> =
        gold.iter().map(|p| (core(p.text.as_deref().unwrap_or_default()), article_of(p))).collect();
    for p in read {
        let text = core(p.text.as_deref().unwrap_or_default());
        let Some(wanted) = articles.get(&text) else { continue };
        let ok = squeeze(article_of(p)) == squeeze(wanted);
        tally.check("article", ok);
        if !ok {
            let at = format!("{id} | {}", start(&text, 30));
            tally.differs("article", &at, wanted, &article_of(p));
        }
    }
}

fn compare_acts(
    out: &mut Comparison,
    id: &str,
    gold: &[Placed<'_>],
    read: &[Placed<'_>],
    matches: &Matches,
) {
    let tally = &mut out.tally;
    let exact = matches.by_gold.values().filter(|(_, share)| *share > EXACT).count();
    tally.add("act exact", exact);
    tally.sets("act", matches.by_gold.len(), gold.len(), read.len());
    let mut count = |kind: &str, column: usize| {
        let row = out.kinds.entry(kind.to_owned()).or_default();
        row.iter_mut().skip(column).take(1).for_each(|n| *n += 1);
    };
    for (i, placed) in gold.iter().enumerate() {
        count(&placed.act.kind, 2);
        if !matches.by_gold.contains_key(&i) {
            tally.error("act missed", format!("{id} | {}", start(&placed.act.q, 50)));
        }
    }
    for (j, placed) in read.iter().enumerate() {
        count(&placed.act.kind, 1);
        if !matches.read.contains(&j) {
            tally.error("act spurious", format!("{id} | {}", start(&placed.act.q, 50)));
        }
    }
    for (i, placed) in gold.iter().enumerate() {
        let found = matches.by_gold.get(&i).and_then(|(j, _)| read.get(*j));
        let mark = found.map_or_else(Mark::default, |f| {
            if placed.act.kind == f.act.kind {
                count(&placed.act.kind, 0);
            }
            compare_act(tally, &mut out.strengths, id, placed.act, f.act)
        });
        let earlier = out.marks.iter().filter(|m| m.is_of(id, &placed.act.q)).count();
        out.marks.push(ActMark::new(id, &placed.act.q, earlier, mark));
    }
}

/// Compares one matched act with its gold, and says what was right.
fn compare_act(
    tally: &mut Tally,
    strengths: &mut Vec<(usize, usize)>,
    id: &str,
    gold: &ActRecord,
    read: &ActRecord,
) -> Mark {
    let at = format!("{id} | {}", start(&gold.q, 50));
    let mut mark = Mark { matched: true, ..Mark::default() };

    mark.kind = gold.kind == read.kind;
    tally.check("kind", mark.kind);
    if !mark.kind {
        tally.differs("kind", &at, &gold.kind, &read.kind);
    }
    mark.actors = sorted(gold.actors.clone()) == sorted(read.actors.clone());
    tally.check("actor", mark.actors);
    if !mark.actors {
        tally.differs("actor", &at, &gold.actors, &read.actors);
    }
    if mark.kind && gold.kind == "commitment" {
        let step = |s: &Option<String>| SCALE.iter().position(|x| Some(*x) == s.as_deref());
        if let (Some(a), Some(b)) = (step(&gold.strength), step(&read.strength)) {
            strengths.push((a, b));
        }
        mark.strength = gold.strength == read.strength;
        tally.check("strength", mark.strength);
        if !mark.strength {
            tally.differs("strength", &at, &gold.strength, &read.strength);
        }
        mark.standing = gold.standing.unwrap_or_default() == read.standing.unwrap_or_default();
        tally.check("standing", mark.standing);
        if !mark.standing {
            tally.differs("standing", &at, &gold.standing, &read.standing);
        }
    }
    if mark.kind && gold.kind == "position" {
        mark.stance = gold.stance == read.stance;
        tally.check("stance", mark.stance);
        if !mark.stance {
            tally.differs("stance", &at, &gold.stance, &read.stance);
        }
    }
    let set = |a: &ActRecord| a.topics.iter().flatten().cloned().collect::<BTreeSet<_>>();
    let (a, b) = (set(gold), set(read));
    tally.sets("topic", a.intersection(&b).count(), a.len(), b.len());
    mark.topics = a == b;
    if !mark.topics {
        tally.differs("topic", &at, &a, &b);
    }
    mark.times = counted(times(gold)) == counted(times(read));
    mark.quantities = counted(quantities(gold)) == counted(quantities(read));
    mark.refs = counted(refs(gold)) == counted(refs(read));
    mark
}

/// Compares the times, quantities and references of a whole instrument, whichever acts hold them.
fn compare_lists(tally: &mut Tally, id: &str, gold: &[Placed<'_>], read: &[Placed<'_>]) {
    let all = |list: &[Placed<'_>], of: fn(&ActRecord) -> Vec<String>| {
        counted(list.iter().flat_map(|p| of(p.act)).collect())
    };
    for (name, of) in [
        ("time", times as fn(&ActRecord) -> Vec<String>),
        ("quantities", quantities),
        ("refs", refs),
    ] {
        let (g, r) = (all(gold, of), all(read, of));
        compare_counts(tally, name, &g, &r);
        let more = |a: &Counts, b: &Counts| -> Vec<String> {
            let above = |(k, n): (&String, &usize)| {
                (*n > b.get(k).copied().unwrap_or_default()).then(|| k.clone())
            };
            a.iter().filter_map(above).collect()
        };
        for k in more(&g, &r) {
            tally.error(&format!("{name} missed"), format!("{id} | {k}"));
        }
        for k in more(&r, &g) {
            tally.error(&format!("{name} spurious"), format!("{id} | {k}"));
        }
        if name == "time" {
            let (g, r) = (all(gold, time_values), all(read, time_values));
            compare_counts(tally, "time-value", &g, &r);
        }
    }
}

type Counts = BTreeMap<String, usize>;

fn compare_counts(tally: &mut Tally, name: &str, gold: &Counts, read: &Counts) {
    let both: usize =
        gold.iter().map(|(k, n)| (*n).min(read.get(k).copied().unwrap_or_default())).sum();
    tally.sets(name, both, gold.values().sum(), read.values().sum());
}

fn counted(keys: Vec<String>) -> Counts {
    keys.into_iter().fold(Counts::new(), |mut counts, key| {
        *counts.entry(key).or_default() += 1;
        counts
    })
}

fn times(act: &ActRecord) -> Vec<String> {
    let key =
        |t: &super::records::TimeRecord| format!("{:?}", (squeeze(&t.text), &t.edtf, &t.role));
    act.time.iter().flatten().map(key).collect()
}

fn time_values(act: &ActRecord) -> Vec<String> {
    let key = |t: &super::records::TimeRecord| format!("{:?}", (squeeze(&t.text), &t.edtf));
    act.time.iter().flatten().map(key).collect()
}

fn quantities(act: &ActRecord) -> Vec<String> {
    let key = |q: &super::records::QuantityRecord| {
        // Negative zero is zero.
        let value = q.value.map(|v| v + 0.0);
        format!("{:?}", (squeeze(&q.text), value, &q.unit))
    };
    act.quantities.iter().flatten().map(key).collect()
}

fn refs(act: &ActRecord) -> Vec<String> {
    let key = |r: &super::records::ReferenceRecord| format!("{:?}", (squeeze(&r.text), &r.kind));
    act.refs.iter().flatten().map(key).collect()
}

fn body_of(provisions: &[&ProvisionRecord]) -> Body {
    Body::of(provisions.iter().filter_map(|p| p.text.as_deref()))
}

fn article_of(provision: &ProvisionRecord) -> &str {
    provision.article.as_deref().unwrap_or_default()
}

/// The strings of a JSON list, without white space; empty for anything else.
fn words(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(squeeze).collect()
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

/// The first `n` characters.
fn start(text: &str, n: usize) -> String {
    text.chars().take(n).collect()
}
