//! What rows and areas come to, once they were seen.

use super::ask::{Sighting, Taken};
use super::coverage::{Area, Ms, Patch, Statuses};
use super::ledger::Mark;
use super::machine::Walk;

impl Walk {
    /// Notes the rows in the ledger. Also gives how many had not been seen in this look, and how many of those were there before it
    /// began, as far as clocks agree.
    pub(super) fn take(&mut self, rows: &[Sighting<'_>]) -> (Taken, (usize, usize)) {
        let mut taken = Taken::default();
        let mut unseen = (0, 0);
        let young = self.look_began.unwrap_or_default() - 60_000;
        for (index, row) in rows.iter().enumerate() {
            let mark = Mark {
                look: self.look,
                is_entity: row.is_entity,
                is_finished: row.is_finished,
            };
            let before = self.ledger.note(row.id, mark);
            self.live.note(row, before);
            if before.is_none_or(|before| before.look < self.look) {
                unseen.0 += 1;
                unseen.1 += usize::from(row.created.is_none_or(|time| time < young));
            }
            if before.is_none() {
                taken.fresh.push(index);
            } else {
                taken.again.push(index);
            }
            if let Some(created) = row.created.filter(|_| !row.is_entity) {
                self.newest = Some(self.newest.map_or(created, |newest| newest.max(created)));
                self.oldest = Some(self.oldest.map_or(created, |oldest| oldest.min(created)));
            }
        }
        (taken, unseen)
    }

    /// Notes that a whole area was looked at, by a request sent at that time.
    pub(super) fn cover(&mut self, area: Area, sent: Ms) {
        self.coverage.add(Patch {
            area,
            statuses: Statuses::ALL,
            seen: sent,
            look: self.look,
        });
    }

    /// The same, where absence from it now means that an instance is gone.
    pub(super) fn cover_settled(&mut self, area: Area, sent: Ms) {
        if self.look > 1 {
            self.settled = Some(area.clone());
        }
        self.cover(area, sent);
    }
}
