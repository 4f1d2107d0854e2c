//! The ways out of the desk: to WhatsApp, to the programs that rules call, and to the files beside the
//! database.

use std::sync::Arc;

use anyhow::{Context, Result};
use store::Store;

use crate::calls::Post;
use crate::config::{Config, GRAPH};
use crate::media::Files;
use crate::numbers::Numbers;
use crate::practice::Practice;
use crate::vigil::Vigil;
use crate::whatsapp::accounts::Accounts;
use crate::whatsapp::client::GraphClient;
use crate::whatsapp::media::MediaClient;

pub(super) struct Outside {
    pub(super) numbers: Arc<Numbers>,
    pub(super) vigil: Arc<Vigil>,
    pub(super) files: Files,
    pub(super) channel: Arc<GraphClient>,
    pub(super) at_metas: MediaClient,
    pub(super) post: Post,
}

impl Outside {
    /// In practice mode there is a WhatsApp of its own.
    pub(super) async fn of(
        store: &Arc<Store>,
        config: &Config,
        practice: Option<&Practice>,
    ) -> Result<Self> {
        if practice.is_some() && config.graph_url != GRAPH {
            tracing::warn!("practice mode has a WhatsApp of its own: graph_url is not used");
        }
        let graph = practice.map_or(config.graph_url.clone(), Practice::graph_url);
        let vigil = Arc::new(Vigil::over(store.clone(), Accounts::new(&graph)?).await?);
        let numbers = Arc::new(Numbers::of(store.clone(), vigil.clone()));
        let unmade = "The folder of files in the data folder can't be made";
        let files = Files::open(&config.data).context(unmade)?;
        Ok(Self {
            channel: Arc::new(GraphClient::new(&graph, numbers.clone(), files.clone())?),
            at_metas: MediaClient::new(&graph, numbers.clone())?,
            post: Post::new(config.calls_own_network, config.calls_secret.clone())?,
            numbers,
            vigil,
            files,
        })
    }
}
