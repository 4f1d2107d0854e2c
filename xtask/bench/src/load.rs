//! Load from a fixed number of connections: *closed* (each sends as soon as it has its answer) or
//! *open* (each request has its time, and its latency counts from then, however late it leaves:
//! a server that stalls can't hide the requests it kept waiting).
//!
//! Every answer is checked, outside the time that is measured.

mod pace;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tokio::task::JoinSet;

use crate::http::{Answer, Call, Connection};
use crate::latency::Latencies;
use pace::Pace;

type Make = dyn Fn(u64) -> Call + Send + Sync;
type Check = dyn Fn(u64, &Answer) -> bool + Send + Sync;

/// What is sent, and what a right answer is. Both get the request's place, from 0.
#[derive(Clone)]
pub struct Load {
    pub address: SocketAddr,
    pub connections: usize,
    pub count: u64,
    pub call: Arc<Make>,
    pub right: Arc<Check>,
}

/// What came of it.
#[derive(Debug)]
pub struct Run {
    pub latencies: Latencies,
    /// When the first request left, or should have.
    pub began: Instant,
    pub ended: Instant,
    /// Requests without a right answer.
    pub wrong: u64,
    /// The first of those, in words.
    pub complaint: Option<String>,
}

impl Run {
    pub fn seconds(&self) -> f64 {
        (self.ended - self.began).as_secs_f64()
    }

    /// Right answers.
    pub fn right(&self) -> u64 {
        self.latencies.count() as u64 - self.wrong
    }

    /// Right answers a second.
    pub fn rate(&self) -> f64 {
        self.right() as f64 / self.seconds()
    }

    /// The run itself, or an error if any answer was wrong.
    pub fn flawless(self) -> Result<Self> {
        match &self.complaint {
            Some(complaint) => bail!("{} wrong answers, the first: {complaint}", self.wrong),
            None => Ok(self),
        }
    }
}

impl Load {
    /// As fast as the answers come.
    pub async fn closed(self) -> Result<Run> {
        self.run(None).await
    }

    /// `rate` requests a second.
    pub async fn open(self, rate: f64) -> Result<Run> {
        self.run(Some(rate)).await
    }

    async fn run(self, rate: Option<f64>) -> Result<Run> {
        let mut connections = Vec::with_capacity(self.connections);
        for _ in 0..self.connections {
            connections.push(Connection::open(self.address).await?);
        }
        let pace = Pace::begin(self.count, rate, self.connections);
        let mut workers = JoinSet::new();
        for connection in connections {
            workers.spawn(work(self.clone(), connection, pace.clone()));
        }
        let began = pace.began();
        let mut run =
            Run { latencies: Latencies::default(), began, ended: began, wrong: 0, complaint: None };
        while let Some(part) = workers.join_next().await {
            let part = part?;
            run.latencies.extend(part.latencies);
            run.ended = run.ended.max(part.ended);
            run.wrong += part.wrong;
            run.complaint = run.complaint.or(part.complaint);
        }
        Ok(run)
    }
}

/// One connection's part of the run.
async fn work(load: Load, mut connection: Connection, pace: Arc<Pace>) -> Run {
    let began = pace.began();
    let mut run =
        Run { latencies: Latencies::default(), began, ended: began, wrong: 0, complaint: None };
    while let Some((place, due)) = pace.next().await {
        let call = (load.call)(place);
        let due = due.unwrap_or_else(Instant::now);
        let answer = connection.send(call).await;
        run.ended = Instant::now();
        run.latencies.push(run.ended.saturating_duration_since(due));
        let complaint = match answer {
            Ok(answer) if (load.right)(place, &answer) => continue,
            Ok(answer) => format!("{} {}", answer.status, answer.excerpt()),
            Err(error) => format!("{error:#}"),
        };
        run.wrong += 1;
        run.complaint.get_or_insert(complaint);
        if pace.is_over(Duration::from_secs(60)) {
            break;
        }
    }
    run
}

#[cfg(test)]
mod tests;
