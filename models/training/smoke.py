"""Judge a short training run: figures finite, and better than loudness on voices never heard. Exit 0 or 1.

Loudness tells opening well in synthetic speech, width not at all, and closures a little: each bar is loudness's own figure
on the same clips and a margin, so that a harder voice moves both. An untrained network misses all three.
"""

import json
import math
import sys

MARGINS = {"opening_r": 0.05, "width_r": 0.2, "closure_auc": 0.1}


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        entry = json.load(f)["entries"][0]
    mean = entry["figures"]["held_out_mean"]
    finite = all(math.isfinite(v) for v in mean.values())
    better = all(mean[name] > abs(mean[f"loudness_{name}"]) + margin for name, margin in MARGINS.items())
    print(json.dumps({"ok": finite and better, "opening_r": mean["opening_r"], "width_r": mean["width_r"],
                      "closure_auc": mean["closure_auc"], **{f"loudness_{name}": mean[f"loudness_{name}"] for name in MARGINS},
                      "steps": entry["training"]["steps"], "bytes": entry["bytes"]}))
    return 0 if finite and better else 1


if __name__ == "__main__":
    sys.exit(main())
