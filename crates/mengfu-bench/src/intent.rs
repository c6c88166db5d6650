//! How many of the links that a generated corpus intends are found, and how many of those found were intended.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use mengfu::Library;
use mengfu::engine::Engine;
use mengfu::library::{Access, LibraryError};
use mengfu::model::{InstrumentId, LinkKind};

use crate::generate::{Corpus, Label, Quote, Record};
use crate::scale::ScaleError;

/// What was found of what was intended, and intended of what was found.
#[derive(Debug, Default)]
pub struct Intent {
    intended: BTreeMap<(&'static str, bool), Found>,
    found: BTreeMap<&'static str, Meant>,
    /// Quotes of the truth that no act of the reading holds.
    pub unread: usize,
    /// Intended links that were missed or bear another label, some of each.
    pub missed: Vec<Missed>,
}

/// An intended link that was not found so.
#[derive(Debug)]
pub struct Missed {
    /// What was intended.
    pub intended: &'static str,
    /// What was found between the two, if anything.
    pub found: Option<LinkKind>,
    /// The earlier words.
    pub earlier: String,
    /// The later words.
    pub later: String,
}

#[derive(Debug, Default)]
struct Found {
    all: usize,
    linked: usize,
    labelled: usize,
    /// Through another mention of the same matter, with the right label.
    through: usize,
}

#[derive(Debug, Default)]
struct Meant {
    all: usize,
    same_matter: usize,
    /// Of those that the truth names itself, how many there are and how many bear this label.
    named: usize,
    labelled: usize,
}

/// Examples that are kept of each label.
const EXAMPLES: usize = 12;

/// The number of an act: its instrument's place among all, its provision and place in it.
type Key = i64;

/// Links a generated corpus in a register at `path`, and compares.
///
/// # Errors
/// Where wordings, packs, register or file are at fault.
pub fn compare(statements: usize, seed: u64, path: &Path) -> Result<Intent, ScaleError> {
    let library = Library::open(Engine::embedded()?, path, Access::Create)?;
    let (mut ids, mut truth) = (BTreeMap::new(), Vec::new());
    for file in Corpus::new(seed, statements)? {
        let file = file?;
        let read = library.engine().read(&file.name, &file.bytes).map_err(LibraryError::from)?;
        let added = library.add_read(&read, &file.bytes, "2036-01-01T00:00:00Z", false)?;
        if let [one] = added.instruments.as_slice() {
            ids.insert(file.name, one.id.clone());
        }
        truth.extend(file.truth);
    }
    library.settle(|_| ())?;
    let mut intent = Intent::default();
    let acts = Acts::new(&library, &ids, &truth, &mut intent)?;
    intent.compare(&acts, &truth);
    Ok(intent)
}

/// Acts by the words of the truth, and the links between them.
struct Acts {
    of: BTreeMap<(String, String), Vec<Key>>,
    matter: BTreeMap<Key, String>,
    links: BTreeMap<(Key, Key), LinkKind>,
    /// Links by their later end.
    to: BTreeMap<Key, Vec<(Key, LinkKind)>>,
}

impl Acts {
    fn new(
        library: &Library<'_>,
        ids: &BTreeMap<String, InstrumentId>,
        truth: &[Record],
        intent: &mut Intent,
    ) -> Result<Self, ScaleError> {
        let mut acts = Self {
            of: BTreeMap::new(),
            matter: BTreeMap::new(),
            links: BTreeMap::new(),
            to: BTreeMap::new(),
        };
        let mut notes: BTreeMap<&str, Vec<(&str, &Quote)>> = BTreeMap::new();
        for record in truth {
            if let Record::Act { matter, at } = record {
                notes.entry(&at.file).or_default().push((matter, at));
            }
        }
        for (file, notes) in notes {
            let Some(id) = ids.get(file) else { continue };
            acts.read(library, id, &notes, intent)?;
        }
        Ok(acts)
    }

    /// The acts of one instrument that the notes quote, and its links.
    fn read(
        &mut self,
        library: &Library<'_>,
        id: &InstrumentId,
        notes: &[(&str, &Quote)],
        intent: &mut Intent,
    ) -> Result<(), LibraryError> {
        library.register().read(|view| {
            let Some(no) = view.instrument_no(id)? else { return Ok(()) };
            let rows = view.acts_of(no)?;
            let texts: BTreeMap<_, _> =
                view.provisions_of(no)?.into_iter().map(|p| (p.key, p.text)).collect();
            for (matter, at) in notes {
                let mut keys = Vec::new();
                for row in &rows {
                    let Some(text) = texts.get(&row.key.provision()) else { continue };
                    let Some(from) = text.find(at.quote.as_str()) else { continue };
                    let (start, end) = (row.start as usize, row.end as usize);
                    let shared = end.min(from + at.quote.len()).saturating_sub(start.max(from));
                    if shared * 2 > (end - start).min(at.quote.len()) {
                        keys.push(row.key.0);
                        self.matter.insert(row.key.0, (*matter).to_owned());
                    }
                }
                intent.unread += usize::from(keys.is_empty());
                self.of.insert((at.file.clone(), at.quote.clone()), keys);
            }
            for link in view.links_of(no)? {
                if let (Some(earlier), Some(later)) = (link.earlier, link.later) {
                    self.links.insert((earlier.0, later.0), link.kind);
                    self.to.entry(later.0).or_default().push((earlier.0, link.kind));
                }
            }
            Ok(())
        })
    }

    fn at(&self, quote: &Quote) -> &[Key] {
        self.of.get(&(quote.file.clone(), quote.quote.clone())).map_or(&[], Vec::as_slice)
    }
}

impl Intent {
    fn compare(&mut self, acts: &Acts, truth: &[Record]) {
        let mut named: BTreeMap<(Key, Key), LinkKind> = BTreeMap::new();
        for record in truth {
            let Record::Link { link, matter, earlier, later, across } = record else { continue };
            let (code, kind) = kind(*link);
            let pairs: Vec<(Key, Key)> = acts
                .at(earlier)
                .iter()
                .flat_map(|e| acts.at(later).iter().map(|l| (*e, *l)))
                .collect();
            named.extend(pairs.iter().map(|pair| (*pair, kind)));
            let between: Vec<LinkKind> =
                pairs.iter().filter_map(|p| acts.links.get(p).copied()).collect();
            let same = |key: &Key| acts.matter.get(key) == Some(matter);
            let through = acts.at(later).iter().filter_map(|l| acts.to.get(l)).flatten();
            let through = through.filter(|(e, k)| *k == kind && same(e)).count() > 0;
            let found = self.intended.entry((code, *across)).or_default();
            found.all += 1;
            found.linked += usize::from(!between.is_empty());
            let right = between.contains(&kind);
            found.labelled += usize::from(right);
            found.through += usize::from(right || through);
            let examples = self.missed.iter().filter(|m| m.intended == code).count();
            if !right && !through && examples < EXAMPLES && (found.all.is_multiple_of(7) || *across)
            {
                self.missed.push(Missed {
                    intended: code,
                    found: between.first().copied(),
                    earlier: earlier.quote.clone(),
                    later: later.quote.clone(),
                });
            }
        }
        for ((earlier, later), kind) in &acts.links {
            let matters = acts.matter.get(earlier).zip(acts.matter.get(later));
            let Some((before, after)) = matters else { continue };
            let meant = self.found.entry(name(*kind)).or_default();
            meant.all += 1;
            meant.same_matter += usize::from(before == after);
            if let Some(label) = named.get(&(*earlier, *later)) {
                meant.named += 1;
                meant.labelled += usize::from(label == kind);
            }
        }
    }

    /// Both comparisons as tables in Markdown.
    pub fn tables(&self) -> String {
        let mut out = String::from(
            "| intended | all | linked | with this label | or through another mention |\n\
             | --- | ---: | ---: | ---: | ---: |\n",
        );
        let share =
            |part: usize, all: usize| format!("{:.1} %", part as f64 * 100.0 / all.max(1) as f64);
        for ((label, across), f) in &self.intended {
            let across = if *across { ", other parties" } else { "" };
            let cells = [f.linked, f.labelled, f.through].map(|n| share(n, f.all));
            let _ = writeln!(out, "| {label}{across} | {} | {} |", f.all, cells.join(" | "));
        }
        out.push_str(
            "\n| found | all | same matter | named by the truth | of them with this label |\n\
             | --- | ---: | ---: | ---: | ---: |\n",
        );
        for (label, m) in &self.found {
            let (same, right) = (share(m.same_matter, m.all), share(m.labelled, m.named));
            let _ = writeln!(out, "| {label} | {} | {same} | {} | {right} |", m.all, m.named);
        }
        out
    }
}

fn kind(label: Label) -> (&'static str, LinkKind) {
    let kind = match label {
        Label::Restates => LinkKind::Restates,
        Label::Strengthens => LinkKind::Strengthens,
        Label::Weakens => LinkKind::Weakens,
        Label::Advances => LinkKind::Advances,
        Label::Fulfils => LinkKind::Fulfils,
    };
    (name(kind), kind)
}

fn name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Restates => "restates",
        LinkKind::Strengthens => "strengthens",
        LinkKind::Weakens => "weakens",
        LinkKind::Mixed => "mixed",
        LinkKind::Advances => "advances",
        LinkKind::Fulfils => "fulfils",
        LinkKind::New => "new",
        LinkKind::Drops => "drops",
    }
}
