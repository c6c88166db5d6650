//! A pack: one language, as a folder of data.

use std::collections::BTreeMap;

use mengfu_model::RuleId;
use serde::Deserialize;

use crate::error::PackError;
use crate::lexicon::{Lexicon, LexiconBuilder};
use crate::normal::Normaliser;
use crate::pattern::Pattern;
use crate::rule::Rule;

/// A file of a pack: its path within the pack, with `/`, and its content.
#[derive(Clone, Copy, Debug)]
pub struct PackFile<'a> {
    /// E.g. `lexicon/verb.tsv`.
    pub path: &'a str,
    /// The whole content.
    pub content: &'a str,
}

/// What `pack.toml` says.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The name, which is the folder's: an ISO 639-1 code.
    pub name: String,
    /// The version of the pack.
    pub version: String,
    /// Unicode ranges of the letters by which a text is known to be in this language, as `[first, last]`.
    pub letters: Vec<[char; 2]>,
    /// Whether upper and lower case are the same for matching.
    #[serde(default)]
    pub fold_case: bool,
    /// Whether terms must begin and end at word borders.
    #[serde(default)]
    pub word_borders: bool,
    /// Further settings, by the stage that reads them.
    #[serde(default)]
    pub stage: BTreeMap<String, toml::Table>,
}

/// A loaded pack.
pub struct Pack {
    /// What `pack.toml` says.
    pub settings: Settings,
    /// The terms.
    pub lexicon: Lexicon,
    rules: Vec<Rule>,
    /// Few, so that comparing their lengths finds one faster than a tree does.
    stages: Vec<(String, std::ops::Range<usize>)>,
    suites: Vec<(String, String)>,
}

impl Pack {
    /// Loads a pack from its files, in any order.
    pub fn load(files: &[PackFile<'_>]) -> Result<Self, PackError> {
        let mut files = files.to_vec();
        files.sort_by_key(|f| f.path);
        let content = |path: &str| files.iter().find(|f| f.path == path).map(|f| f.content);
        let settings_file = content("pack.toml")
            .ok_or_else(|| PackError::Missing { file: "pack.toml".to_owned() })?;
        let settings: Settings = toml::from_str(settings_file).map_err(|e| PackError::Toml {
            file: "pack.toml".to_owned(),
            problem: e.to_string(),
        })?;
        let variants = content("variants.tsv").map(variant_pairs).unwrap_or_default();
        let normaliser = Normaliser::new(&variants, settings.fold_case);
        let mut builder = LexiconBuilder::new(normaliser);
        for file in
            files.iter().filter(|f| f.path.starts_with("lexicon/") && f.path.ends_with(".tsv"))
        {
            builder.file(file.path, file.content)?;
        }
        let documents = rule_documents(&files)?;
        for rule in documents.iter().flat_map(|document| &document.rules) {
            let texts = rule.iter().filter(|(key, _)| !PROSE.contains(&key.as_str()));
            texts.for_each(|(_, value)| each_text(value, &mut |text| builder.pattern(text)));
        }
        let lexicon = builder.build(settings.word_borders)?;
        let (rules, stages) = load_rules(&settings.name, &lexicon, documents)?;
        let suites = files
            .iter()
            .filter(|f| f.path.starts_with("suite/") && f.path.ends_with(".md"))
            .map(|f| (f.path.to_owned(), f.content.to_owned()))
            .collect();
        let stages = stages.into_iter().collect();
        Ok(Self { settings, lexicon, rules, stages, suites })
    }

    /// The rules of a stage (`rules/<stage>/…`), in the order of the files and within them.
    pub fn rules(&self, stage: &str) -> &[Rule] {
        let found = self.stages.iter().find(|(name, _)| name == stage);
        found.and_then(|(_, range)| self.rules.get(range.clone())).unwrap_or_default()
    }

    /// Every rule of the pack.
    pub fn all_rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule `id`; `None` only for an id of another pack.
    pub fn rule(&self, id: RuleId) -> Option<&Rule> {
        self.rules.get(id.0 as usize)
    }

    /// The literate suites: path within the pack and content.
    pub fn suites(&self) -> &[(String, String)] {
        &self.suites
    }
}

fn variant_pairs(content: &str) -> Vec<(char, char)> {
    let rows = content.lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| {
        let (from, to) = row.split_once('\t')?;
        Some((from.chars().next()?, to.chars().next()?))
    })
    .collect()
}

type Stages = BTreeMap<String, std::ops::Range<usize>>;

/// The keys of a rule that hold words about it, no patterns.
const PROSE: [&str; 4] = ["id", "doc", "accept", "reject"];

/// One rule file: its stage and its rules as written.
struct Document<'f> {
    file: &'f str,
    stage: String,
    rules: Vec<toml::Table>,
}

fn rule_documents<'f>(files: &[PackFile<'f>]) -> Result<Vec<Document<'f>>, PackError> {
    let mut documents = Vec::new();
    for file in files {
        let Some(inner) = file.path.strip_prefix("rules/") else { continue };
        let Some(stem) = inner.strip_suffix(".toml") else { continue };
        let fail = |problem| PackError::Toml { file: file.path.to_owned(), problem };
        let mut table: toml::Table =
            toml::from_str(file.content).map_err(|e| fail(e.to_string()))?;
        let mut rules = Vec::new();
        if let Some(toml::Value::Array(listed)) = table.remove("rule") {
            for rule in listed {
                let toml::Value::Table(rule) = rule else {
                    return Err(fail("a rule must be a table".to_owned()));
                };
                rules.push(rule);
            }
        }
        let stage = stem.split('/').next().unwrap_or(stem).to_owned();
        documents.push(Document { file: file.path, stage, rules });
    }
    Ok(documents)
}

/// Calls `f` with every string of a value.
fn each_text(value: &toml::Value, f: &mut impl FnMut(&str)) {
    match value {
        toml::Value::String(text) => f(text),
        toml::Value::Array(values) => values.iter().for_each(|v| each_text(v, f)),
        toml::Value::Table(table) => table.values().for_each(|v| each_text(v, f)),
        _ => {}
    }
}

fn load_rules(
    pack: &str,
    lexicon: &Lexicon,
    documents: Vec<Document<'_>>,
) -> Result<(Vec<Rule>, Stages), PackError> {
    let (mut rules, mut stages) = (Vec::new(), Stages::new());
    for Document { file, stage, rules: tables } in documents {
        let start = rules.len();
        for table in tables {
            let id = RuleId(u32::try_from(rules.len()).unwrap_or(u32::MAX));
            rules.push(load_rule(pack, &stage, id, lexicon, file, table)?);
        }
        stages.entry(stage).and_modify(|r| r.end = rules.len()).or_insert(start..rules.len());
    }
    Ok((rules, stages))
}

fn load_rule(
    pack: &str,
    stage: &str,
    id: RuleId,
    lexicon: &Lexicon,
    file: &str,
    table: toml::Table,
) -> Result<Rule, PackError> {
    let fail = |rule: &str, problem: String| PackError::Rule {
        file: file.to_owned(),
        rule: rule.to_owned(),
        problem,
    };
    let mut rule = Rule {
        id,
        name: String::new(),
        doc: String::new(),
        patterns: Vec::new(),
        table,
        accept: Vec::new(),
        reject: Vec::new(),
        file: file.to_owned(),
    };
    let short = rule.text("id").unwrap_or("?").to_owned();
    rule.name = format!("{pack}/{stage}/{short}");
    rule.doc = rule.text("doc").unwrap_or_default().to_owned();
    let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
    rule.accept = owned(rule.list("accept"));
    rule.reject = owned(rule.list("reject"));
    for source in owned(rule.list("match")) {
        let pattern = Pattern::compile(&source, lexicon)
            .map_err(|problem| fail(&short, format!("in pattern `{source}`: {problem}")))?;
        rule.patterns.push(pattern);
    }
    for key in PROSE.iter().chain(&["match"]) {
        rule.table.remove(*key);
    }
    if short == "?" || rule.doc.is_empty() {
        return Err(fail(&short, "a rule needs an id and a doc".to_owned()));
    }
    Ok(rule)
}
