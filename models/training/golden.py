"""Golden vectors: a sound given by formula, the features of it, and what the shipped network makes of them.

The sound (48000 samples at 16 kHz, n = 0..47999, t = n / 16000, all in double, result rounded to float):
  f0 = 120 + 30 sin(2 pi 0.7 t);   phase = 2 pi (120 t + 30 (1 - cos(2 pi 0.7 t)) / (2 pi 0.7))
  voice = sum over h = 1..30 of sin(h phase) / h * (1 + 0.8 cos(2 pi (1.3 + 0.1 h) t)) / 1.8
  gate = 1 when (t mod 0.6) < 0.45, else 0
  noise = u[n] where u is the generator s = (1664525 s + 1013904223) mod 2^32 from s = 1, stepped before use,
          u = s / 2^31 - 1
  x = 0.1 gate voice + 0.002 noise + (0.03 noise while 0.45 <= t mod 0.6 < 0.52)
"""

import json

import numpy as np

from features import features, frames_of, log_mel, loudness
from report import outputs

STEP = 7  # every seventh column is written


def sound():
    """The golden sound, float32 [48000]."""
    n = np.arange(48000)
    t = n / 16000
    phase = 2 * np.pi * (120 * t + 30 * (1 - np.cos(2 * np.pi * 0.7 * t)) / (2 * np.pi * 0.7))
    voice = sum(np.sin(h * phase) / h * (1 + 0.8 * np.cos(2 * np.pi * (1.3 + 0.1 * h) * t)) / 1.8 for h in range(1, 31))
    noise, s = np.empty(len(n)), 1
    for i in range(len(n)):
        s = (1664525 * s + 1013904223) % 2 ** 32
        noise[i] = s / 2 ** 31 - 1
    beat = t % 0.6
    return (0.1 * (beat < 0.45) * voice + (0.002 + 0.03 * ((beat >= 0.45) & (beat < 0.52))) * noise).astype(np.float32)


def write(net, path):
    """Write the golden vectors as JSON."""
    x = sound()
    made, out = features(x), outputs(net, x)
    level = loudness((frames_of(x).astype(np.float64) ** 2).mean(1))
    _, active = log_mel(x)
    columns = list(range(0, made.shape[1], STEP))
    short = lambda a: [[round(float(v), 5) for v in a[:, k]] for k in columns]
    data = {"about": "see models/training/golden.py for the sound's formula", "sampleRateHz": 16000, "samples": len(x),
            "firstSamples": [round(float(v), 7) for v in x[:400:40]], "loudnessDb": round(level, 5),
            "activeFrames": int(active.sum()), "columns": columns, "features": short(made), "mouth": short(out)}
    with open(path, "w", encoding="utf-8") as f:
        json.dump(data, f, separators=(",", ":"))
        f.write("\n")
