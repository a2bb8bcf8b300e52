//! What happens without being asked: sweeping, and listening to the other servers.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use hotframe::RedisBackend;

use super::rooms::Rooms;

const SWEEP: Duration = Duration::from_secs(5);
/// Between attempts to reach a Redis that is away.
const AGAIN: Duration = Duration::from_millis(500);

pub(super) fn start(rooms: &Arc<Rooms>, redis: Option<Arc<RedisBackend>>) {
    tokio::spawn(sweep(rooms.clone()));
    if let Some(redis) = redis {
        let rooms = rooms.clone();
        // It waits for Redis all its life: a thread of its own, which ends with the process.
        std::thread::spawn(move || listen(&rooms, &redis));
    }
}

async fn sweep(rooms: Arc<Rooms>) {
    loop {
        tokio::time::sleep(SWEEP).await;
        let worker = rooms.clone();
        let _ = tokio::task::spawn_blocking(move || {
            let metrics = worker.metrics();
            match worker.store().sweep() {
                Ok(swept) => {
                    metrics.expired.fetch_add(swept.expired as u64, Ordering::Relaxed);
                    metrics.frozen.fetch_add(swept.frozen as u64, Ordering::Relaxed);
                    metrics.backend_failures.fetch_add(swept.failed as u64, Ordering::Relaxed);
                    metrics.live.store(swept.live as u64, Ordering::Relaxed);
                    metrics.bytes.store(swept.bytes as u64, Ordering::Relaxed);
                    if swept.failed > 0 {
                        tracing::warn!(sessions = swept.failed, "the backend does not take them now; trying again");
                    }
                }
                Err(problem) => tracing::warn!("sweeping failed: {problem}"),
            }
            worker.tidy();
        })
        .await;
    }
}

/// Tabs here follow what other servers do.
fn listen(rooms: &Rooms, redis: &RedisBackend) {
    loop {
        let lost = redis.listen(&mut |moved| match moved {
            Some(id) => look(rooms, id),
            // Whatever was said while nobody listened.
            None => rooms.ids().iter().for_each(|id| look(rooms, id)),
        });
        tracing::warn!("Redis is away: {}", lost.err().map_or_else(String::new, |problem| problem.to_string()));
        std::thread::sleep(AGAIN);
    }
}

fn look(rooms: &Rooms, id: &str) {
    if let Some(room) = rooms.find(id) {
        // What has to be said to the tabs is said by the look; a session that is gone closes its room.
        let _ = room.session();
    }
}
