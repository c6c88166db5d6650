//! Making links anew where they wait for it. What an instrument is compared with is a function of the
//! instruments that there are; an instrument is compared again when that changed, and never otherwise.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_link::Digest;
use mengfu_model::{ActAddress, InstrumentId, Link, LinkEnds};
use mengfu_register::instrument::party_codes;
use mengfu_register::key::{ActKey, InstrumentNo, ProvisionKey};
use mengfu_register::{LinkRow, Placed, Side, Stale, Way, Writer};

use super::Library;
use super::day::Day;
use super::error::Result;
use super::linking::from_bytes;

/// An instrument is compared with so many before it of the same parties,
const SAME_PARTIES: usize = 12;
/// and with so many before it of parties that contain its own.
const OTHER_PARTIES: usize = 4;
/// Of those that promise something under a key, the last so many before a report are looked at;
const PROMISES: u32 = 6;
/// of those that report under a key, the first so many after a promise.
const REPORTS: u32 = 6;
/// So many instruments are linked in one transaction.
const AT_ONCE: usize = 64;
/// So many digests are held.
const DIGESTS: usize = 512;

/// What is known while links are made.
#[derive(Default)]
struct Settling {
    /// All combinations of parties.
    sets: Vec<String>,
    digests: BTreeMap<InstrumentNo, Digest>,
    places: BTreeMap<InstrumentNo, Option<Placed>>,
    /// Instruments that were compared with all there are now.
    fresh: BTreeSet<InstrumentNo>,
    /// Instruments that wait for their turn.
    waiting: BTreeSet<InstrumentNo>,
}

impl Library<'_> {
    /// Makes all links and packed commitments that wait for it; `step` hears how many are left.
    pub fn settle(&self, mut step: impl FnMut(usize)) -> Result<()> {
        let mut settling = Settling::default();
        let mut others = self.register.changes_of_others()?;
        loop {
            let left = self.register.read(|view| view.stale(Stale::Links))?.len();
            if left == 0 {
                break;
            }
            step(left);
            self.register.write(|writer| {
                // What was compared before somebody else added something may have to be again.
                let now = self.register.changes_of_others()?;
                if std::mem::replace(&mut others, now) != now {
                    settling = Settling::default();
                }
                self.settle_links(writer, AT_ONCE, &mut settling)
            })?;
        }
        self.register.write(|writer| self.settle_rest(writer))
    }

    /// Makes everything that waits, within one transaction.
    pub(super) fn settle_all(&self, writer: &Writer<'_>) -> Result<()> {
        self.settle_links(writer, usize::MAX, &mut Settling::default())?;
        self.settle_rest(writer)
    }

    /// What follows once all links are made.
    fn settle_rest(&self, writer: &Writer<'_>) -> Result<()> {
        for no in writer.stale(Stale::Pack)? {
            self.repack(writer, no)?;
            writer.clear_stale(no, Stale::Pack)?;
        }
        self.attach_all(writer)
    }

    fn settle_links(
        &self,
        writer: &Writer<'_>,
        most: usize,
        settling: &mut Settling,
    ) -> Result<()> {
        settling.sets = writer.party_sets()?;
        let stale = writer.stale(Stale::Links)?;
        settling.waiting = stale.iter().copied().collect();
        for no in stale.into_iter().take(most) {
            settling.waiting.remove(&no);
            if let Some(placed) = settling.place(writer, no)? {
                self.refresh(writer, &placed, settling)?;
                self.refresh_later(writer, &placed, settling)?;
            } else {
                writer.clear_stale(no, Stale::Links)?;
            }
        }
        Ok(())
    }

    /// Compares again those later instruments that `placed` stands before.
    fn refresh_later(
        &self,
        writer: &Writer<'_>,
        placed: &Placed,
        settling: &mut Settling,
    ) -> Result<()> {
        for set in related(&placed.parties, &settling.sets, Related::Contained) {
            for later in writer.instruments_after(&set, &placed.day)? {
                if settling.is_settled(later.no) {
                    continue;
                }
                // The further away, the less it sees of this one: the first that is as it was ends it.
                if !self.refresh(writer, &later, settling)? {
                    break;
                }
            }
        }
        let mut changed = BTreeSet::new();
        for row in writer.far_keys(placed.no)? {
            match row.side {
                Side::Promised => {
                    changed.extend(newly_promised(writer, placed, row.key, settling)?)
                }
                Side::Reported => {
                    changed.extend(newly_reported(writer, placed, row.key, settling)?)
                }
            }
        }
        for no in changed {
            if !settling.is_settled(no)
                && let Some(later) = settling.place(writer, no)?
            {
                self.refresh(writer, &later, settling)?;
            }
        }
        Ok(())
    }

    /// Compares an instrument with those it is to be compared with now; says whether they are others
    /// than before.
    fn refresh(
        &self,
        writer: &Writer<'_>,
        later: &Placed,
        settling: &mut Settling,
    ) -> Result<bool> {
        let before = writer.pairs(later.no)?;
        let window = window(writer, later, &settling.sets)?;
        let far = far(writer, later, &window, settling)?;
        settling.fresh.insert(later.no);
        let mut pairs: Vec<(InstrumentNo, Way)> =
            window.iter().map(|p| (p.no, Way::Aligned)).collect();
        pairs.extend(far.iter().map(|no| (*no, Way::Far)));
        pairs.sort_unstable();
        writer.clear_stale(later.no, Stale::Links)?;
        // What was never compared has its new acts to be told, even where nothing stands before it.
        let first = before.is_empty();
        if before == pairs && !first {
            return Ok(false);
        }
        let of = |pairs: &[(InstrumentNo, Way)], way| -> BTreeSet<InstrumentNo> {
            pairs.iter().filter(|(_, w)| *w == way).map(|(no, _)| *no).collect()
        };
        if first || of(&before, Way::Aligned) != of(&pairs, Way::Aligned) {
            self.realign(writer, later, &window, settling)?;
        }
        let (old, new) = (of(&before, Way::Far), of(&pairs, Way::Far));
        for gone in old.difference(&new) {
            writer.remove_links(later.no, Way::Far, Some(*gone))?;
        }
        for come in new.difference(&old) {
            self.look_far(writer, later, *come, settling)?;
        }
        writer.set_pairs(later.no, &pairs)?;
        for (earlier, _) in before.iter().chain(&pairs) {
            writer.add_stale(*earlier, Stale::Pack)?;
        }
        writer.add_stale(later.no, Stale::Pack)?;
        Ok(before != pairs)
    }

    fn realign(
        &self,
        writer: &Writer<'_>,
        later: &Placed,
        window: &[Placed],
        settling: &mut Settling,
    ) -> Result<()> {
        writer.remove_links(later.no, Way::Aligned, None)?;
        settling.load(writer, later.no)?;
        for earlier in window {
            settling.load(writer, earlier.no)?;
        }
        let earlier: Vec<&Digest> =
            window.iter().filter_map(|e| settling.digests.get(&e.no)).collect();
        let Some(digest) = settling.digests.get(&later.no) else { return Ok(()) };
        let links = self.linkers.align(&later.pack, digest, &earlier);
        let rows = link_rows(writer, later.no, Way::Aligned, links)?;
        Ok(writer.add_links(&rows)?)
    }

    fn look_far(
        &self,
        writer: &Writer<'_>,
        later: &Placed,
        earlier: InstrumentNo,
        settling: &mut Settling,
    ) -> Result<()> {
        settling.load(writer, later.no)?;
        settling.load(writer, earlier)?;
        let digests = settling.digests.get(&earlier).zip(settling.digests.get(&later.no));
        let Some((promise, report)) = digests else { return Ok(()) };
        let links = self.linkers.fulfilled(&later.pack, promise, report);
        let rows = link_rows(writer, later.no, Way::Far, links)?;
        Ok(writer.add_links(&rows)?)
    }
}

impl Settling {
    /// Whether an instrument was compared with all there are, or will be when its turn comes.
    fn is_settled(&self, no: InstrumentNo) -> bool {
        self.fresh.contains(&no) || self.waiting.contains(&no)
    }

    /// Where an instrument stands in time.
    fn place(&mut self, writer: &Writer<'_>, no: InstrumentNo) -> Result<Option<Placed>> {
        if let Some(known) = self.places.get(&no) {
            return Ok(known.clone());
        }
        let placed = writer.placed_by_no(no)?;
        self.places.insert(no, placed.clone());
        Ok(placed)
    }

    fn load(&mut self, writer: &Writer<'_>, no: InstrumentNo) -> Result<()> {
        if self.digests.contains_key(&no) {
            return Ok(());
        }
        if self.digests.len() > DIGESTS {
            // Work goes along in time: the earliest are needed least.
            self.digests.pop_first();
        }
        if let Some(bytes) = writer.digest(no)? {
            self.digests.insert(no, from_bytes(&bytes)?);
        }
        Ok(())
    }
}

/// Which combinations of parties stand to one in a relation; each to itself in both.
#[derive(Clone, Copy)]
enum Related {
    /// Those that contain it: their instruments stand in its lineage.
    Containing,
    /// Those that it contains: its instruments stand in their lineages.
    Contained,
}

/// The combinations of parties that contain those of `parties`, or are contained in them.
fn related(parties: &str, sets: &[String], side: Related) -> Vec<String> {
    let own: BTreeSet<&str> = party_codes(parties).collect();
    if own.len() < 2 {
        return Vec::new();
    }
    let related = |set: &&String| {
        let other: BTreeSet<&str> = party_codes(set).collect();
        match side {
            Related::Containing => own.is_subset(&other),
            Related::Contained => other.len() > 1 && other.is_subset(&own),
        }
    };
    sets.iter().filter(related).cloned().collect()
}

/// The instruments before `later` in its lineages that it is compared with, latest first.
fn window(writer: &Writer<'_>, later: &Placed, sets: &[String]) -> Result<Vec<Placed>> {
    let mut same = Vec::new();
    let mut others = Vec::new();
    for set in related(&later.parties, sets, Related::Containing) {
        let (found, most) = match set == later.parties {
            true => (&mut same, SAME_PARTIES),
            false => (&mut others, OTHER_PARTIES),
        };
        found.extend(writer.instruments_before(&set, &later.day, most)?);
    }
    let latest = |list: &mut Vec<Placed>, most| {
        list.retain(|p| p.pack == later.pack);
        list.sort_by(|a, b| (&b.day, b.no).cmp(&(&a.day, a.no)));
        list.truncate(most);
    };
    latest(&mut others, OTHER_PARTIES);
    same.extend(others);
    latest(&mut same, SAME_PARTIES + OTHER_PARTIES);
    Ok(same)
}

/// The instruments outside its window that promised what `later` may report.
fn far(
    writer: &Writer<'_>,
    later: &Placed,
    window: &[Placed],
    settling: &mut Settling,
) -> Result<BTreeSet<InstrumentNo>> {
    let mut far = BTreeSet::new();
    let before = first_of_day(&later.day);
    for row in writer.far_keys(later.no)? {
        if row.side != Side::Reported {
            continue;
        }
        for earlier in writer.with_key_before(row.key, Side::Promised, before, PROMISES)? {
            if far.contains(&earlier) || window.iter().any(|p| p.no == earlier) {
                continue;
            }
            let Some(placed) = settling.place(writer, earlier)? else { continue };
            let after = last_of_day(&placed.day);
            let reports = writer.with_key_after(row.key, Side::Reported, after, REPORTS)?;
            if placed.pack == later.pack && reports.contains(&later.no) {
                far.insert(earlier);
            }
        }
    }
    Ok(far)
}

/// The instruments that are now compared with `placed`, or with one less before it, because it promises
/// something under `key`: of the first that report after it, those for whom it is among the last to
/// have promised. Whoever is compared with an instrument before `placed` is among the first to report
/// after `placed` too, so that nobody else can be concerned.
fn newly_promised(
    writer: &Writer<'_>,
    placed: &Placed,
    key: u64,
    settling: &mut Settling,
) -> Result<Vec<InstrumentNo>> {
    let mut changed = Vec::new();
    for no in writer.with_key_after(key, Side::Reported, last_of_day(&placed.day), REPORTS)? {
        let Some(later) = settling.place(writer, no)? else { continue };
        let before = first_of_day(&later.day);
        let promises = writer.with_key_before(key, Side::Promised, before, PROMISES)?;
        if promises.contains(&placed.no) {
            changed.push(no);
        }
    }
    Ok(changed)
}

/// The instruments that are no longer among the first to report after some promise under `key`, because
/// `placed` now is.
fn newly_reported(
    writer: &Writer<'_>,
    placed: &Placed,
    key: u64,
    settling: &mut Settling,
) -> Result<Vec<InstrumentNo>> {
    let mut changed = Vec::new();
    // Those that promised on the day of `placed` or later do not see it.
    let mut before = first_of_day(&placed.day);
    loop {
        let promises = writer.with_key_before(key, Side::Promised, before, PROMISES)?;
        let Some(earliest) = promises.last() else { return Ok(changed) };
        before = *earliest;
        for no in promises {
            let Some(earlier) = settling.place(writer, no)? else { continue };
            let after = last_of_day(&earlier.day);
            let reports = writer.with_key_after(key, Side::Reported, after, REPORTS + 1)?;
            // Before the first promise that does not see it, none does.
            if !reports.iter().take(REPORTS as usize).any(|r| *r == placed.no) {
                return Ok(changed);
            }
            changed.extend(reports.get(REPORTS as usize));
        }
    }
}

/// Marks those whose far comparisons may change when `no` goes.
pub(super) fn mark_reporting(writer: &Writer<'_>, no: InstrumentNo) -> Result<()> {
    let Some(placed) = writer.placed_by_no(no)? else { return Ok(()) };
    for row in writer.far_keys(no)? {
        let after = match row.side {
            Side::Promised => last_of_day(&placed.day),
            Side::Reported => first_of_day(&placed.day),
        };
        for later in writer.with_key_after(row.key, Side::Reported, after, REPORTS + 2)? {
            writer.add_stale(later, Stale::Links)?;
        }
    }
    Ok(())
}

/// Before all instruments of a day.
fn first_of_day(day: &str) -> InstrumentNo {
    InstrumentNo(InstrumentNo::new(day.parse().map_or(0, Day::since_base), 0).0 - 1)
}

/// Behind all instruments of a day.
fn last_of_day(day: &str) -> InstrumentNo {
    InstrumentNo::new(day.parse().map_or(0, Day::since_base), u32::MAX)
}

/// Links with the numbers of their ends. A link to something that is not there is left out.
fn link_rows(
    writer: &Writer<'_>,
    owner: InstrumentNo,
    way: Way,
    links: Vec<Link>,
) -> Result<Vec<LinkRow>> {
    let mut numbers: BTreeMap<InstrumentId, Option<InstrumentNo>> = BTreeMap::new();
    let mut number = |id: &InstrumentId| -> Result<Option<InstrumentNo>> {
        if let Some(no) = numbers.get(id) {
            return Ok(*no);
        }
        let no = writer.instrument_no(id)?;
        numbers.insert(id.clone(), no);
        Ok(no)
    };
    let mut rows = Vec::with_capacity(links.len());
    for link in links {
        let (earlier, later, other) = match &link.ends {
            LinkEnds::Both { earlier, later } => (Some(earlier), Some(later), &earlier.instrument),
            LinkEnds::New { later, against } => (None, Some(later), against),
            LinkEnds::Dropped { earlier, .. } => (Some(earlier), None, &earlier.instrument),
        };
        let Some(other) = number(other)? else { continue };
        let mut key = |address: Option<&ActAddress>| -> Result<Option<ActKey>> {
            let Some(address) = address else { return Ok(None) };
            let Some(no) = number(&address.instrument)? else { return Ok(None) };
            Ok(Some(act_key(no, address)?))
        };
        rows.push(LinkRow {
            owner,
            way,
            kind: link.kind,
            earlier: key(earlier)?,
            later: key(later)?,
            other,
            score: link.score,
            provisional: link.provisional,
            reasons: link.reasons,
        });
    }
    Ok(rows)
}

/// The number of the act at an address in an instrument.
pub(super) fn act_key(instrument: InstrumentNo, address: &ActAddress) -> Result<ActKey> {
    Ok(ActKey::new(ProvisionKey::new(instrument, address.provision)?, address.act)?)
}
