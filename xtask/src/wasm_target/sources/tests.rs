//! Source lists as machines have them.

use super::*;

fn mirror(uri: &str, keyring: Option<&str>) -> Mirror {
    Mirror { uri: uri.into(), keyring: keyring.map(Into::into) }
}

#[test]
fn a_one_line_list_gives_its_mirrors() {
    let text = "# a comment\n\
        deb http://mirror.example/debian bookworm main # main only\n\
        deb-src http://mirror.example/debian bookworm main\n\
        deb [arch=amd64 signed-by=/keys/a.gpg] https://other.example/debian trixie main contrib\n\
        debris http://wrong.example/debian trixie main\n";
    let expected = [
        mirror("http://mirror.example/debian", None),
        mirror("https://other.example/debian", Some("/keys/a.gpg")),
    ];
    assert_eq!(one_line(text), expected);
}

#[test]
fn a_deb822_list_gives_its_mirrors() {
    let text = "Types: deb\n# a comment within\nURIs: http://a.example/debian\n http://b.example/debian\n\
        Suites: bookworm bookworm-updates\nComponents: main\nSigned-By: /keys/debian.gpg\n\n\
        Types: deb-src\nURIs: http://c.example/debian\nSuites: bookworm\nComponents: main\n\n\
        Enabled: no\nTypes: deb\nURIs: http://d.example/debian\nSuites: bookworm\nComponents: main\n";
    let expected = [
        mirror("http://a.example/debian", Some("/keys/debian.gpg")),
        mirror("http://b.example/debian", Some("/keys/debian.gpg")),
    ];
    assert_eq!(deb822(text), expected);
}

#[test]
fn security_archives_and_third_parties_are_left_out() {
    assert!(
        one_line("deb http://mirror.example/debian-security bookworm-security main").is_empty()
    );
    assert!(one_line("deb https://tools.example/apt stable stable").is_empty());
    assert!(
        deb822("Types: deb\nURIs: http://a.example/s\nSuites: trixie-security\nComponents: main\n")
            .is_empty()
    );
}

#[test]
fn a_key_written_into_the_list_is_not_taken_for_a_path() {
    let text = "Types: deb\nURIs: http://a.example/debian\nSuites: sid\nComponents: main\nSigned-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n";
    assert_eq!(deb822(text), [mirror("http://a.example/debian", None)]);
}

#[test]
fn all_lists_of_a_machine_are_read_in_order_and_each_mirror_once() {
    let etc = tempfile::tempdir().unwrap();
    let parts = etc.path().join("sources.list.d");
    std::fs::create_dir(&parts).unwrap();
    let write = |path, text| std::fs::write(path, text).unwrap();
    write(
        etc.path().join("sources.list"),
        "deb http://b.example/debian sid main\ndeb http://b.example/debian sid-updates main\n",
    );
    write(parts.join("z.list"), "deb http://c.example/debian sid main\n");
    write(
        parts.join("debian.sources"),
        "Types: deb\nURIs: http://a.example/debian\nSuites: sid\nComponents: main\n",
    );
    write(
        parts.join("off.sources.disabled"),
        "Types: deb\nURIs: http://x.example/debian\nSuites: sid\nComponents: main\n",
    );
    let uris: Vec<_> = mirrors(etc.path()).into_iter().map(|mirror| mirror.uri).collect();
    assert_eq!(
        uris,
        ["http://b.example/debian", "http://a.example/debian", "http://c.example/debian"]
    );
}
