"""What recorded people say, where a package tells: prompt lists of asterisk-core-sounds, subtitles of fillets-ng, captions of
Tux Paint's stamps, and the sentences of pocketsphinx' test data."""

import functools
import glob
import gzip
import os
import re

DOCS = "/usr/share/doc"
FILLETS = "/usr/share/games/fillets-ng"
SPHINX = "/usr/share/pocketsphinx/test/data"
STAMPS = "/usr/share/tuxpaint/stamps"


@functools.lru_cache(None)
def prompts(language):
    """Texts of the telephone prompts of a language (en, es, fr, it, ru): {name without extension: text}."""
    path, out = f"{DOCS}/asterisk-core-sounds-{language}/core-sounds-{language}.txt.gz", {}
    if not os.path.exists(path):
        return out
    for line in gzip.open(path, "rt", encoding="utf-8", errors="replace"):
        name, colon, text = line.strip().partition(":")
        text = re.sub(r"[“”\"\[\]<>{}*_]", " ", text).replace(f"{name}:", " ")
        if colon and not name.startswith(";") and not re.search(r"\(|tone|beep|silence|\.\.\.\.", text):
            out[name.strip()] = " ".join(text.split())
    return out


def prompt(path, folder, language):
    """Text of one prompt file below folder, or ""."""
    name = os.path.splitext(os.path.relpath(path, folder))[0]
    return prompts(language).get(name, "")


@functools.lru_cache(None)
def subtitles(language):
    """Spoken lines of fillets-ng in a language (cs, nl): {path of the sound: text}."""
    out = {}
    for path in sorted(glob.glob(f"{FILLETS}/script/*/dialogs_{language}.lua")):
        level, name = os.path.basename(os.path.dirname(path)), None
        for line in open(path, encoding="utf-8", errors="replace"):
            said, shown = re.match(r'\s*dialogId\("([^"]+)"', line), re.match(r'\s*dialogStr\("(.*)"\)', line)
            if said:
                name = said.group(1)
            elif shown and name:
                sound = f"{FILLETS}/sound/{level}/{language}/{name}.ogg"
                text = " ".join(re.sub(r"\\n|\\|[^\w\s,.!?'-]", " ", shown.group(1)).split())
                if text and "%" not in shown.group(1) and os.path.exists(sound):
                    out[sound] = text
                name = None
    return out


def sentences(folder):
    """Sentences of one of pocketsphinx' test folders (librivox, cards): {path: text}."""
    out = {}
    for list_ in glob.glob(f"{SPHINX}/{folder}/*transcription"):
        for line in open(list_, encoding="utf-8"):
            match = re.match(r"<s>(.*)</s>\s*\((.*)\)", line)
            path = f"{SPHINX}/{folder}/{match.group(2)}.wav" if match else ""
            if os.path.exists(path):
                out[path] = " ".join(match.group(1).split())
    return out


def captions(language):
    """What one volunteer per language (bg, es, fr, ...) says about Tux Paint's stamps: {path of the sound: text}."""
    out, ending = {}, f"_desc_{language}.ogg"
    for path in glob.glob(f"{STAMPS}/**/*{ending}", recursive=True):
        texts = path[:-len(ending)] + ".txt"
        for line in open(texts, encoding="utf-8", errors="replace") if os.path.exists(texts) else ():
            if line.startswith(f"{language}.utf8="):
                out[path] = " ".join(re.sub(r"[^\w\s,.!?'-]", " ", line.partition("=")[2]).split())
    return out
