"""Phone names of every engine, translated to the mouth classes of visemes.py.

Each phone gives one or more classes; several share the phone's time equally
(a diphthong is two halves). An unknown phone raises: a silent gap in a table
would teach the network a wrong mouth.
"""

import os
import unicodedata

AMERICAN = {
    "aa": "a", "ae": "ae", "ah": "ah", "ao": "ao", "aw": "a uh", "ax": "ax", "axr": "er", "ay": "a ih",
    "b": "p", "ch": "sh", "d": "t", "dh": "th", "dx": "t", "eh": "eh", "el": "ax l", "em": "p", "en": "ax t",
    "er": "er", "ey": "e i", "f": "f", "g": "k", "hh": "h", "hv": "h", "ih": "ih", "iy": "i", "jh": "sh",
    "k": "k", "l": "l", "m": "p", "n": "t", "nx": "t", "ng": "k", "ow": "o uh", "oy": "ao ih", "p": "p", "r": "r",
    "s": "s", "sh": "sh", "t": "t", "th": "th", "uh": "uh", "uw": "u", "v": "f", "w": "w", "y": "j", "z": "s",
    "zh": "sh", "pau": "sil", "h#": "sil", "brth": "sil", "ssil": "sil",
}

ITALIAN = {
    "i": "i", "e": "e", "E": "eh", "a": "a", "o": "o", "O": "ao", "u": "u", "j": "j", "w": "w", "p": "p", "b": "p",
    "m": "p", "t": "t", "d": "t", "n": "t", "nf": "t", "k": "k", "g": "k", "ng": "k", "J": "j", "f": "f", "v": "f",
    "s": "s", "z": "s", "ts": "s", "dz": "s", "S": "sh", "Z": "sh", "tS": "sh", "dZ": "sh", "l": "l", "L": "j",
    "r": "l", "#": "sil",
}
ITALIAN.update({v + "1": ITALIAN[v] for v in "ieEaoOu"})

CZECH = {
    "a": "a", "a:": "a", "e": "eh", "e:": "eh", "i": "ih", "i:": "i", "o": "o", "o:": "o", "u": "u", "u:": "u",
    "b": "p", "p": "p", "m": "p", "f": "f", "v": "f", "c": "s", "s": "s", "z": "s", "dz": "s", "c~": "sh", "s~": "sh",
    "z~": "sh", "dz~": "sh", "r~": "sh", "r~*": "sh", "ch": "h", "h": "h", "d": "t", "d~": "j", "t": "t", "t~": "j",
    "n": "t", "n*": "k", "n~": "j", "j": "j", "k": "k", "g": "k", "l": "l", "r": "l", "#": "sil", "_": "sil",
}

CATALAN = {
    "a": "a", "ax": "ax", "e": "e", "E": "eh", "i": "i", "o": "o", "O": "ao", "u": "u", "b": "p", "p": "p", "m": "p",
    "f": "f", "d": "t", "t": "t", "n": "t", "g": "k", "k": "k", "j": "j", "J": "j", "L": "j", "l": "l", "r": "l",
    "rr": "l", "s": "s", "z": "s", "S": "sh", "Z": "sh", "w": "w", "pau": "sil", "_": "sil", "#": "sil",
}
CATALAN.update({v + "1": CATALAN[v] for v in "aeEioOu"})

FINNISH = {
    "a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "y", "@": "ax", "7": "oe", "&": "ae", "p": "p", "b": "p",
    "m": "p", "t": "t", "d": "t", "n": "t", "k": "k", "g": "k", "N": "k", "f": "f", "v": "f", "T": "th", "D": "th",
    "s": "s", "z": "s", "S": "sh", "Z": "sh", "h": "h", "l": "l", "L": "j", "r": "l", "j": "j", "w": "w",
    "#": "sil", "##": "sil",
}
FINNISH.update({k + ":": v for k, v in list(FINNISH.items()) if k not in ("#", "##", "@")})

RUSSIAN = {
    "pau": "sil", "ii": "i", "yy": "ih", "uu": "u", "ee": "eh", "oo": "ao", "aa": "a", "a": "ah", "e": "ih", "i": "ih",
    "y": "ih", "u": "uh", "ae": "ax", "ay": "ax", "ur": "uh", "p": "p", "pp": "p", "b": "p", "bb": "p", "m": "p",
    "mm": "p", "t": "t", "tt": "t", "d": "t", "dd": "t", "n": "t", "nn": "t", "k": "k", "kk": "k", "g": "k", "gg": "k",
    "c": "s", "s": "s", "ss": "s", "z": "s", "zz": "s", "ch": "sh", "sh": "sh", "sch": "sh", "zh": "sh", "f": "f",
    "ff": "f", "v": "f", "vv": "f", "h": "h", "hh": "h", "l": "l", "ll": "l", "r": "l", "rr": "l", "j": "j",
}

# Shared with the product, which aligns known words with the same classes.
with open(os.path.join(os.path.dirname(__file__), "ipa.tsv"), encoding="utf-8") as rows:
    IPA = dict(line.rstrip("\n").split("\t") for line in rows)


def ipa(phone):
    """Classes of one espeak-ng phone name, which may hold several letters ("onɡ", "tɕh", "aɪ").

    Empty when the name holds only modifiers (length, palatal hook): its time belongs to the phone before.
    """
    if not phone.strip("_|ˈˌ'"):
        return ["sil"]
    for spelled, letter in (("s.", "ʂ"), ("z.", "ʐ"), ("l.", "ɭ"), ("i.", "ɨ"), ("nɡ", "ŋ")):
        phone = phone.replace(spelled, letter)
    out, previous = [], ""
    for letter in unicodedata.normalize("NFD", phone).replace("ç", "ç"):
        if letter in IPA:
            cls = IPA[letter]
            if previous and previous in "tdʈɖ" and cls in ("s", "sh"):
                out[-1] = cls
            elif not (letter == "h" and previous and previous in "ptkscbdɡʂɕ"):
                out.append(cls)
        else:
            continue
        previous = letter
    return out


TABLES = {"en": AMERICAN, "it": ITALIAN, "cs": CZECH, "ca": CATALAN, "fi": FINNISH, "ru": RUSSIAN}


def to_classes(alphabet, phone):
    """Mouth classes of a phone; alphabet is a key of TABLES or "ipa"."""
    if alphabet == "ipa":
        return ipa(phone)
    table = TABLES[alphabet]
    if phone not in table:
        raise KeyError(f"phone {phone!r} is not in the table for {alphabet!r}: add it to phones.py")
    return table[phone].split()
