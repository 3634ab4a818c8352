"""Judge a short training run: figures finite, and better than loudness on voices never heard. Exit 0 or 1."""

import json
import math
import sys


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        entry = json.load(f)["entries"][0]
    mean = entry["figures"]["held_out_mean"]
    finite = all(math.isfinite(v) for v in mean.values())
    better = mean["opening_r"] > mean["loudness_opening_r"] + 0.05 and mean["width_r"] > 0.2 and mean["closure_auc"] > 0.6
    print(json.dumps({"ok": finite and better, "opening_r": mean["opening_r"], "width_r": mean["width_r"],
                      "closure_auc": mean["closure_auc"], "loudness_opening_r": mean["loudness_opening_r"],
                      "steps": entry["training"]["steps"], "bytes": entry["bytes"]}))
    return 0 if finite and better else 1


if __name__ == "__main__":
    sys.exit(main())
