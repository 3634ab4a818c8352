"""Sounds without speech: instrumental music, room tone, hum, clicks. Their mouth is shut."""

import numpy as np

from augment import RATE, coloured_noise

SCALES = ((0, 2, 4, 5, 7, 9, 11), (0, 2, 3, 5, 7, 8, 10), (0, 3, 5, 7, 10), (0, 2, 4, 7, 9))


def tone(rng, frequency, seconds, timbre):
    """One note: partials with their own decay, vibrato, attack and release."""
    t = np.arange(int(seconds * RATE)) / RATE
    rolloff, decay, attack, vibrato, stretch = timbre
    phase = frequency * t + vibrato * np.sin(2 * np.pi * 5.5 * t + rng.uniform(0, 6)) / 5.5
    out = np.zeros(len(t))
    for k in range(1, 15):
        if frequency * k > 7500:
            break
        out += k ** -rolloff * np.sin(2 * np.pi * k * (1 + stretch * k * k) * phase + rng.uniform(0, 6)) * np.exp(-decay * k ** 0.5 * t)
    out *= np.minimum(1, t / attack) * np.minimum(1, (seconds - t) / 0.03)
    return out


def plucked(rng, frequency, seconds, brightness):
    """One plucked string (Karplus and Strong): noise in a loop that dulls."""
    period, count = max(2, int(RATE / frequency)), int(seconds * RATE)
    loop = rng.uniform(-1, 1, period)
    rows = []
    for _ in range(-(-count // period)):
        rows.append(loop)
        loop = brightness * loop + (0.997 - brightness) * np.roll(loop, 1)
    out = np.concatenate(rows)[:count]
    return out * np.minimum(1, (seconds - np.arange(count) / RATE) / 0.03)


def modulated(rng, frequency, seconds, ratio, index, decay):
    """One note of frequency modulation: bells, electric pianos, brass, basses."""
    t = np.arange(int(seconds * RATE)) / RATE
    depth = index * np.exp(-decay * t)
    out = np.sin(2 * np.pi * frequency * t + depth * np.sin(2 * np.pi * ratio * frequency * t))
    return out * np.exp(-0.4 * decay * t) * np.minimum(1, t / 0.01) * np.minimum(1, (seconds - t) / 0.03)


def instrument(rng):
    """A random instrument: a function (frequency, seconds) -> sound."""
    kind = rng.random()
    if kind < 0.2:
        brightness = rng.uniform(0.5, 0.9)
        return lambda frequency, seconds: 2 * plucked(rng, frequency, seconds, brightness)
    if kind < 0.45:
        ratio, index, decay = rng.choice((0.5, 1, 1, 2, 3, 3.5, 7)), rng.uniform(0.5, 8), rng.uniform(0.2, 6)
        return lambda frequency, seconds: 2 * modulated(rng, frequency, seconds, ratio, index, decay)
    timbre = (rng.uniform(0.3, 2.2), rng.choice((0.2, 1.0, 3.0, 6.0)), rng.choice((0.004, 0.02, 0.15)),
              rng.choice((0, 0, 2, 6)), rng.choice((0, 0, 2e-4)))
    return lambda frequency, seconds: tone(rng, frequency, seconds, timbre)


def swept(rng, wave):
    """A resonance that moves slowly over the sound, as a filter pedal does: the nearest music comes to vowels."""
    size, out = 2048, np.zeros(len(wave) + 4096)
    window = np.sin(np.pi * (np.arange(size) + 0.5) / size) ** 2
    f, rate, low = np.fft.rfftfreq(size, 1 / RATE), rng.uniform(0.2, 3), rng.uniform(300, 900)
    for at in range(0, len(wave), size // 2):
        part = np.zeros(size)
        part[:len(wave[at:at + size])] = wave[at:at + size]
        centre = low * np.exp(rng.uniform(0.6, 0.7) * (1 + np.sin(2 * np.pi * rate * at / RATE)))
        gain = 0.15 + 1 / (1 + ((f - centre) / (0.35 * centre)) ** 2)
        out[at:at + size] += np.fft.irfft(np.fft.rfft(part) * gain) * window
    return out[:len(wave)]


def drum(rng, seconds=0.3):
    """A drum hit: a falling tone, noise, or both."""
    t = np.arange(int(seconds * RATE)) / RATE
    body = np.sin(2 * np.pi * (rng.uniform(50, 180) * t + rng.uniform(1, 5) * np.exp(-25 * t)))
    hiss = rng.normal(0, 1, len(t))
    if rng.random() < 0.5:
        hiss = np.diff(hiss, prepend=0)
    return rng.uniform(0, 1) * body * np.exp(-12 * t) + rng.uniform(0, 0.7) * hiss * np.exp(-rng.uniform(10, 50) * t)


def music(rng, length):
    """Random instrumental music: one to three parts over a scale, chords or lines, and perhaps drums."""
    out = np.zeros(length + RATE)
    beat = rng.uniform(0.12, 0.5)
    scale, root = SCALES[rng.integers(len(SCALES))], rng.uniform(40, 58)
    for _ in range(rng.integers(1, 4)):
        play = instrument(rng)
        octave, chord, level = 12 * rng.integers(0, 4), rng.integers(1, 5), rng.uniform(0.2, 1)
        at, degree = rng.uniform(0, 0.5), rng.integers(0, 7)
        while at < length / RATE:
            duration = beat * rng.choice((1, 1, 2, 4))
            degree += rng.integers(-2, 3)
            if rng.random() < 0.85:
                for n in range(chord):
                    step = degree + 2 * n
                    note = root + octave + scale[step % len(scale)] + 12 * (step // len(scale))
                    if 24 < note < 100:
                        sound = play(440 * 2 ** ((note - 69) / 12), duration * rng.uniform(0.7, 1.5) + 0.08)
                        begin = int(at * RATE)
                        out[begin:begin + len(sound)] += level * sound[:len(out) - begin]
            at += duration
    if rng.random() < 0.6:
        hits, level = [drum(rng) for _ in range(3)], rng.uniform(0.3, 1.5)
        for i, begin in enumerate(np.arange(0, length, int(beat * RATE))):
            if rng.random() < 0.8:
                hit = hits[i % 3 if rng.random() < 0.8 else 0]
                out[begin:begin + len(hit)] += level * hit
    if rng.random() < 0.25:
        out = swept(rng, out)
    if rng.random() < 0.15:
        out = np.tanh(rng.uniform(2, 12) * out / (np.abs(out).max() + 1e-9))
    return (out[:length] / (np.abs(out).max() + 1e-9)).astype(np.float32)


def room(rng, length):
    """Room tone: coloured noise, perhaps mains hum, clicks and bumps."""
    t = np.arange(length) / RATE
    out = coloured_noise(rng, length)
    if rng.random() < 0.4:
        mains = rng.choice((50, 60))
        for k in range(1, 9):
            out = out + rng.uniform(0, 2) / k * np.sin(2 * np.pi * mains * k * t + rng.uniform(0, 6))
    for _ in range(rng.poisson(2)):
        hit = drum(rng, rng.uniform(0.02, 0.3)) * rng.uniform(1, 12)
        at = rng.integers(0, max(1, length - len(hit)))
        out[at:at + len(hit)] += hit[:length - at]
    return (out / (np.abs(out).max() + 1e-9)).astype(np.float32)


def any_sound(rng, length):
    """Music or a room, peak 1."""
    return music(rng, length) if rng.random() < 0.6 else room(rng, length)
