"""Training examples: clips of eight seconds, distorted, as features and targets, in files of a few hundred.

A shard (an .npz file) holds x [n, 160, 400] float16, y [n, 6, 400] float16, c [n, 400] uint8.
"""

import glob
import os
import time

import numpy as np

import augment
import music
import negatives
from features import features
from synth import load_corpus
from targets import network_targets
from visemes import SILENCE

SECONDS, RATE = 8.0, 16000
SAMPLES, COLUMNS = int(SECONDS * RATE), int(SECONDS * 50)
NEGATIVE_SHARE = 0.08


class Corpus:
    """All utterances of some voices in memory, drawn by the voices' weights, and pieces of music in files by kind."""

    def __init__(self, paths, weights=None, pieces=()):
        self.voices = [load_corpus(p) for p in paths]
        self.pieces = [kind for kind in map(music.load, pieces) if kind]
        weights = np.array(weights or [1.0] * len(paths), float)
        self.weights = weights / weights.sum()

    def clip(self, rng, alter=True):
        """One clip of SECONDS: utterances of one voice with pauses. Returns (wave, segs)."""
        voice = self.voices[rng.choice(len(self.voices), p=self.weights)]
        parts, segs, at = [], [], 0.0
        skip = rng.uniform(0, 2) if alter else 0
        low, tempo = rng.uniform(0.82, 1.2), rng.uniform(0.7, 1.15) if rng.random() < 0.4 else 1.0
        while at < SECONDS + skip:
            pause = min(rng.uniform(0.02, 0.6) if rng.random() < 0.85 else rng.uniform(0.6, 2.0), SECONDS)
            parts.append(np.zeros(int(pause * RATE), np.float32))
            segs.append((at, at + pause, SILENCE))
            at += len(parts[-1]) / RATE
            wave, rows = voice[rng.integers(len(voice))]
            if alter:
                wave, rows = augment.speed(rng, wave, rows, low, low * 1.05)
                wave, longer = augment.stretch(wave, tempo)
                rows = rows * [longer, longer, 1]
                wave = wave * np.float32(np.exp(rng.normal(0, 0.25)))
            parts.append(wave)
            segs += [(a + at, b + at, c) for a, b, c in rows]
            at += len(wave) / RATE
        wave, start = np.concatenate(parts), int(skip * RATE)
        wave = wave[start:start + SAMPLES]
        return wave, [(a - skip, b - skip, c) for a, b, c in segs if b > skip and a - skip < SECONDS]

    def babble(self, rng, length):
        """Two to five other voices at once."""
        out = np.zeros(length, np.float32)
        for _ in range(rng.integers(2, 6)):
            wave, _ = self.clip(rng, alter=False)
            out += np.resize(wave / (wave.std() + 1e-6), length)
        return out / (np.abs(out).max() + 1e-9)

    def background(self, rng, length):
        """A sound under the voice: music, room or babble."""
        return self.babble(rng, length) if rng.random() < 0.3 else self.wordless(rng, length)

    def wordless(self, rng, length):
        """A sound in which nobody speaks at a random level: music of some kind, or a room."""
        if rng.random() < 0.03:
            return np.zeros(length, np.float32)
        if self.pieces and rng.random() < 0.65:
            sound = music.excerpt(rng, self.pieces[rng.integers(len(self.pieces))], length)
        else:
            sound = negatives.room(rng, length) if self.pieces else negatives.any_sound(rng, length)
        return sound * np.float32(10 ** (rng.uniform(-60, 0) / 20))


def example(corpus, rng):
    """One distorted training example (x, y, c)."""
    if rng.random() < NEGATIVE_SHARE:
        wave, segs = corpus.wordless(rng, SAMPLES), [(0.0, SECONDS, SILENCE)]
        if rng.random() < 0.5:
            wave = augment.equalise(rng, wave)
    else:
        wave, segs = corpus.clip(rng)
        wave = augment.distort(rng, wave, corpus.background)
    y, c = network_targets(segs, COLUMNS)
    return features(wave), y, c


def make(corpus, path, size, seed):
    """Write one shard unless it is there."""
    if os.path.exists(path):
        return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    started, rng = time.time(), np.random.default_rng(seed)
    x = np.empty((size, 160, COLUMNS), np.float16)
    y = np.empty((size, 6, COLUMNS), np.float16)
    c = np.empty((size, COLUMNS), np.uint8)
    for i in range(size):
        x[i], y[i], c[i] = example(corpus, rng)
    part = f"{os.path.dirname(path)}/part-{os.path.basename(path)}"
    np.savez(part, x=x, y=y, c=c)
    os.replace(part, path)
    print(f"{path}: {size} clips in {time.time() - started:.0f} s", flush=True)


def hours(paths):
    """Hours of undistorted speech in corpus files."""
    return sum(len(np.load(p)["wave"]) for p in paths) / RATE / 3600


def clip_hours(pattern):
    """Hours of distorted clips in all shards made so far."""
    return sum(len(np.load(p)["c"]) for p in glob.glob(pattern)) * SECONDS / 3600
