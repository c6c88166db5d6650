//! The corpus: statements in the order of their days, each going on from what was said before it.

use std::collections::BTreeMap;

use super::compose::{Part, Parts};
use super::day::Day;
use super::dress;
use super::expand::Slots;
use super::formula::InUse;
use super::frame::Frame;
use super::life::{Matter, Moment, Saying};
use super::random::Random;
use super::truth::{Quote, Record};
use super::wording::{Kind, Scope, Subject, WordingError, Wordings};
use super::world::{Lineage, World};

/// A corpus of fictional statements: an iterator of its files, in the order of their days.
#[derive(Debug)]
pub struct Corpus {
    words: Wordings,
    world: World,
    /// Lineage and place in it, by day.
    order: std::vec::IntoIter<(Day, usize, usize)>,
    stories: Vec<Story>,
    /// What a state has to tell of its projects with another.
    news: BTreeMap<usize, Vec<(usize, Matter)>>,
    lineage_of: BTreeMap<String, usize>,
    written: usize,
}

/// A file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// What was intended, as far as it concerns this statement and earlier ones.
    pub truth: Vec<Record>,
}

/// What a lineage has been saying.
#[derive(Debug)]
struct Story {
    random: Random,
    matters: Vec<Matter>,
    /// How many matters there have been of each subject.
    used: BTreeMap<(usize, usize), usize>,
    formulas: Vec<InUse>,
    frame: Frame,
    last: Option<Day>,
}

/// Sentences of the first statements and of the last, which are longer.
const SENTENCES: (i64, i64) = (58, 118);
/// Of a hundred sentences that a lineage would have if it told all that lives at once.
const TOLD: usize = 72;

impl Corpus {
    /// A corpus of `statements` statements. The same seed gives the same corpus.
    ///
    /// # Errors
    /// Only where the wordings are at fault.
    pub fn new(seed: u64, statements: usize) -> Result<Self, WordingError> {
        let words = Wordings::load()?;
        let world = World::new(&words, seed, statements);
        let mut order = Vec::new();
        let mut stories = Vec::new();
        for (at, lineage) in world.lineages.iter().enumerate() {
            order.extend(lineage.days.iter().zip(0..).map(|(day, nth)| (*day, at, nth)));
            let mut random = Random::new(seed, at as u64 + 1);
            let mut formulas = Vec::new();
            for (formula, wording) in words.formulas.iter().enumerate() {
                if random.chance(wording.chance) {
                    formulas.push(InUse::new(formula, wording, &mut random));
                }
            }
            let frame = Frame::new(&words, &mut random);
            let (matters, used) = (Vec::new(), BTreeMap::new());
            stories.push(Story { random, matters, used, formulas, frame, last: None });
        }
        order.sort_unstable();
        Ok(Self {
            words,
            world,
            order: order.into_iter(),
            stories,
            news: BTreeMap::new(),
            lineage_of: BTreeMap::new(),
            written: 0,
        })
    }

    fn write(&mut self, day: Day, at: usize, nth: usize) -> Result<Option<File>, WordingError> {
        self.written += 1;
        let number = format!("{:05}", self.written);
        let (Some(lineage), Some(story)) = (self.world.lineages.get(at), self.stories.get_mut(at))
        else {
            return Ok(None);
        };
        let mut random = story.random.clone();
        let form = dress::Form::choose(&mut random);
        let name = format!("{number}.{}", form.extension());
        let slots = super::slots::of(&self.words, &self.world, lineage);
        let before = story.last.unwrap_or(Day(day.0 - 400));
        let moment = Moment {
            common: &self.words.common,
            file: &name,
            year: day.year(),
            days: (before, day),
            slots: &slots,
        };
        let mut telling = Telling {
            words: &self.words,
            world: &self.world,
            lineage,
            at,
            moment,
            parts: Parts::default(),
            truth: Vec::new(),
            lineage_of: &self.lineage_of,
        };
        telling.relation(story, nth, &mut random)?;
        telling.formulas(story, &mut random)?;
        telling.matters(story, &mut self.news, &mut random)?;
        telling.news(&mut self.news, &mut random)?;
        let (mut parts, mut truth) = (telling.parts, telling.truth);
        // Matters of groups lie with the story of the group.
        if lineage.group.is_none() {
            let groups = (0..self.world.lineages.len())
                .filter(|g| self.world.lineages.get(*g).is_some_and(|g| g.holds(lineage)));
            for group in groups.collect::<Vec<_>>() {
                let Some(group) = self.stories.get_mut(group) else { continue };
                let moment = Moment {
                    common: &self.words.common,
                    file: &name,
                    year: day.year(),
                    days: (before, day),
                    slots: &slots,
                };
                let mut telling = Telling {
                    words: &self.words,
                    world: &self.world,
                    lineage,
                    at,
                    moment,
                    parts: Parts::default(),
                    truth: Vec::new(),
                    lineage_of: &self.lineage_of,
                };
                telling.of_group(group, &mut random)?;
                parts.extend(telling.parts);
                truth.append(&mut telling.truth);
            }
        }
        let Some(story) = self.stories.get_mut(at) else { return Ok(None) };
        let mut articles = parts.articles(&self.words.common, &mut random);
        if lineage.group.is_some() {
            // Leads and results speak of two states.
            let [two, several] = &self.words.common.states;
            let paragraphs = articles.iter_mut().flat_map(|a| &mut a.paragraphs);
            paragraphs.for_each(|p| *p = p.replace(two.as_str(), several));
        }
        let scene = super::frame::Scene {
            words: &self.words,
            world: &self.world,
            lineage,
            slots: &slots,
            day,
            nth,
        };
        let statement = story.frame.statement(&scene, articles, &mut random)?;
        truth.insert(0, statement.record(&name, at, &self.world, lineage, day));
        let bytes = form.dress(&statement, &self.words, day, &mut random);
        story.last = Some(day);
        story.random = random;
        self.lineage_of.insert(name.clone(), at);
        Ok(Some(File { name, bytes, truth }))
    }
}

impl Iterator for Corpus {
    type Item = Result<File, WordingError>;

    fn next(&mut self) -> Option<Self::Item> {
        let (day, at, nth) = self.order.next()?;
        self.write(day, at, nth).transpose()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.order.size_hint()
    }
}

/// One statement while its sentences are gathered.
struct Telling<'a> {
    words: &'a Wordings,
    world: &'a World,
    lineage: &'a Lineage,
    at: usize,
    moment: Moment<'a>,
    parts: Parts,
    truth: Vec<Record>,
    lineage_of: &'a BTreeMap<String, usize>,
}

impl Telling<'_> {
    /// How the parties name their relation.
    fn relation(
        &mut self,
        story: &mut Story,
        nth: usize,
        random: &mut Random,
    ) -> Result<(), WordingError> {
        let told = story.frame.relation(self.words, &self.moment, nth, random)?;
        let matter = format!("{}/relation", self.at);
        self.note(&matter, &told.quote);
        if let Some((link, earlier)) = told.link {
            let later = self.quote(&told.quote);
            self.truth.push(Record::Link { link, matter, earlier, later, across: false });
        }
        self.push("political", told.sentence, false, true);
        Ok(())
    }

    fn formulas(&mut self, story: &mut Story, random: &mut Random) -> Result<(), WordingError> {
        for used in &mut story.formulas {
            let Some(formula) = self.words.formulas.get(used.formula) else { continue };
            let host = self.moment.slots.contains_key("part");
            let group = self.lineage.group.is_some();
            let fits = formula.since <= self.moment.year
                && (host || !formula.host)
                && (!group || formula.by == "all");
            if !fits {
                continue;
            }
            let who = match formula.by.as_str() {
                "all" => self.moment.slots.get("all"),
                by => self.moment.slots.get(by),
            };
            let who = who.cloned().unwrap_or_default();
            let sentence = used.say(formula, &who, &self.moment, random)?;
            let (at, id) = (self.at, &formula.id);
            let matter = |clause: usize| format!("{at}/{id}/{clause}");
            for said in sentence.said {
                self.note(&matter(said.clause), &said.quote);
                if let Some((link, earlier)) = said.link {
                    let later = self.quote(&said.quote);
                    let matter = matter(said.clause);
                    self.truth.push(Record::Link { link, matter, earlier, later, across: false });
                }
            }
            for (clause, earlier) in sentence.dropped {
                let absent = self.moment.file.to_owned();
                self.truth.push(Record::Drop { matter: matter(clause), earlier, absent });
            }
            self.push(&formula.theme, sentence.text, false, false);
        }
        Ok(())
    }

    /// All matters of the lineage, after new ones have been begun.
    fn matters(
        &mut self,
        story: &mut Story,
        news: &mut BTreeMap<usize, Vec<(usize, Matter)>>,
        random: &mut Random,
    ) -> Result<(), WordingError> {
        let group = self.lineage.group.is_some();
        self.begin(story, random);
        for mut matter in std::mem::take(&mut story.matters) {
            let Some(family) = self.words.families.get(matter.family) else { continue };
            let reported = !family.elsewhere.is_empty() && matter.may_be_done(family);
            if !group && reported && random.chance(9) {
                // Its own parties say no more of it; one of them will tell it to somebody else.
                let names = ["An", "Bn", "Af", "Bf", "AB", "abbrA"];
                for name in names {
                    let value = self.moment.slots.get(name).cloned().unwrap_or_default();
                    matter.slots.insert(name.into(), value);
                }
                let teller = self.lineage.parties.first().copied().unwrap_or_default();
                news.entry(teller).or_default().push((self.at, matter));
                continue;
            }
            if let Some(saying) = matter.say(family, &self.moment, random)? {
                self.tell(&matter, saying);
            }
            if !matter.over {
                story.matters.push(matter);
            } else if let Some(earlier) = matter.dropped().filter(|_| !family.standing || group) {
                let absent = self.moment.file.to_owned();
                let (matter, earlier) = (matter.name.clone(), earlier.clone());
                self.truth.push(Record::Drop { matter, earlier, absent });
            }
        }
        Ok(())
    }

    /// What the first party has done with others.
    fn news(
        &mut self,
        news: &mut BTreeMap<usize, Vec<(usize, Matter)>>,
        random: &mut Random,
    ) -> Result<(), WordingError> {
        let teller = self.lineage.parties.first().copied().unwrap_or_default();
        let Some(waiting) = news.get_mut(&teller) else { return Ok(()) };
        let Some(at) = waiting.iter().position(|(lineage, _)| *lineage != self.at) else {
            return Ok(());
        };
        if self.lineage.group.is_some() || random.chance(50) {
            return Ok(());
        }
        let (_, mut matter) = waiting.remove(at);
        let Some(family) = self.words.families.get(matter.family) else { return Ok(()) };
        if let Some(saying) = matter.say_elsewhere(family, &self.moment, random)? {
            self.tell_as("regional", &matter, saying);
        }
        Ok(())
    }

    /// Matters of a group to which both parties belong.
    fn of_group(&mut self, group: &mut Story, random: &mut Random) -> Result<(), WordingError> {
        for matter in &mut group.matters {
            let Some(family) = self.words.families.get(matter.family) else { continue };
            if family.scope != Scope::Group || matter.over || random.chance(55) {
                continue;
            }
            if let Some(saying) = matter.say(family, &self.moment, random)? {
                self.tell(matter, saying);
            }
        }
        group.matters.retain(|m| !m.over);
        Ok(())
    }

    fn tell(&mut self, matter: &Matter, saying: Saying) {
        let family = self.words.families.get(matter.family);
        let theme = family.and_then(|f| f.subject.get(matter.subject));
        let theme = theme.map_or("", |s| s.theme.as_str()).to_owned();
        self.tell_as(&theme, matter, saying);
    }

    fn tell_as(&mut self, theme: &str, matter: &Matter, saying: Saying) {
        self.note(&matter.name, &saying.quote);
        if let Some((link, earlier)) = saying.link {
            let across = self.lineage_of.get(&earlier.file) != Some(&self.at);
            let (later, matter) = (self.quote(&saying.quote), matter.name.clone());
            self.truth.push(Record::Link { link, matter, earlier, later, across });
        }
        let undertaking = saying.kind == Kind::Undertake;
        self.push(theme, saying.sentence, undertaking, saying.kind == Kind::Appraisal);
    }

    fn push(&mut self, theme: &str, text: String, undertaking: bool, first: bool) {
        let themes = &self.words.common.theme;
        let theme = themes.iter().position(|t| t.id == theme).unwrap_or(themes.len());
        self.parts.push(Part { theme, text, undertaking, first });
    }

    fn note(&mut self, matter: &str, quote: &str) {
        let (matter, at) = (matter.to_owned(), self.quote(quote));
        self.truth.push(Record::Act { matter, at });
    }

    fn quote(&self, quote: &str) -> Quote {
        Quote { file: self.moment.file.to_owned(), quote: quote.to_owned() }
    }

    /// Begins as many matters of each family as the length of the statement asks for.
    fn begin(&self, story: &mut Story, random: &mut Random) {
        let group = self.lineage.group.is_some();
        let fits = |scope: Scope| match scope {
            Scope::Any => true,
            Scope::Pair => !group,
            Scope::Group => group,
        };
        let families = || self.words.families.iter().enumerate().filter(|(_, f)| fits(f.scope));
        let all: usize = families().map(|(_, f)| f.live).sum();
        let progress = (self.moment.year - 1990).clamp(0, 45);
        let usual = SENTENCES.0 + (SENTENCES.1 - SENTENCES.0) * progress / 45;
        let wanted = usize::try_from(usual + random.between(-8, 8)).unwrap_or(40);
        for (at, family) in families() {
            let live = (family.live * wanted * 100 / TOLD).div_ceil(all.max(1));
            let now = story.matters.iter().filter(|m| m.family == at).count();
            for _ in now..live {
                let since = |s: &Subject| (s.since..=s.until).contains(&self.moment.year);
                // What has been is not begun again before everything else has been.
                let fewest = (0..family.subject.len())
                    .filter(|s| family.subject.get(*s).is_some_and(since))
                    .map(|s| {
                        (story.used.get(&(at, s)).copied().unwrap_or(0), random.below(1000), s)
                    });
                let Some((times, _, subject)) = fewest.min() else { break };
                // Names without a town in them would not tell two matters apart.
                let live_twin =
                    story.matters.iter().any(|m| (m.family, m.subject) == (at, subject));
                if live_twin {
                    break;
                }
                *story.used.entry((at, subject)).or_default() += 1;
                let name = format!("{}/{}/{subject}/{times}", self.at, family.id);
                let slots = self.slots_of_matter(random);
                story.matters.push(Matter::new(name, at, subject, slots));
            }
        }
    }

    /// Towns and figures of a new matter.
    fn slots_of_matter(&self, random: &mut Random) -> Slots {
        let mut slots = Slots::new();
        let parties = &self.lineage.parties;
        let (a, b) = if self.lineage.group.is_some() {
            (random.pick(parties), random.pick(parties))
        } else {
            (parties.first(), parties.get(1))
        };
        for (name, state) in [("P", a), ("Q", b)] {
            let cities = state.and_then(|s| self.world.states.get(*s)).map(|s| &s.cities);
            let city = cities.and_then(|c| random.pick(c)).cloned();
            slots.insert(name.into(), city.unwrap_or_default());
        }
        if let Some(mechanism) = self.moment.slots.get("mechanism") {
            slots.insert("mechanism".into(), mechanism.clone());
        }
        let growth = self.moment.year - 1985;
        let amount = growth * random.between(1, 6);
        slots.insert("amount".into(), (amount / 5 * 5 + 5).to_string());
        slots.insert("now".into(), format!("{}.{}", amount * 4 / 5 + 1, random.below(9) + 1));
        slots.insert("cost".into(), format!("{}.{}", random.below(9) + 1, random.below(9) + 1));
        slots.insert("km".into(), (random.between(6, 90) * 10 + 2).to_string());
        slots.insert("mw".into(), (random.between(2, 40) * 25).to_string());
        slots.insert("count".into(), (random.between(1, 30) * 10).to_string());
        slots
    }
}

impl Lineage {
    /// Whether it is that of a group to which all parties of `other` belong.
    fn holds(&self, other: &Self) -> bool {
        self.group.is_some() && other.parties.iter().all(|p| self.parties.contains(p))
    }
}
