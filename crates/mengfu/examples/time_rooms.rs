use mengfu::Engine;
use mengfu::library::*;
use mengfu::model::EntityKind;
struct Cpu(u64);
fn ns() -> u64 {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .unwrap()
        .split(' ')
        .next()
        .unwrap()
        .parse()
        .unwrap()
}
impl Cpu {
    fn now() -> Self {
        Cpu(ns())
    }
    fn elapsed(&self) -> std::time::Duration {
        std::time::Duration::from_nanos(ns() - self.0)
    }
}
fn main() {
    let path = std::env::args().nth(1).unwrap();
    let lib = Library::open(Engine::embedded().unwrap(), path.as_ref(), Access::Read).unwrap();
    let today: Day = "2026-11-21".parse().unwrap();
    let sets = lib
        .partnerships(
            &PartnershipsQuery {
                order: PartnershipOrder::Statements,
                most: 3,
                ..Default::default()
            },
            today,
        )
        .unwrap();
    println!(
        "sets {} largest {:?} {}",
        sets.total, sets.lines[0].parties, sets.lines[0].statements
    );
    let biggest = sets.lines[0].parties.clone();
    for round in 0..2 {
        let t = Cpu::now();
        let o = lib.overview(today).unwrap();
        println!("{round} overview {:?} {:?}", t.elapsed(), o.promises);
        let t = Cpu::now();
        lib.partnerships(&PartnershipsQuery { most: 50, ..Default::default() }, today).unwrap();
        println!("partnerships {:?}", t.elapsed());
        let t = Cpu::now();
        lib.partnerships(&PartnershipsQuery { most: 10, ..Default::default() }, today).unwrap();
        println!("partnerships10 {:?}", t.elapsed());
        let t = Cpu::now();
        lib.parties().unwrap();
        println!("parties {:?}", t.elapsed());
        let t = Cpu::now();
        lib.partnership(&biggest, today).unwrap();
        println!("partnership {:?}", t.elapsed());
        let t = Cpu::now();
        lib.network(&NetworkQuery::default()).unwrap();
        println!("network parties {:?}", t.elapsed());
        let t = Cpu::now();
        let n = lib
            .network(&NetworkQuery {
                kinds: vec![EntityKind::Mechanism, EntityKind::Project],
                most: 40,
                ..Default::default()
            })
            .unwrap();
        println!("network {:?} {:?}", t.elapsed(), n.left_out);
        let t = Cpu::now();
        lib.network(&NetworkQuery {
            from: Some(2010),
            to: Some(2012),
            kinds: vec![EntityKind::Mechanism, EntityKind::Project],
            most: 40,
        })
        .unwrap();
        println!("network years {:?}", t.elapsed());
        let q = AgendaQuery {
            as_of: today,
            parties: vec![],
            year: 2026,
            month: None,
            skip: 0,
            most: 100,
        };
        let t = Cpu::now();
        let a = lib.agenda(&q).unwrap();
        println!("agenda {:?} {}", t.elapsed(), a.total);
        let t = Cpu::now();
        lib.agenda(&AgendaQuery { parties: vec![biggest[0].clone()], ..q.clone() }).unwrap();
        println!("agenda party {:?}", t.elapsed());
        let t = Cpu::now();
        let l =
            lib.ledger(&LedgerQuery { open: true, most: 50, ..LedgerQuery::as_of(today) }).unwrap();
        println!("ledger {:?} {}", t.elapsed(), l.totals.entries);
    }
}
