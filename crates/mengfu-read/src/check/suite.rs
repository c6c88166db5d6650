//! The literate suites of a pack: cases in prose.
//!
//! A case is a fenced block whose first line is ```` ```statement parties="CHN EGY" ````, with
//! `date="…"` for the day of signing and `article=""` for a text outside every article. Above the line
//! `---` stand the sentences, a paragraph a line; below it the acts, one a line.

use std::fmt;

use mengfu_lang::Pack;
use mengfu_model::{Edtf, Field, PartyCode, Provision};

use crate::Reader;
use crate::check::compare::{Comparer, Difference, Tally};
use crate::check::sentences::sentences;
use crate::check::written::WrittenAct;
use crate::outline::Cast;

/// One case of a suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The file within the pack.
    pub file: String,
    /// The line on which it begins.
    pub line: usize,
    /// Between whom it is said.
    pub parties: Vec<PartyCode>,
    /// When it was signed.
    pub signed: Option<Edtf>,
    /// The article it stands in; empty for none.
    pub article: String,
    /// Its text, by paragraphs.
    pub paragraphs: Vec<String>,
    /// The acts that it should be read as, each with its line.
    pub acts: Vec<(usize, WrittenAct)>,
}

/// A line of a suite that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuiteFault {
    /// The file within the pack.
    pub file: String,
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

/// How the suites of a pack are read.
#[derive(Clone, Debug, Default)]
pub struct SuiteReport {
    /// How many cases there are.
    pub cases: usize,
    /// Lines that could not be understood.
    pub faults: Vec<SuiteFault>,
    /// Everything that is read otherwise.
    pub differences: Vec<Difference>,
    /// For each attribute how much is right.
    pub tallies: Vec<(Field, Tally)>,
    /// Attributes that the pack has no rules for, and that were not compared.
    pub skipped: Vec<Field>,
}

impl fmt::Display for SuiteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl fmt::Display for SuiteReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} cases, {} differences", self.cases, self.differences.len())?;
        for (field, tally) in &self.tallies {
            let Tally { expected, read, right } = tally;
            let (precision, recall) = (tally.precision(), tally.recall());
            writeln!(
                f,
                "{:<12} precision {precision:.3}  recall {recall:.3}  ({right} right of {read} read, \
                 {expected} expected)",
                field.code()
            )?;
        }
        for field in &self.skipped {
            writeln!(f, "{:<12} not compared: the pack has no rules for it", field.code())?;
        }
        Ok(())
    }
}

/// The attributes that stages of their own read, and the names of these stages.
const STAGES: [(Field, &str); 4] = [
    (Field::Topics, "topics"),
    (Field::Times, "times"),
    (Field::Quantities, "quantities"),
    (Field::References, "references"),
];

/// Reads every case of the suites of the pack of `reader`, and compares.
pub fn suites(reader: &Reader) -> SuiteReport {
    let pack = reader.pack();
    let without = STAGES.iter().filter(|(_, stage)| pack.rules(stage).is_empty());
    let mut report = SuiteReport {
        skipped: without.map(|(field, _)| *field).collect(),
        ..SuiteReport::default()
    };
    let (cases, faults) = cases(pack);
    report.cases = cases.len();
    report.faults = faults;
    for case in cases {
        let paragraphs = case.paragraphs.iter().map(String::as_str);
        let read: Vec<WrittenAct> =
            passage(reader, &case.parties, case.signed.as_ref(), &case.article, paragraphs)
                .iter()
                .flat_map(|p| p.acts.iter().map(|act| WrittenAct::of(&p.text, act)))
                .collect();
        let mut comparer = Comparer {
            file: &case.file,
            skipped: &report.skipped,
            differences: &mut report.differences,
            tallies: &mut report.tallies,
        };
        comparer.case(case.line, &case.acts, &read);
    }
    report.tallies.sort_by_key(|(field, _)| *field);
    report
}

/// Paragraphs of one article of a statement of `parties`, read as they would be there.
pub fn passage<'p>(
    reader: &Reader,
    parties: &[PartyCode],
    signed: Option<&Edtf>,
    article: &str,
    paragraphs: impl IntoIterator<Item = &'p str>,
) -> Vec<Provision> {
    let cast = Cast::new(reader.pack(), parties);
    reader.provisions(&cast, signed, sentences(reader.pack(), article, paragraphs), None)
}

/// The cases of the suites of `pack`, and the lines that could not be understood.
pub fn cases(pack: &Pack) -> (Vec<Case>, Vec<SuiteFault>) {
    let (mut cases, mut faults) = (Vec::new(), Vec::new());
    for (file, content) in pack.suites() {
        read_suite(file, content, &mut cases, &mut faults);
    }
    (cases, faults)
}

pub(crate) fn read_suite(
    file: &str,
    content: &str,
    cases: &mut Vec<Case>,
    faults: &mut Vec<SuiteFault>,
) {
    let mut reading = SuiteReading { file, cases, faults, open: None };
    for (index, line) in content.lines().enumerate() {
        reading.line(index + 1, line);
    }
    reading.close(content.lines().count(), false);
}

const FENCE: &str = "```";
const NAME: &str = "statement";
/// The article of a case that names none.
const ARTICLE: &str = "1";

struct SuiteReading<'s> {
    file: &'s str,
    cases: &'s mut Vec<Case>,
    faults: &'s mut Vec<SuiteFault>,
    /// The case that is being read, and whether its acts have begun.
    open: Option<(Case, bool)>,
}

impl SuiteReading<'_> {
    fn line(&mut self, number: usize, line: &str) {
        let line = line.trim();
        if let Some(after) = line.strip_prefix(FENCE) {
            match after.trim_start().strip_prefix(NAME) {
                Some(attributes) if self.open.is_none() => self.begin(number, attributes),
                _ => self.close(number, after.is_empty()),
            }
            return;
        }
        let Some((case, acts)) = &mut self.open else { return };
        match line {
            "" => {}
            "---" => *acts = true,
            _ if !*acts => case.paragraphs.push(line.to_owned()),
            _ => match WrittenAct::parse(line) {
                Ok(act) => {
                    if !case.paragraphs.iter().any(|p| p.contains(&act.quote)) {
                        self.fault(number, format!("`{}` is not in the text", act.quote));
                    } else {
                        case.acts.push((number, act));
                    }
                }
                Err(problem) => self.fault(number, problem),
            },
        }
    }

    fn begin(&mut self, number: usize, attributes: &str) {
        let attribute = |name: &str| {
            let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
            rest.split_once('"').map(|(value, _)| value)
        };
        let codes = attribute("parties").unwrap_or_default().split_whitespace();
        let parties: Vec<PartyCode> = codes.filter_map(PartyCode::new).collect();
        if parties.len() < 2 {
            self.fault(number, "a case needs `parties`, two or more codes".to_owned());
        }
        let case = Case {
            file: self.file.to_owned(),
            line: number,
            parties,
            signed: attribute("date").map(|date| Edtf(date.to_owned())),
            article: attribute("article").unwrap_or(ARTICLE).to_owned(),
            paragraphs: Vec::new(),
            acts: Vec::new(),
        };
        self.open = Some((case, false));
    }

    fn close(&mut self, number: usize, by_fence: bool) {
        let Some((case, acts)) = self.open.take() else { return };
        if !by_fence {
            self.fault(number, format!("the case of line {} does not end", case.line));
        } else if !acts || case.paragraphs.is_empty() {
            let problem = "a case needs sentences, `---` and acts".to_owned();
            self.fault(case.line, problem);
        }
        self.cases.push(case);
    }

    fn fault(&mut self, line: usize, problem: String) {
        self.faults.push(SuiteFault { file: self.file.to_owned(), line, problem });
    }
}
