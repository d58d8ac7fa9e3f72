//! One folder for each tool and version in the user's cache, filled all or nothing.

use anyhow::{Context, Result, bail};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// `$XDG_CACHE_HOME` or the system's usual place for caches, and in it `durable-portal/tools`.
fn tools_folder() -> Result<PathBuf> {
    let named = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let cache = named("XDG_CACHE_HOME")
        .or_else(|| named("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cache")))
        .context("no home folder to keep the tools in; set XDG_CACHE_HOME")?;
    Ok(cache.join("durable-portal").join("tools"))
}

/// The folder of the tool `name` (with its version), in which the file `made` stands. When it is not there, `fill` is
/// called with an empty folder that takes its place once `made` is in it. So an interrupted run leaves nothing that looks
/// finished, and of two runs at once the second waits for the first.
pub fn folder(name: &str, made: &Path, fill: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    folder_in(&tools_folder()?, name, made, fill)
}

fn folder_in(
    tools: &Path,
    name: &str,
    made: &Path,
    fill: impl FnOnce(&Path) -> Result<()>,
) -> Result<PathBuf> {
    let finished = tools.join(name);
    if finished.join(made).exists() {
        return Ok(finished);
    }
    fs::create_dir_all(tools).with_context(|| format!("creating {}", tools.display()))?;
    let _held = lock(&tools.join(format!("{name}.lock")), name)?;
    if finished.join(made).exists() {
        return Ok(finished); // Another run installed it while this one waited.
    }
    let partial = tools.join(format!("{name}.partial"));
    remove(&partial)?;
    fs::create_dir(&partial).with_context(|| format!("creating {}", partial.display()))?;
    fill(&partial)?;
    if !partial.join(made).exists() {
        bail!("installing {name} succeeded but made no {}", made.display());
    }
    remove(&finished)?;
    fs::rename(&partial, &finished).with_context(|| format!("moving to {}", finished.display()))?;
    Ok(finished)
}

fn lock(path: &Path, name: &str) -> Result<File> {
    let file = File::create(path).with_context(|| format!("creating {}", path.display()))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            println!("Another run is installing {name}; waiting for it.");
            file.lock()?;
        }
        Err(TryLockError::Error(error)) => return Err(error).context("locking the tools' folder"),
    }
    Ok(file)
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// An own empty folder for one test, removed at its end.
    struct Scratch(PathBuf);

    impl Scratch {
        fn new(test: &str) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{test}-{}", std::process::id()));
            remove(&path).unwrap();
            Self(path)
        }
    }

    impl Drop for Scratch {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn fill(folder: &Path) -> Result<()> {
        fs::write(folder.join("tool"), "made")?;
        Ok(())
    }

    #[test]
    fn a_tool_is_installed_once() {
        let scratch = Scratch::new("once");
        let first = folder_in(&scratch.0, "tool-1", Path::new("tool"), fill).unwrap();
        let again = folder_in(&scratch.0, "tool-1", Path::new("tool"), |_| {
            bail!("a second time")
        });
        assert_eq!(first, again.unwrap());
    }

    #[test]
    fn what_an_interrupted_run_left_is_not_taken_for_a_tool() {
        let scratch = Scratch::new("interrupted");
        let broken = folder_in(&scratch.0, "tool-1", Path::new("tool"), |folder| {
            fill(folder)?;
            bail!("interrupted")
        });
        assert!(broken.is_err());
        assert!(!scratch.0.join("tool-1").exists());
        let whole = folder_in(&scratch.0, "tool-1", Path::new("tool"), |folder| {
            assert_eq!(fs::read_dir(folder).unwrap().count(), 0, "starts empty");
            fill(folder)
        });
        assert!(whole.unwrap().join("tool").exists());
    }

    #[test]
    fn an_install_that_made_nothing_is_an_error() {
        let scratch = Scratch::new("nothing");
        assert!(folder_in(&scratch.0, "tool-1", Path::new("tool"), |_| Ok(())).is_err());
    }

    #[test]
    fn of_several_runs_at_once_one_installs() {
        let scratch = Scratch::new("at-once");
        let installs = AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let found = folder_in(&scratch.0, "tool-1", Path::new("tool"), |folder| {
                        installs.fetch_add(1, Ordering::SeqCst);
                        fill(folder)
                    });
                    assert!(found.unwrap().join("tool").exists());
                });
            }
        });
        assert_eq!(installs.into_inner(), 1);
    }
}
