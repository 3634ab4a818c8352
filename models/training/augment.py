"""What rooms, microphones, speakers and codecs do to a voice, cheaply imitated."""

import numpy as np
from scipy.signal import fftconvolve, resample

RATE = 16000


def speed(rng, wave, segs, low=0.82, high=1.25):
    """Resample by a random factor: tempo, pitch and vocal tract change together. Returns (wave, segs)."""
    factor = float(np.exp(rng.uniform(np.log(low), np.log(high))))
    position = np.arange(0, len(wave) - 1, factor)
    return np.interp(position, np.arange(len(wave)), wave).astype(np.float32), np.asarray(segs) / [factor, factor, 1]


def stretch(wave, factor, frame=512, seek=96):
    """Change tempo alone by overlap-add of stretches that fit their neighbours (WSOLA); 1 keeps the length, 2 doubles it."""
    hop, count = frame // 2, int((len(wave) * factor - frame) // (frame // 2))
    if count < 2 or abs(factor - 1) < 0.02:
        return wave, 1.0
    window = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(frame) / frame)).astype(np.float32)
    padded = np.pad(wave, (seek, frame + hop + 2 * seek))
    out = np.zeros(count * hop + frame, np.float32)
    at = seek
    for i in range(count):
        out[i * hop:i * hop + frame] += padded[at:at + frame] * window
        wanted = padded[at + hop:at + hop + frame:2]
        ideal = seek + int((i + 1) * hop / factor)
        near = padded[ideal - seek:ideal + seek + frame:2]
        at = ideal - seek + 2 * int(np.correlate(near, wanted, "valid").argmax())
    return out[:count * hop], count * hop / len(wave)


def equalise(rng, wave, sigma=4.5):
    """A random seven-point equaliser and sometimes a low or a high cut, in one pass over the spectrum."""
    size = 1 << (len(wave) - 1).bit_length()
    spectrum = np.fft.rfft(wave, size)
    f = np.fft.rfftfreq(size, 1 / RATE)
    gain = np.interp(np.log(f + 30), np.log([60, 200, 500, 1200, 2500, 4500, 8000]), rng.normal(0, sigma, 7))
    if rng.random() < 0.3:
        gain -= 30 * np.clip((rng.uniform(80, 350) - f) / 150, 0, 1)
    if rng.random() < 0.3:
        gain -= 45 * np.clip((f - rng.uniform(3200, 7500)) / 500, 0, 1)
    return np.fft.irfft(spectrum * 10 ** (gain / 20), size)[:len(wave)].astype(np.float32)


def reverb(rng, wave):
    """A synthetic room: direct sound, a few early reflections, and an exponential noise tail."""
    seconds = rng.uniform(0.1, 0.7)
    tail = rng.normal(0, 1, int(seconds * RATE)) * np.exp(-6.9 * np.arange(int(seconds * RATE)) / (seconds * RATE))
    tail[:int(rng.uniform(0.002, 0.02) * RATE)] = 0
    tail *= 10 ** (rng.uniform(-22, 2) / 20) / np.sqrt((tail ** 2).sum() + 1e-9)
    tail[0] = 1
    for _ in range(rng.integers(0, 5)):
        tail[int(rng.uniform(0.001, 0.03) * RATE)] += rng.uniform(-0.4, 0.4)
    return fftconvolve(wave, tail)[:len(wave)].astype(np.float32)


def coloured_noise(rng, length):
    """Noise of unit power with a random spectral slope (white in a third of the cases) and a level that may wander."""
    size = 1 << (length - 1).bit_length()
    f = np.fft.rfftfreq(size, 1 / RATE)
    shape = (f + 40) ** -(rng.uniform(0, 1.3) if rng.random() < 0.7 else 0.0)
    if rng.random() < 0.4:
        shape *= np.exp(np.interp(f, np.linspace(0, 8000, 9), rng.normal(0, 0.8, 9)))
    noise = np.fft.irfft(np.fft.rfft(rng.normal(0, 1, size)) * shape, size)[:length]
    if rng.random() < 0.3:
        noise *= np.exp(np.interp(np.arange(length), np.linspace(0, length, 12), rng.normal(0, 0.6, 12)))
    return (noise / (noise.std() + 1e-9)).astype(np.float32)


def add(wave, noise, decibels):
    """Mix noise under the voice at a signal-to-noise ratio measured where the voice is."""
    loud = np.abs(wave) > 0.1 * np.abs(wave).max()
    power = np.sqrt((wave[loud] ** 2).mean()) if loud.any() else 0.05
    return wave + noise * (0.6 * power * 10 ** (-decibels / 20) / (noise.std() + 1e-9))


def wander(rng, wave):
    """A slow random level, as of a speaker who moves."""
    points = max(2, len(wave) // RATE)
    return wave * np.exp(np.interp(np.arange(len(wave)), np.linspace(0, len(wave), points), rng.normal(0, 0.35, points))).astype(np.float32)


def clip(rng, wave):
    """Clipping, soft as of an overdriven microphone or hard as of full scale passed."""
    peak = np.abs(wave).max() + 1e-9
    if rng.random() < 0.35:
        top = peak / rng.uniform(1.5, 8)
        return np.clip(wave, -top, top).astype(np.float32)
    drive = rng.uniform(1, 5)
    return np.tanh(wave / peak * drive).astype(np.float32) * (peak / np.tanh(drive)).astype(np.float32)


def narrow(rng, wave):
    """Telephone: nothing above 4 kHz, and in two of three cases the eight bits of mu-law."""
    half = resample(wave, len(wave) // 2)
    if rng.random() < 0.67:
        peak = np.abs(half).max() + 1e-9
        code = np.sign(half) * np.log1p(255 * np.abs(half) / peak) / np.log(256)
        code = np.round(127 * code) / 127
        half = np.sign(code) * (np.exp(np.abs(code) * np.log(256)) - 1) / 255 * peak
    return resample(half, len(wave)).astype(np.float32)


def gate(rng, wave):
    """A noise gate or a codec that falls silent: what is far under the voice's level is cut away."""
    size = 320
    frames = wave[:len(wave) // size * size].reshape(-1, size)
    level = np.sqrt((frames ** 2).mean(1))
    open_ = np.convolve(level > np.percentile(level, 95) * 10 ** (rng.uniform(-45, -30) / 20), np.ones(7), "same") > 0
    out = wave.copy()
    out[:frames.size] *= np.interp(np.arange(frames.size), np.arange(len(open_)) * size + size / 2, open_)
    return out


def distort(rng, wave, noises):
    """The whole chain. noises is a function (rng, length) -> background sound, besides coloured noise."""
    if rng.random() < 0.5:
        wave = wander(rng, wave)
    if rng.random() < 0.85:
        wave = equalise(rng, wave)
    if rng.random() < 0.55:
        wave = reverb(rng, wave)
    if rng.random() < 0.2:
        wave = clip(rng, wave)
    if rng.random() < 0.7:
        wave = add(wave, coloured_noise(rng, len(wave)), rng.uniform(3, 40))
    if rng.random() < 0.35:
        wave = add(wave, noises(rng, len(wave)), rng.uniform(5, 30))
    if rng.random() < 0.08:
        wave = gate(rng, wave)
    if rng.random() < 0.12:
        wave = narrow(rng, wave)
    return wave * np.float32(10 ** (rng.uniform(-36, 0) / 20) / (np.abs(wave).max() + 1e-9))
