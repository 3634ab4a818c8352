"""Instrumental music, in which nobody speaks: recordings from Debian, some held out for measuring, and pieces made up."""

import glob
import os

import numpy as np

import negatives
import prompts
from synth import RATE

PIECES = ("/usr/share/asterisk/moh/*.g722", "/usr/share/games/fillets-ng/music/*.ogg")
HELD_OUT = ("reno_project", "rybky11", "rybky12", "rybky13", "rybky14", "rybky15")
LONGEST = 120  # seconds kept of a piece
MADE_SECONDS = 20


def make(work):
    """Keep the installed pieces in work/corpus as 16 kHz sound; returns (training file, held-out file), "" where empty."""
    found = sorted(p for pattern in PIECES for p in glob.glob(pattern))
    out = []
    for name, wanted in (("music", False), ("music-held-out", True)):
        path = f"{work}/corpus/{name}.npz"
        paths = [p for p in found if any(part in p for part in HELD_OUT) == wanted]
        if paths and not os.path.exists(path):
            pieces = [w[:LONGEST * RATE] for w in prompts.decode(paths, work) if len(w) > 10 * RATE]
            np.savez(path + ".tmp.npz", *[np.clip(w * 32767, -32768, 32767).astype(np.int16) for w in pieces])
            os.replace(path + ".tmp.npz", path)
        out.append(path if paths else "")
    return tuple(out)


def make_up(work, seed, count):
    """A file like those above with count invented pieces: excerpts of few cost less than inventing each anew."""
    path, rng = f"{work}/corpus/music-made-up.npz", np.random.default_rng([seed, 77])
    if not os.path.exists(path):
        pieces = [negatives.music(rng, MADE_SECONDS * RATE) for _ in range(count)]
        np.savez(path + ".tmp.npz", *[(w * 32767).astype(np.int16) for w in pieces])
        os.replace(path + ".tmp.npz", path)
    return path


def load(path):
    """Pieces of a file made above, float32 at 16 kHz; none where there is no file."""
    if not path or not os.path.exists(path):
        return []
    d = np.load(path)
    return [d[key].astype(np.float32) / 32768 for key in d.files]


def excerpt(rng, pieces, length):
    """A random stretch of a random piece, at a random speed within a fifth, peak 1."""
    piece, factor = pieces[rng.integers(len(pieces))], rng.uniform(0.8, 1.2)
    at = rng.uniform(0, max(1, len(piece) - 1 - factor * length))
    position = np.minimum(at + factor * np.arange(length), len(piece) - 1)
    out = np.interp(position, np.arange(len(piece)), piece).astype(np.float32)
    return out / (np.abs(out).max() + 1e-9)
