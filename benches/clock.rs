//! CPU time, which tells little of what else the machine does.

/// CPU time of this thread in milliseconds.
#[cfg(unix)]
pub fn of_thread() -> f64 {
    read(rustix::time::ClockId::ThreadCPUTime)
}

/// CPU time of all threads of this process in milliseconds.
#[cfg(unix)]
pub fn of_process() -> f64 {
    read(rustix::time::ClockId::ProcessCPUTime)
}

#[cfg(unix)]
fn read(clock: rustix::time::ClockId) -> f64 {
    let time = rustix::time::clock_gettime(clock);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Where there is no such clock: the time on the wall.
#[cfg(not(unix))]
pub fn of_thread() -> f64 {
    use std::sync::LazyLock;
    use std::time::Instant;
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    START.elapsed().as_secs_f64() * 1e3
}

#[cfg(not(unix))]
pub use of_thread as of_process;

/// How much CPU time a call takes on this thread, in milliseconds.
pub fn time<R>(call: impl FnOnce() -> R) -> f64 {
    let start = of_thread();
    std::hint::black_box(call());
    of_thread() - start
}

/// The value in the middle; not a number where there are none.
pub fn median(times: impl IntoIterator<Item = f64>) -> f64 {
    let mut times: Vec<f64> = times.into_iter().collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

/// The greatest of some.
pub fn worst(times: impl IntoIterator<Item = f64>) -> f64 {
    times.into_iter().fold(f64::NAN, f64::max)
}
