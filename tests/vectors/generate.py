"""Writes timeline.json: what becomes of clips on a timeline, worked out by counting frames one by one.

The rules, in words (the panel's TypeScript and the bridge's C# both hold them and both run the file):

1. A frame of a file shows from its start to the start of the next one. A clip shows every frame whose showing meets its part of the file,
   so a cut within a frame takes all of it, and a source of another rate is floored: at each instant the frame that has begun last shows.
2. Handles are whole frames, taken one at a time, as long as the file has them. Before the clip they also end where a voice in one piece
   has no whole frame of sound left; a voice in several pieces is silent where nothing lies and limits nothing.
3. The voice is on the track that sounds longest under the clip, the earlier one where two are equal. Sound of a chosen picture's own file
   counts only where no other sound is offered. Items that are off, backwards or not at full speed are not heard.
4. Where the voice does not reach over the clip, the whole frames of the sequence that it covers are rendered.
5. The voice begins with the first rendered frame.

Everything here is a Fraction of a second; ticks appear only when a number is written. Run: python3 tests/vectors/generate.py
"""

import json
import os
from fractions import Fraction as F

TICKS = 254016000000
RATES = {
    "24000/1001": F(24000, 1001), "24/1": F(24), "25/1": F(25), "30000/1001": F(30000, 1001), "30/1": F(30), "48/1": F(48), "50/1": F(50),
    "60000/1001": F(60000, 1001), "60/1": F(60),
}


def ticks(seconds):
    value = seconds * TICKS
    assert value.denominator == 1, value
    return str(value.numerator)


def clocks(nominal, drop):
    """Every timecode of half a day in order, as an operator would read it off: drop-frame skips numbers at each minute that is no tenth."""
    skip = nominal // 15 if drop else 0
    for minute in range(12 * 60):
        for second in range(60):
            for frame in range(nominal):
                if skip and second == 0 and frame < skip and minute % 10:
                    continue
                yield f"{minute // 60:02}:{minute % 60:02}:{second:02}{';' if drop else ':'}{frame:02}"


CLOCKS = {}


def clock(nominal, drop):
    if (nominal, drop) not in CLOCKS:
        listed = list(clocks(nominal, drop))
        CLOCKS[nominal, drop] = (listed, {text: number for number, text in enumerate(listed) if text[3:8] == "00:00"})
    return CLOCKS[nominal, drop]


def down(instant, step):
    """The last multiple of step at or before instant, found by walking."""
    number = int(instant / step) - 2
    while (number + 1) * step <= instant:
        number += 1
    return number


def shown(start, end, step):
    """First and last frame that show in [start, end), found by walking."""
    first = down(start, step)
    last = first
    while (last + 1) * step < end:
        last += 1
    return first, last


def item(kind, track, name, start, end, source, **more):
    base = {"kind": kind, "track": track, "name": name, "start": start, "end": end, "in": source, "out": source + (end - start), "speed": 1,
            "reversed": False, "disabled": False, "adjustment": False, "media": None}
    base.update(more)
    return base


def media(path, rate, duration, **more):
    base = {"path": path, "offline": False, "nested": False, "multicam": False, "merged": False, "subclip": False, "still": False,
            "duration": duration, "frame": None if rate is None else 1 / rate}
    base.update(more)
    return base


def meet(a, b):
    start, end = max(a[0], b[0]), min(a[1], b[1])
    return (start, end) if end > start else None


def voice_of(clip, pictures, audio, choice):
    span = (clip["start"], clip["end"])
    if choice["from"] == "file":
        return {"path": choice["path"], "at": F(0), "stop": None, "span": span, "pieces": [], "camera": False}
    offered = [a for a in audio if choice["from"] == "selection" or a["track"] == choice["track"]]
    if not offered:
        return "no_voice"
    foreign = [a for a in offered if a["media"] is None or a["media"]["path"] not in pictures]
    heard = [a for a in (foreign or offered) if not (a["disabled"] or a["reversed"] or abs(a["speed"] - 1) > 1e-4) and a["media"]]
    under = [(a, meet((a["start"], a["end"]), span)) for a in heard]
    under = [(a, m) for a, m in under if m]
    if not under:
        return "no_voice_here"
    sums = {}
    for a, m in under:
        total, first = sums.get(a["track"], (F(0), m[0]))
        sums[a["track"]] = (total + m[1] - m[0], min(first, m[0]))
    track = sorted(sums, key=lambda t: (-sums[t][0], sums[t][1]))[0]
    under = [(a, m) for a, m in under if a["track"] == track]
    if any(a["media"]["offline"] for a, _ in under):
        return "voice_is_offline"
    if any(a["media"]["subclip"] for a, _ in under):
        return "voice_is_subclip"
    a, m = sorted(under, key=lambda one: (one[1][0] - one[1][1], one[0]["start"]))[0]
    at = a["in"] + m[0] - a["start"]
    if len(under) == 1:
        return {"path": a["media"]["path"], "at": at, "stop": at + m[1] - m[0], "span": m, "pieces": [], "camera": not foreign}
    hull = (min(m[0] for _, m in under), max(m[1] for _, m in under))
    pieces = sorted([p for p in heard if p["track"] == track], key=lambda p: p["start"])
    return {"path": a["media"]["path"], "at": at, "stop": None, "span": hull, "pieces": pieces, "camera": not foreign}


REASONS = [
    ("adjustment", lambda c: c["adjustment"]), ("no_media", lambda c: c["media"] is None), ("multicam", lambda c: c["media"]["multicam"]),
    ("nested", lambda c: c["media"]["nested"]), ("merged", lambda c: c["media"]["merged"]), ("subclip", lambda c: c["media"]["subclip"]),
    ("graphic", lambda c: not c["media"]["path"] or c["media"]["path"].lower().endswith((".mogrt", ".prtl"))),
    ("offline", lambda c: c["media"]["offline"]), ("own_render", lambda c: c["media"]["path"].startswith("/renders/")),
    ("still", lambda c: c["media"]["still"] or c["media"]["path"].lower().endswith((".png", ".jpg"))),
    ("disabled", lambda c: c["disabled"]), ("reversed", lambda c: c["reversed"]), ("empty", lambda c: c["end"] <= c["start"]),
    ("unknown_rate", lambda c: c["media"]["frame"] is None),
    ("speed", lambda c: abs(c["speed"] - 1) > 1e-4 or abs((c["out"] - c["in"]) - (c["end"] - c["start"])) >= c["media"]["frame"]),
]


def outcome(clip, case):
    for reason, holds in REASONS:
        if holds(clip):
            return reason
    pictures = {c["media"]["path"] for c in case["video"] if c["media"] and c["media"]["path"]}
    voice = voice_of(clip, pictures, case["audio"], case["voice"])
    if isinstance(voice, str):
        return voice
    step = 1 / RATES[case["rate"]]
    start, end = clip["start"], clip["end"]
    if voice["span"][0] > start:
        number = down(voice["span"][0], step)
        start = number * step if number * step == voice["span"][0] else (number + 1) * step
    if voice["span"][1] < end:
        end = down(voice["span"][1], step) * step
    if end <= start:
        return "no_voice_here"
    frame, handles = clip["media"]["frame"], case["handles"]
    source = (clip["in"] + start - clip["start"], clip["in"] + end - clip["start"])
    first, last = shown(source[0], source[1], frame)
    at_span = voice["at"] + start - voice["span"][0]
    before = 0
    while before < handles and first - before > 0 and (voice["pieces"] or (before + 1) * frame <= at_span):
        before += 1
    after = 0
    while after < handles and (clip["media"]["duration"] is None or (last + after + 2) * frame <= clip["media"]["duration"]):
        after += 1
    low, high = first - before, last + after + 1
    lead = source[0] - low * frame
    length = (high - low) * frame
    notes = ["camera_sound"] if voice["camera"] else []
    notes += ["voice_short"] if (start, end) != (clip["start"], clip["end"]) else []
    notes += ["handles_clamped"] if before < handles or after < handles else []
    if voice["pieces"]:
        begin, sound = start - lead, []
        for piece in voice["pieces"]:
            part = meet((piece["start"], piece["end"]), (begin, begin + length))
            if part:
                into = max(F(0), piece["in"] + part[0] - piece["start"])
                sound.append({"path": piece["media"]["path"], "in": ticks(into), "out": ticks(into + part[1] - part[0]), "at": ticks(part[0] - begin)})
        said = {"pieces": sound}
    else:
        into = at_span - lead
        said = {"path": voice["path"], "in": ticks(max(F(0), into))}
        if voice["stop"] is not None:
            said["out"] = ticks(into + length)
    listed, numbers = clock(round(RATES[case["rate"]]), case["dropFrame"])
    timecode = listed[numbers[case["starts"]] + down(start, step)]
    return {"name": clip["name"], "start": ticks(start), "end": ticks(end), "timecode": timecode, "inFrame": str(low), "outFrame": str(high),
            "handleBefore": str(before), "handleAfter": str(after), "marks": [ticks(lead), ticks(source[1] - low * frame)], "voice": said,
            "notes": notes}


def plain(value):
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return ticks(value) if isinstance(value, F) else value


def solved(case):
    ends = [(clip, outcome(clip, case)) for clip in sorted(case["video"], key=lambda c: (c["start"], c["track"]))]
    return plain(case) | {"expect": {"clips": [o for _, o in ends if not isinstance(o, str)],
                                     "skipped": [{"name": c["name"], "reason": o} for c, o in ends if isinstance(o, str)]}}


def case(name, rate, video, audio, drop=False, starts=None, voice=None, handles=0):
    return {"name": name, "rate": rate, "dropFrame": drop, "starts": starts or ("00:00:00;00" if drop else "00:00:00:00"),
            "voice": voice or {"from": "track", "track": 1}, "handles": handles, "video": video, "audio": audio}


def wav(start, end, source=F(0), track=1, path="/m/voice.wav", rate="25/1", name="voice", **more):
    return item("audio", track, name, start, end, source, **({"media": media(path, RATES[rate], F(10**6))} | more))


def rates():
    """Every rate of a sequence with sources of its own and of other rates, cuts on frames of the sequence, up to hours in."""
    clocks_of = [("00:00:00", 0), ("01:00:00", 3600), ("10:00:00", 5400)]
    for index, (rate, drop) in enumerate([(r, False) for r in RATES] + [("30000/1001", True), ("60000/1001", True)]):
        for turn, source in enumerate(["24000/1001", "25/1", "30000/1001", "60/1", rate]):
            for late in (False, True):
                step, text = 1 / RATES[rate], clocks_of[(index + turn + late) % 3][0]
                begin = (107892 if late else 3) + 7 * turn
                length, into = 61 + 3 * index, 17 + 5 * turn + index
                clip = item("video", 0, "clip", begin * step, (begin + length) * step, into * step, media=media("/m/a.mov", RATES[source], F(100)))
                sound = wav((begin - 2) * step, (begin + length + 9) * step, 40 * step)
                name = f"{turn + 1}: {source} in {rate}{' drop-frame' if drop else ''}, {'an hour in' if late else 'at the start'}"
                yield case(name, rate, [clip], [sound], drop, f"{text}{';' if drop else ':'}00", handles=(0, 5, 12)[(index + turn) % 3])


def speeds():
    for rate in ("24000/1001", "25/1", "60000/1001"):
        step = 1 / RATES[rate]
        for speed, extra in ((1, F(0)), (1.00005, F(0)), (0.9999999, step / 2), (1, step), (1, -step), (1.5, F(0)), (0.5, F(0)), (1.001, F(0))):
            clip = item("video", 0, "clip", 10 * step, 60 * step, 100 * step, speed=speed, media=media("/m/a.mov", RATES[rate], F(100)))
            clip["out"] += extra
            yield case(f"speed {speed}, source {float(extra / step):+} frames, at {rate}", rate, [clip], [wav(F(0), 100 * step)], handles=2)


def voices():
    for rate in ("25/1", "30000/1001", "24000/1001"):
        step = 1 / RATES[rate]
        clip = item("video", 0, "clip", 100 * step, 200 * step, 50 * step, media=media("/m/a.mov", RATES[rate], F(100)))
        at = lambda a, b, s=0, **more: wav(a * step, b * step, s * step, **more)
        two = [at(90, 140, 10), at(150, 230, 500)]
        yield case(f"two pieces and a gap at {rate}", rate, [clip], two, handles=6)
        yield case(f"pieces that touch, in another order, at {rate}", rate, [clip], [at(140, 230, 7), at(90, 140, 10)], handles=6)
        yield case(f"three takes of two files at {rate}", rate, [clip], [at(0, 101, 3), at(101, 110, 40, path="/m/b.wav"), at(120, 199, 90)])
        yield case(f"pieces with a late start and an early end at {rate}", rate, [clip], [at(110, 140, 10), at(150, 190, 500)], handles=20)
        yield case(f"a piece that only the handle reaches at {rate}", rate, [clip], [at(96, 99, 1), *two[1:], at(100, 120, 33)], handles=5)
        yield case(f"pieces cut within frames at {rate}", rate, [clip], [wav(90 * step + F(1, 48000), 140 * step - F(1, 3200), F(1, 100)), wav(150 * step + F(1, 9600), 230 * step, F(2, 3))])
        yield case(f"a voice that begins late at {rate}", rate, [clip], [wav(120 * step + F(1, 1000), 300 * step, F(0))], handles=3)
        yield case(f"a voice that ends early at {rate}", rate, [clip], [wav(F(0), 180 * step - F(1, 1000), F(0))], handles=3)
        yield case(f"less of the voice than a frame at {rate}", rate, [clip], [wav(120 * step + F(1, 1000), 121 * step, F(0))])
        yield case(f"no voice before the clip for handles at {rate}", rate, [clip], [at(98, 300)], handles=8)
        yield case(f"a voice file at {rate}", rate, [clip], [], voice={"from": "file", "path": "/m/file.wav"}, handles=8)
        yield case(f"no sound at all at {rate}", rate, [clip], [])
        yield case(f"voice elsewhere at {rate}", rate, [clip], [at(300, 400)])
        any_track = {"from": "selection"}
        camera = at(100, 200, 50, path="/m/a.mov", track=0)
        yield case(f"the camera's own sound beside a voice at {rate}", rate, [clip], [camera, at(120, 180)], voice=any_track)
        yield case(f"the camera's own sound alone at {rate}", rate, [clip], [camera], voice=any_track, handles=4)
        yield case(f"the longer of two tracks at {rate}", rate, [clip], [at(100, 145), at(150, 200, 9), at(100, 160, 2, track=2, path="/m/music.wav")], voice=any_track)
        yield case(f"the earlier of two tracks of one length at {rate}", rate, [clip], [at(150, 200), at(100, 150, 2, track=2, path="/m/b.wav")], voice=any_track)
        yield case(f"what is not heard at {rate}", rate, [clip], [at(100, 150, disabled=True), at(150, 180, reversed=True), at(180, 190, speed=2), at(190, 200)])
        for flag in ("offline", "subclip"):
            gone = media("/m/gone.wav", RATES[rate], F(100), **{flag: True})
            yield case(f"a piece that is {flag} at {rate}", rate, [clip], [at(100, 150), at(150, 200, media=gone)])


def reasons():
    step = 1 / RATES["25/1"]
    base = lambda name, **more: item("video", 0, name, F(0), 10 * step, F(0), **({"media": media("/m/a.mov", F(25), F(100))} | more))
    odd = lambda **more: {"media": media("/m/a.mov", F(25), F(100)) | more}
    clips = [base("adjustment", adjustment=True), base("no media", media=None), base("disabled", disabled=True), base("reversed", reversed=True),
             base("empty") | {"end": F(0), "out": F(0)}, base("title", **odd(path="/m/title.MOGRT")), base("generated", **odd(path="")),
             base("still by name", **odd(path="/m/face.PNG")), base("render", **odd(path="/renders/a_lipsync.mp4")),
             base("no rate", **odd(frame=None)), base("unknown length", **odd(duration=None))]
    clips += [base(flag, **odd(**{flag: True})) for flag in ("offline", "nested", "multicam", "merged", "subclip", "still")]
    clips += [base("offline and off", disabled=True, **odd(offline=True)), base("nested and slow", speed=2, **odd(nested=True))]
    for clip in clips:
        yield case(f"reason: {clip['name']}", "25/1", [clip], [wav(F(0), F(10))], handles=2)


def edls():
    """Edit decision lists. Each case also holds the list as text and what its media count in; a reader of lists must come to the case's own
    items. A list tells four timecodes an event: the source's are read off the file's own clock, or, where file and list differ in rate and
    the event has as many frames in both, off the list's."""
    lists = [("24000/1001", False), ("24/1", False), ("25/1", False), ("30000/1001", False), ("30000/1001", True), ("50/1", False), ("60000/1001", True)]
    for rate, drop in lists:
        for source, starts, counted in (
            (rate, "00:00:00:00", "own"), (rate, "10:00:00:00", "own"), ("25/1" if rate != "25/1" else "50/1", "01:00:00:00", "own"),
            ("24000/1001" if round(RATES[rate]) != 24 else "30000/1001", "00:00:00:00", "record"),
        ):
            step, frame = 1 / RATES[rate], 1 / RATES[source]
            listed, numbers = clock(round(RATES[rate]), drop)
            plain_list, _ = clock(round(RATES[rate]), False)
            own, own_numbers = clock(round(RATES[source]), drop and source == rate)
            sep = ";" if drop else ":"
            first = numbers[f"01:00:00{sep}00"]
            late, length = 100, 1000 if RATES[source] / RATES[rate] * 1000 % 1 == 0 else round(RATES[rate]) * 1001
            if RATES[source] / RATES[rate] * length % 1:
                continue
            into = 600
            if counted == "own":
                starts = starts[:8] + (";" if drop and source == rate else ":") + starts[9:]
                begun = own_numbers[starts]
                n = int(RATES[source] / RATES[rate] * length)
                times = (own[begun + into], own[begun + into + n])
                at = into * frame
            else:
                times = (plain_list[into], plain_list[into + length])
                at = into * step
            clip = item("video", 0, "interview", late * step, (late + length) * step, at, media=media("/m/a.mov", RATES[source], 90000 * frame))
            voice = item("audio", 1, "voice.wav", F(0), (late + length + 40) * step, 7 * step, media=media("/m/voice.wav", RATES[rate], 90000 * step))
            sound = (plain_list[7], plain_list[7 + late + length + 40]) if not drop else (listed[7], listed[7 + late + length + 40])
            text = "\n".join([
                "TITLE: Cut", f"FCM: {'' if drop else 'NON-'}DROP FRAME",
                f"001  AX  A2  C  {sound[0]} {sound[1]} {listed[first]} {listed[first + late + length + 40]}", "* SOURCE FILE: /m/voice.wav",
                f"002  AX  V  C  {times[0]} {times[1]} {listed[first + late]} {listed[first + late + length]}",
                "* FROM CLIP NAME: interview", "* SOURCE FILE: /m/a.mov", ""])
            name = f"list at {rate}{' drop-frame' if drop else ''}, source at {source} from {starts} counted by its {counted} clock"
            yield case(name, rate, [clip], [voice], drop, f"01:00:00{sep}00", handles=6) | {"edl": text, "clocks": [
                {"path": "/m/a.mov", "rate": source, "start": starts, "frames": 90000}, {"path": "/m/voice.wav", "rate": rate, "start": None, "frames": 90000}]}


if __name__ == "__main__":
    found = [solved(one) for make in (rates, speeds, voices, reasons, edls) for one in make()]
    assert len({one["name"] for one in found}) == len(found)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "timeline.json")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in found) + "\n]\n")
    print(len(found), "cases")
