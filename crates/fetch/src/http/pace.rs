//! No more is asked of a host than it can bear: a request a second, two connections at once, and silence when it says so.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::Pace;

/// All hosts that were asked something.
#[derive(Debug)]
pub(crate) struct Hosts {
    pace: Pace,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

/// One host.
#[derive(Debug)]
pub(crate) struct Host {
    /// Held while somebody waits for the next turn, or while the host wants to be left alone.
    turn: tokio::sync::Mutex<Option<Interval>>,
    connections: Arc<Semaphore>,
    is_down: AtomicBool,
}

/// The right to a connection, until it is dropped.
pub(crate) type Turn = OwnedSemaphorePermit;

impl Hosts {
    pub fn new(pace: Pace) -> Hosts {
        Hosts { pace, hosts: Mutex::default() }
    }

    pub fn host(&self, name: &str) -> Arc<Host> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(hosts.entry(name.to_owned()).or_insert_with(|| Arc::new(Host::new(&self.pace))))
    }
}

impl Host {
    fn new(pace: &Pace) -> Host {
        Host {
            turn: tokio::sync::Mutex::new(every(pace.interval)),
            connections: Arc::new(Semaphore::new(pace.connections.max(1))),
            is_down: AtomicBool::new(false),
        }
    }

    /// Waits until it may be asked again.
    pub async fn turn(&self) -> Turn {
        let connection = Arc::clone(&self.connections).acquire_owned().await.expect("it is never closed");
        if let Some(interval) = self.turn.lock().await.as_mut() {
            interval.tick().await;
        }
        connection
    }

    /// Leaves the host alone for this long, whoever wants something of it.
    pub async fn rest(&self, time: Duration) {
        let _turn = self.turn.lock().await;
        tokio::time::sleep(time).await;
    }

    /// Asks no more often than this, if that is less often than now.
    pub async fn slow_down(&self, delay: Duration) {
        let mut turn = self.turn.lock().await;
        if turn.as_ref().is_none_or(|interval| interval.period() < delay) {
            *turn = every(delay);
            if let Some(interval) = turn.as_mut() {
                interval.tick().await;
            }
        }
    }

    /// Nobody answered there for as long as it was tried: whoever comes later need not try.
    pub fn is_down(&self) -> bool {
        self.is_down.load(Ordering::Relaxed)
    }

    pub fn set_down(&self, is_down: bool) {
        self.is_down.store(is_down, Ordering::Relaxed);
    }
}

fn every(time: Duration) -> Option<Interval> {
    if time.is_zero() {
        return None;
    }
    let mut interval = interval(time);
    interval.set_missed_tick_behavior(MissedTickBehavior::Delay);
    Some(interval)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(interval: u64, connections: usize) -> Hosts {
        Hosts::new(Pace { interval: Duration::from_millis(interval), connections })
    }

    /// Whether this comes about within so many milliseconds.
    async fn within(limit: u64, what: impl Future) -> bool {
        tokio::time::timeout(Duration::from_millis(limit), what).await.is_ok()
    }

    #[tokio::test]
    async fn p21_the_next_request_waits_and_one_of_another_host_does_not() {
        let hosts = pace(60_000, 2);
        drop(hosts.host("a.example").turn().await);
        assert!(!within(50, hosts.host("a.example").turn()).await);
        assert!(within(5_000, hosts.host("b.example").turn()).await);
    }

    #[tokio::test]
    async fn p21_two_connections_and_no_third() {
        let hosts = pace(0, 2);
        let host = hosts.host("a.example");
        let (one, _two) = (host.turn().await, host.turn().await);
        assert!(!within(50, host.turn()).await);
        drop(one);
        assert!(within(5_000, host.turn()).await);
    }

    #[tokio::test]
    async fn n33_a_host_may_ask_for_more_time() {
        let hosts = pace(0, 2);
        let host = hosts.host("a.example");
        host.slow_down(Duration::from_secs(60)).await;
        assert!(!within(50, host.turn()).await);
    }
}
