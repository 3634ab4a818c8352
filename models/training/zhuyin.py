"""Mandarin syllables written in zhuyin, as mouth classes."""

INITIALS = {"ㄅ": "p", "ㄆ": "p", "ㄇ": "p", "ㄈ": "f", "ㄉ": "t", "ㄊ": "t", "ㄋ": "t", "ㄌ": "l", "ㄍ": "k", "ㄎ": "k", "ㄏ": "h",
            "ㄐ": "sh", "ㄑ": "sh", "ㄒ": "sh", "ㄓ": "sh", "ㄔ": "sh", "ㄕ": "sh", "ㄖ": "sh", "ㄗ": "s", "ㄘ": "s", "ㄙ": "s"}
PALATAL, BUZZ = "ㄐㄑㄒ", "ㄓㄔㄕㄖㄗㄘㄙ"
MEDIALS = {"ㄧ": "i", "ㄨ": "u", "ㄩ": "y"}
FINALS = {"ㄚ": "a", "ㄛ": "ao", "ㄜ": "ah", "ㄝ": "eh", "ㄞ": "a ih", "ㄟ": "e i", "ㄠ": "a uh", "ㄡ": "o uh", "ㄢ": "a t", "ㄣ": "ax t",
          "ㄤ": "a k", "ㄥ": "ax k", "ㄦ": "a er"}
WHOLE = {"ㄧㄣ": "i t", "ㄧㄥ": "i k", "ㄨㄥ": "o k", "ㄩㄥ": "y o k", "ㄩㄣ": "y t", "ㄧㄢ": "j eh t", "ㄩㄢ": "y eh t", "ㄨㄛ": "w ao",
         "ㄩㄝ": "y eh", "ㄨㄣ": "w ax t"}


def to_classes(syllable):
    """Class names of one syllable without its tone mark: "ㄅㄚ" -> [p, a]."""
    out, rest = [], syllable
    if rest[0] in INITIALS:
        out, rest = [INITIALS[rest[0]]], rest[1:]
        if not rest:
            return out + (["ih"] if syllable in BUZZ else ["ax"])
        if syllable[0] in PALATAL and rest[0] in MEDIALS and rest[0] == "ㄧ" and len(rest) > 1 and rest not in WHOLE:
            rest = rest[1:]  # the i of jia, qiu, xiao hides in the consonant
    if rest == "ㄨㄥ" and not out:
        return ["w", "ax", "k"]
    if rest in WHOLE:
        return out + WHOLE[rest].split()
    if rest and rest[0] in MEDIALS:
        glide = {"ㄧ": "j", "ㄨ": "w", "ㄩ": "y"}[rest[0]] if len(rest) > 1 else MEDIALS[rest[0]]
        out, rest = out + [glide], rest[1:]
    return out + (FINALS[rest].split() if rest else [])
