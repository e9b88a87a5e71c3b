//! Computing hashes, at once or bit by bit. Hardware support (SHA-NI, AVX) is found at run time.
//!
//! Used by everything in this crate that hashes, and by `builtins.hashString` and `hashFile`.

use std::io;

use sha2::Digest as _;

use crate::hash::{Hash, HashAlgo, MAX_HASH_SIZE};

/// A hash in the making. It is a sink: feed it by [`Self::update`] or as an [`io::Write`].
#[derive(Clone)]
pub struct Hasher(State);

#[derive(Clone)]
enum State {
    Md5(md5::Md5),
    Sha1(sha1::Sha1),
    Sha256(sha2::Sha256),
    Sha512(sha2::Sha512),
    // Far larger than the others.
    Blake3(Box<blake3::Hasher>),
}

impl Hasher {
    /// A hasher that has seen nothing yet.
    #[must_use]
    pub fn new(algo: HashAlgo) -> Self {
        Self(match algo {
            HashAlgo::Md5 => State::Md5(md5::Md5::new()),
            HashAlgo::Sha1 => State::Sha1(sha1::Sha1::new()),
            HashAlgo::Sha256 => State::Sha256(sha2::Sha256::new()),
            HashAlgo::Sha512 => State::Sha512(sha2::Sha512::new()),
            HashAlgo::Blake3 => State::Blake3(Box::default()),
        })
    }

    /// Adds `data` to what is hashed.
    pub fn update(&mut self, data: &[u8]) {
        match &mut self.0 {
            State::Md5(state) => state.update(data),
            State::Sha1(state) => state.update(data),
            State::Sha256(state) => state.update(data),
            State::Sha512(state) => state.update(data),
            State::Blake3(state) => {
                state.update(data);
            }
        }
    }

    /// The hash of all that was added.
    #[must_use]
    pub fn finish(self) -> Hash {
        let mut bytes = [0; MAX_HASH_SIZE];
        let algo = match self.0 {
            State::Md5(state) => {
                bytes[..16].copy_from_slice(&state.finalize());
                HashAlgo::Md5
            }
            State::Sha1(state) => {
                bytes[..20].copy_from_slice(&state.finalize());
                HashAlgo::Sha1
            }
            State::Sha256(state) => {
                bytes[..32].copy_from_slice(&state.finalize());
                HashAlgo::Sha256
            }
            State::Sha512(state) => {
                bytes.copy_from_slice(&state.finalize());
                HashAlgo::Sha512
            }
            State::Blake3(state) => {
                bytes[..32].copy_from_slice(state.finalize().as_bytes());
                HashAlgo::Blake3
            }
        };
        Hash::from_bytes(algo, &bytes[..algo.size()]).unwrap_or(Hash::zero(algo))
    }
}

impl io::Write for Hasher {
    fn write(&mut self, data: &[u8]) -> io::Result<usize> {
        self.update(data);
        Ok(data.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The hash of `data` (`hashString`).
#[must_use]
pub fn hash_bytes(algo: HashAlgo, data: &[u8]) -> Hash {
    let mut hasher = Hasher::new(algo);
    hasher.update(data);
    hasher.finish()
}

/// The SHA-256 hash of `parts`, one after the other.
#[must_use]
pub fn sha256(parts: &[&[u8]]) -> Hash {
    let mut state = sha2::Sha256::new();
    for part in parts {
        state.update(part);
    }
    Hash::from_sha256(state.finalize().into())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::hash::HashFormat;

    #[test]
    fn each_algorithm_gives_the_known_hash_of_nothing() {
        let known = [
            (HashAlgo::Md5, "1B2M2Y8AsgTpgAmY7PhCfg=="),
            (HashAlgo::Sha1, "2jmj7l5rSw0yVb/vlWAYkK/YBwk="),
            (HashAlgo::Sha256, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            (
                HashAlgo::Sha512,
                "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
            ),
            (HashAlgo::Blake3, "rxNJufX5oaagQE3qNtzJSZvLJcmtwRK3zJqTyuQfMmI="),
        ];
        for (algo, text) in known {
            let hash = hash_bytes(algo, b"");
            assert_eq!(hash.to_text(HashFormat::Base64, false), text, "{algo:?}");
            assert_eq!(hash.algo(), algo);
        }
    }

    #[test]
    fn hashing_in_pieces_is_hashing_at_once() {
        let data: Vec<u8> = (0..100_000u32).map(|i| i as u8).collect();
        for algo in [HashAlgo::Md5, HashAlgo::Sha1, HashAlgo::Sha256, HashAlgo::Sha512, HashAlgo::Blake3] {
            let mut hasher = Hasher::new(algo);
            for piece in data.chunks(777) {
                hasher.write_all(piece).unwrap();
            }
            assert_eq!(hasher.finish(), hash_bytes(algo, &data));
        }
        assert_eq!(sha256(&[b"ab", b"", b"c"]), hash_bytes(HashAlgo::Sha256, b"abc"));
    }
}
