"""Human recordings to corpus files like the synthetic voices', their phone times found by align.py."""

import os
import shutil
import subprocess
import tempfile

import numpy as np

import align
import phones
import zhuyin
from recordings import speakers
from synth import RATE, read_wave, save_corpus
from visemes import INDEX, SILENCE

SHORT = 1.6  # seconds: shorter recordings are joined into phrases
POOR = -2.6  # mean log probability a frame under which an alignment is thrown away


def convert(paths, folder):
    """Recordings of any format as folder/N.wav, 16 kHz mono; many to one ffmpeg, since starting it costs most."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for at in range(0, len(paths), 40):
        part = range(at, min(at + 40, len(paths)))
        command = ["ffmpeg", "-nostdin", "-v", "error", "-y"]
        for i in part:
            command += ["-i", paths[i]]
        for i in part:
            command += ["-map", f"{i - at}:a:0", "-ac", "1", "-ar", str(RATE), f"{folder}/{i}.wav"]
        subprocess.run(command, check=False)


def decode(paths, work):
    """Recordings as float32 mono at 16 kHz, silent ends cut to 60 ms; an unreadable one is empty."""
    folder, out = tempfile.mkdtemp(dir=f"{work}/raw"), []
    convert(paths, folder)
    for i in range(len(paths)):
        wave = read_wave(f"{folder}/{i}.wav") if os.path.exists(f"{folder}/{i}.wav") else np.zeros(0, np.float32)
        loud = np.flatnonzero(np.abs(wave) > 0.02 * (np.abs(wave).max() if len(wave) else 0))
        out.append(wave[max(0, loud[0] - 960):loud[-1] + 960] if len(loud) else wave[:0])
    shutil.rmtree(folder)
    return out


def hear(files, work):
    """English words of recordings by pocketsphinx, kept in work/asr.txt: {path: words}."""
    folder, kept = f"{work}/asr", f"{work}/asr.txt"
    if not os.path.exists(kept):
        convert(files, folder)
        with open(f"{folder}/list", "w", encoding="utf-8") as f:
            f.writelines(f"{i}\n" for i in range(len(files)))
        model = "/usr/share/pocketsphinx/model/en-us"
        subprocess.run(["pocketsphinx_batch", "-hmm", f"{model}/en-us", "-lm", f"{model}/en-us.lm.bin", "-dict", f"{model}/cmudict-en-us.dict",
                        "-adcin", "yes", "-adchdr", "44", "-cepdir", folder, "-cepext", ".wav", "-ctl", f"{folder}/list", "-hyp", f"{folder}/hyp"],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.replace(f"{folder}/hyp", kept)
        shutil.rmtree(folder)
    out = {}
    for line in open(kept, encoding="utf-8"):
        words, _, tail = line.rpartition("(")
        out[files[int(tail.split()[0])]] = words.strip()
    return out


def pronounce(texts, voice, work):
    """Words of each text as lists of class indices, pronounced by espeak-ng."""
    folder = tempfile.mkdtemp(dir=f"{work}/raw")
    rows = "".join(f"{i:05d}\t160\t50\t{text}\n" for i, text in enumerate(texts))
    subprocess.run([f"{work}/bin/synth_espeak", voice, folder], input=rows, text=True, check=True, stderr=subprocess.DEVNULL)
    out = []
    for i in range(len(texts)):
        words = [[]]
        path = f"{folder}/{i:05d}.lab"
        for line in open(path, encoding="utf-8", errors="replace") if os.path.exists(path) else ():
            parts = line.split()
            classes = [INDEX[c] for c in phones.ipa(parts[-1])]
            if classes == [SILENCE] or parts[1] == "|":
                words.append([])
            if classes != [SILENCE]:
                words[-1] += classes
        out.append([w for w in words if w])
    shutil.rmtree(folder)
    return out


def phrases(rng, rows):
    """Join short recordings (wave, words) into phrases of up to eight with little between them; long ones stay alone."""
    short = [r for r in rows if len(r[0]) < SHORT * RATE]
    out = [r for r in rows if len(r[0]) >= SHORT * RATE]
    order = rng.permutation(len(short))
    at = 0
    while at < len(order):
        group = [short[i] for i in order[at:at + rng.integers(3, 9)]]
        at += len(group)
        parts = []
        for wave, _ in group:
            parts += [wave / (np.abs(wave).max() + 1e-6) * 0.5, np.zeros(int(rng.choice((0, 0, 0.03, 0.15)) * RATE), np.float32)]
        known = all(words for _, words in group)
        out.append((np.concatenate(parts).astype(np.float32), [w for _, words in group for w in words] if known else []))
    return out


def words_of(speaker, work):
    """Class lists of every file's words; empty where they are not known."""
    if speaker.kind == "zhuyin":
        return [[[INDEX[c] for c in zhuyin.to_classes(text)]] for _, text in speaker.files]
    texts = [text for _, text in speaker.files]
    if speaker.kind == "asr":
        heard = hear([path for path, text in speaker.files if not text], work)
        texts = [text or heard.get(path, "") for path, text in speaker.files]
    known = [i for i, text in enumerate(texts) if text]
    out = [[] for _ in texts]
    if known:
        for i, words in zip(known, pronounce([texts[i] for i in known], speaker.language, work)):
            out[i] = words
    return out


def make(net, speaker, work, seed, guess):
    """Corpus file of one human speaker. guess: use recordings without words too. Returns minutes kept."""
    words = words_of(speaker, work)
    used = [(path, w) for (path, _), w in zip(speaker.files, words) if w or guess]
    waves = decode([path for path, _ in used], work)
    rows = [(wave, w) for wave, (_, w) in zip(waves, used) if len(wave) > 0.15 * RATE]
    rng = np.random.default_rng([seed, len(rows)])
    known, unknown = [r for r in rows if r[1]], [r for r in rows if not r[1]]
    rows = [(wave[:60 * RATE], w) for wave, w in phrases(rng, known) + phrases(rng, unknown)]
    if not rows:
        return 0.0
    logp = [align.posteriors(net, wave) for wave, _ in rows]
    prior = align.balance(logp)
    items = []
    for (wave, said), p in zip(rows, logp):
        segs, score = align.forced(p, said) if said else align.guessed(p - 0.5 * prior)
        if segs and (not said or score > POOR):
            items.append((wave, segs))
    minutes = sum(len(w) for w, _ in items) / RATE / 60
    print(f"{speaker.key}: {len(items)} of {len(rows)} phrases, {minutes:.1f} min", flush=True)
    if items:
        path = f"{work}/corpus/human-{speaker.key}.npz"
        save_corpus(path + ".tmp.npz", items)
        os.replace(path + ".tmp.npz", path)
    return minutes


def make_all(net, work, seed, guess=True):
    """Corpus files of every human speaker that is installed; returns them as [(speaker, path)]."""
    for speaker in speakers():
        make(net, speaker, work, seed, guess and not speaker.held_out)
    paths = [(s, f"{work}/corpus/human-{s.key}.npz") for s in speakers()]
    return [(s, p) for s, p in paths if os.path.exists(p)]
