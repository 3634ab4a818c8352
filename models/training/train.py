"""Train the network on the shards within a budget of minutes; resumes from its own checkpoint.

The learning rate follows a cosine over the budget, so any budget ends with a finished
model. A running average of the weights (EMA) is what is kept. Shards that appear meanwhile are taken in.
"""

import copy
import glob
import math
import os
import time

import numpy as np
import torch

from features import BANK, PRIOR
from network import MouthNet, loss

BATCH, DECAY, KEEP = 10, 1e-3, 0.999
HISS_SHARE = 0.5
_AREA = BANK.sum(0)
WHITE = np.log(_AREA / _AREA.mean()) - (PRIOR - PRIOR.mean())  # white noise against a usual voice, in log power by band
SPREAD = 1.2 / np.sqrt(1 + _AREA)  # how much noise flickers in a band: the less, the more of the spectrum it gathers


class Shards:
    """All examples found so far, drawn at random."""

    def __init__(self, pattern):
        self.pattern, self.seen, self.parts = pattern, set(), []

    def refresh(self):
        """Load shards that have appeared."""
        for path in sorted(glob.glob(self.pattern)):
            if path not in self.seen:
                d = np.load(path)
                self.parts.append((d["x"], d["y"], d["c"]))
                self.seen.add(path)
        self.sizes = np.array([len(p[0]) for p in self.parts], float)

    def batch(self, rng, size):
        """A random batch (x, y, c) as tensors."""
        rows = []
        for part in rng.choice(len(self.parts), size, p=self.sizes / self.sizes.sum()):
            x, y, c = self.parts[part]
            i = rng.integers(len(x))
            rows.append((x[i], y[i], c[i]))
        x, y, c = (np.stack(column) for column in zip(*rows))
        return torch.from_numpy(x.astype(np.float32)), torch.from_numpy(y.astype(np.float32)), torch.from_numpy(c.astype(np.int64))


def hiss(rng, x):
    """Steady noise of a random colour under one clip's features [2, 80, t], as if mixed into its sound at about 15 to 40 dB.

    The features' mean is taken away again where the voice is, as features.py would have done with the noisy sound.
    """
    knots = np.interp(np.arange(80), np.linspace(0, 79, 6), rng.normal(0, 0.8, 6)) if rng.random() < 0.5 else 0
    level = WHITE + knots + rng.uniform(-5, 1)
    floor = level[None, :, None] + SPREAD[None, :, None] * rng.standard_normal(x.shape)
    noisy = torch.logaddexp(3 * x, torch.from_numpy(floor.astype(np.float32))) / 3
    loud = x.mean((0, 1))
    voiced = loud >= loud.mean() - 1e-4  # all of a clip without any change
    return noisy - (noisy - x)[:, :, voiced].mean((0, 2), keepdim=True)


def disturb(rng, x):
    """Cheap variety on the features: steady noise, another channel tilt, a shifted vocal tract, masked bands and moments."""
    n, _, t = x.shape
    pairs = x.view(n, 2, 80, t)
    pairs = torch.stack([hiss(rng, clip) if rng.random() < HISS_SHARE else clip for clip in pairs])
    knots = torch.from_numpy(rng.normal(0, 0.18, (n, 6)).astype(np.float32))
    tilt = torch.nn.functional.interpolate(knots[:, None], size=80, mode="linear", align_corners=True)
    pairs = pairs + tilt.view(n, 1, 80, 1)
    out = torch.empty_like(pairs)
    for i in range(n):
        shift = int(rng.integers(-3, 4))
        out[i] = torch.roll(pairs[i], shift, 1)
        if shift > 0:
            out[i, :, :shift] = pairs[i, :, :1]
        elif shift < 0:
            out[i, :, shift:] = pairs[i, :, -1:]
        if rng.random() < 0.5:
            at, width = rng.integers(0, 80), rng.integers(1, 12)
            out[i, :, at:at + width] = 0
        if rng.random() < 0.3:
            at, width = rng.integers(0, t), rng.integers(1, 5)
            out[i, :, :, at:at + width] = 0
    return out.view(n, 160, t)


def wait_for_examples(pattern, maker):
    """Wait until the first shard is there; raises when its maker, a process, ended without one."""
    while not glob.glob(pattern):
        if maker.poll() is not None and not glob.glob(pattern):
            raise RuntimeError("the maker of training examples ended without one: see its error above")
        time.sleep(0.5)


def save(path, **state):
    torch.save(state, path + ".tmp")
    os.replace(path + ".tmp", path)


def train(path, examples, minutes, net, seed, resume, steps, rate):
    """Train net for some minutes on the examples (a pattern of shard files); returns the averaged network.

    rate is the highest learning rate. Ends after minutes of wall clock, or after steps where that is above 0 and comes first. Keeps the checkpoint at
    path up to date each minute; with resume it goes on from there.
    """
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    net.train()
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=DECAY)
    step, spent, rise = 0, 0.0, min(200, steps // 10) if steps else 200
    average = copy.deepcopy(net)
    if resume and os.path.exists(path):
        state = torch.load(path)
        net.load_state_dict(state["net"]), average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        step, spent = state["step"], state["seconds"]
        rng = np.random.default_rng([seed, step])
    shards = Shards(examples)
    shards.refresh()
    began, noted, sums = time.time(), time.time(), []
    while True:
        total = spent + time.time() - began
        done = max(total / (60 * minutes), step / steps if steps else 0)
        if done >= 1:
            break
        lr = rate * min(1, (step + 1) / rise) * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-6
        for group in optimizer.param_groups:
            group["lr"] = lr
        x, y, c = shards.batch(rng, BATCH)
        value = loss(net(disturb(rng, x)), y, c)
        optimizer.zero_grad()
        value.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        keep = min(KEEP, step / (step + 20))
        with torch.no_grad():
            for a, b in zip(average.parameters(), net.parameters()):
                a.mul_(keep).add_(b, alpha=1 - keep)
        sums.append(value.item())
        if not math.isfinite(sums[-1]):
            raise RuntimeError(f"the loss is {sums[-1]} after {step} steps")
        if time.time() - noted > 60:
            print(f"step {step}  {total / 60:.1f} min  loss {np.mean(sums):.4f}  shards {len(shards.parts)}", flush=True)
            noted, sums = time.time(), []
            shards.refresh()
            save(path, net=net.state_dict(), average=average.state_dict(), optimizer=optimizer.state_dict(),
                 step=step, seconds=spent + time.time() - began, channels=net.channels)
    save(path, net=net.state_dict(), average=average.state_dict(), optimizer=optimizer.state_dict(), step=step,
         seconds=spent + time.time() - began, channels=net.channels)
    print(f"trained {step} steps in {(spent + time.time() - began) / 60:.1f} min", flush=True)
    return average.eval()


def load(path):
    """The averaged network of a checkpoint, and the checkpoint's numbers (step, seconds, channels)."""
    state = torch.load(path)
    net = MouthNet(state["channels"])
    net.load_state_dict(state["average"])
    return net.eval(), {k: state[k] for k in ("step", "seconds", "channels")}
