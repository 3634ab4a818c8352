"""From phone times to the mouth's motion, by the dominance rule.

Every segment pulls opening, width and rounding towards its own values with a weight that is flat in the
segment's middle and fades exponentially outside; the motion is the weighted mean. So a strong consonant
(p) keeps its closure between vowels, and a weak one (h, k) takes the shape of its neighbours.
"""

import numpy as np

from visemes import CLOSED, LABIODENTAL, SILENCE, VALUES

RATE = 100  # targets per second before pairing
WINDOW = 0.6  # seconds beyond which a segment no longer matters
PAUSE_OPENING, PAUSE_SECONDS, REST_SECONDS = 0.2, 0.35, 0.65  # people shut their lips in long pauses, hardly in short ones


def pauses(segments):
    """Opening of each silent segment [n], by the length of the whole silence it lies in; other segments have 0.

    Speakers keep the mouth half open in short pauses between words; before, after, and in long ones it rests.
    """
    out, first = np.zeros(len(segments)), 0
    rest = VALUES[SILENCE][0]
    while first < len(segments):
        last = first
        if int(segments[first][2]) == SILENCE:
            while last + 1 < len(segments) and int(segments[last + 1][2]) == SILENCE:
                last += 1
            length = segments[last][1] - segments[first][0]
            inside = first > 0 and last + 1 < len(segments)
            short = np.clip((REST_SECONDS - length) / (REST_SECONDS - PAUSE_SECONDS), 0, 1) if inside else 0
            out[first:last + 1] = rest + (PAUSE_OPENING - rest) * short
        first = last + 1
    return out


def motion(segments, frames):
    """Return (opening, width, rounding) [3, frames] at 100 Hz, frame t at t * 10 ms.

    segments: rows (start_s, end_s, class); gaps are not allowed, so callers fill them with silence.
    """
    total, weight = np.zeros((3, frames)), np.full((3, frames), 1e-9)
    for (start, end, cls), silent in zip(segments, pauses(segments)):
        cls = int(cls)
        opening, width, rounding, pull, hold, reach, spread = VALUES[cls]
        lo, hi = max(0, int((start - WINDOW) * RATE)), min(frames, int((end + WINDOW) * RATE) + 2)
        if hi <= lo:
            continue
        opening, length = silent or opening, end - start
        flat = max(0.3 * length, 0.5 * length - 0.08) if cls == SILENCE else 0.3 * length
        away = np.maximum(0, np.abs(np.arange(lo, hi) / RATE - 0.5 * (start + end)) - flat)
        near, far = pull * np.exp(-away / reach), hold * np.exp(-away / spread)
        for row, (value, dominance) in enumerate(((opening, near), (width, far), (rounding, far))):
            total[row, lo:hi] += dominance * value
            weight[row, lo:hi] += dominance
    out = total / weight
    out[0] *= 1 - 0.9 * smooth(paint(segments, frames, CLOSED), 1.0)
    return np.stack([smooth(row, 2.0) for row in out]).astype(np.float32)


def paint(segments, frames, cls):
    """0/1 signal [frames]: 1 where the segment at that instant is cls. A closure ends before its burst."""
    out = np.zeros(frames)
    for start, end, c in segments:
        if int(c) == cls:
            stop = end - 0.15 * (end - start) if cls == CLOSED else end
            out[max(0, round(start * RATE)):max(0, round(stop * RATE))] = 1
    return out


def class_at(segments, frames):
    """Class index per 10 ms frame [frames]."""
    out = np.full(frames, SILENCE, np.int64)
    for start, end, cls in segments:
        out[max(0, round(start * RATE)):max(0, round(end * RATE))] = int(cls)
    return out


def smooth(signal, sigma):
    """Gaussian smoothing, sigma in frames, edges held."""
    half = int(3 * sigma + 1)
    kernel = np.exp(-0.5 * (np.arange(-half, half + 1) / sigma) ** 2)
    return np.convolve(np.pad(signal, half, mode="edge"), kernel / kernel.sum(), "valid")


def network_targets(segments, frames50):
    """Targets of the network at 50 Hz: continuous [6, frames50] in its output order, and classes [frames50].

    Frame k stands for 20 k + 5 ms, the middle of the two feature frames it was stacked from.
    """
    frames = 2 * frames50
    rows = np.concatenate([motion(segments, frames),
                           [paint(segments, frames, c) for c in (CLOSED, LABIODENTAL, SILENCE)]])
    pairs = rows.reshape(6, frames50, 2).mean(2)
    return pairs.astype(np.float32), class_at(segments, frames)[1::2]
