"""Sound to network input, defined so that another language can repeat it to 1e-3.

1. 16 kHz mono in [-1, 1]. Frame t = samples 160 t - 200 .. 160 t + 199, zero outside the sound.
   There are F = 2 * ceil(samples / 320) frames.
2. Energy E[t] = mean of the squared samples of frame t (400 samples, no window).
   Loudness L = sum(E * 10 log10(E + 1e-10)) / sum(E) in dB: the level where the energy is.
   L is held within -60 .. 0; with sum(E) = 0 it is -60. Gain g = 10 ^ ((-20 - L) / 20).
3. Power spectrum of g * frame under a periodic Hann window of 400, FFT of 512; 80 triangular bands of
   peak 1 whose edges are equally spaced on the HTK mel scale from 60 to 7600 Hz; x = ln(band + 1e-6).
4. A frame is active when 10 log10(E + 1e-10) > L - 20. Mean of band b:
   m[b] = (sum of x[b] over active frames + 50 * PRIOR[b]) / (active frames + 50), PRIOR[b] = -0.5 - 0.09 b.
   Feature = (x - m) / 3.
5. Column k of the network's input = frame 2k (rows 0..79) above frame 2k + 1 (rows 80..159).

A long file needs two passes before the network: one for the sums of E, one for the sums of x.
"""

import numpy as np

RATE, HOP, FRAME, FFT, BANDS = 16000, 160, 400, 512, 80
WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(FRAME) / FRAME)).astype(np.float32)
PRIOR = (-0.5 - 0.09 * np.arange(BANDS)).astype(np.float32)
PRIOR_FRAMES = 50.0


def mel_bank():
    """Triangles [BANDS, FFT / 2 + 1] of peak 1 on the HTK mel scale, evaluated at the bin centres."""
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    points = np.linspace(mel(60.0), mel(7600.0), BANDS + 2)
    edges = 700 * (10 ** (points / 2595) - 1)
    bins = np.arange(FFT // 2 + 1) * RATE / FFT
    rise = (bins - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    fall = (edges[2:, None] - bins) / (edges[2:] - edges[1:-1])[:, None]
    return np.maximum(0, np.minimum(rise, fall)).astype(np.float32)


BANK = np.ascontiguousarray(mel_bank().T)


def frames_of(wave):
    """View of the sound as overlapping frames [F, 400]."""
    count = 2 * -(-len(wave) // 320)
    padded = np.zeros((count - 1) * HOP + FRAME, np.float32)
    room = min(len(wave), len(padded) - FRAME // 2)
    padded[FRAME // 2:FRAME // 2 + room] = wave[:room]
    return np.lib.stride_tricks.sliding_window_view(padded, FRAME)[::HOP]


def loudness(energy):
    """L in dB of step 2."""
    total = energy.sum(dtype=np.float64)
    if total <= 0:
        return -60.0
    level = float((energy * 10 * np.log10(energy + 1e-10)).sum(dtype=np.float64) / total)
    return min(0.0, max(-60.0, level))


def log_mel(wave):
    """Steps 1 to 3: (x [F, 80], active [F])."""
    frames = frames_of(wave)
    energy = (frames.astype(np.float64) ** 2).mean(1)
    level = loudness(energy)
    gain = 10 ** ((-20 - level) / 20)
    spectrum = np.fft.rfft(frames * (WINDOW * np.float32(gain)), FFT)
    power = (spectrum.real ** 2 + spectrum.imag ** 2).astype(np.float32)
    return np.log(power @ BANK + np.float32(1e-6)), 10 * np.log10(energy + 1e-10) > level - 20


def features(wave):
    """Network input [160, ceil(samples / 320)] of a whole sound."""
    x, active = log_mel(np.asarray(wave, np.float32))
    mean = (x[active].sum(0, dtype=np.float64) + PRIOR_FRAMES * PRIOR) / (active.sum() + PRIOR_FRAMES)
    return ((x - mean) / 3).reshape(-1, 2 * BANDS).T.astype(np.float32)
