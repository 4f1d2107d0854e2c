//! Where people sign in besides the desk's own page, looked through.

use anyhow::{Result, bail};
use desk::permissions::Role;

use super::{Layered, Secret, truth, web_address};

/// An issuer of OpenID Connect, and whom it lets in.
#[derive(Debug, Clone)]
pub struct Oidc {
    /// As it writes itself.
    pub issuer: String,
    /// What people call it.
    pub name: String,
    pub client_id: String,
    pub client_secret: Option<Secret>,
    /// Of which domains an e-mail address must be, in lower case; any if there are none.
    pub domains: Vec<String>,
    /// The claim that holds a person's e-mail address here.
    pub user_claim: String,
    /// What somebody is whom nobody added before; nobody comes in like that if it is nothing.
    pub newcomers: Option<Role>,
    /// Whether it may be in the desk's own network.
    pub own_network: bool,
}

/// For a desk of which `has_address` says whether it knows where browsers reach it.
pub(super) fn read(layers: &Layered, has_address: bool) -> Result<Option<Oidc>> {
    let own_network = truth(layers, "oidc_own_network")?;
    let Some(issuer) = issuer(layers, own_network)? else { return Ok(None) };
    if truth(layers, "practice")? {
        bail!("Practice mode has a team of its own: leave oidc_issuer out.");
    }
    if !has_address {
        bail!("oidc_issuer sends people back to the desk: set public_url to where it is.");
    }
    let client_id = layers.value("oidc_client_id").to_owned();
    if client_id.is_empty() {
        bail!("oidc_client_id is missing: oidc_issuer gave the desk one when it was registered.");
    }
    let user_claim = layers.value("oidc_user_claim").to_owned();
    if user_claim.is_empty() {
        bail!("oidc_user_claim is empty: leave it out, or name a claim such as email.");
    }
    let name = Some(layers.value("oidc_name").trim()).filter(|name| !name.is_empty());
    let name = name.or(host(&issuer)).unwrap_or(&issuer).to_owned();
    Ok(Some(Oidc {
        name,
        client_id,
        client_secret: Secret::of(layers.value("oidc_client_secret")),
        domains: domains(layers.value("oidc_domains"))?,
        user_claim,
        newcomers: newcomers(layers.value("oidc_newcomers"))?,
        own_network,
        issuer,
    }))
}

/// Its address as it is written: a slash at the end is a part of the name.
fn issuer(layers: &Layered, own_network: bool) -> Result<Option<String>> {
    let text = layers.value("oidc_issuer");
    if web_address("oidc_issuer", text)?.is_none() {
        return Ok(None);
    }
    if text.contains(['?', '#', '@']) {
        bail!("oidc_issuer has too much in it: “{text}” should be a plain web address.");
    }
    if !text.starts_with("https://") && !own_network {
        bail!(
            "oidc_issuer should start with https://; in the desk's own network \
             oidc_own_network = true allows http:// too."
        );
    }
    Ok(Some(text.to_owned()))
}

fn host(issuer: &str) -> Option<&str> {
    issuer.split_once("://")?.1.split('/').next()
}

fn domains(text: &str) -> Result<Vec<String>> {
    let words = text.split([',', ' ']).map(str::trim).filter(|word| !word.is_empty());
    let domains: Vec<String> = words.map(str::to_lowercase).collect();
    match domains.iter().find(|domain| !domain.contains('.') || domain.contains('@')) {
        Some(odd) => bail!("oidc_domains: “{odd}” is no domain, write it like example.org."),
        None => Ok(domains),
    }
}

fn newcomers(word: &str) -> Result<Option<Role>> {
    match Role::named(word) {
        None if word.is_empty() => Ok(None),
        Some(role) if role != Role::Administrator => Ok(Some(role)),
        _ => bail!(
            "oidc_newcomers can't be “{word}”: leave it empty, or write supervisor, agent or guest."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &[(&str, &str)] =
        &[("oidc_issuer", "https://login.example.org/team/"), ("oidc_client_id", "desk")];

    fn with(more: &[(&'static str, &str)]) -> Result<Option<Oidc>> {
        let all = GOOD.iter().chain(more).map(|(name, value)| (*name, (*value).to_owned()));
        let layers = Layered::of(all.collect(), |_| None, "")?;
        read(&layers, true)
    }

    #[test]
    fn without_an_issuer_people_sign_in_here_alone() {
        assert!(with(&[("oidc_issuer", "")]).expect("it reads").is_none());
    }

    #[test]
    fn an_issuer_is_kept_as_it_is_written_and_lets_in_whom_somebody_added() {
        let oidc = with(&[]).expect("it reads").expect("an issuer");
        assert_eq!(oidc.issuer, "https://login.example.org/team/");
        assert_eq!((oidc.name.as_str(), oidc.user_claim.as_str()), ("login.example.org", "email"));
        assert!(oidc.newcomers.is_none() && oidc.domains.is_empty() && !oidc.own_network);
        let more = [
            ("oidc_name", "Example"),
            ("oidc_domains", "Example.org, example.com"),
            ("oidc_newcomers", "guest"),
            ("oidc_client_secret", "sesame\n"),
        ];
        let oidc = with(&more).expect("it reads").expect("an issuer");
        assert_eq!(oidc.domains, ["example.org", "example.com"]);
        assert_eq!((oidc.name.as_str(), oidc.newcomers), ("Example", Some(Role::Guest)));
        assert_eq!(oidc.client_secret.as_ref().map(Secret::text), Some("sesame"));
        assert!(!format!("{oidc:?}").contains("sesame"));
    }

    #[test]
    fn plain_http_is_for_the_own_network() {
        let near = ("oidc_issuer", "http://login.lan");
        assert!(with(&[near]).is_err());
        assert!(with(&[near, ("oidc_own_network", "true")]).expect("it reads").is_some());
    }

    #[test]
    fn what_makes_no_sense_is_one_sentence_that_names_it() {
        for (name, value) in [
            ("oidc_issuer", "login.example.org"),
            ("oidc_issuer", "https://login.example.org/?a=b"),
            ("oidc_client_id", ""),
            ("oidc_user_claim", ""),
            ("oidc_domains", "example"),
            ("oidc_domains", "nuria@example.org"),
            ("oidc_newcomers", "administrator"),
            ("oidc_newcomers", "anybody"),
            ("oidc_own_network", "maybe"),
        ] {
            let told = with(&[(name, value)]).expect_err(name).to_string();
            assert!(told.contains(name) && told.ends_with('.') && !told.contains('\n'), "{told}");
        }
        let told = with(&[("practice", "true")]).expect_err("practice").to_string();
        assert!(told.contains("oidc_issuer"), "{told}");
        let layers =
            Layered::of(GOOD.iter().map(|(a, b)| (*a, (*b).to_owned())).collect(), |_| None, "");
        let told = read(&layers.expect("layers"), false).expect_err("no address").to_string();
        assert!(told.contains("public_url"), "{told}");
    }
}
