//! Brings the engine's table files to the disk while they are written, not all at their end.
//!
//! The engine writes such a file, often as large as all the data, into the page cache and syncs it
//! once. Every other sync on that disk, the journal's before an acknowledgement too, stands behind
//! it: a quarter of a second for 112 MB. Brought down in between, nobody waits long. What is durable
//! when does not change, and a failure here only means that it is slower.

use std::collections::HashMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;
use std::time::Duration;

/// Between two looks, and how many looks without a commit end the watch: the engine goes on merging
/// files for some seconds after the last one.
const PAUSE: Duration = Duration::from_millis(10);
const QUIET: u32 = 1_000;
/// Growth that is worth a sync of its own.
const STEP: u64 = 1 << 20;

/// The thread that watches; it ends when this is dropped.
pub(crate) struct Trickle {
    woken: SyncSender<()>,
}

impl Trickle {
    /// Watches the table files in `folder`, whenever there were commits.
    pub(crate) fn start(folder: PathBuf) -> io::Result<Self> {
        let (woken, calls) = sync_channel(1);
        thread::Builder::new().name("trickle".into()).spawn(move || watch(&folder, &calls))?;
        Ok(Self { woken })
    }

    /// Something was committed, so that files may grow.
    pub(crate) fn wake(&self) {
        // One call that waits is as good as two.
        let _ = self.woken.try_send(());
    }
}

fn watch(folder: &Path, calls: &Receiver<()>) {
    let mut sizes = Sizes::default();
    sizes.grown(folder);
    while calls.recv().is_ok() {
        let mut quiet = 0;
        while quiet < QUIET {
            thread::sleep(PAUSE);
            match calls.try_recv() {
                Ok(()) => quiet = 0,
                Err(TryRecvError::Empty) => quiet += 1,
                Err(TryRecvError::Disconnected) => return,
            }
            for path in sizes.grown(folder) {
                // The engine may have removed it meanwhile; and it syncs for itself anyway.
                let _ = File::open(path).and_then(|file| file.sync_data());
            }
        }
    }
}

/// How much of each file was brought down.
#[derive(Default)]
struct Sizes(HashMap<PathBuf, u64>);

impl Sizes {
    /// The files in `folder` that grew by a step since they were last named here.
    fn grown(&mut self, folder: &Path) -> Vec<PathBuf> {
        let files = std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| {
            let entry = entry.ok()?;
            Some((entry.path(), entry.metadata().ok()?.len()))
        });
        let known = std::mem::take(&mut self.0);
        let mut grown = vec![];
        for (path, size) in files {
            let before = known.get(&path).copied().unwrap_or(0);
            let grew = size >= before + STEP;
            self.0.insert(path.clone(), if grew { size } else { before });
            if grew {
                grown.push(path);
            }
        }
        grown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_brought_down_with_each_step_that_it_grew_by() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("1.sst");
        let file = File::create(&path).expect("a file");
        let mut sizes = Sizes::default();
        let looks = |size| {
            file.set_len(size).expect("it grows");
            !sizes.grown(folder.path()).is_empty()
        };
        let looked = [STEP - 1, STEP, STEP, 2 * STEP - 1, 2 * STEP, 5 * STEP, 5 * STEP].map(looks);
        assert_eq!(looked, [false, true, false, false, true, true, false]);
        std::fs::remove_file(&path).expect("it goes");
        assert_eq!(sizes.grown(folder.path()), Vec::<PathBuf>::new());
        assert!(sizes.0.is_empty(), "what is gone is forgotten");
    }

    #[test]
    fn a_folder_that_is_not_there_has_nothing_to_bring() {
        assert!(Sizes::default().grown(Path::new("/nowhere/at/all")).is_empty());
    }
}
