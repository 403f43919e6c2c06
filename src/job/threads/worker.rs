//! [`Worker`]: a thread that does one thing after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

/// Something to be done on a thread.
pub(super) type Job = Box<dyn FnOnce() + Send>;

/// A thread that does one thing after the other.
pub(super) struct Worker {
    /// `None` ends the thread, whoever else could still send.
    pub(super) jobs: Option<Sender<Option<Job>>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub(super) fn start(name: &str) -> Self {
        let (jobs, inbox) = channel::<Option<Job>>();
        let thread = std::thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || {
                while let Ok(Some(job)) = inbox.recv() {
                    // One that breaks must not take those after it along.
                    if catch_unwind(AssertUnwindSafe(job)).is_err() {
                        log::error!("a job broke");
                    }
                }
            });
        Self {
            jobs: Some(jobs),
            thread: thread.ok(),
        }
    }

    pub(super) fn run(&self, job: impl FnOnce() + Send + 'static) {
        if let Some(jobs) = &self.jobs {
            let _ = jobs.send(Some(Box::new(job)));
        }
    }

    /// Does what is left to do, then ends.
    pub(super) fn finish(&mut self) {
        if let Some(jobs) = self.jobs.take() {
            let _ = jobs.send(None);
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Waits until everything that a thread was told before is done.
pub(super) fn settle(worker: Option<Sender<Option<Job>>>) {
    let (done, wait) = channel();
    let told = Box::new(move || {
        let _ = done.send(());
    });
    if worker.is_some_and(|worker| worker.send(Some(told)).is_ok()) {
        let _ = wait.recv();
    }
}
