//! Whole files or none.

use std::io;
use std::path::Path;

use postil::model::Timestamp;
use postil::store::{check_writable, sweep_temps, write_atomic};

use crate::desk::names;

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    write_atomic(path, bytes, "id-1", || Ok(()))
}

#[test]
fn a_failed_write_leaves_the_old_and_no_temp() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    write(&path, b"old").unwrap();
    let refused = write_atomic(&path, b"new", "id-1", || {
        assert_eq!(names(folder.path()), ["a.ron", "~a.ron.id-1.tmp"]);
        Err(io::Error::other("no"))
    });
    assert_eq!(refused.unwrap_err().to_string(), "no");
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["a.ron"]);
    // Where a folder is in the way.
    let taken = folder.path().join("b");
    std::fs::create_dir(&taken).unwrap();
    assert_eq!(
        write(&taken, b"x").unwrap_err().kind(),
        io::ErrorKind::IsADirectory
    );
    assert_eq!(names(folder.path()), ["a.ron", "b"]);
    let missing = folder.path().join("c/d");
    assert_eq!(
        write(&missing, b"x").unwrap_err().kind(),
        io::ErrorKind::NotFound
    );
}

#[test]
fn long_names_leave_room_for_the_temp() {
    let folder = tempfile::tempdir().unwrap();
    let name = format!("{}.ron", "é".repeat(125));
    assert_eq!(name.len(), 254);
    let path = folder.path().join(&name);
    let long = "0123456789-".repeat(20);
    write_atomic(&path, b"x", &long, || Ok(())).unwrap();
    assert_eq!(names(folder.path()), [name]);
    let too_long = folder.path().join("x".repeat(300));
    assert_eq!(
        write(&too_long, b"x").unwrap_err().kind(),
        io::ErrorKind::InvalidFilename
    );
    assert_eq!(names(folder.path()).len(), 1);
}

#[test]
fn only_old_temps_of_the_same_file_are_swept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.txt");
    let day = std::time::Duration::from_secs(24 * 60 * 60);
    let now = std::time::SystemTime::now();
    for (name, age) in [
        ("~a.txt.1.tmp", 2 * day),
        ("~a.txt.2.tmp", day / 2),
        ("~a.txt.md.1.tmp", 2 * day),
        ("~b.txt.1.tmp", 2 * day),
        ("a.txt.1.tmp", 2 * day),
    ] {
        let file = std::fs::File::create(folder.path().join(name)).unwrap();
        file.set_modified(now - age).unwrap();
    }
    sweep_temps(&path, Timestamp::try_from(now).unwrap());
    assert_eq!(
        names(folder.path()),
        [
            "a.txt.1.tmp",
            "~a.txt.2.tmp",
            "~a.txt.md.1.tmp",
            "~b.txt.1.tmp"
        ]
    );
}

#[test]
fn a_folder_is_tried_by_writing() {
    let folder = tempfile::tempdir().unwrap();
    check_writable(folder.path(), "1").unwrap();
    assert!(names(folder.path()).is_empty());
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert!(check_writable(&file, "1").is_err());
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        std::fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn modes_and_owners_are_kept_and_new_files_are_ordinary() {
        let folder = tempfile::tempdir().unwrap();
        let ordinary = folder.path().join("ordinary");
        std::fs::write(&ordinary, "").unwrap();
        let path = folder.path().join("a.ron");
        write(&path, b"1").unwrap();
        assert_eq!(mode(&path), mode(&ordinary));
        for kept in [0o600, 0o664, 0o444] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(kept)).unwrap();
            write(&path, b"2").unwrap();
            assert_eq!(mode(&path), kept);
        }
        // Only root may give files away; others have nothing to keep here.
        if std::os::unix::fs::chown(&path, Some(12345), Some(23456)).is_ok() {
            write(&path, b"3").unwrap();
            let about = std::fs::metadata(&path).unwrap();
            assert_eq!((about.uid(), about.gid()), (12345, 23456));
            assert_eq!(mode(&path), 0o444);
        }
    }

    #[test]
    fn links_stay_and_the_real_file_is_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real");
        std::fs::create_dir(&real).unwrap();
        let link = folder.path().join("a.ron");
        // The file may not be there yet, and a link may lead to a link.
        symlink("b.ron", &link).unwrap();
        symlink("real/c.ron", folder.path().join("b.ron")).unwrap();
        for content in [b"1", b"2"] {
            write(&link, content).unwrap();
            assert!(link.symlink_metadata().unwrap().is_symlink());
            assert_eq!(std::fs::read(real.join("c.ron")).unwrap(), content);
        }
        assert_eq!(names(&real), ["c.ron"]);
        symlink("d.ron", folder.path().join("d.ron")).unwrap();
        assert!(write(&folder.path().join("d.ron"), b"x").is_err());
    }
}
