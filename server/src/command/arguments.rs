//! What may be typed after `bustia`.

use std::collections::BTreeMap;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand};

#[derive(Parser)]
#[command(
    name = "bustia",
    version,
    about = "A WhatsApp shared inbox that a small team hosts itself"
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Subcommand)]
pub(super) enum Command {
    /// Serve the desk.
    Serve(ServeFlags),
    /// People of the team.
    #[command(subcommand)]
    User(UserCommand),
    /// Business numbers.
    #[command(subcommand)]
    Number(NumberCommand),
    /// Keys for programs.
    #[command(subcommand)]
    ApiKey(KeyCommand),
    /// Check that everything kept in a data folder is consistent.
    Fsck(FsckFlags),
}

#[derive(Subcommand)]
pub(super) enum UserCommand {
    /// Add a person; the password comes from BUSTIA_PASSWORD or is asked for.
    Add(UserFlags),
    /// Forget which account of an issuer a person signs in with; the next one is theirs.
    Unlink(UnlinkFlags),
}

#[derive(Subcommand)]
pub(super) enum NumberCommand {
    /// Add a number; its secrets come from BUSTIA_ACCESS_TOKEN, BUSTIA_APP_SECRET and
    /// BUSTIA_VERIFY_TOKEN or are asked for.
    Add(NumberFlags),
}

#[derive(Subcommand)]
pub(super) enum KeyCommand {
    /// Add a key and print it, once.
    Add(KeyFlags),
}

#[derive(Args)]
pub(super) struct ServeFlags {
    /// Folder of everything the desk keeps
    #[arg(long)]
    data: Option<String>,
    /// Address and port to serve on
    #[arg(long)]
    listen: Option<String>,
    /// mem: or ws://…; the data folder if not given
    #[arg(long)]
    database: Option<String>,
    /// Address people and Meta reach the desk at
    #[arg(long)]
    public_url: Option<String>,
    /// Base address of WhatsApp's Cloud API
    #[arg(long)]
    graph_url: Option<String>,
    /// How much is logged, as in info,server=debug
    #[arg(long)]
    log: Option<String>,
    /// Try the product with simulated customers
    #[arg(long)]
    practice: bool,
    /// Let rules call programs in the desk's own network
    #[arg(long)]
    calls_own_network: bool,
    /// OpenID Connect issuer that people may sign in with
    #[arg(long)]
    oidc_issuer: Option<String>,
    /// What the page to sign in calls the issuer
    #[arg(long)]
    oidc_name: Option<String>,
    /// What the issuer knows the desk by
    #[arg(long)]
    oidc_client_id: Option<String>,
    /// Domains of e-mail addresses that may come in by the issuer
    #[arg(long)]
    oidc_domains: Option<String>,
    /// Claim of the issuer that holds a person's e-mail address here
    #[arg(long)]
    oidc_user_claim: Option<String>,
    /// Role of people of the issuer whom nobody added before
    #[arg(long)]
    oidc_newcomers: Option<String>,
    /// Let the issuer be in the desk's own network
    #[arg(long)]
    oidc_own_network: bool,
    /// Show every setting with its meaning and origin, and stop
    #[arg(long)]
    pub(super) print_config: bool,
}

impl ServeFlags {
    /// The settings given as flags, by name.
    pub(super) fn given(&self) -> BTreeMap<&'static str, String> {
        let texts = [
            ("data", &self.data),
            ("listen", &self.listen),
            ("database", &self.database),
            ("public_url", &self.public_url),
            ("graph_url", &self.graph_url),
            ("log", &self.log),
            ("oidc_issuer", &self.oidc_issuer),
            ("oidc_name", &self.oidc_name),
            ("oidc_client_id", &self.oidc_client_id),
            ("oidc_domains", &self.oidc_domains),
            ("oidc_user_claim", &self.oidc_user_claim),
            ("oidc_newcomers", &self.oidc_newcomers),
        ];
        let given = texts.into_iter().filter_map(|(name, text)| Some((name, text.clone()?)));
        let flags = [
            ("practice", self.practice),
            ("calls_own_network", self.calls_own_network),
            ("oidc_own_network", self.oidc_own_network),
        ];
        let raised = flags.into_iter().filter(|(_, raised)| *raised);
        given.chain(raised.map(|(name, _)| (name, "true".to_owned()))).collect()
    }
}

#[derive(Args)]
pub(super) struct PlaceFlags {
    /// Data folder
    #[arg(long)]
    data: Option<String>,
    /// ws://… of the database; the data folder if not given
    #[arg(long)]
    database: Option<String>,
}

impl PlaceFlags {
    /// The settings given as flags, by name.
    pub(super) fn given(&self) -> BTreeMap<&'static str, String> {
        let texts = [("data", &self.data), ("database", &self.database)];
        texts.into_iter().filter_map(|(name, text)| Some((name, text.clone()?))).collect()
    }
}

#[derive(Args)]
pub(super) struct FsckFlags {
    #[command(flatten)]
    pub(super) place: PlaceFlags,
    /// Read every file of customers too, which takes as long as that takes
    #[arg(long)]
    pub(super) files: bool,
}

#[derive(Args)]
pub(super) struct UserFlags {
    #[command(flatten)]
    pub(super) place: PlaceFlags,
    #[arg(long)]
    pub(super) email: String,
    #[arg(long)]
    pub(super) name: String,
    /// administrator, supervisor, agent or guest
    #[arg(long)]
    pub(super) role: String,
}

#[derive(Args)]
pub(super) struct UnlinkFlags {
    #[command(flatten)]
    pub(super) place: PlaceFlags,
    #[arg(long)]
    pub(super) email: String,
}

#[derive(Args)]
pub(super) struct NumberFlags {
    #[command(flatten)]
    pub(super) place: PlaceFlags,
    /// Meta's id of the number
    #[arg(long)]
    pub(super) phone_number_id: String,
    /// Meta's id of the WhatsApp Business Account
    #[arg(long)]
    pub(super) waba_id: String,
    /// As people dial it, with + and country code
    #[arg(long)]
    pub(super) display_number: String,
    /// Messages a second that Meta takes from it, if not 80
    #[arg(long)]
    pub(super) rate: Option<u32>,
}

#[derive(Args)]
pub(super) struct KeyFlags {
    #[command(flatten)]
    pub(super) place: PlaceFlags,
    /// What the key is for
    #[arg(long)]
    pub(super) name: String,
    /// administrator, supervisor, agent or guest
    #[arg(long)]
    pub(super) role: String,
}

/// The parser's complaint in one sentence of ours.
pub(super) fn sentence(error: &clap::Error) -> String {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let name = named(ContextKind::InvalidArg);
            format!("There is no setting {name}: see bustia --help.")
        }
        ErrorKind::InvalidSubcommand => {
            let name = named(ContextKind::InvalidSubcommand);
            format!("There is no command {name}: see bustia --help.")
        }
        ErrorKind::MissingRequiredArgument => {
            let name = named(ContextKind::InvalidArg);
            format!("{name} is missing: see bustia --help.")
        }
        ErrorKind::InvalidValue => {
            format!("{} needs a value: see bustia --help.", named(ContextKind::InvalidArg))
        }
        ErrorKind::ValueValidation => {
            let (name, value) = (named(ContextKind::InvalidArg), named(ContextKind::InvalidValue));
            format!("{name} can't be “{value}”: see bustia --help.")
        }
        _ => "That is not a command of bustia: see bustia --help.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(words: &[&str]) -> String {
        sentence(&Arguments::try_parse_from(words).err().expect("refused"))
    }

    #[test]
    fn every_complaint_is_one_line_that_names_what_is_wrong() {
        assert!(complaint(&["bustia", "serve", "--colour", "red"]).contains("--colour"));
        assert!(complaint(&["bustia", "dance"]).contains("dance"));
        assert!(complaint(&["bustia", "user", "add", "--email", "a@b.c"]).contains("--name"));
        assert!(complaint(&["bustia", "serve", "--listen"]).contains("--listen"));
        assert!(complaint(&["bustia", "number", "add", "--rate", "fast"]).contains("fast"));
        for words in [&["bustia"][..], &["bustia", "user"], &["bustia", "serve", "--practice=x"]] {
            assert!(!complaint(words).contains('\n'));
        }
    }

    #[test]
    fn only_the_flags_given_override_other_layers() {
        let parsed = Arguments::try_parse_from(["bustia", "serve", "--practice", "--data", "d"]);
        let Ok(Arguments { command: Command::Serve(flags) }) = parsed else { panic!("it parses") };
        let given: Vec<_> = flags.given().into_iter().collect();
        assert_eq!(given, [("data", "d".to_owned()), ("practice", "true".to_owned())]);
    }
}
