//! What stands around the articles of a statement, and what a lineage remembers of its earlier statements.

use super::compose::Article;
use super::day::Day;
use super::expand::{Slots, expand};
use super::life::{Moment, unmark};
use super::random::Random;
use super::truth::{Label, Quote, Record};
use super::wording::{WordingError, Wordings};
use super::world::{Lineage, State, World};

/// What a lineage remembers.
#[derive(Debug)]
pub(crate) struct Frame {
    /// The place of the relation on its ladder.
    rank: usize,
    label: String,
    /// Whether articles have headings and numbered paragraphs.
    nested: bool,
    last: Option<(usize, Quote)>,
    earlier: Vec<(Day, String)>,
    raised: bool,
}

/// What is said of the relation.
pub(crate) struct Relation {
    pub(crate) sentence: String,
    pub(crate) quote: String,
    pub(crate) link: Option<(Label, Quote)>,
}

/// What a statement is written from.
pub(crate) struct Scene<'a> {
    pub(crate) words: &'a Wordings,
    pub(crate) world: &'a World,
    pub(crate) lineage: &'a Lineage,
    pub(crate) slots: &'a Slots,
    pub(crate) day: Day,
    pub(crate) nth: usize,
}

/// A statement, line by line.
#[derive(Debug)]
pub(crate) struct Statement {
    pub(crate) title: String,
    pub(crate) paragraphs: Vec<String>,
    /// Lines of the signatures; the columns of a line.
    pub(crate) signatures: Vec<Vec<String>>,
    pub(crate) dated: Option<String>,
    pub(crate) place: String,
    articles: usize,
}

impl Statement {
    pub(crate) fn record(
        &self,
        file: &str,
        at: usize,
        world: &World,
        lineage: &Lineage,
        day: Day,
    ) -> Record {
        let name = |p: &usize| world.states.get(*p).map(|s| s.short.clone());
        Record::Instrument {
            file: file.to_owned(),
            title: self.title.clone(),
            parties: lineage.parties.iter().filter_map(name).collect(),
            signed: day.iso(),
            place: self.place.clone(),
            articles: self.articles,
            lineage: at,
        }
    }
}

impl Frame {
    pub(crate) fn new(words: &Wordings, random: &mut Random) -> Self {
        Self {
            rank: random.below(3),
            label: random.pick(&words.common.labels).cloned().unwrap_or_default(),
            nested: random.chance(12),
            last: None,
            earlier: Vec::new(),
            raised: false,
        }
    }

    /// The sentence on the relation, which is raised from time to time.
    pub(crate) fn relation(
        &mut self,
        words: &Wordings,
        moment: &Moment<'_>,
        nth: usize,
        random: &mut Random,
    ) -> Result<Relation, WordingError> {
        let relations = &words.frame.relations;
        let higher = self.rank + 1 < relations.ladder.len();
        self.raised = nth == 0 || (higher && random.chance(14));
        if self.raised && nth > 0 {
            self.rank += 1;
        }
        let name = relations.ladder.get(self.rank).cloned().unwrap_or_default();
        let slots: Slots = [("relation".to_owned(), name)].into();
        let ways = if self.raised { &relations.raise } else { &relations.keep };
        let wording = random.pick(ways).map(String::as_str).unwrap_or_default();
        let (sentence, quote) =
            unmark(&expand(wording, &[&slots, moment.slots], random)?, moment.common.marks);
        let all = moment.common.all.first().map(String::as_str).unwrap_or_default();
        let who = moment.slots.get("all").map(String::as_str).unwrap_or_default();
        let sentence = sentence.replacen(all, who, 1);
        let link = self.last.take().map(|(rank, earlier)| {
            (if rank < self.rank { Label::Strengthens } else { Label::Restates }, earlier)
        });
        let here = Quote { file: moment.file.to_owned(), quote: quote.clone() };
        self.last = Some((self.rank, here));
        Ok(Relation { sentence, quote, link })
    }

    /// The whole statement around its articles.
    pub(crate) fn statement(
        &mut self,
        scene: &Scene<'_>,
        articles: Vec<Article>,
        random: &mut Random,
    ) -> Result<Statement, WordingError> {
        let frame = &scene.words.frame;
        let mut slots = self.scene_slots(scene, random);
        let group = scene.lineage.group.is_some();
        let titles = match (group, self.raised) {
            (true, _) => &frame.title_group,
            (false, true) => &frame.title_founding,
            (false, false) => &frame.title,
        };
        let mut say = |ways: &[String], slots: &Slots| {
            let wording = random.pick(ways).cloned().unwrap_or_default();
            expand(&wording, &[slots, scene.slots], random)
        };
        let title = say(titles, &slots)?;
        let mut paragraphs = Vec::new();
        if group {
            paragraphs.push(say(&frame.group_preamble, &slots)?);
            paragraphs.push(say(&frame.group_talks, &slots)?);
            paragraphs.push(say(&frame.group_declare, &slots)?);
        } else {
            paragraphs.push(say(&frame.preamble, &slots)?);
            paragraphs.push(say(&frame.talks, &slots)?);
            let mut last = String::new();
            if scene.nth.is_multiple_of(2) {
                last.push_str(&say(&frame.years, &slots)?);
            }
            if !self.earlier.is_empty() {
                last.push_str(&say(&frame.cites, &slots)?);
            }
            last.push_str(&say(&frame.declare, &slots)?);
            paragraphs.push(last);
        }
        let courtesy = if group { &frame.group_courtesy } else { &frame.courtesy };
        let mut articles = articles;
        articles.push(Article { theme: 0, paragraphs: vec![say(courtesy, &slots)?] });
        let count = articles.len();
        for (number, article) in (1_i64..).zip(articles) {
            slots.insert("number".into(), number.to_string());
            slots.insert("label".into(), scene.words.common.number_in_words(number));
            let label = say(std::slice::from_ref(&self.label), &slots)?;
            let heading = scene.words.common.theme.get(article.theme).filter(|_| self.nested);
            if let Some(theme) = heading.filter(|_| article.paragraphs.len() > 1) {
                paragraphs.push(format!("{label}{}", theme.heading));
                for (number, paragraph) in (1..).zip(article.paragraphs) {
                    slots.insert("label".into(), scene.words.common.number_in_words(number));
                    let label = say(std::slice::from_ref(&scene.words.common.inner_label), &slots)?;
                    paragraphs.push(format!("{label}{paragraph}"));
                }
                continue;
            }
            let mut article = article.paragraphs.into_iter();
            paragraphs.extend(article.next().map(|first| format!("{label}{first}")));
            paragraphs.extend(article);
        }
        let last = say(&frame.last, &slots)?;
        paragraphs.extend(Some(last).filter(|l| !l.is_empty()));
        // Either the closing sentence says when and where, or a line below the signatures.
        let in_words = !group && scene.day.0 % 5 < 2;
        let mut dated = None;
        if in_words {
            paragraphs.push(say(std::slice::from_ref(&frame.done), &slots)?);
        } else {
            dated = Some(say(std::slice::from_ref(&frame.signed_at), &slots)?);
        }
        let place = slots.remove("place").unwrap_or_default();
        self.earlier.push((scene.day, title.clone()));
        let signatures = signatures(scene);
        Ok(Statement { title, paragraphs, signatures, dated, place, articles: count })
    }

    fn scene_slots(&self, scene: &Scene<'_>, random: &mut Random) -> Slots {
        let (words, common) = (scene.words, &scene.words.common);
        let mut slots = Slots::new();
        let mut put = |name: &str, value: String| slots.insert(name.to_owned(), value);
        let states: Vec<&State> =
            scene.lineage.parties.iter().filter_map(|p| scene.world.states.get(*p)).collect();
        let fulls: Vec<&str> = states.iter().map(|s| s.full.as_str()).collect();
        put("parties", list(&fulls, &common.and, &common.comma));
        let ladder = &words.frame.relations.ladder;
        put("relation", ladder.get(self.rank).cloned().unwrap_or_default());
        put("deepen", random.pick(&words.frame.deepen).cloned().unwrap_or_default());
        put("visit", random.pick(&words.frame.visit).cloned().unwrap_or_default());
        let arabic = scene.day.0 % 2 == 0;
        let written = if arabic { common.date(scene.day) } else { common.date_in_words(scene.day) };
        put("date", if scene.lineage.group.is_some() { common.date(scene.day) } else { written });
        put("age", (scene.day.year() - scene.lineage.since).max(1).to_string());
        let nth = i64::try_from(scene.nth).unwrap_or(0);
        let nth = if nth == 0 { None } else { Some(common.number_in_words(nth + 1)) };
        put(
            "nth",
            nth.map_or_else(|| words.frame.first.clone(), |n| words.frame.nth.replace("{n}", &n)),
        );
        let led: Vec<String> = states
            .iter()
            .map(|s| format!("{}{}{}", s.full, s.office, s.leader(scene.day)))
            .collect();
        let led: Vec<&str> = led.iter().map(String::as_str).collect();
        put("leaders", list(&led, &common.and, &common.comma));
        // Two thirds of the visits go to the first party.
        let swap = states.len() == 2 && scene.day.0 % 3 == 0;
        let host = if states.len() > 2 { scene.nth % states.len() } else { usize::from(swap) };
        let guest = usize::from(!swap && states.len() == 2);
        for (role, at) in [("host", host), ("guest", guest)] {
            let Some(state) = states.get(at) else { continue };
            put(&format!("{role}_office"), format!("{}{}", state.full, state.office));
            put(&format!("{role}_title"), state.office.clone());
            put(&format!("{role}_leader"), state.leader(scene.day).to_owned());
            put(&format!("{role}_full"), state.full.clone());
            put(&format!("{role}_short"), state.short.clone());
        }
        let cities = states.get(host).map(|s| s.cities.as_slice()).unwrap_or_default();
        let place = if random.chance(80) { cities.first() } else { random.pick(cities) };
        put("place", place.cloned().unwrap_or_default());
        put("visit_days", common.days(Day(scene.day.0 - 1), Day(scene.day.0 + 1)));
        let cites = words.frame.cite.as_str();
        let recent = self.earlier.iter().rev().take(1 + random.below(3)).rev();
        let cited: Vec<String> = recent
            .map(|(day, title)| {
                cites.replace("{date}", &common.date(*day)).replace("{title}", title)
            })
            .collect();
        let cited: Vec<&str> = cited.iter().map(String::as_str).collect();
        put("cited", list(&cited, &common.and, &common.comma));
        slots
    }
}

fn signatures(scene: &Scene<'_>) -> Vec<Vec<String>> {
    let states = scene.lineage.parties.iter().filter_map(|p| scene.world.states.get(*p));
    let states: Vec<&State> = states.collect();
    let offices = states.iter().map(|s| format!("{}{}", s.full, s.office)).collect();
    let names = states.iter().map(|s| s.leader(scene.day).to_owned()).collect();
    if states.len() == 2 {
        return vec![offices, names];
    }
    // Many parties stand one below the other.
    let office_then_name = offices.into_iter().zip::<Vec<String>>(names);
    office_then_name.map(|(office, name)| vec![office, name]).collect()
}

fn list(items: &[&str], and: &str, comma: &str) -> String {
    match items.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{}{and}{last}", rest.join(comma)),
        None => String::new(),
    }
}
