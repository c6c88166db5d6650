//! What the pages about a register as a whole ask: overview, partnerships, network, agenda.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use mengfu::Engine;
use mengfu::library::{
    Access, AgendaQuery, AgendaWhat, Day, LedgerQuery, Library, NetworkQuery, NodeWhat,
    PartnershipOrder, PartnershipsQuery,
};
use mengfu::model::{Decision, EntityKind, LinkKind, WorldState};

const AT: &str = "2026-01-01T00:00:00Z";
/// The codes of Lanhai, Chiling and Yunze, made from their names.
const LANHAI: &str = "X-f7dc10b3";
const CHILING: &str = "X-48753d94";
const YUNZE: &str = "X-0808ed04";

fn library(folder: &Path) -> Library<'static> {
    let path = folder.join("a.mengfu");
    let library = Library::open(Engine::embedded().unwrap(), &path, Access::Create).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = fs::read_dir(examples).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.is_file() && !file.ends_with("README.md")) {
        let name = file.file_name().unwrap().to_string_lossy();
        library.add(&name, &fs::read(file).unwrap(), AT).unwrap();
    }
    library
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn owned(codes: &[&str]) -> Vec<String> {
    codes.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn the_overview_counts_what_the_ledger_counts() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    for as_of in ["2026-11-21", "2015-01-01", "1990-01-01"] {
        let today = day(as_of);
        let overview = library.overview(today).unwrap();
        let all = library.ledger(&LedgerQuery::as_of(today)).unwrap();
        let open = LedgerQuery { open: true, ..LedgerQuery::as_of(today) };
        let open = library.ledger(&open).unwrap();
        let of = |state| all.totals.world.get(&state).copied().unwrap_or_default();
        assert_eq!(overview.promises.all, all.totals.entries, "{as_of}");
        assert_eq!(overview.promises.kept, of(WorldState::Done), "{as_of}");
        assert_eq!(overview.promises.open, open.totals.entries, "{as_of}");
        let due: Vec<_> = overview.due.iter().map(|entry| entry.due.unwrap().last).collect();
        assert!(due.is_sorted() && due.iter().all(|day| *day >= today), "{due:?}");
        assert!(overview.kept.iter().all(|kept| kept.on <= today));
    }
    let overview = library.overview(day("2026-11-21")).unwrap();
    assert_eq!((overview.statements, overview.partnerships), (10, 4));
    let kept = &overview.kept[0];
    assert_eq!(kept.by.as_ref().unwrap().kind, LinkKind::Fulfils);
    assert_eq!(overview.changes.unwrap().statement.id.0, format!("{YUNZE}-{LANHAI}/2024-02-20"));
    assert!(overview.doubts > 0 && !overview.doubtful.is_empty());
}

#[test]
fn partnerships_come_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let ask = |query: PartnershipsQuery| library.partnerships(&query, day("2026-11-21")).unwrap();
    let all = PartnershipsQuery { most: 10, ..PartnershipsQuery::default() };
    let by_last = ask(all.clone());
    assert_eq!(by_last.total, 4);
    let lasts: Vec<_> =
        by_last.lines.iter().map(|line| line.last.as_ref().unwrap().day.clone()).collect();
    assert!(lasts.is_sorted_by(|a, b| a >= b), "{lasts:?}");
    let most =
        ask(PartnershipsQuery { order: PartnershipOrder::Statements, most: 1, ..all.clone() });
    assert_eq!((most.total, most.lines.len(), most.lines[0].statements), (4, 1, 5));
    let line = &most.lines[0];
    assert_eq!(line.relation.as_ref().unwrap().words, "全面战略伙伴关系");
    assert_eq!(line.promises.all, 7 + 17 + 27 + 18 + 32);
    let second = ask(PartnershipsQuery { skip: 1, most: 1, ..all.clone() });
    assert_eq!(second.lines, by_last.lines[1..2]);
    let of_yunze = ask(PartnershipsQuery { parties: owned(&[YUNZE]), ..all });
    assert_eq!(of_yunze.total, 2);
}

#[test]
fn a_partnership_has_its_statements_and_those_of_larger_circles() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let today = day("2026-11-21");
    let parties = library.parties_called(&format!("{CHILING}-{LANHAI}")).unwrap();
    assert_eq!(parties, [CHILING, LANHAI]);
    let found = library.partnership(&parties, today).unwrap().unwrap();
    let own: Vec<bool> = found.statements.iter().map(|one| one.own).collect();
    assert_eq!(own, [true, true, true, false, true, true]);
    assert!(found.statements.is_sorted_by_key(|one| one.listed.day.clone()));
    // Friendly relations, friendly co-operation, strategic, and at last comprehensive strategic partnership.
    let ranks: Vec<_> = found.relation.iter().map(|rung| rung.rank.unwrap()).collect();
    assert!(ranks.is_sorted() && ranks.first() < ranks.last(), "{ranks:?}");
    assert_eq!(found.topics.statements.len(), 5);
    assert!(found.topics.rows.iter().all(|(_, acts)| acts.len() == 5));
    assert_eq!(found.promises.all, 101);
    assert!(found.open.iter().all(|entry| entry.parties == parties));
    assert!(!found.formulas.is_empty() && !found.bodies.is_empty());
    // Two that only a larger circle joins.
    let few = library.partnership(&owned(&[YUNZE, CHILING]), today).unwrap().unwrap();
    assert_eq!((few.statements.len(), few.promises.all), (1, 0));
    assert_eq!(library.partnership(&owned(&["CHN", "AZE"]), today).unwrap(), None);
    assert_eq!(library.partnership(&[], today).unwrap(), None);
    let unknown = library.parties_called("CHN-X-00000001-AZE").unwrap();
    assert_eq!(unknown, ["CHN", "X-00000001", "AZE"]);
}

#[test]
fn what_is_only_cited_stands_on_the_line_of_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.mengfu");
    let library = Library::open(Engine::embedded().unwrap(), &path, Access::Create).unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let bytes = fs::read(examples.join("007_markdown.md")).unwrap();
    library.add("007_markdown.md", &bytes, AT).unwrap();
    let found =
        library.partnership(&owned(&[CHILING, LANHAI]), day("2026-11-21")).unwrap().unwrap();
    let cited: Vec<_> =
        found.cited.iter().map(|text| (text.day.as_str(), text.kind.as_str())).collect();
    assert_eq!(
        cited,
        [
            ("1993-06-18", "joint-communique"),
            ("1996-09-05", "joint-statement"),
            ("2008-04-16", "joint-statement"),
            ("2016-11-22", "joint-statement"),
        ]
    );
}

#[test]
fn the_network_joins_parties_and_what_they_share() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let kinds = vec![EntityKind::Mechanism, EntityKind::Project];
    let query = NetworkQuery { kinds, most: 3, ..NetworkQuery::default() };
    let network = library.network(&query).unwrap();
    assert_eq!((network.years, network.statements), (Some((1993, 2024)), 10));
    assert_eq!(network.nodes[0].what, NodeWhat::Party(LANHAI.to_owned()));
    assert_eq!(network.nodes[0].statements, 10);
    let entries = network.nodes.iter().filter(|node| matches!(node.what, NodeWhat::Entry { .. }));
    assert_eq!(entries.count(), 6);
    assert!(network.left_out[&EntityKind::Mechanism] > 0);
    for edge in &network.edges {
        assert!(edge.party != edge.with && edge.statements > 0);
        let both = [&network.nodes[edge.party], &network.nodes[edge.with]];
        assert!(both.iter().all(|node| node.statements >= edge.statements));
    }
    let early = NetworkQuery { from: Some(1993), to: Some(1996), ..query };
    let early = library.network(&early).unwrap();
    assert_eq!(early.statements, 2);
    let parties = early.nodes.iter().filter(|node| matches!(node.what, NodeWhat::Party(_)));
    assert_eq!(parties.count(), 2);
}

#[test]
fn entries_that_people_made_one_are_one_in_the_network() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let query =
        NetworkQuery { kinds: vec![EntityKind::Mechanism], most: 500, ..NetworkQuery::default() };
    let ids = |library: &Library<'_>| -> BTreeSet<_> {
        let nodes = library.network(&query).unwrap().nodes;
        let of = |what| match what {
            NodeWhat::Entry { id, .. } => Some(id),
            NodeWhat::Party(_) => None,
        };
        nodes.into_iter().filter_map(|node| of(node.what)).collect()
    };
    let before = ids(&library);
    let [entity, into]: [_; 2] =
        before.iter().take(2).cloned().collect::<Vec<_>>().try_into().unwrap();
    let merge = Decision::Merge { entity: entity.clone(), into: into.clone() };
    library.decide_other(merge, AT, "tester", "the same body").unwrap();
    let after = ids(&library);
    assert!(!after.contains(&entity) && after.contains(&into));
    assert_eq!(after.len(), before.len() - 1);
}

#[test]
fn the_agenda_tells_each_promise_and_each_session_once() {
    let folder = tempfile::tempdir().unwrap();
    let library = library(folder.path());
    let query = AgendaQuery {
        as_of: day("2026-11-21"),
        parties: Vec::new(),
        year: 2024,
        month: None,
        skip: 0,
        most: 100,
    };
    let agenda = library.agenda(&query).unwrap();
    let count = agenda.years[&2024];
    assert_eq!(agenda.total, count.promises + count.sessions);
    assert_eq!(agenda.items.len(), agenda.total);
    assert_eq!(agenda.months.values().sum::<usize>() + agenda.loose, agenda.total);
    assert!(agenda.items.iter().all(|item| item.when.last.year() == 2024));
    let sessions = agenda.items.iter().filter_map(|item| match &item.what {
        AgendaWhat::Session(one) => Some((one.entity.clone(), one.number, item.when)),
        AgendaWhat::Promise(_) => None,
    });
    let sessions: Vec<_> = sessions.collect();
    assert_eq!(sessions.len(), sessions.iter().collect::<BTreeSet<_>>().len());
    assert!(sessions.iter().any(|(_, number, _)| *number == Some(8)), "{sessions:?}");
    // Page by page it is the same.
    let mut paged = Vec::new();
    for skip in 0..agenda.total {
        paged
            .extend(library.agenda(&AgendaQuery { skip, most: 1, ..query.clone() }).unwrap().items);
    }
    assert_eq!(paged, agenda.items);
    let december = AgendaQuery { month: Some(12), ..query.clone() };
    let december = library.agenda(&december).unwrap();
    assert_eq!(december.total, agenda.months.get(&12).copied().unwrap_or_default());
    let of_yunze = library.agenda(&AgendaQuery { parties: owned(&[YUNZE]), ..query }).unwrap();
    assert!(of_yunze.total < agenda.total);
}
