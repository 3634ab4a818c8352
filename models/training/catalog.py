"""The network's entry in models/catalog.json: what it is, what it takes and gives, where it came from."""

import hashlib
import json
import os

from network import DILATIONS, INPUTS, OUTPUTS, REACH
from visemes import CLASSES

NAME = "voice-mouth"

SPEECH = [
    ("flite: kal16, awb, rms, slt (English)", "BSD-like (Carnegie Mellon University)"),
    ("festvox-us-slt-hts, festvox-kdlpc16k (English)", "BSD-like (Nagoya Institute of Technology; Carnegie Mellon University)"),
    ("festvox-italp16k, festvox-itapc16k (Italian; the second only measures)", "GPL-2+"),
    ("festvox-czech-dita, -krb, -machac (Czech; the last only measures)", "GPL-3+"),
    ("festvox-czech-ph (Czech)", "GPL-2+"),
    ("festvox-ca-ona-hts (Catalan)", "LGPL-2.1+, BSD-3-clause"),
    ("festvox-suopuhe-lj, -mv (Finnish)", "LGPL-2+"),
    ("festvox-ru (Russian)", "BSD-like"),
    ("espeak-ng (Mandarin, Japanese, German, French, Spanish, Russian, Italian, Czech, English)", "GPL-3+"),
]
PEOPLE = [
    ("asterisk-core-sounds-en-g722, -es-, -fr-, -it- (only measures), -ru-: telephone prompts", "CC-BY-SA-3.0"),
    ("asterisk-prompt-it-menardi-wav: Italian prompts", "CC-BY-SA-3.0"),
    ("asterisk-prompt-es-co, asterisk-prompt-fr-armelle: Spanish and French prompts (first run only)", "GPL-2; GPL-2+"),
    ("fillets-ng-data-cs, -nl: actors in Czech and Dutch", "GPL-2"),
    ("pocketsphinx-testdata: English readers (only measures)", "BSD-2-clause"),
    ("asterisk-moh-opsound-g722, fillets-ng-data: instrumental music, during which nobody speaks", "CC-BY-SA-3.0; GPL-2"),
    ("gcin-voice: two speakers of all Mandarin syllables", "GPL-3, CC-BY-3.0"),
    ("klettres-data: syllables and words in 14 languages (Hungarian and Brazilian only measure)", "GPL-2+"),
    ("ktuberling-data: words in several languages", "GPL-2+"),
    ("tuxpaint-stamps-default: volunteers naming pictures in nine languages", "GPL-2+"),
]
TEXT = [
    ("fortunes, fortunes-de, -cs, -es, -it, -ru, wfrench", "BSD, GPL-2+, GPL-3+, public domain: read aloud, not contained in the weights"),
]


def digest(path):
    """SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def entry(path, figures, trained, people):
    """The catalogue entry of the network file at path; people: human recordings were used."""
    return {
        "name": NAME, "file": os.path.basename(path), "bytes": os.path.getsize(path), "sha256": digest(path),
        "licence": "the licence of this project", "origin": "trained by models/training, from synthesizers and free recordings only",
        "format": "ONNX opset 13 (Conv, Relu, Add)",
        "inputs": [{"name": "features", "type": "float32", "shape": [1, INPUTS, "T"],
                    "units": "normalised log-mel, 50 columns a second; column k stands for 20 k + 5 ms; see models/training/features.py"}],
        "outputs": [{"name": "mouth", "type": "float32", "shape": [1, OUTPUTS, "T"], "channels": [
            {"index": 0, "name": "opening", "units": "gap between the lips, 0 closed .. 1 widest in speech"},
            {"index": 1, "name": "width", "units": "mouth width against rest, -1 rounded .. +1 spread"},
            {"index": 2, "name": "rounding", "units": "protrusion, 0 .. 1"},
            {"index": 3, "name": "closed", "units": "logit of p b m"},
            {"index": 4, "name": "labiodental", "units": "logit of f v"},
            {"index": 5, "name": "silence", "units": "logit"},
            {"index": 6, "name": "classes", "count": len(CLASSES), "units": "logits", "names": CLASSES}]}],
        "receptiveField": {"columnsBack": REACH, "columnsAhead": REACH, "dilations": list(DILATIONS),
                           "padding": "every layer pads with zeros at the file's ends; chunks overlap by this much and drop the overlap"},
        "timing": "targets carry no lead: shift so that lips lead the sound by about 40 ms",
        "training": dict(trained, speech=[{"source": s, "licence": licence} for s, licence in SPEECH + (PEOPLE if people else [])],
                         text=[{"source": s, "licence": licence} for s, licence in TEXT]),
        "figures": figures,
    }


def rounded(value):
    """Floats to four places, through nested dictionaries and lists."""
    if isinstance(value, dict):
        return {k: rounded(v) for k, v in value.items()}
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 4) if isinstance(value, float) else value


def write(catalog_path, new):
    """Put the entry into the catalogue, keeping every other one."""
    catalog = {"entries": []}
    if os.path.exists(catalog_path):
        with open(catalog_path, encoding="utf-8") as f:
            catalog = json.load(f)
    catalog["entries"] = [e for e in catalog["entries"] if e["name"] != new["name"]] + [rounded(new)]
    with open(catalog_path, "w", encoding="utf-8") as f:
        json.dump(catalog, f, indent=2, ensure_ascii=False)
        f.write("\n")
