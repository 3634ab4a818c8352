"""Let the synthetic voices speak, and keep sound and phone times as one file per voice.

A corpus file (work/corpus/KEY.npz) holds: wave int16 at 16 kHz, all utterances end to end; bounds [n + 1] in
samples; segs rows (start_s, end_s, class) end to end; segbounds [n + 1].
"""

import os
import random
import shutil
import subprocess
import wave

import numpy as np
from scipy.signal import resample_poly

import phones
import texts
from visemes import INDEX

RATE = 16000
ENCODING = {"cs": "iso-8859-2", "it": "iso-8859-1", "fi": "iso-8859-1", "ca": "iso-8859-1"}


def speak(voice, lines, folder, tools, rng):
    """Run the voice's engine over the lines; leaves NNNN.wav and NNNN.lab in folder."""
    if voice.engine == "festival":
        return _festival(voice, lines, folder)
    rows = []
    for i, line in enumerate(lines):
        if voice.engine == "flite":
            rows.append(f"{i:05d}\t{rng.uniform(0.75, 1.25):.2f}\t{rng.uniform(0.8, 1.25):.2f}\t{line}")
        else:
            rows.append(f"{i:05d}\t{rng.randint(130, 230)}\t{rng.randint(25, 75)}\t{line}")
    subprocess.run([f"{tools}/synth_{voice.engine}", voice.name, folder], input="\n".join(rows) + "\n",
                   text=True, check=True, stderr=subprocess.DEVNULL)


def _festival(voice, lines, folder):
    encoding = ENCODING.get(voice.language, "utf-8")
    for part in range(0, len(lines), 40):
        script = [f"(voice_{voice.name})"]
        for i, line in enumerate(lines[part:part + 40], part):
            text = line.replace("\\", " ").replace('"', " ")
            script.append(f'(set! u (utt.synth (eval (list \'Utterance \'Text "{text}"))))'
                          f'(utt.save.segs u "{folder}/{i:05d}.lab")(utt.save.wave u "{folder}/{i:05d}.wav")')
        path = f"{folder}/part.scm"
        with open(path, "w", encoding=encoding, errors="ignore") as f:
            f.write("\n".join(script))
        subprocess.run(["festival", "-b", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def read_wave(path):
    """A 16 bit mono WAV file as float32 at 16 kHz."""
    with wave.open(path) as f:
        rate, samples = f.getframerate(), np.frombuffer(f.readframes(1 << 28), "<i2") / np.float32(32768)
    if rate == RATE:
        return samples
    step = np.gcd(rate, RATE)
    return resample_poly(samples, RATE // step, rate // step).astype(np.float32)


def read_labels(path, alphabet):
    """Rows (start_s, end_s, class) of a label file with lines "end [number] phone"; touching rows of a class merge."""
    rows, start = [], 0.0
    for line in open(path, encoding="utf-8", errors="replace"):
        parts = line.split()
        if len(parts) < 2 or parts[0] == "#":
            continue
        end, classes = float(parts[0]), phones.to_classes(alphabet, parts[-1])
        if end <= start + 1e-4:
            continue
        if not classes:
            if rows:
                rows[-1][1] = end  # a modifier lengthens the phone before it
        else:
            step = (end - start) / len(classes)
            rows += [[start + i * step, start + (i + 1) * step, INDEX[c]] for i, c in enumerate(classes)]
        start = end
    return rows


def save_corpus(path, items):
    """Write utterances (wave float32, segs) as one corpus file."""
    waves = [np.clip(w * 32767, -32768, 32767).astype(np.int16) for w, _ in items]
    segs = [np.array(s, np.float32).reshape(-1, 3) for _, s in items]
    np.savez(path, wave=np.concatenate(waves), segs=np.concatenate(segs),
             bounds=np.cumsum([0] + [len(w) for w in waves]), segbounds=np.cumsum([0] + [len(s) for s in segs]))


def load_corpus(path):
    """Utterances of a corpus file: list of (wave float32, segs)."""
    d = np.load(path)
    wave_, segs, b, s = d["wave"], d["segs"], d["bounds"], d["segbounds"]
    return [(wave_[b[i]:b[i + 1]].astype(np.float32) / 32768, segs[s[i]:s[i + 1]]) for i in range(len(b) - 1)]


def make(voice, count, work, seed):
    """Make the corpus file of one voice unless it is there; raises when the voice says nothing."""
    path = f"{work}/corpus/{voice.key}.npz"
    if os.path.exists(path):
        return
    folder = f"{work}/raw/{voice.key}"
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    lines = texts.sentences(voice.language, max(8, int(count * voice.share)), f"{seed}/{voice.key}")
    speak(voice, lines, folder, f"{work}/bin", random.Random(f"{seed}/{voice.key}"))
    items = []
    for i in range(len(lines)):
        stem = f"{folder}/{i:05d}"
        if not (os.path.exists(stem + ".wav") and os.path.exists(stem + ".lab")):
            continue
        sound, segs = read_wave(stem + ".wav"), read_labels(stem + ".lab", voice.alphabet)
        if segs and len(sound) > RATE // 2 and abs(segs[-1][1] - len(sound) / RATE) < 0.5:
            items.append((sound, segs))
    shutil.rmtree(folder)
    if not items:
        raise RuntimeError(f"{voice.key} spoke nothing: is its package installed?")
    save_corpus(path + ".tmp.npz", items)
    os.replace(path + ".tmp.npz", path)
    print(f"{voice.key}: {len(items)} of {len(lines)} sentences, {sum(len(w) for w, _ in items) / RATE / 60:.1f} min", flush=True)


def make_all(voices, count, work, seed):
    """Make every missing corpus file, in order."""
    os.makedirs(f"{work}/corpus", exist_ok=True)
    for voice in voices:
        make(voice, count, work, seed)
