"""Figures of a network on voices it never heard, on noise and level, and on sounds without speech."""

import numpy as np
import torch

import augment
import music
import negatives
from features import features, frames_of
from shards import COLUMNS, RATE, SAMPLES, Corpus
from targets import network_targets
from visemes import SILENCE

CLIPS = 16


def r(a, b):
    """Pearson correlation; 0 when either is constant."""
    a, b = a - a.mean(), b - b.mean()
    return float((a * b).sum() / (np.sqrt((a * a).sum() * (b * b).sum()) + 1e-12))


def auc(score, truth):
    """Area under the ROC curve."""
    ranks = np.empty(len(score))
    ranks[np.argsort(score)] = np.arange(1, len(score) + 1)
    positive = truth.sum()
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * (len(truth) - positive) + 1e-9))


def outputs(net, wave):
    """Network output [34, T] for a sound."""
    with torch.no_grad():
        return net(torch.from_numpy(features(wave)[None]))[0].numpy()


def shut(out):
    """Share of the time the mouth is shut: silence or closure recognised, or hardly any opening."""
    return float(((out[5] > 0) | (out[3] > 0) | (out[0] < 0.12)).mean())


def score(net, clips, alter=lambda rng, wave: wave):
    """Figures over clips [(wave, segs)]: correlations over all clips joined, closure AUC, class accuracy."""
    rng = np.random.default_rng(3)
    made, truth, classes, loud = [], [], [], []
    for wave, segs in clips:
        y, c = network_targets(segs, COLUMNS)
        wave = alter(rng, wave)
        made.append(outputs(net, wave)), truth.append(y), classes.append(c)
        energy = (frames_of(wave).astype(np.float64) ** 2).mean(1).reshape(-1, 2).mean(1)
        loud.append(10 * np.log10(energy + 1e-6))
    made, truth = np.concatenate(made, 1), np.concatenate(truth, 1)
    classes, loud = np.concatenate(classes), np.concatenate(loud)
    talk = classes != SILENCE
    return {
        "opening_r": r(made[0], truth[0]), "width_r": r(made[1], truth[1]), "rounding_r": r(made[2], truth[2]),
        "opening_r_talking": r(made[0][talk], truth[0][talk]), "width_r_talking": r(made[1][talk], truth[1][talk]),
        "closure_auc": auc(made[3] - 0.5 * made[0], truth[3] > 0.5),
        "class_accuracy": float((made[6:].argmax(0) == classes)[talk].mean()),
        "loudness_opening_r": r(loud, truth[0]), "loudness_width_r": r(loud, truth[1]),
        "loudness_closure_auc": auc(-loud, truth[3] > 0.5),
    }


def clips_of(path, count):
    """Undistorted clips [(wave, segs)] of one voice, the same each time."""
    rng, corpus = np.random.default_rng(11), Corpus([path])
    return [corpus.clip(rng, alter=False) for _ in range(count)]


def full_report(net, voices_at, people_at, pieces=(), clips=CLIPS):
    """All figures: per held-out voice, their mean, robustness on the same clips, human speakers, and negatives.

    voices_at and people_at map names to corpus files. The truth of human speakers is itself an alignment by an
    earlier network, so their figures are apart. pieces is recorded music that training never heard.
    """
    voices, everything = {}, []
    for name, path in voices_at.items():
        rows = clips_of(path, clips)
        voices[name] = score(net, rows)
        everything += rows
    people = {name: score(net, clips_of(path, clips)) for name, path in people_at.items()}
    names = next(iter(voices.values()))
    mean = {k: float(np.mean([v[k] for v in voices.values()])) for k in names}
    noisy = score(net, everything, lambda g, w: augment.add(w, augment.coloured_noise(g, len(w)), 20))
    noisier = score(net, everything, lambda g, w: augment.add(w, augment.coloured_noise(g, len(w)), 10))
    rooms = score(net, everything, lambda g, w: augment.reverb(g, w))
    quiet = score(net, everything, lambda g, w: np.round(w * 0.1 * 32767) / 32767)
    clean = score(net, everything)
    rng = np.random.default_rng(12)
    made_up = np.mean([shut(outputs(net, negatives.music(rng, SAMPLES))) for _ in range(clips)])
    tones = np.mean([shut(outputs(net, 0.003 * negatives.room(rng, SAMPLES))) for _ in range(clips)])
    return {"held_out_mean": mean, "held_out": voices, "held_out_people": people,
            "opening_r_loss_at_20_dB_noise": clean["opening_r"] - noisy["opening_r"],
            "opening_r_loss_at_10_dB_noise": clean["opening_r"] - noisier["opening_r"],
            "opening_r_loss_in_a_room": clean["opening_r"] - rooms["opening_r"],
            "opening_r_loss_at_minus_20_dB": clean["opening_r"] - quiet["opening_r"],
            "shut_in_music": float(made_up),
            **({"shut_in_recorded_music": float(np.mean([shut(outputs(net, music.excerpt(rng, pieces, SAMPLES))) for _ in range(2 * clips)]))}
               if pieces else {}),
            "shut_in_room_tone": float(tones),
            "shut_in_digital_silence": shut(outputs(net, np.zeros(SAMPLES, np.float32)))}
