//! [`History`]: linear undo and redo.

use super::transaction::Transaction;

/// What was done and what was undone, of one reading.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Transaction>,
    undone: Vec<Transaction>,
}

impl History {
    /// Remembers what was just done; what was undone before can't be redone any more.
    pub fn record(&mut self, transaction: Transaction) {
        self.undone.clear();
        self.done.push(transaction);
    }

    /// The transaction that takes the last act back, to be applied by the caller.
    pub fn undo(&mut self) -> Option<Transaction> {
        let last = self.done.pop()?;
        let inverse = last.inverse();
        self.undone.push(last);
        Some(inverse)
    }

    /// The act that was undone last, to be applied again by the caller.
    pub fn redo(&mut self) -> Option<Transaction> {
        let next = self.undone.pop()?;
        self.done.push(next.clone());
        Some(next)
    }

    /// What [`undo`](Self::undo) would take back.
    pub fn next_undo(&self) -> Option<&Transaction> {
        self.done.last()
    }

    /// What [`redo`](Self::redo) would do again.
    pub fn next_redo(&self) -> Option<&Transaction> {
        self.undone.last()
    }
}
