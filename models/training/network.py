"""The network: a small stack of convolutions over time. Only Conv, Relu and Add, so any runtime can hold it.

Input [1, 160, T] at 50 columns a second; output [1, 6 + 28, T]: opening, width, rounding (linear), closed,
labiodental, silence (logits), then the class logits in the order of visemes.CLASSES.
"""

import torch
from torch import nn

from visemes import CLASSES

INPUTS, CONTINUOUS, FLAGS = 160, 3, 3
OUTPUTS = CONTINUOUS + FLAGS + len(CLASSES)
DILATIONS = (1, 2, 4, 8, 16)
REACH = 2 + sum(DILATIONS)  # columns seen on either side


class Block(nn.Module):
    """A residual step: Relu, convolution of three taps, Relu, mixing of channels."""

    def __init__(self, channels, dilation):
        super().__init__()
        self.taps = nn.Conv1d(channels, channels, 3, padding=dilation, dilation=dilation)
        self.mix = nn.Conv1d(channels, channels, 1)

    def forward(self, x):
        return x + self.mix(torch.relu(self.taps(torch.relu(x))))


class MouthNet(nn.Module):
    """Voice features to mouth motion. Zero padding at both ends stands for 'no sound known'."""

    def __init__(self, channels):
        super().__init__()
        self.channels = channels
        self.enter = nn.Conv1d(INPUTS, channels, 5, padding=2)
        self.blocks = nn.ModuleList(Block(channels, d) for d in DILATIONS)
        self.leave = nn.Conv1d(channels, OUTPUTS, 1)

    def forward(self, x):
        x = self.enter(x)
        for block in self.blocks:
            x = block(x)
        return self.leave(torch.relu(x))


def widen(net, channels):
    """A network of more channels that computes the same at first: nothing old listens to anything new yet."""
    wide = MouthNet(channels)
    with torch.no_grad():
        for (name, new), old in zip(wide.named_parameters(), net.parameters()):
            rows = len(old)
            if new.dim() > 1 and not name.startswith("enter"):
                new[:rows, old.shape[1]:] = 0
            new[tuple(slice(size) for size in old.shape)] = old
    return wide


def loss(out, y, c, weight=None):
    """Training loss: position, velocity, flags and classes. weight [n] scales each clip."""
    scale = torch.tensor([2.0, 1.0, 1.0]).view(1, 3, 1)
    error = out[:, :3] - y[:, :3]
    position = (scale * error ** 2).mean((1, 2))
    velocity = (scale * (error[:, :, 1:] - error[:, :, :-1]) ** 2).mean((1, 2))
    flags = nn.functional.binary_cross_entropy_with_logits(out[:, 3:6], y[:, 3:6], reduction="none").mean((1, 2))
    classes = nn.functional.cross_entropy(out[:, 6:], c, reduction="none").mean(1)
    total = position + 3 * velocity + 0.1 * flags + 0.04 * classes
    return total.mean() if weight is None else (total * weight).mean()
