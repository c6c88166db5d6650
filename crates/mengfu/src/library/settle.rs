//! Making links anew where they wait for it. What an instrument is compared with is a function of the
//! instruments that there are; an instrument is compared again when that changed, and never otherwise.

use std::collections::{BTreeMap, BTreeSet};

use mengfu_link::Digest;
use mengfu_model::{ActAddress, InstrumentId, Link, LinkEnds};
use mengfu_register::key::{ActKey, InstrumentNo, ProvisionKey};
use mengfu_register::{FarKeyRow, LinkRow, Placed, Side, Stale, Way, Writer};

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
struct Settling {
    /// All combinations of parties.
    sets: Vec<String>,
    digests: BTreeMap<InstrumentNo, Digest>,
}

impl Library<'_> {
    /// Makes all links and packed commitments that wait for it; `step` hears how many are left.
    pub fn settle(&self, mut step: impl FnMut(usize)) -> Result<()> {
        loop {
            let left = self.register.read(|view| view.stale(Stale::Links))?.len();
            if left == 0 {
                break;
            }
            step(left);
            self.register.write(|writer| self.settle_links(writer, AT_ONCE))?;
        }
        self.register.write(|writer| self.settle_rest(writer))
    }

    /// Makes everything that waits, within one transaction.
    pub(super) fn settle_all(&self, writer: &Writer<'_>) -> Result<()> {
        self.settle_links(writer, usize::MAX)?;
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

    fn settle_links(&self, writer: &Writer<'_>, most: usize) -> Result<()> {
        let mut settling = Settling { sets: writer.party_sets()?, digests: BTreeMap::new() };
        for no in writer.stale(Stale::Links)?.into_iter().take(most) {
            if let Some(placed) = writer.placed_by_no(no)? {
                self.refresh(writer, &placed, &mut settling)?;
                self.refresh_later(writer, &placed, &mut settling)?;
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
                // The further away, the less it sees of this one: the first that is as it was ends it.
                if !self.refresh(writer, &later, settling)? {
                    break;
                }
            }
        }
        let mut reporting = BTreeSet::new();
        for row in writer.far_keys(placed.no)? {
            reporting.extend(reporting_next(writer, placed, row)?);
        }
        for no in reporting {
            if let Some(later) = writer.placed_by_no(no)? {
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
        let far = far(writer, later, &window)?;
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
    let own: BTreeSet<&str> = parties.split(' ').filter(|p| !p.is_empty()).collect();
    if own.len() < 2 {
        return Vec::new();
    }
    let related = |set: &&String| {
        let other: BTreeSet<&str> = set.split(' ').filter(|p| !p.is_empty()).collect();
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
fn far(writer: &Writer<'_>, later: &Placed, window: &[Placed]) -> Result<BTreeSet<InstrumentNo>> {
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
            let Some(placed) = writer.placed_by_no(earlier)? else { continue };
            let after = last_of_day(&placed.day);
            let reports = writer.with_key_after(row.key, Side::Reported, after, REPORTS)?;
            if placed.pack == later.pack && reports.contains(&later.no) {
                far.insert(earlier);
            }
        }
    }
    Ok(far)
}

/// The instruments whose far comparisons a key of `placed` can change. Whoever would have been compared
/// with an instrument before `placed` is, if it comes after, among the first that report after
/// `placed`; so it is enough to look at those.
fn reporting_next(
    writer: &Writer<'_>,
    placed: &Placed,
    row: FarKeyRow,
) -> Result<Vec<InstrumentNo>> {
    let after = match row.side {
        Side::Promised => last_of_day(&placed.day),
        Side::Reported => first_of_day(&placed.day),
    };
    Ok(writer.with_key_after(row.key, Side::Reported, after, REPORTS + 2)?)
}

/// Marks those whose far comparisons change when `no` goes.
pub(super) fn mark_reporting(writer: &Writer<'_>, no: InstrumentNo) -> Result<()> {
    let Some(placed) = writer.placed_by_no(no)? else { return Ok(()) };
    for row in writer.far_keys(no)? {
        for later in reporting_next(writer, &placed, row)? {
            writer.add_stale(later, Stale::Links)?;
        }
    }
    Ok(())
}

fn first_of_day(day: &str) -> InstrumentNo {
    InstrumentNo::new(day.parse().map_or(0, Day::since_base), 0)
}

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
