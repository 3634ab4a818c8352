"""Human recordings in Debian: who, in which language, and what they say where that is known.

Known words come from file names that are numbers, letters or the radio alphabet, from a package's own list of syllables,
and for English from pocketsphinx. Everything else is used without words.
"""

import glob
import os
import re
from dataclasses import dataclass

ASTERISK = "/usr/share/asterisk/sounds"
SKIP = re.compile(r"/silence/|tone|beep|monkeys\.|/priv-callerintros")


@dataclass(frozen=True)
class Speaker:
    """One human voice: language names an espeak-ng voice; files are (path, text); text "" is unknown.

    kind: "pinyin" for texts in zhuyin, "asr" where pocketsphinx may guess unknown words, else "espeak".
    """

    key: str
    language: str
    kind: str
    files: tuple
    share: float = 1.0
    held_out: bool = False


def _asterisk_text(path, language):
    """Words of a numbered prompt, or "" when the file's name does not say."""
    folder, name = os.path.basename(os.path.dirname(path)), os.path.splitext(os.path.basename(path))[0]
    if folder == "digits" and name.isdigit():
        return name
    if folder == "letters" and len(name) == 1 and name.isalpha() and language.startswith("en"):
        return name
    if language.startswith("en"):
        if re.fullmatch(r"(activated|added|calling|cancelled|disabled|enabled|extension|goodbye|hello|hours|invalid|location|"
                        r"lowercase|minute|minutes|number|removed|second|seconds|sorry|transfer|uppercase)", name):
            return name
    return ""


def asterisk():
    """The prompt speakers of asterisk-core-sounds and the older prompt packages."""
    people = [("en_US_f_Allison", "en-us", "asr", 1.6), ("es_MX_f_Allison", "es-419", "espeak", 1), ("fr_CA_f_June", "fr", "espeak", 1),
              ("ru_RU_f_IvrvoiceRU", "ru", "espeak", 1), ("it_IT_f_Menardi", "it", "espeak", 0.7), ("it_IT_m_Carlo", "it", "espeak", 1),
              ("es", "es-419", "espeak", 0.5), ("fr", "fr", "espeak", 0.6)]
    for folder, language, kind, share in people:
        paths = sorted(p for p in glob.glob(f"{ASTERISK}/{folder}/**/*.*", recursive=True)
                       if p.endswith((".g722", ".gsm", ".wav")) and not SKIP.search(p))
        files = tuple((p, _asterisk_text(p, language)) for p in paths)
        if files:
            yield Speaker(f"asterisk-{folder}", language, kind, files, share, folder == "it_IT_m_Carlo")


def mandarin():
    """Two speakers of every Mandarin syllable (gcin-voice); the folder's name is its zhuyin."""
    for name, share in (("3", 1.0), ("5", 1.0)):
        files = tuple((p, os.path.basename(os.path.dirname(p)).rstrip("12345"))
                      for p in sorted(glob.glob(f"/usr/share/gcin-voice/ogg/*/{name}.ogg")))
        if files:
            yield Speaker(f"gcin-{name}", "cmn", "zhuyin", files, share)


def letters():
    """Syllables and short words in many languages (klettres-data); its lists say which. One voice each."""
    languages = {"cs": "cs", "da": "da", "de": "de", "en": "en-us", "en_GB": "en", "es": "es", "fr": "fr", "hu": "hu", "it": "it",
                 "lt": "lt", "nl": "nl", "pt_BR": "pt-br", "ru": "ru", "uk": "uk"}
    for folder, language in languages.items():
        path = f"/usr/share/klettres/{folder}/sounds.xml"
        if not os.path.exists(path):
            continue
        text = re.sub(r"<!--.*?-->", "", open(path, encoding="utf-8", errors="replace").read(), flags=re.S)
        rows = re.findall(r'<sound name="([^"]*)"\s+file="([^"]*)"', text)
        files = tuple((f"/usr/share/klettres/{file}", name.lower()) for name, file in rows
                      if len(name) > 1 and os.path.exists(f"/usr/share/klettres/{file}"))
        if files:
            yield Speaker(f"klettres-{folder}", language, "espeak", files, 0.15, folder in ("hu", "pt_BR"))


def toys():
    """Single words by one speaker per language (ktuberling-data), words not used."""
    for folder in sorted(glob.glob("/usr/share/ktuberling/sounds/*/")):
        paths = sorted(p for p in glob.glob(f"{folder}*") if p.endswith((".wav", ".ogg", ".mp3")))
        if len(paths) > 20:
            yield Speaker(f"ktuberling-{os.path.basename(folder[:-1])}", "", "espeak", tuple((p, "") for p in paths), 0.15)


def speakers():
    """Everybody, in a fixed order."""
    return [*asterisk(), *mandarin(), *letters(), *toys()]
