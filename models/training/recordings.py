"""Human recordings in Debian: who, in which language, and what they say where that is known.

Known words come from transcripts.py, from file names that are numbers or letters, from a package's own list of syllables,
and for English from pocketsphinx. Everything else is used without words.
"""

import glob
import os
import re
from dataclasses import dataclass

import transcripts

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


def _asterisk_text(path, folder, listed):
    """Words of a prompt by its package's list (a language, or "" without one), by its numbered name, or ""."""
    text = transcripts.prompt(path, folder, listed) if listed else ""
    name = os.path.splitext(os.path.basename(path))[0]
    return text or (name if os.path.basename(os.path.dirname(path)) == "digits" and name.isdigit() else "")


def asterisk():
    """The prompt speakers of asterisk-core-sounds, whose words are listed, and an older package without a list."""
    people = [("en_US_f_Allison", "en-us", "asr", "en", 2.0), ("es_MX_f_Allison", "es-419", "espeak", "es", 1.2),
              ("fr_CA_f_June", "fr", "espeak", "fr", 1.2), ("ru_RU_f_IvrvoiceRU", "ru", "espeak", "ru", 1.2),
              ("it_IT_f_Menardi", "it", "espeak", "", 0.7), ("it_IT_m_Carlo", "it", "espeak", "it", 1)]
    for name, language, kind, listed, share in people:
        folder = f"{ASTERISK}/{name}"
        paths = sorted(p for p in glob.glob(f"{folder}/**/*.*", recursive=True)
                       if p.endswith((".g722", ".gsm", ".wav")) and not SKIP.search(p))
        files = tuple((p, _asterisk_text(p, folder, listed)) for p in paths)
        if files:
            yield Speaker(f"asterisk-{name}", language, kind, files, share, name == "it_IT_m_Carlo")


def actors():
    """People acting the dialogues of fillets-ng in Czech and Dutch: several voices each, lively speech."""
    for language in ("cs", "nl"):
        files = tuple(sorted(transcripts.subtitles(language).items()))
        if files:
            yield Speaker(f"fillets-{language}", language, "espeak", files, 4.0)


def readers():
    """People reading English in pocketsphinx' test data. They only measure."""
    for folder in ("librivox", "cards"):
        files = tuple(sorted(transcripts.sentences(folder).items()))
        if files:
            yield Speaker(f"sphinx-{folder}", "en-us", "espeak", files, 1.0, True)


def mandarin():
    """Two speakers of every Mandarin syllable (gcin-voice); the folder's name is its zhuyin."""
    for name, share in (("3", 1.0), ("5", 1.0)):
        files = tuple((p, os.path.basename(os.path.dirname(p)).rstrip("12345"))
                      for p in sorted(glob.glob(f"/usr/share/gcin-voice/ogg/*/{name}.ogg")))
        if files:
            yield Speaker(f"gcin-{name}", "cmn", "zhuyin", files, share)


def stamps():
    """Volunteers who name Tux Paint's pictures, one or a few per language."""
    for language, share in (("be", 0.9), ("bg", 1.2), ("ca", 1.2), ("da", 0.6), ("el", 0.9), ("es", 1.2), ("fr", 1.2), ("ro", 1.2), ("ru", 1.2)):
        files = tuple(sorted(transcripts.captions(language).items()))
        if files:
            yield Speaker(f"tuxpaint-{language}", language, "espeak", files, share)


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
    return [*asterisk(), *actors(), *readers(), *mandarin(), *letters(), *toys(), *stamps()]
