//! The charts of a partnership, made from its facts.

use mengfu::library::{CitedText, Listed, Partnership, StatementOf};

use crate::chart::{
    Chart, Heat, HeatCell, HeatColumn, HeatRow, Ladder, Lane, Mark, Shape, Step, Timeline,
};
use crate::face::Face;
use crate::paths;

/// The charts by their names in addresses.
pub(super) fn chart(name: &str, of: &Partnership, face: &Face) -> Option<Box<dyn Chart>> {
    match name {
        "timeline" => Some(Box::new(timeline(of, face))),
        "ladder" => Some(Box::new(ladder(of))),
        "topics" => Some(Box::new(topics(of, face))),
        _ => None,
    }
}

/// The statements along the years.
pub(super) fn timeline(of: &Partnership, face: &Face) -> Timeline {
    let lane = |own: bool| {
        let statements = of.statements.iter().filter(|one| one.own == own);
        statements.filter_map(mark).collect::<Vec<_>>()
    };
    let cited = of.cited.iter().map(|text| cited(text, face));
    let lanes = [
        ("partnership.lane_own", lane(true), Shape::Disc),
        ("partnership.lane_wider", lane(false), Shape::Diamond),
        ("partnership.lane_cited", cited.collect(), Shape::OpenSquare),
    ];
    let lanes = lanes.into_iter().map(|(key, marks, shape)| Lane {
        name: face.say(key).to_owned(),
        marks,
        shape,
    });
    Timeline { lanes: lanes.collect() }
}

fn mark(one: &StatementOf) -> Option<Mark> {
    Some(Mark {
        day: one.listed.day.clone()?,
        name: one.listed.title.clone(),
        to: paths::statement(&one.listed.id),
        weight: one.listed.commitments as usize,
        about: one.listed.signed.is_none(),
    })
}

fn cited(text: &CitedText, face: &Face) -> Mark {
    Mark {
        day: text.day.clone(),
        name: format!("{} ({})", text.words, face.say("partnership.only_cited")),
        to: text.by.first().map_or_else(String::new, |one| {
            paths::act(&mengfu::model::ActAddress {
                instrument: one.by.clone(),
                provision: one.provision,
                act: one.act,
            })
        }),
        weight: 0,
        about: false,
    }
}

/// How the relation was worded through the years.
pub(super) fn ladder(of: &Partnership) -> Ladder {
    let title = |rung: &mengfu::library::Rung| {
        let one = of.statements.iter().find(|one| one.listed.id == rung.statement);
        one.map_or_else(|| rung.statement.0.clone(), |one| one.listed.title.clone())
    };
    let steps = of.relation.iter().filter_map(|rung| {
        Some(Step {
            words: rung.words.clone(),
            rank: rung.rank,
            day: rung.day.clone()?,
            name: title(rung),
            to: paths::statement(&rung.statement),
        })
    });
    Ladder { steps: steps.collect() }
}

/// Topics by statements.
pub(super) fn topics(of: &Partnership, face: &Face) -> Heat {
    let columns = of.topics.statements.iter().map(|one: &Listed| HeatColumn {
        day: one.day.clone(),
        name: one.title.clone(),
        to: paths::statement(&one.id),
    });
    let rows = of.topics.rows.iter().map(|(topic, acts)| HeatRow {
        name: face.word("topic", topic).to_owned(),
        to: paths::ledger(&of.parties, &[("topic", topic)]),
        cells: of
            .topics
            .statements
            .iter()
            .zip(acts)
            .map(|(one, acts)| HeatCell { acts: *acts, to: paths::statement_topic(&one.id, topic) })
            .collect(),
    });
    Heat { columns: columns.collect(), rows: rows.collect() }
}
