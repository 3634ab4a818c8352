"""From nothing to voice-mouth.onnx: speak, train a first network, let it time the human recordings, train the final one.

See README.md; train.sh calls this.
"""

import argparse
import json
import os
import subprocess
import sys

import torch

import catalog
import export
import golden
import music
import prompts
import recordings
import report
import shards
import synth
import train
from network import MouthNet, widen
from voices import VOICES

FRESH, WARM = 2e-3, 8e-4  # highest learning rate from nothing and from an earlier network
HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--minutes", type=float, default=60, help="training time in all; speaking and timing take about 10 minutes more")
    p.add_argument("--steps", type=int, default=0, help="end the final training after so many steps; 0: by minutes alone")
    p.add_argument("--channels", type=int, default=200, help="width of the network, 160 or more after an earlier one; 200 gives a 3.9 MB file")
    p.add_argument("--sentences", type=int, default=350, help="sentences per voice")
    p.add_argument("--shards", type=int, default=60, help="files of training examples")
    p.add_argument("--shard-size", type=int, default=400, help="clips of 8 s in each")
    p.add_argument("--voices", default="", help="comma separated parts of voice names: only these, and no recordings (smoke test)")
    p.add_argument("--work", default=f"{HERE}/work", help="folder for everything that can be made again")
    p.add_argument("--out", default=f"{HERE}/..", help="folder of voice-mouth.onnx and catalog.json")
    p.add_argument("--golden", default=f"{HERE}/../../tests/fixtures/voice/golden.json", help="golden vectors; empty: none")
    p.add_argument("--start", default="", help="an earlier voice-mouth.onnx: it times the recordings and its weights are where training starts; "
                                               "without it a first network is trained for the timing and the final one starts from nothing")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--resume", action="store_true", help="go on from the checkpoint in the work folder")
    p.add_argument("--make", choices=("first", "shards"), help=argparse.SUPPRESS)
    return p.parse_args()


def compile_tools(work):
    """Build the two C programs that drive flite and espeak-ng."""
    os.makedirs(f"{work}/bin", exist_ok=True)
    flite = [f"-lflite_cmu_us_{v}" for v in ("kal16", "awb", "rms", "slt")] + ["-lflite_usenglish", "-lflite_cmulex", "-lflite", "-lm"]
    for tool, libraries in (("flite", flite), ("espeak", ["-lespeak-ng"])):
        subprocess.run(["gcc", "-O2", "-o", f"{work}/bin/synth_{tool}", f"{HERE}/synth_{tool}.c", *libraries], check=True)


def synthetic(a, held_out):
    """Synthetic voices of the run as [(key, path, share)]."""
    wanted = [part for part in a.voices.split(",") if part]
    return [(v.key, f"{a.work}/corpus/{v.key}.npz", v.share) for v in VOICES
            if v.held_out == held_out and (not wanted or any(part in v.key for part in wanted))]


def human(a, held_out):
    """Human recordings timed so far as [(key, path, share)]."""
    rows = [(s.key, f"{a.work}/corpus/human-{s.key}.npz", s.share) for s in recordings.speakers() if s.held_out == held_out]
    return [] if a.voices else [row for row in rows if os.path.exists(row[1])]


def make_shards(a):
    """Write the examples of one stage, in a process of its own beside the training."""
    first = a.make == "first"
    rows = synthetic(a, False) + ([] if first else human(a, False))
    recorded = "" if a.voices else music.make(a.work)[0]
    pieces = (recorded, music.make_up(a.work, a.seed, 6 if a.voices else 50))
    corpus = shards.Corpus([path for _, path, _ in rows], [share for _, _, share in rows], pieces)
    for i in range(max(4, a.shards // 5) if first else a.shards):
        shards.make(corpus, f"{a.work}/{a.make}/{i:04d}.npz", a.shard_size, [a.seed, i, first])


def learn(a, stage, checkpoint, minutes, steps=0):
    """Train on a stage's examples while another process makes them."""
    examples = f"{a.work}/{stage}/[0-9]*.npz"
    maker = subprocess.Popen([sys.executable, __file__, *sys.argv[1:], "--make", stage])
    try:
        train.wait_for_examples(examples, maker)
        torch.manual_seed(a.seed)
        net = widen(export.read(a.start), a.channels) if a.start else MouthNet(a.channels)
        return train.train(f"{a.work}/{checkpoint}", examples, minutes, net, a.seed, a.resume, steps, WARM if a.start else FRESH)
    finally:
        if maker.poll() is None:
            maker.terminate()
        maker.wait()


def main():
    a = arguments()
    if a.make:
        return make_shards(a)
    a.started_from = catalog.digest(a.start) if a.start else "nothing"  # now: the new file may take its place
    compile_tools(a.work)
    synth.make_all([v for v in VOICES if any(v.key == key for key, _, _ in synthetic(a, v.held_out))], a.sentences, a.work, a.seed)
    minutes = a.minutes
    if not a.voices:
        teaching = 0 if a.start else min(10.0, 0.2 * a.minutes)
        minutes -= teaching
        if not (a.resume and os.path.exists(f"{a.work}/timed")):
            teacher = export.read(a.start) if a.start else learn(a, "first", "first.pt", teaching)
            prompts.make_all(teacher, a.work, a.seed)
            open(f"{a.work}/timed", "w", encoding="utf-8").close()
    learn(a, "shards", "net.pt", minutes, a.steps)
    finish(a)


def finish(a):
    """Export, check, measure, and write the catalogue entry and the golden vectors."""
    net, numbers = train.load(f"{a.work}/net.pt")
    path = f"{a.out}/voice-mouth.onnx"
    export.to_onnx(net, path)
    difference = export.check(net, path)
    figures = report.full_report(net, {key: p for key, p, _ in synthetic(a, True)}, {key: p for key, p, _ in human(a, True)},
                                 music.load(f"{a.work}/corpus/music-held-out.npz"))
    figures["torch_against_onnx"] = difference
    people, voices = human(a, False), synthetic(a, False)
    trained = {"minutes": numbers["seconds"] / 60, "steps": numbers["step"], "channels": numbers["channels"], "seed": a.seed,
               "startedFrom": a.started_from,
               "syntheticVoices": len(voices), "syntheticHours": shards.hours(p for _, p, _ in voices),
               "humanSpeakers": len(people), "humanHours": shards.hours(p for _, p, _ in people),
               "distortedClipHours": shards.clip_hours(f"{a.work}/shards/[0-9]*.npz")}
    catalog.write(f"{a.out}/catalog.json", catalog.entry(path, figures, trained, bool(people)))
    if a.golden:
        os.makedirs(os.path.dirname(a.golden), exist_ok=True)
        golden.write(net, a.golden)
    print(json.dumps(catalog.rounded({"mean": figures["held_out_mean"], **{k: v for k, v in figures.items() if "held_out" not in k}})))


if __name__ == "__main__":
    main()
