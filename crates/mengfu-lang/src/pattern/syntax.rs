//! From the written pattern to the program of the machine.

use crate::class::{ClassId, ClassSet};
use crate::lexicon::Lexicon;
use crate::normal::Normaliser;
use crate::pattern::machine::{Behind, CharKind, Inst, OneOf, SLOTS, Ways};
use crate::pattern::opening::Opening;
use crate::pattern::pivot::{self, Pivot};
use crate::presence::AnyOf;

const DEFAULT_GAP: u32 = 300;

pub(super) struct Compiled {
    pub(super) program: Vec<Inst>,
    pub(super) names: Vec<String>,
    /// What must occur in a text for the pattern to match in it.
    pub(super) needs: Vec<AnyOf>,
    /// What every match begins with, where that is known.
    pub(super) first: Option<Opening>,
    /// What every match has near its beginning, where that is known.
    pub(super) pivots: Vec<Pivot>,
}

pub(super) enum Node {
    Literal(String),
    Class(ClassSet),
    Char(CharKind),
    RangeStart,
    RangeEnd,
    Gap(u32),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat { node: Box<Node>, least: u32, most: Option<u32> },
    Capture(usize, Box<Node>),
    Ahead(bool, Box<Node>),
    Behind(bool, Box<Node>),
}

pub(super) fn compile(source: &str, lexicon: &Lexicon) -> Result<Compiled, String> {
    let chars: Vec<char> = source.chars().collect();
    let class = |name: &str| lexicon.class(name);
    let mut parser = Parser {
        chars,
        at: 0,
        normaliser: lexicon.normaliser(),
        class: &class,
        names: Vec::new(),
        literals: Vec::new(),
    };
    let node = parser.whole()?;
    let (mut program, mut leaves) = (Vec::new(), Vec::new());
    emit_spine(&node, None, lexicon, &mut program, &mut leaves)?;
    program.push(Inst::Match);
    let mut needs = Vec::new();
    node.needs(lexicon, &mut needs);
    let first = node.first(None, lexicon);
    let pivots = pivot::of(&node, &leaves, lexicon);
    Ok(Compiled { program, names: parser.names, needs, first, pivots })
}

/// The literals of `source`; none where it is no pattern.
pub(super) fn literals(source: &str, normaliser: &Normaliser) -> Vec<String> {
    let class = |_: &str| Some(ClassId(0));
    let mut parser = Parser {
        chars: source.chars().collect(),
        at: 0,
        normaliser,
        class: &class,
        names: Vec::new(),
        literals: Vec::new(),
    };
    if parser.whole().is_ok() { parser.literals } else { Vec::new() }
}

impl Node {
    /// Adds what must occur wherever the node matches.
    fn needs(&self, lexicon: &Lexicon, out: &mut Vec<AnyOf>) {
        match self {
            Self::Literal(text) => {
                if let Some(id) = lexicon.literal(text) {
                    out.push(AnyOf { literals: vec![id], ..AnyOf::default() });
                }
            }
            Self::Class(set) => out.push(AnyOf { classes: *set, ..AnyOf::default() }),
            Self::Sequence(nodes) => nodes.iter().for_each(|n| n.needs(lexicon, out)),
            Self::Capture(_, node) | Self::Ahead(false, node) => node.needs(lexicon, out),
            Self::Repeat { node, least, .. } if *least > 0 => node.needs(lexicon, out),
            Self::Either(branches) => {
                let mut any = AnyOf::default();
                for branch in branches {
                    let mut needs = Vec::new();
                    branch.needs(lexicon, &mut needs);
                    let rarest = needs.iter().min_by_key(|n| lexicon.commonness(n));
                    let Some(rarest) = rarest else { return };
                    any.extend(rarest);
                }
                out.push(any);
            }
            _ => {}
        }
    }

    /// The terms and literals that it stands for, where it is one of them and nothing else.
    fn words(&self, lexicon: &Lexicon) -> Option<Opening> {
        match self {
            Self::Literal(_) | Self::Class(_) => self.first(None, lexicon),
            Self::Sequence(nodes) => match nodes.as_slice() {
                [one] => one.words(lexicon),
                _ => None,
            },
            Self::Either(branches) => {
                let mut all = Opening::default();
                for branch in branches {
                    all.extend(&branch.words(lexicon)?);
                }
                Some(all)
            }
            _ => None,
        }
    }

    /// What a match of the node begins with, when `after` is what follows it; `None` for anything.
    pub(super) fn first(&self, after: Option<&Opening>, lexicon: &Lexicon) -> Option<Opening> {
        match self {
            Self::Literal(text) => lexicon.literal(text).map(Opening::literal),
            Self::Class(set) => Some(Opening::classes(*set)),
            Self::Char(kind) => Opening::char(*kind),
            Self::Capture(_, node) => node.first(after, lexicon),
            Self::Repeat { node, least, .. } if *least > 0 => node.first(after, lexicon),
            Self::Repeat { node, .. } => {
                let mut any = node.first(after, lexicon)?;
                any.extend(after?);
                Some(any)
            }
            Self::Either(branches) => {
                let mut any = Opening::default();
                for branch in branches {
                    any.extend(&branch.first(after, lexicon)?);
                }
                Some(any)
            }
            Self::Sequence(nodes) => following(Some(nodes), after, lexicon),
            Self::Ahead(false, node) => match node.first(None, lexicon) {
                Some(any) => Some(any),
                None => after.cloned(),
            },
            Self::Ahead(true, _) | Self::Behind(..) | Self::RangeStart => after.cloned(),
            _ => None,
        }
    }
}

struct Parser<'l> {
    chars: Vec<char>,
    at: usize,
    normaliser: &'l Normaliser,
    class: &'l dyn Fn(&str) -> Option<ClassId>,
    names: Vec<String>,
    literals: Vec<String>,
}

impl Parser<'_> {
    fn whole(&mut self) -> Result<Node, String> {
        let node = self.either()?;
        match self.peek() {
            Some(c) => Err(format!("`{c}` closes nothing")),
            None => Ok(node),
        }
    }

    fn peek(&mut self) -> Option<char> {
        while self.chars.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.chars.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn need(&mut self, wanted: char) -> Result<(), String> {
        if self.take(wanted) { Ok(()) } else { Err(format!("`{wanted}` is missing")) }
    }

    fn either(&mut self) -> Result<Node, String> {
        let mut branches = vec![self.sequence()?];
        while self.take('|') {
            branches.push(self.sequence()?);
        }
        match branches.len() {
            1 => branches.pop().ok_or_else(String::new),
            _ => Ok(Node::Either(branches)),
        }
    }

    fn sequence(&mut self) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, ')' | '|' | ']') {
                break;
            }
            let node = self.atom()?;
            let node = self.repeated(node)?;
            nodes.push(node);
        }
        Ok(Node::Sequence(nodes))
    }

    fn repeated(&mut self, mut node: Node) -> Result<Node, String> {
        loop {
            let (least, most) = match self.peek() {
                Some('?') => (0, Some(1)),
                Some('*') => (0, None),
                Some('+') => (1, None),
                Some('{') => {
                    self.at += 1;
                    let least = self.number().unwrap_or(0);
                    let most = if self.take(',') { self.number() } else { Some(least) };
                    if self.peek() != Some('}') {
                        return Err("`}` is missing".to_owned());
                    }
                    (least, most)
                }
                _ => return Ok(node),
            };
            self.at += 1;
            node = Node::Repeat { node: Box::new(node), least, most };
        }
    }

    fn number(&mut self) -> Option<u32> {
        let mut value = None;
        while let Some(d) = self.chars.get(self.at).and_then(|c| c.to_digit(10)) {
            value = Some(value.unwrap_or(0) * 10 + d);
            self.at += 1;
        }
        value
    }

    fn group(&mut self) -> Result<Box<Node>, String> {
        self.need('(')?;
        let inner = self.either()?;
        self.need(')')?;
        Ok(Box::new(inner))
    }

    fn atom(&mut self) -> Result<Node, String> {
        let Some(c) = self.peek() else { return Err("something is missing at the end".to_owned()) };
        match c {
            '(' => Ok(*self.group()?),
            '<' => self.class(),
            '[' => self.capture(),
            '!' | '=' => {
                self.at += 1;
                let negative = c == '!';
                if self.take('<') {
                    return Ok(Node::Behind(negative, self.group()?));
                }
                Ok(Node::Ahead(negative, self.group()?))
            }
            '~' => {
                self.at += 1;
                Ok(Node::Gap(self.number().unwrap_or(DEFAULT_GAP)))
            }
            '^' => {
                self.at += 1;
                Ok(Node::RangeStart)
            }
            '$' => {
                self.at += 1;
                Ok(Node::RangeEnd)
            }
            '_' => {
                self.at += 1;
                let space = Box::new(Node::Char(CharKind::Space));
                Ok(Node::Repeat { node: space, least: 1, most: None })
            }
            '\\' => self.escape(),
            '?' | '*' | '+' | '{' => Err(format!("`{c}` repeats nothing")),
            _ => Ok(self.literal()),
        }
    }

    fn escape(&mut self) -> Result<Node, String> {
        self.at += 1;
        let c = self.chars.get(self.at).copied().ok_or("a lone `\\` at the end")?;
        self.at += 1;
        Ok(match c {
            'd' => Node::Char(CharKind::Digit),
            'h' => Node::Char(CharKind::Ideograph),
            's' => Node::Char(CharKind::Space),
            'n' => Node::Char(CharKind::Newline),
            '.' => Node::Char(CharKind::Any),
            other => self.normal(other.to_string()),
        })
    }

    /// Characters that stand for themselves; the last is left alone when a repeat follows it.
    fn literal(&mut self) -> Node {
        let mut text = String::new();
        while let Some(c) = self.chars.get(self.at).copied() {
            if c.is_whitespace() || "()<>[]|?*+~^$=!{}_\\".contains(c) {
                break;
            }
            let repeats = self.chars.get(self.at + 1).is_some_and(|n| "?*+{".contains(*n));
            if repeats && !text.is_empty() {
                break;
            }
            text.push(c);
            self.at += 1;
            if repeats {
                break;
            }
        }
        if text.is_empty() {
            // A character such as `>` that has no meaning here stands for itself.
            text.extend(self.chars.get(self.at));
            self.at += 1;
        }
        self.normal(text)
    }

    fn normal(&mut self, text: String) -> Node {
        let text = self.normaliser.normalise(&text).into_owned();
        self.literals.push(text.clone());
        Node::Literal(text)
    }

    fn class(&mut self) -> Result<Node, String> {
        self.at += 1;
        let mut set = ClassSet::default();
        let mut name = String::new();
        loop {
            let c = self.chars.get(self.at).copied().ok_or("`>` is missing")?;
            self.at += 1;
            if c == '|' || c == '>' {
                let id = (self.class)(name.trim());
                set.insert(id.ok_or_else(|| format!("no term is of class `{}`", name.trim()))?);
                name.clear();
            } else {
                name.push(c);
            }
            if c == '>' {
                return Ok(Node::Class(set));
            }
        }
    }

    fn capture(&mut self) -> Result<Node, String> {
        self.at += 1;
        let mut name = String::new();
        loop {
            match self.chars.get(self.at).copied() {
                Some(':') => break,
                Some(c) if c.is_alphanumeric() || c == '-' => name.push(c),
                _ => return Err("a capture is written `[name:pattern]`".to_owned()),
            }
            self.at += 1;
        }
        self.at += 1;
        let slot = match self.names.iter().position(|n| *n == name) {
            Some(slot) => slot,
            None => {
                self.names.push(name);
                self.names.len() - 1
            }
        };
        if slot * 2 >= SLOTS {
            return Err(format!("more than {} names", SLOTS / 2));
        }
        let inner = self.either()?;
        self.need(']')?;
        Ok(Node::Capture(slot, Box::new(inner)))
    }
}

/// As [`emit`], for what every match goes through; notes where the program of each leaf begins.
fn emit_spine(
    node: &Node,
    after: Option<&Opening>,
    lexicon: &Lexicon,
    program: &mut Vec<Inst>,
    leaves: &mut Vec<usize>,
) -> Result<(), String> {
    match node {
        Node::Sequence(nodes) => nodes.iter().enumerate().try_for_each(|(at, node)| {
            let next = following(nodes.get(at + 1..), after, lexicon);
            emit_spine(node, next.as_ref(), lexicon, program, leaves)
        }),
        Node::Capture(slot, inner) => {
            program.push(Inst::Save(slot * 2));
            emit_spine(inner, after, lexicon, program, leaves)?;
            program.push(Inst::Save(slot * 2 + 1));
            Ok(())
        }
        leaf => {
            leaves.push(program.len());
            emit(leaf, after, lexicon, program)
        }
    }
}

/// What `rest` begins with, when `after` is what follows it.
fn following(rest: Option<&[Node]>, after: Option<&Opening>, lexicon: &Lexicon) -> Option<Opening> {
    let rest = rest.unwrap_or_default().iter().rev();
    rest.fold(after.cloned(), |next, node| node.first(next.as_ref(), lexicon))
}

/// Appends the program of `node`; `after` is what follows it, where that is known.
fn emit(
    node: &Node,
    after: Option<&Opening>,
    lexicon: &Lexicon,
    program: &mut Vec<Inst>,
) -> Result<(), String> {
    match node {
        Node::Literal(text) => program.push(Inst::Literal(text.as_str().into())),
        Node::Class(set) => program.push(Inst::Class(*set)),
        Node::Char(kind) => program.push(Inst::Char(*kind)),
        Node::RangeStart => program.push(Inst::RangeStart),
        Node::RangeEnd => program.push(Inst::RangeEnd),
        Node::Gap(most) => {
            program.push(Inst::Gap { most: *most, before: after.cloned().map(Box::new) });
        }
        Node::Sequence(nodes) => {
            for (at, node) in nodes.iter().enumerate() {
                let next = following(nodes.get(at + 1..), after, lexicon);
                emit(node, next.as_ref(), lexicon, program)?;
            }
        }
        Node::Either(branches) if let Some(any) = one_of(branches) => {
            program.push(Inst::OneOf(Box::new(any)));
        }
        Node::Either(branches) => {
            let mut exits = Vec::new();
            // Of two branches each is as soon asked itself.
            if let Some(opening) = node.first(after, lexicon).filter(|_| branches.len() > 2) {
                program.push(Inst::Guard(Box::new(opening)));
            }
            let (last, others) = branches.split_last().ok_or("an empty group")?;
            for (index, branch) in others.iter().enumerate() {
                let split = program.len();
                program.push(Inst::Split(split + 1, 0));
                emit(branch, after, lexicon, program)?;
                exits.push(program.len());
                program.push(Inst::Jump(0));
                let opening = branch.first(after, lexicon);
                let rest = others_first(branches.get(index + 1..), after, lexicon);
                patch(program, split, |end| branch_to(opening, rest, split + 1, end));
            }
            emit(last, after, lexicon, program)?;
            for exit in exits {
                patch(program, exit, Inst::Jump);
            }
        }
        Node::Repeat { node, least, most } => {
            (0..*least).try_for_each(|_| emit(node, None, lexicon, program))?;
            let opening = node.first(None, lexicon);
            let split_to = |split: usize, end: usize| {
                branch_to(opening.clone(), after.cloned(), split + 1, end)
            };
            match most {
                Some(most) => {
                    let mut splits = Vec::new();
                    for _ in *least..*most {
                        splits.push(program.len());
                        program.push(Inst::Split(0, 0));
                        emit(node, None, lexicon, program)?;
                    }
                    for split in splits {
                        patch(program, split, |end| split_to(split, end));
                    }
                }
                None => {
                    let split = program.len();
                    program.push(Inst::Split(0, 0));
                    emit(node, None, lexicon, program)?;
                    program.push(Inst::Jump(split));
                    patch(program, split, |end| split_to(split, end));
                }
            }
        }
        Node::Capture(slot, inner) => {
            program.push(Inst::Save(slot * 2));
            emit(inner, after, lexicon, program)?;
            program.push(Inst::Save(slot * 2 + 1));
        }
        Node::Ahead(true, inner) if let Some(barred) = inner.words(lexicon) => {
            program.push(Inst::NotHere(Box::new(barred)));
        }
        Node::Ahead(negative, inner) => {
            let ahead = program.len();
            program.push(Inst::Ahead { negative: *negative, end: 0 });
            emit(inner, None, lexicon, program)?;
            program.push(Inst::Match);
            patch(program, ahead, |end| Inst::Ahead { negative: *negative, end });
        }
        Node::Behind(negative, inner) => {
            for what in behinds(inner)? {
                if !negative && matches!(**inner, Node::Either(_)) {
                    return Err("`=<(…)` takes one literal or class, not several".to_owned());
                }
                program.push(Inst::Behind { negative: *negative, what });
            }
        }
    }
    Ok(())
}

/// The branches as one character, which needs no coming back, where each of them is one.
fn one_of(branches: &[Node]) -> Option<OneOf> {
    let mut any = OneOf::default();
    for branch in branches {
        match branch {
            Node::Sequence(nodes) if let [one] = nodes.as_slice() => {
                let inner = one_of(std::slice::from_ref(one))?;
                any.kinds.extend(inner.kinds);
                any.chars.extend(inner.chars);
            }
            Node::Char(kind) => any.kinds.push(*kind),
            Node::Literal(text) => {
                let mut chars = text.chars();
                let only = chars.next().filter(|_| chars.next().is_none());
                any.chars.push(only?);
            }
            _ => return None,
        }
    }
    Some(any)
}

/// What a look behind may ask for: literals and classes; several only when all are to be absent.
fn behinds(node: &Node) -> Result<Vec<Behind>, String> {
    match node {
        Node::Literal(text) => Ok(vec![Behind::Literal(text.as_str().into())]),
        Node::Class(set) => Ok(vec![Behind::Class(*set)]),
        Node::Sequence(nodes) => match nodes.as_slice() {
            [one] => behinds(one),
            _ => Err("a look behind takes one literal or class".to_owned()),
        },
        Node::Either(nodes) => {
            let mut all = Vec::new();
            for node in nodes {
                all.extend(behinds(node)?);
            }
            Ok(all)
        }
        _ => Err("a look behind takes a literal or a class".to_owned()),
    }
}

/// Goes on at `first`, if that could match, and else at `second`.
fn branch_to(opening: Option<Opening>, rest: Option<Opening>, first: usize, second: usize) -> Inst {
    match opening {
        Some(opening) => {
            Inst::Branch(Box::new(Ways { first: opening, second: rest }), first, second)
        }
        None => Inst::Split(first, second),
    }
}

/// What one of some branches begins with, where that is known.
fn others_first(
    branches: Option<&[Node]>,
    after: Option<&Opening>,
    lexicon: &Lexicon,
) -> Option<Opening> {
    let mut all = Opening::default();
    for branch in branches? {
        all.extend(&branch.first(after, lexicon)?);
    }
    Some(all)
}

/// Replaces the instruction at `at`, now that the end of what it covers is known.
fn patch(program: &mut [Inst], at: usize, inst: impl FnOnce(usize) -> Inst) {
    let end = program.len();
    if let Some(slot) = program.get_mut(at) {
        *slot = inst(end);
    }
}
