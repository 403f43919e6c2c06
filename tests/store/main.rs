//! Files through the public interface: what is saved is read back, nothing is overwritten or lost.

mod annotations;
mod atomic;
mod backups;
mod codebooks;
mod conflicts;
mod copies;
mod desk;
mod faults;
mod journal;
mod killed;
mod laws;
mod others;
mod scan;
