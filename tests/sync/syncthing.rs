//! Two instances of Syncthing on this machine, each with a home and a folder of its own: they know each
//! other by address alone, and nothing else is asked or told over any network.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::people::{ARTICLES, Done, annotations, write_articles};
use crate::program::{ENGLISH, Place};
use crate::{is_there, say};

/// How long is waited for the two to agree; they take seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// The key of the interface by which an instance is asked.
const KEY: &str = "for-this-test-only";

/// A machine with a running Syncthing.
struct Machine {
    place: Place,
    device: String,
    /// Ports of the interface and for the other machine.
    ports: [u16; 2],
    running: Option<Child>,
}

impl Drop for Machine {
    fn drop(&mut self) {
        if let Some(mut running) = self.running.take() {
            let _ = running.kill();
            let _ = running.wait();
        }
    }
}

impl Machine {
    fn new() -> Self {
        let place = Place::new();
        let mut machine = Self {
            place,
            device: String::new(),
            // Asked for at once, so that they are four.
            ports: [0; 2],
            running: None,
        };
        let home = machine.home();
        let made = machine
            .syncthing(&["generate", "--no-default-folder"])
            .output();
        let made = made.unwrap();
        assert!(made.status.success(), "{made:?}");
        assert!(home.join("cert.pem").is_file());
        let device = machine.syncthing(&["--device-id"]).output().unwrap();
        machine.device = String::from_utf8(device.stdout).unwrap().trim().to_owned();
        assert_eq!(machine.device.len(), 63, "{}", machine.device);
        machine
    }

    fn home(&self) -> PathBuf {
        self.place.root().join("syncthing")
    }

    fn syncthing(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new("syncthing");
        self.place.prepare(&mut command, ENGLISH);
        command
            .args(arguments)
            .arg(format!("--home={}", self.home().display()))
            .env("STNOUPGRADE", "1");
        command
    }

    fn configure(&self, other: &Self) {
        let machine = |machine: &Self| {
            format!(
                "<device id=\"{}\" name=\"x\" compression=\"never\">\
                 <address>tcp://127.0.0.1:{}</address></device>",
                machine.device, machine.ports[1]
            )
        };
        let [gui, listen] = self.ports;
        let config = format!(
            "<configuration version=\"36\">\
             <folder id=\"shared\" path=\"{folder}\" type=\"sendreceive\" rescanIntervalS=\"2\" \
              fsWatcherEnabled=\"true\" fsWatcherDelayS=\"1\" ignorePerms=\"false\" \
              autoNormalize=\"true\"><filesystemType>basic</filesystemType><maxConflicts>10</maxConflicts>\
              <device id=\"{a}\"/><device id=\"{b}\"/></folder>\
             {one}{two}\
             <gui enabled=\"true\" tls=\"false\"><address>127.0.0.1:{gui}</address>\
              <apikey>{KEY}</apikey></gui>\
             <options><listenAddress>tcp://127.0.0.1:{listen}</listenAddress>\
              <globalAnnounceEnabled>false</globalAnnounceEnabled>\
              <localAnnounceEnabled>false</localAnnounceEnabled>\
              <relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>\
              <reconnectionIntervalS>1</reconnectionIntervalS>\
              <startBrowser>false</startBrowser><urAccepted>-1</urAccepted>\
              <urSeen>3</urSeen><autoUpgradeIntervalH>0</autoUpgradeIntervalH>\
              <crashReportingEnabled>false</crashReportingEnabled>\
              <setLowPriority>false</setLowPriority><stunKeepaliveStartS>0</stunKeepaliveStartS>\
             </options></configuration>",
            folder = self.place.at("").display(),
            a = self.device,
            b = other.device,
            one = machine(self),
            two = machine(other),
        );
        std::fs::write(self.home().join("config.xml"), config).unwrap();
    }

    fn start(&mut self) {
        let log = std::fs::File::create(self.home().join("log.txt")).unwrap();
        let mut command = self.syncthing(&["serve", "--no-browser", "--no-restart"]);
        command.stdout(log).stderr(Stdio::null());
        self.running = Some(command.spawn().unwrap());
        let begun = Instant::now();
        while self.ask("GET", "/rest/system/ping").is_none() {
            assert!(begun.elapsed() < PATIENCE, "{}", self.log());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.home().join("log.txt")).unwrap_or_default()
    }

    /// Asks the interface; nothing where it does not answer.
    fn ask(&self, method: &str, what: &str) -> Option<Value> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.ports[0])).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        let asked = format!(
            "{method} {what} HTTP/1.0\r\nHost: localhost\r\nX-API-Key: {KEY}\r\nContent-Length: 0\r\n\r\n"
        );
        stream.write_all(asked.as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        head.starts_with("HTTP/1.0 200").then_some(())?;
        Some(serde_json::from_str(body).unwrap_or(Value::Null))
    }

    fn is_idle(&self) -> bool {
        let status = self.ask("GET", "/rest/db/status?folder=shared");
        status.is_some_and(|status| {
            status["state"] == "idle" && status["needTotalItems"] == 0 && status["errors"] == 0
        })
    }

    /// Everything in the folder.
    fn content(&self) -> Vec<(String, Vec<u8>)> {
        let names = self.place.files().into_iter();
        let names = names.filter(|name| !name.starts_with(".st") && !is_temp(name));
        names
            .map(|name| {
                // What is just being put in place is looked at again.
                let bytes = std::fs::read(self.place.at(&name)).unwrap_or_default();
                (name, bytes)
            })
            .collect()
    }
}

fn is_temp(name: &str) -> bool {
    name.starts_with('~') || name.starts_with(".syncthing.")
}

/// Two machines that share a folder.
struct Pair([Machine; 2]);

impl Pair {
    fn new() -> Self {
        let mut machines = [Machine::new(), Machine::new()];
        let held = [(); 4].map(|()| TcpListener::bind(("127.0.0.1", 0)).unwrap());
        let ports = held
            .each_ref()
            .map(|port| port.local_addr().unwrap().port());
        drop(held);
        (machines[0].ports, machines[1].ports) = ([ports[0], ports[1]], [ports[2], ports[3]]);
        let [a, b] = &machines;
        a.configure(b);
        b.configure(a);
        for machine in &mut machines {
            machine.start();
        }
        Self(machines)
    }

    /// Cuts the two off from each other, or brings them together again.
    fn connect(&self, connected: bool) {
        let how = if connected { "resume" } else { "pause" };
        let [a, b] = &self.0;
        for (machine, other) in [(a, b), (b, a)] {
            let what = format!("/rest/system/{how}?device={}", other.device);
            assert!(machine.ask("POST", &what).is_some());
        }
        let begun = Instant::now();
        let seen = |machine: &Machine| {
            let all = machine
                .ask("GET", "/rest/system/connections")
                .unwrap_or_default();
            let all = all["connections"].as_object().cloned().unwrap_or_default();
            all.values().any(|other| other["connected"] == true)
        };
        while self.0.iter().any(|machine| seen(machine) != connected) {
            assert!(begun.elapsed() < PATIENCE, "{}", self.log());
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    fn log(&self) -> String {
        self.0.each_ref().map(Machine::log).join("\n---\n")
    }

    /// Waits until both have looked at everything and hold the same.
    fn settle(&self) {
        let begun = Instant::now();
        let mut quiet = 0;
        while quiet < 3 {
            assert!(begun.elapsed() < PATIENCE, "{}", self.log());
            if quiet == 0 {
                for machine in &self.0 {
                    machine.ask("POST", "/rest/db/scan?folder=shared");
                }
            }
            let [a, b] = &self.0;
            let agree = a.is_idle() && b.is_idle() && a.content() == b.content();
            quiet = if agree { quiet + 1 } else { 0 };
            std::thread::sleep(Duration::from_millis(150));
        }
    }

    /// The conflict copies on the first machine.
    fn copies(&self) -> usize {
        let names = self.0[0].place.files();
        names
            .iter()
            .filter(|name| name.contains(".sync-conflict-"))
            .count()
    }
}

#[test]
fn what_two_machines_mark_apart_is_there_once_on_both() {
    if !is_there("syncthing") {
        say(
            "NOT RUN: Syncthing is not on this machine (sh .ci/setup test brings it). Two clones \
             of a git repository stand in for it.",
        );
        return;
    }
    let begun = Instant::now();
    let pair = Pair::new();
    let [desk, laptop] = pair.0.each_ref().map(|machine| &machine.place);
    // As the README advises; the line has to be on each machine.
    for place in [desk, laptop] {
        place.write(".stignore", "~*.tmp\n");
    }
    let left_behind = "~a.txt.Zoé.ann.ron.0123456789ab.tmp";
    desk.write(left_behind, "half of a file");
    write_articles(desk);
    pair.settle();
    let mut done = Done::default();
    // Zoé works on both machines, Ada on the first alone, Ben on the second.
    let mut zoe = Vec::new();
    for article in ARTICLES {
        done.mark(desk, article, "Ada", 3);
        done.mark(laptop, article, "Ben", 3);
        zoe.extend(done.mark(desk, "a.txt", "Zoé", 3));
        pair.settle();
    }
    done.holds_on(desk);
    done.holds_on(laptop);
    assert_eq!(pair.copies(), 0, "who sees the other's file makes no copy");
    let mut conflicts = 0;
    for round in 0..2 {
        pair.connect(false);
        for article in ARTICLES {
            // The third is new to both machines in the first round.
            done.mark(desk, article, "Zoé", 4);
            done.mark(laptop, article, "Zoé", 4);
            done.mark(desk, article, "Ada", 2);
            done.mark(laptop, article, "Ben", 2);
        }
        let own = &zoe[round * 3..];
        done.delete(desk, "a.txt", "Zoé", &own[0]);
        done.edit(desk, "a.txt", "Zoé", &own[1], "on the desk");
        // Both change one mark, and one is deleted here and changed there: the later one has the say.
        done.edit(desk, "a.txt", "Zoé", &own[2], "first");
        done.edit(laptop, "a.txt", "Zoé", &own[2], "last");
        let last = &zoe[6 + round];
        match round {
            0 => {
                done.edit(desk, "a.txt", "Zoé", last, "changed, then deleted there");
                done.delete(laptop, "a.txt", "Zoé", last);
            }
            _ => {
                done.delete(desk, "a.txt", "Zoé", last);
                done.edit(laptop, "a.txt", "Zoé", last, "changed after that");
            }
        }
        pair.connect(true);
        pair.settle();
        conflicts += pair.copies();
        assert!(pair.copies() >= ARTICLES.len(), "{:?}", desk.files());
        // Nothing has to be done for every mark to be seen, whichever machine's file came out on top.
        done.holds_on(desk);
        done.holds_on(laptop);
        // On both at once; where they cross, there may be new copies.
        for _ in 0..4 {
            std::thread::scope(|scope| {
                for place in [desk, laptop] {
                    scope.spawn(|| place.run(["merge", "."]).status(0));
                }
            });
            pair.settle();
            if pair.copies() == 0 {
                break;
            }
            conflicts += pair.copies();
        }
        done.holds_on(desk);
        done.holds_on(laptop);
        assert_eq!(pair.copies(), 0, "{:?}", desk.files());
        // What a crash left half written has not spread.
        assert_eq!(
            annotations(desk).len(),
            annotations(laptop).len() + 1,
            "{:?}\n{:?}",
            desk.files(),
            laptop.files()
        );
    }
    assert!(desk.files().iter().any(|name| name == left_behind));
    assert!(
        !laptop.files().iter().any(|name| name.starts_with('~')),
        "{:?}",
        laptop.files()
    );
    std::fs::remove_file(desk.at(left_behind)).unwrap();
    assert_eq!(annotations(desk), annotations(laptop), "byte for byte");
    assert_eq!(annotations(desk).len(), 9, "{:?}", desk.files());
    for place in [desk, laptop] {
        place.run(["check", "."]).status(0);
    }
    say(&format!(
        "Syncthing: {} marks made on two machines, {} deleted, {} changed; {conflicts} conflict copies \
         merged; {} marks on each machine, in {:.0} s",
        done.made.len(),
        done.deleted.len(),
        done.edited.len(),
        done.made.len() - done.deleted.len(),
        begun.elapsed().as_secs_f64()
    ));
}
