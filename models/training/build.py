"""From nothing to voice-mouth.onnx: speak, distort, train, export, measure. See README.md; train.sh calls this."""

import argparse
import json
import os
import subprocess
import sys

import catalog
import export
import golden
import report
import shards
import synth
import train
from voices import VOICES

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--minutes", type=float, default=60, help="training time; everything before takes about 5 minutes more")
    p.add_argument("--channels", type=int, default=160, help="width of the network; 160 gives a 2.6 MB file")
    p.add_argument("--sentences", type=int, default=150, help="sentences per voice")
    p.add_argument("--shards", type=int, default=60, help="files of training examples (400 clips of 8 s each)")
    p.add_argument("--shard-size", type=int, default=400)
    p.add_argument("--voices", default="", help="comma separated parts of voice names: only these (smoke test)")
    p.add_argument("--work", default=f"{HERE}/work", help="folder for everything that can be made again")
    p.add_argument("--out", default=f"{HERE}/..", help="folder of voice-mouth.onnx and catalog.json")
    p.add_argument("--golden", default=f"{HERE}/../../tests/fixtures/voice/golden.json", help="golden vectors; empty: none")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--resume", action="store_true", help="go on from work/net.pt")
    p.add_argument("--only-shards", action="store_true", help=argparse.SUPPRESS)
    return p.parse_args()


def compile_tools(work):
    """Build the two C programs that drive flite and espeak-ng."""
    os.makedirs(f"{work}/bin", exist_ok=True)
    flite = [f"-lflite_cmu_us_{v}" for v in ("kal16", "awb", "rms", "slt")] + ["-lflite_usenglish", "-lflite_cmulex", "-lflite", "-lm"]
    for tool, libraries in (("flite", flite), ("espeak", ["-lespeak-ng"])):
        subprocess.run(["gcc", "-O2", "-o", f"{work}/bin/synth_{tool}", f"{HERE}/synth_{tool}.c", *libraries], check=True)


def corpus_paths(voices, work):
    return {v.key: f"{work}/corpus/{v.key}.npz" for v in voices}


def make_shards(a, voices):
    """Write all shards; runs in a process of its own beside the training."""
    paths = corpus_paths(voices, a.work)
    corpus = shards.Corpus(list(paths.values()), [v.share for v in voices])
    for index in range(a.shards):
        shards.make(corpus, index, a.shard_size, a.work, a.seed)


def main():
    a = arguments()
    wanted = [part for part in a.voices.split(",") if part]
    voices = [v for v in VOICES if not wanted or any(part in v.key for part in wanted)]
    learned = [v for v in voices if not v.held_out]
    if a.only_shards:
        return make_shards(a, learned)
    compile_tools(a.work)
    synth.make_all(voices, a.sentences, a.work, a.seed)
    worker = subprocess.Popen([sys.executable, __file__, *sys.argv[1:], "--only-shards"])
    try:
        train.wait_for_shard(a.work, worker)
        net = train.train(a.work, a.minutes, a.channels, a.seed, a.resume)
    finally:
        if worker.poll() is None:
            worker.terminate()
        worker.wait()
    path = f"{a.out}/voice-mouth.onnx"
    export.to_onnx(net, path)
    difference = export.check(net, path)
    figures = report.full_report(net, corpus_paths([v for v in voices if v.held_out], a.work))
    figures["torch_against_onnx"] = difference
    _, numbers = train.load(a.work)
    trained = {"minutes": numbers["seconds"] / 60, "steps": numbers["step"], "channels": numbers["channels"], "seed": a.seed,
               "hoursOfSpeech": shards.hours(learned_paths := list(corpus_paths(learned, a.work).values())),
               "speakers": len(learned_paths), "hoursOfDistortedClips": shards.clip_hours(a.work)}
    catalog.write(f"{a.out}/catalog.json", catalog.entry(path, figures, trained))
    if a.golden:
        os.makedirs(os.path.dirname(a.golden), exist_ok=True)
        golden.write(net, a.golden)
    print(json.dumps(catalog.rounded({"mean": figures["held_out_mean"], **{k: v for k, v in figures.items() if "held_out" not in k}})))


if __name__ == "__main__":
    main()
