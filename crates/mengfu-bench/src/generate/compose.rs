//! Gathers sentences into articles.

use super::random::Random;
use super::wording::Common;

/// Sentences of an article.
const SENTENCES: (usize, usize) = (3, 6);

/// A sentence before it has found its article.
#[derive(Debug)]
pub(crate) struct Part {
    /// The place of its theme.
    pub(crate) theme: usize,
    pub(crate) text: String,
    pub(crate) undertaking: bool,
    /// Whether it opens what is said of the theme.
    pub(crate) first: bool,
}

/// Paragraphs under one number.
#[derive(Debug)]
pub(crate) struct Article {
    /// The place of the theme that most of it is about.
    pub(crate) theme: usize,
    pub(crate) paragraphs: Vec<String>,
}

/// Sentences in the order in which they were thought of.
#[derive(Debug, Default)]
pub(crate) struct Parts(Vec<Part>);

impl Parts {
    pub(crate) fn push(&mut self, part: Part) {
        self.0.push(part);
    }

    pub(crate) fn extend(&mut self, parts: Self) {
        self.0.extend(parts.0);
    }

    /// The articles.
    pub(crate) fn articles(mut self, common: &Common, random: &mut Random) -> Vec<Article> {
        self.0.sort_by_key(|part| (part.theme, !part.first));
        let mut articles: Vec<(usize, Vec<String>)> = Vec::new();
        for (theme, sentences) in themes(self.0, common, random) {
            let mut sentences = sentences.into_iter();
            while sentences.len() > 0 {
                // What is left over stays with the rest.
                let take = if sentences.len() <= SENTENCES.1 + 1 {
                    sentences.len()
                } else {
                    SENTENCES.1 - random.below(3)
                };
                let taken: Vec<String> = sentences.by_ref().take(take).collect();
                match articles.last_mut() {
                    Some((_, last))
                        if last.len() + taken.len() <= SENTENCES.1 && last.len() < SENTENCES.0 =>
                    {
                        last.extend(taken);
                    }
                    _ => articles.push((theme, taken)),
                }
            }
        }
        let article =
            |(theme, sentences)| Article { theme, paragraphs: paragraphs(sentences, random) };
        articles.into_iter().map(article).collect()
    }
}

/// The sentences of each theme, some joined, some with a result.
fn themes(parts: Vec<Part>, common: &Common, random: &mut Random) -> Vec<(usize, Vec<String>)> {
    let mut out: Vec<(usize, Vec<String>)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    let mut close = |open: &mut Option<(usize, String)>| {
        if let Some((theme, text)) = open.take() {
            let sentence = format!("{text}{}", common.stop);
            match out.last_mut() {
                Some((last, sentences)) if *last == theme => sentences.push(sentence),
                _ => out.push((theme, vec![sentence])),
            }
        }
    };
    for part in parts {
        let rest = goes_on(&part, common).filter(|_| part.undertaking);
        if let (Some((theme, text)), Some(rest)) = (&mut open, rest)
            && *theme == part.theme
            && random.chance(25)
        {
            text.push_str(&common.pause);
            text.push_str(rest);
            close(&mut open);
            continue;
        }
        close(&mut open);
        if !part.undertaking {
            open = Some((part.theme, part.text));
            close(&mut open);
            continue;
        }
        let leads = common.theme.get(part.theme).map(|t| t.leads.as_slice());
        let lead = leads.filter(|_| random.chance(30)).and_then(|l| random.pick(l));
        let text = format!("{}{}", lead.map_or("", String::as_str), part.text);
        if random.chance(45)
            && let Some(tail) = common.theme.get(part.theme).and_then(|t| random.pick(&t.tails))
        {
            open = Some((part.theme, format!("{text}{}{tail}", common.pause)));
            close(&mut open);
        } else {
            open = Some((part.theme, text));
        }
    }
    close(&mut open);
    out
}

/// The sentence without its subject, if that is all parties and it could follow another of theirs.
fn goes_on<'p>(part: &'p Part, common: &Common) -> Option<&'p str> {
    let rest = common.all.iter().find_map(|all| part.text.strip_prefix(all.as_str()))?;
    common.goes_on.iter().any(|word| rest.starts_with(word.as_str())).then_some(rest)
}

fn paragraphs(sentences: Vec<String>, random: &mut Random) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fresh = true;
    for sentence in sentences {
        match out.last_mut() {
            Some(last) if !fresh => last.push_str(&sentence),
            _ => out.push(sentence),
        }
        fresh = random.chance(35);
    }
    out
}
