//! The card as others hold it: one chip behind a lock, with its faults and its log.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use crate::{
    card::Chip,
    fault::FaultPlan,
    image::{CardImage, Content},
    log::{ApduEntry, ApduLog, LogEntry},
    profile::LinkModel,
};

/// A handle to one card; clones are the same card. The card begins away from any reader.
#[derive(Clone)]
pub struct SharedCard(Arc<Mutex<Inner>>);

/// What a reader gets for a command.
#[derive(Clone, PartialEq, Eq)]
pub enum CardReply {
    /// The answer, data and status word; shorter than two bytes only when a fault has cut it.
    Answer(Vec<u8>),
    /// No answer will ever come; the card still lies there.
    Mute,
    /// The card is gone.
    Removed,
}

struct Inner {
    chip: Chip,
    powered: bool,
    present: bool,
    faults: FaultPlan,
    /// APDUs since the plan was set.
    seen: u32,
    log: ApduLog,
    watcher: Option<Box<dyn Fn() + Send>>,
}

impl SharedCard {
    /// A card with this content, away from any reader, with no faults planned.
    pub fn new(image: CardImage) -> Self {
        Self(Arc::new(Mutex::new(Inner {
            chip: Chip::new(image),
            powered: false,
            present: false,
            faults: FaultPlan::default(),
            seen: 0,
            log: ApduLog::default(),
            watcher: None,
        })))
    }

    /// Puts the card on the reader; no power yet. Does nothing when it already lies there.
    pub fn insert(&self) {
        let mut inner = self.lock();
        if !inner.present {
            inner.present = true;
            inner.log.push(LogEntry::Inserted);
            inner.tell_watcher();
        }
    }

    /// Takes the card away, and its power with it. Does nothing when it is away.
    pub fn remove(&self) {
        self.lock().remove();
    }

    /// Whether the card lies on the reader; a planned pull ends that.
    pub fn is_present(&self) -> bool {
        self.lock().present
    }

    /// Calls `watcher` after each insertion and removal, planned pulls included, in place of the one before: a card lies
    /// on one reader at a time.
    ///
    /// It runs on the thread that caused the change, with the card locked: it must only wake somebody, never use the card.
    pub fn watch(&self, watcher: impl Fn() + Send + 'static) {
        self.lock().watcher = Some(Box::new(watcher));
    }

    /// Answer to reset.
    pub fn atr(&self) -> Vec<u8> {
        self.lock().chip.image.profile.atr.clone()
    }

    /// Power comes on. Nothing happens when it was on.
    pub fn power_on(&self) {
        self.lock().power(true);
    }

    /// Power goes off: nothing is selected, no PIN is verified. Nothing happens when it was off.
    pub fn power_off(&self) {
        self.lock().power(false);
    }

    /// Reset: nothing is selected, no PIN is verified; the power is on afterwards.
    pub fn reset(&self) {
        let mut inner = self.lock();
        inner.chip.forget();
        inner.powered = true;
        inner.log.push(LogEntry::Reset);
    }

    /// Sends one command APDU. A card without power is powered first. Blocks for the planned delay and for the time
    /// that the modelled link takes.
    pub fn transmit(&self, command: &[u8]) -> CardReply {
        let delay = self.lock().faults.delay;
        if delay > Duration::ZERO {
            thread::sleep(delay);
        }
        let (reply, link) = {
            let mut inner = self.lock();
            (inner.transmit(command), inner.chip.image.profile.link)
        };
        if let (CardReply::Answer(answer), true) = (&reply, link != LinkModel::NONE) {
            thread::sleep(link.time(command.len() + answer.len()));
        }
        reply
    }

    /// Replaces the fault plan and counts APDUs from 1 again.
    pub fn set_faults(&self, faults: FaultPlan) {
        let mut inner = self.lock();
        inner.faults = faults;
        inner.seen = 0;
    }

    /// What the card has seen so far.
    pub fn log(&self) -> ApduLog {
        self.lock().log.clone()
    }

    /// What the card has seen since the last time this was called, and forgets it.
    pub fn take_log(&self) -> ApduLog {
        std::mem::take(&mut self.lock().log)
    }

    /// Tries left of a PIN, read past the chip; `None` when there is no such PIN.
    pub fn tries_left(&self, aid: &[u8], file: u16) -> Option<u8> {
        let mut inner = self.lock();
        match &inner.chip.image.application_mut(aid)?.file(file)?.content {
            Content::Pin(pin) => Some(pin.tries_left),
            _ => None,
        }
    }

    // The chip stays whole after a panic elsewhere: it has no state that spans two calls of a lock holder.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn transmit(&mut self, command: &[u8]) -> CardReply {
        if !self.present {
            return CardReply::Removed;
        }
        self.power(true);
        self.seen = self.seen.saturating_add(1);
        let number = self.seen;
        if self.faults.pulls_before(number) {
            self.remove();
            return CardReply::Removed;
        }
        if self.faults.mute(number) {
            self.log.push(LogEntry::Apdu(ApduEntry::new(command, None)));
            return CardReply::Mute;
        }
        let mut answer = match self.faults.instead(number) {
            Some(status) => status.to_bytes().to_vec(),
            None => self.chip.transmit(command),
        };
        self.faults.distort(number, &mut answer);
        self.log
            .push(LogEntry::Apdu(ApduEntry::new(command, Some(&answer))));
        if self.faults.pulls_after(number) {
            self.remove();
        }
        CardReply::Answer(answer)
    }

    fn power(&mut self, on: bool) {
        if self.powered == on {
            return;
        }
        self.powered = on;
        self.chip.forget();
        self.log
            .push(if on { LogEntry::PowerOn } else { LogEntry::PowerOff });
    }

    fn remove(&mut self) {
        if !self.present {
            return;
        }
        self.present = false;
        self.powered = false;
        self.chip.forget();
        self.log.push(LogEntry::Removed);
        self.tell_watcher();
    }

    fn tell_watcher(&self) {
        if let Some(watcher) = &self.watcher {
            watcher();
        }
    }
}
