"""The mouth's alphabet: 28 classes and what the lips do in each.

Columns, all dimensionless:
  opening   gap between the inner lips, 0 closed .. 1 the speaker's widest in speech
  width     mouth width against rest, -1 fully rounded .. +1 fully spread
  rounding  protrusion, 0 none .. 1 full
  pull      how strongly the class insists on its opening (its dominance)
  hold      how strongly it insists on its width and rounding
  reach     seconds over which the opening's influence fades
  spread    seconds over which the width's influence fades
"""

import numpy as np

TABLE = {
    #        opening width rounding pull hold reach spread
    "sil": (0.04, 0.00, 0.00, 1.0, 0.60, 0.060, 0.100),
    "p":   (0.00, 0.00, 0.05, 8.0, 0.25, 0.035, 0.070),
    "f":   (0.08, 0.05, 0.00, 4.0, 0.60, 0.040, 0.070),
    "w":   (0.06, -0.90, 1.00, 2.5, 2.50, 0.045, 0.100),
    "th":  (0.36, 0.15, 0.00, 1.0, 0.60, 0.045, 0.080),
    "t":   (0.38, 0.15, 0.00, 0.9, 0.40, 0.045, 0.080),
    "s":   (0.32, 0.25, 0.00, 2.0, 0.80, 0.045, 0.080),
    "sh":  (0.24, -0.45, 0.60, 2.0, 2.00, 0.045, 0.090),
    "k":   (0.46, 0.10, 0.00, 0.35, 0.25, 0.045, 0.080),
    "h":   (0.45, 0.10, 0.00, 0.1, 0.10, 0.045, 0.080),
    "l":   (0.42, 0.15, 0.00, 0.8, 0.40, 0.045, 0.080),
    "r":   (0.20, -0.30, 0.35, 1.2, 1.00, 0.050, 0.090),
    "j":   (0.36, 0.50, 0.00, 1.0, 1.00, 0.050, 0.090),
    "a":   (0.95, 0.05, 0.00, 1.0, 1.00, 0.060, 0.120),
    "ae":  (0.90, 0.35, 0.00, 1.0, 1.00, 0.060, 0.120),
    "eh":  (0.75, 0.40, 0.00, 1.0, 1.00, 0.060, 0.120),
    "ah":  (0.62, 0.00, 0.00, 1.0, 0.80, 0.060, 0.120),
    "e":   (0.62, 0.50, 0.00, 1.0, 1.00, 0.060, 0.120),
    "ih":  (0.52, 0.35, 0.00, 1.0, 0.90, 0.060, 0.120),
    "i":   (0.45, 0.70, 0.00, 1.0, 1.20, 0.060, 0.130),
    "ax":  (0.45, 0.00, 0.00, 0.45, 0.35, 0.060, 0.110),
    "er":  (0.28, -0.25, 0.35, 1.0, 1.00, 0.060, 0.110),
    "ao":  (0.50, -0.40, 0.50, 1.0, 1.00, 0.060, 0.120),
    "o":   (0.38, -0.60, 0.75, 1.0, 1.20, 0.060, 0.130),
    "uh":  (0.30, -0.50, 0.60, 1.0, 1.00, 0.060, 0.120),
    "u":   (0.15, -0.80, 0.95, 1.0, 1.30, 0.060, 0.130),
    "oe":  (0.30, -0.50, 0.70, 1.0, 1.00, 0.060, 0.120),
    "y":   (0.15, -0.70, 0.90, 1.0, 1.20, 0.060, 0.130),
}

CLASSES = list(TABLE)
INDEX = {name: i for i, name in enumerate(CLASSES)}
VALUES = np.array([TABLE[name] for name in CLASSES], np.float32)
SILENCE, CLOSED, LABIODENTAL = INDEX["sil"], INDEX["p"], INDEX["f"]
