"""Who speaks: every synthetic voice, its language, and which are held out (never trained on)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Voice:
    """One synthetic speaker. share scales how many sentences it says; held_out voices only measure."""

    engine: str
    name: str
    language: str
    alphabet: str
    share: float = 1.0
    held_out: bool = False

    @property
    def key(self):
        return f"{self.engine}-{self.name}".replace("+", "_")


def _espeak(held_out=False, share=0.25, **by_language):
    names = {"cmn": "cmn-latn-pinyin", "fr": "fr", "en": "en-us"}
    return [Voice("espeak", f"{names.get(lang, lang)}+{variant}", lang, "ipa", share * (1.6 if lang in ("cmn", "ja") else 1), held_out)
            for lang, variants in by_language.items() for variant in variants.split()]


VOICES = [
    Voice("flite", "kal16", "en", "en"),
    Voice("flite", "awb", "en", "en", 1.4),
    Voice("flite", "rms", "en", "en", 1.4),
    Voice("flite", "slt", "en", "en", 1.4),
    Voice("festival", "cmu_us_slt_arctic_hts", "en", "en"),
    Voice("festival", "ked_diphone", "en", "en"),
    Voice("festival", "lp_diphone", "it", "it"),
    Voice("festival", "pc_diphone", "it", "it", 0.5, True),
    Voice("festival", "czech_dita", "cs", "cs"),
    Voice("festival", "czech_krb", "cs", "cs"),
    Voice("festival", "czech_ph", "cs", "cs"),
    Voice("festival", "czech_machac", "cs", "cs", 0.5, True),
    Voice("festival", "upc_ca_ona_hts", "ca", "ca"),
    Voice("festival", "hy_fi_mv_diphone", "fi", "fi"),
    Voice("festival", "suo_fi_lj_diphone", "fi", "fi"),
    Voice("festival", "msu_ru_nsh_clunits", "ru", "ru", 1.4),
    *_espeak(cmn="m1 f2 f4 m3", ja="m3 f1", de="m1 f3", fr="m6 f4", es="m4", ru="f2", it="m2", cs="f5", en="m5 f1"),
    *_espeak(held_out=True, en="m7", de="steph", cmn="m7"),
]
