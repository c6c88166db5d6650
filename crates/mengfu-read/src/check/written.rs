//! An act in the notation of the suites: as it is written there, and as the reader would write it.

use mengfu_model::{
    Act, Actor, Field, Kind, ReferenceType, Stance, Strength, Text, TimeRole, Topic,
};

/// One act, every attribute as the suites write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WrittenAct {
    /// Its words.
    pub quote: String,
    /// The values of each other attribute, by field; a field without values is left out.
    values: Vec<(Field, Vec<String>)>,
}

impl WrittenAct {
    /// The values of `field`.
    pub fn values(&self, field: Field) -> &[String] {
        let found = self.values.iter().find(|(f, _)| *f == field);
        found.map_or(&[], |(_, values)| values.as_slice())
    }

    fn add(&mut self, field: Field, value: String) {
        match self.values.iter_mut().find(|(f, _)| *f == field) {
            Some((_, values)) => values.push(value),
            None => self.values.push((field, vec![value])),
        }
    }

    /// The act of a line of a suite; the error says what is wrong with the line.
    pub(crate) fn parse(line: &str) -> Result<Self, String> {
        let mut cells = line.split('|').map(str::trim);
        let quote = cells.next().filter(|q| !q.is_empty()).ok_or("an act needs its words")?;
        let mut act = Self { quote: quote.to_owned(), ..Self::default() };
        act.sort(cells.next().ok_or("an act needs a kind")?)?;
        for actor in actors(cells.next().unwrap_or_default()) {
            act.add(Field::Actors, actor);
        }
        for topic in cells.next().unwrap_or_default().split_whitespace() {
            let known = Topic::from_code(topic).ok_or(format!("`{topic}` is no topic"))?;
            act.add(Field::Topics, known.code().to_owned());
        }
        for cell in cells {
            act.named(cell)?;
        }
        Ok(act)
    }

    /// Kind, then strength or stance, then whether it stands.
    fn sort(&mut self, cell: &str) -> Result<(), String> {
        let mut parts = cell.split('/');
        let code = parts.next().unwrap_or_default();
        let kind = Kind::from_code(code).ok_or(format!("`{code}` is no kind"))?;
        self.add(Field::Kind, code.to_owned());
        for part in parts {
            let field = match kind {
                Kind::Commitment if part == Field::Standing.code() => Field::Standing,
                Kind::Commitment if Strength::from_code(part).is_some() => Field::Strength,
                Kind::Position if Stance::from_code(part).is_some() => Field::Stance,
                _ => return Err(format!("`{part}` says nothing of a {code}")),
            };
            self.add(field, part.to_owned());
        }
        let needs = match kind {
            Kind::Commitment => Some(Field::Strength),
            Kind::Position => Some(Field::Stance),
            _ => None,
        };
        match needs.filter(|field| self.values(*field).is_empty()) {
            Some(field) => Err(format!("a {code} needs a {}", field.code())),
            None => Ok(()),
        }
    }

    /// `time: words = EDTF role`, `quantity: words = value unit`, `ref type: words`.
    fn named(&mut self, cell: &str) -> Result<(), String> {
        let (name, rest) = cell.split_once(':').ok_or(format!("`{cell}` has no name"))?;
        let rest = rest.trim();
        let pair = || {
            let (words, value) = rest.rsplit_once(" = ")?;
            let (value, last) = value.trim().rsplit_once(' ')?;
            Some((words.trim(), value.trim(), last.trim()))
        };
        let wrong = |form: &str| format!("`{cell}` should read `{form}`");
        match name.split_once(' ').unwrap_or((name, "")) {
            ("time", "") => {
                let (words, value, role) = pair().ok_or(wrong("time: words = EDTF role"))?;
                TimeRole::from_code(role).ok_or(format!("`{role}` is no role of a time"))?;
                self.add(Field::Times, format!("{words} = {value} {role}"));
            }
            ("quantity", "") => {
                let form = "quantity: words = value unit";
                let (words, value, unit) = pair().ok_or(wrong(form))?;
                let value: f64 = value.parse().map_err(|_| wrong(form))?;
                self.add(Field::Quantities, format!("{words} = {value} {unit}"));
            }
            ("ref", kind) => {
                ReferenceType::from_code(kind)
                    .ok_or(format!("`{kind}` is no type of reference"))?;
                self.add(Field::References, format!("{kind}: {rest}"));
            }
            _ => return Err(format!("`{name}` is none of time, quantity, ref")),
        }
        Ok(())
    }

    /// `act`, whose spans count in `text`.
    pub(crate) fn of(text: &Text, act: &Act) -> Self {
        let mut written =
            Self { quote: text.slice(act.quote).trim().to_owned(), ..Self::default() };
        written.add(Field::Kind, act.kind.code().to_owned());
        if let Some(strength) = act.strength {
            written.add(Field::Strength, strength.code().to_owned());
        }
        if let Some(stance) = act.stance {
            written.add(Field::Stance, stance.code().to_owned());
        }
        if act.standing {
            written.add(Field::Standing, Field::Standing.code().to_owned());
        }
        for actor in &act.actors {
            let shown = match actor {
                Actor::All => ALL.to_owned(),
                Actor::Party(code) => code.to_string(),
                Actor::Body(at) => text.slice(*at).to_owned(),
            };
            written.add(Field::Actors, shown);
        }
        for topic in act.topics.iter() {
            written.add(Field::Topics, topic.code().to_owned());
        }
        for time in &act.times {
            let value = time.value.as_ref().map_or("null", |v| v.0.as_str());
            let shown = format!("{} = {value} {}", text.slice(time.at), time.role.code());
            written.add(Field::Times, shown);
        }
        for quantity in &act.quantities {
            let shown =
                format!("{} = {} {}", text.slice(quantity.at), quantity.value, quantity.unit);
            written.add(Field::Quantities, shown);
        }
        for reference in &act.references {
            let shown = format!("{}: {}", reference.kind.code(), text.slice(reference.at));
            written.add(Field::References, shown);
        }
        written
    }
}

/// How all parties together are written.
const ALL: &str = "all";

/// Codes of parties, or a single name of a body, which may hold spaces.
fn actors(cell: &str) -> Vec<String> {
    let code =
        |word: &str| word == ALL || word.bytes().all(|b| b.is_ascii_uppercase() || b == b'-');
    if cell.split_whitespace().all(code) {
        cell.split_whitespace().map(str::to_owned).collect()
    } else {
        vec![cell.to_owned()]
    }
}
