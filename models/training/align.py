"""Phone times for human recordings, found with a network already trained on synthesizers.

Known words: the classes of their phones are laid along the sound (Viterbi, pauses allowed between words).
Unknown words: the likeliest class sequence is taken as if it were the truth (self-training).
"""

import numpy as np
import torch

from features import features
from visemes import CLASSES, SILENCE

STEP = 0.01  # seconds per decoding frame
SWITCH = 2.5  # cost of changing class when the words are unknown
PAUSE = 4.0  # cost of pausing between two words


def posteriors(net, wave):
    """Log probability of each class every 10 ms [T, 28], from the network's 20 ms columns."""
    with torch.no_grad():
        logits = net(torch.from_numpy(features(wave)[None]))[0, 6:]
    logp = torch.log_softmax(logits, 0).numpy().T
    at = (np.arange(2 * len(logp)) * 0.5 - 0.25).clip(0, len(logp) - 1)
    low = at.astype(int).clip(0, max(0, len(logp) - 2))
    part = (at - low)[:, None]
    return logp[low] * (1 - part) + logp[np.minimum(low + 1, len(logp) - 1)] * part


def balance(all_logp):
    """Mean probability of each class over a speaker: what to divide by so that rare classes are heard."""
    return np.log(np.exp(np.concatenate(all_logp)).mean(0) + 1e-3)


def forced(logp, words):
    """Lay the classes of the words along the sound.

    words: list of lists of class indices. Returns (segs, mean log probability a frame), or (None, -inf)
    when the sound is shorter than its phones. Pauses may fall before, between and after words.
    """
    states, optional = [SILENCE], [True]
    for word in words:
        states += list(word) + [SILENCE]
        optional += [False] * len(word) + [True]
    states, optional = np.array(states), np.array(optional)
    frames, count = len(logp), len(states)
    if frames < 2 * count:
        return None, -np.inf
    emit = logp[:, states]
    best = np.full(count, -1e9)
    best[0], best[1] = emit[0, 0], emit[0, 1]
    came = np.zeros((frames, count), np.int8)
    skippable = np.concatenate([[False, False], optional[1:-1]])
    price = np.where(optional, PAUSE, 0.0)
    price[[0, -1]] = 0
    for t in range(1, frames):
        enter = np.concatenate([[-1e9], best[:-1]]) - price
        skip = np.where(skippable, np.concatenate([[-1e9, -1e9], best[:-2]]), -1e9)
        choices = np.stack([best, enter, skip])
        came[t] = choices.argmax(0)
        best = choices.max(0) + emit[t]
    state = count - 1 if best[-1] >= best[-2] else count - 2
    path, score = np.empty(frames, int), best[state] / frames
    for t in range(frames - 1, -1, -1):
        path[t] = state
        state -= came[t, state]
    return _runs(states[path], path), float(score)


def guessed(logp):
    """The likeliest classes when the words are unknown. Returns (segs, mean log probability a frame)."""
    frames, count = logp.shape
    best, came = logp[0].copy(), np.zeros((frames, count), np.int16)
    for t in range(1, frames):
        top = best.argmax()
        change = best[top] - SWITCH
        came[t] = np.where(best >= change, np.arange(count), top)
        best = np.maximum(best, change) + logp[t]
    state, score = best.argmax(), best.max() / frames
    path = np.empty(frames, int)
    for t in range(frames - 1, -1, -1):
        path[t] = state
        state = came[t, state]
    return _runs(path, path), float(score)


def _runs(classes, path):
    """Rows (start_s, end_s, class) of equal neighbours in path."""
    edges = np.flatnonzero(np.diff(path)) + 1
    starts, ends = np.concatenate([[0], edges]), np.concatenate([edges, [len(path)]])
    return [(a * STEP, b * STEP, int(classes[a])) for a, b in zip(starts, ends)]


def names(segs):
    """Class names of rows, for looking at an alignment."""
    return " ".join(CLASSES[int(c)] for _, _, c in segs)
