"""Judge a short training run: figures finite, and better than loudness on voices never heard. Exit 0 or 1.

Loudness tells opening well in synthetic speech, width not at all, and closures a little: each bar is loudness's own figure
on the same clips and a margin, so that a harder voice moves both. An untrained network misses all three.
The network is also made wider, as a longer run does with an earlier one, and must compute the same.
"""

import json
import math
import os
import sys

import torch

import export
from network import INPUTS, widen

MARGINS = {"opening_r": 0.05, "width_r": 0.2, "closure_auc": 0.1}


def widening_changes(path):
    """The largest difference in the outputs of the network at path after widening."""
    net, x = export.read(path), torch.randn(1, INPUTS, 200, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        return float((net(x) - widen(net, net.channels + 24)(x)).abs().max())


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        entry = json.load(f)["entries"][0]
    mean = entry["figures"]["held_out_mean"]
    finite = all(math.isfinite(v) for v in mean.values())
    better = all(mean[name] > abs(mean[f"loudness_{name}"]) + margin for name, margin in MARGINS.items())
    same = widening_changes(os.path.join(os.path.dirname(sys.argv[1]), entry["file"])) < 1e-4
    print(json.dumps({"ok": finite and better and same, "widened_equal": same, "opening_r": mean["opening_r"], "width_r": mean["width_r"],
                      "closure_auc": mean["closure_auc"], **{f"loudness_{name}": mean[f"loudness_{name}"] for name in MARGINS},
                      "steps": entry["training"]["steps"], "bytes": entry["bytes"]}))
    return 0 if finite and better and same else 1


if __name__ == "__main__":
    sys.exit(main())
