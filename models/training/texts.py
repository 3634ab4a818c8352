"""Sentences to speak: Debian's fortune files per language, and random syllables where there are none."""

import glob
import random
import re

FORTUNES = "/usr/share/games/fortunes"
SOURCES = {
    "en": [f"{FORTUNES}/{n}" for n in ("computers", "definitions", "food", "fortunes", "kids", "linuxcookie", "literature",
                                       "people", "platitudes", "science", "wisdom", "work", "miscellaneous", "cookie")],
    "de": [f"{FORTUNES}/de/*"], "cs": [f"{FORTUNES}/cs/*"], "es": [f"{FORTUNES}/es/*"],
    "it": [f"{FORTUNES}/it/*"], "ru": [f"{FORTUNES}/ru/*"],
}
LETTERS = {
    "en": "a-zA-Z", "de": "a-zA-ZäöüÄÖÜß", "es": "a-zA-ZáéíóúüñÁÉÍÓÚÑ", "it": "a-zA-ZàèéìòùÀÈÉÌÒÙ",
    "cs": "a-zA-ZáčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ", "ru": "а-яА-ЯёЁ",
}
PUNCTUATION = " ,.!?'-"

# Frequent syllables of Mandarin, with labials and rounded vowels over-represented: they are what lips show.
PINYIN = ("ba bai ban bang bao bei ben bi bian biao bie bin bing bo bu pa pai pan pang pao pei peng pi pian piao pin ping "
          "po pu ma mai man mang mao mei men meng mi mian miao min ming mo mu fa fan fang fei fen feng fu da dai dan dang "
          "dao de deng di dian diao ding dong dou du duan dui duo ta tai tan tang tao te ti tian tiao ting tong tou tu tui "
          "na nai nan nao ne nei neng ni nian nin niu nong nu nuo la lai lan lao le lei leng li lian liang liao lin ling "
          "liu long lou lu luan luo ga gai gan gang gao ge gei gen gong gou gu gua guan guang gui guo ka kai kan kao ke ken "
          "kong kou ku kuai kuan kun ha hai han hang hao he hei hen hong hou hu hua huai huan huang hui huo ji jia jian "
          "jiang jiao jie jin jing jiu ju jue jun qi qian qiang qiao qie qin qing qiu qu quan que xi xia xian xiang xiao "
          "xie xin xing xiong xiu xu xuan xue zha zhan zhang zhao zhe zhen zheng zhi zhong zhou zhu zhuan zhun zhuo cha "
          "chan chang chao che chen cheng chi chong chu chuan chuang shan shang shao she shen sheng shi shou shu shui shuo "
          "ran rang ren ri rong rou ru ruo zai zan zao ze zen zi zong zou zu zui zuo cai can cang cao ce ci cong cu cuo sa "
          "san se si song su suan sui suo a ai an ao e er ou wa wai wan wang wei wen wo wu ya yan yang yao ye yi yin ying "
          "yong you yu yuan yue yun").split()
KANA = ("あ い う え お か き く け こ さ し す せ そ た ち つ て と な に ぬ ね の は ひ ふ へ ほ ま み む め も や ゆ よ ら り る れ ろ "
        "わ ん が ぎ ぐ げ ご ざ じ ず ぜ ぞ だ で ど ば び ぶ べ ぼ ぱ ぴ ぷ ぺ ぽ きゃ きょ しゃ しゅ しょ ちゃ ちゅ ちょ にゃ ひゃ みゃ りょ おう "
        "えい いい").split()


def read(path):
    """Text of a file in UTF-8, or Latin-2 / Latin-1 where it is not."""
    data = open(path, "rb").read()
    for encoding in ("utf-8", "iso-8859-2" if "/cs" in path else "iso-8859-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def fortunes(language):
    """All sentences of 25 to 130 letters in the language's own alphabet, in file order, each once."""
    allowed = re.compile(f"[{LETTERS[language]}{PUNCTUATION}]+$")
    seen = {}
    for pattern in SOURCES[language]:
        for path in sorted(glob.glob(pattern)):
            if path.endswith((".dat", ".u8")) or re.search("ascii|art$|off|zippy", path):
                continue
            try:
                text = read(path)
            except OSError:
                continue
            for entry in re.split(r"\n%\n", text):
                for sentence in re.split(r"(?<=[.!?])\s+|\s+--\s+", re.sub(r"\s+", " ", entry)):
                    sentence = sentence.strip(" -\"'")
                    if 25 <= len(sentence) <= 130 and allowed.match(sentence) and " " in sentence:
                        seen[sentence] = None
    return list(seen)


def pinyin(rng):
    """A random Mandarin-like sentence in pinyin with tone numbers."""
    words = ["".join(rng.choice(PINYIN) + str(rng.choice("11222333444")) + " " for _ in range(rng.choice((1, 2, 2, 2, 3))))
             for _ in range(rng.randint(4, 9))]
    return "".join(w + (", " if rng.random() < 0.15 else "") for w in words).strip(" ,") + "."


def kana(rng):
    """A random Japanese-like sentence in kana."""
    words = ["".join(rng.choice(KANA) for _ in range(rng.randint(2, 5))) for _ in range(rng.randint(4, 8))]
    return " ".join(words) + "。"


def word_list(rng, path="/usr/share/dict/french"):
    """A random sentence of dictionary words, for a language without fortunes."""
    if not hasattr(word_list, "words"):
        word_list.words = [w for w in open(path, encoding="utf-8").read().split() if 2 <= len(w) <= 11 and w.islower()]
    return " ".join(rng.choice(word_list.words) for _ in range(rng.randint(5, 10))) + "."


def sentences(language, count, seed):
    """count sentences of a language, shuffled by seed (fewer when the source has fewer)."""
    rng = random.Random(f"{language}/{seed}")
    invented = {"cmn": pinyin, "ja": kana, "fr": word_list}
    if language in invented:
        return [invented[language](rng) for _ in range(count)]
    lines = fortunes({"ca": "es", "fi": "it"}.get(language, language))
    rng.shuffle(lines)
    return lines[:count]
