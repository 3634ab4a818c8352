import { expect, test } from "vitest";
import { voiceFor, type VoiceChoice, type VoiceRange } from "../src/timeline/voice";
import { clip, F25, media, sound } from "./items";

/** Path, and start, end and span in frames. */
function heard(found: ReturnType<typeof voiceFor>): unknown {
  if (typeof found === "string") return found;
  const { path, start, end, span }: VoiceRange = found;
  return [path, start / F25, end === null ? null : end / F25, span.start / F25, span.end / F25];
}

const under = (choice: VoiceChoice, audio = [sound(0, 500)], at = clip(100, 150), first = 40n * F25): unknown => heard(voiceFor(at, choice, { audio, first, pictures: new Set(), pieces: false }));

test("the clip's own sound is the stretch of its file that the clip shows", () => {
  expect(under({ from: "clip" }, [], clip(100, 150, {}, 700))).toEqual(["/media/interview.mp4", 700n, 750n, 100n, 150n]);
  expect(under({ from: "clip" }, [], clip(100, 150, { media: null }))).toBe("no_voice");
});

test("a file begins with each clip, or with the first of all", () => {
  expect(under({ from: "file", path: "/v.wav", spread: false })).toEqual(["/v.wav", 0n, null, 100n, 150n]);
  expect(under({ from: "file", path: "/v.wav", spread: true })).toEqual(["/v.wav", 60n, null, 100n, 150n]);
  expect(under({ from: "file", path: "", spread: true })).toBe("no_voice");
});

test("a chosen track is listened to and no other", () => {
  const audio = [sound(0, 500, { trackIndex: 0, media: media({ path: "/music.wav" }) }), sound(90, 300, { trackIndex: 1 }, 5)];

  expect(under({ from: "track", trackIndex: 1 }, audio)).toEqual(["/media/voice.wav", 15n, 65n, 100n, 150n]);
  expect(under({ from: "track", trackIndex: 2 }, audio)).toBe("no_voice");
});

test("of several voices under a clip the one that lasts longest there counts; the earlier one where they are equal", () => {
  const named = (path: string) => ({ media: media({ path }) });

  expect(under({ from: "selection" }, [sound(0, 110, named("/a.wav")), sound(110, 400, named("/b.wav"))])).toEqual(["/b.wav", 0n, 40n, 110n, 150n]);
  expect(under({ from: "selection" }, [sound(125, 400, named("/b.wav")), sound(0, 125, named("/a.wav"))])).toEqual(["/a.wav", 100n, 125n, 100n, 125n]);
});

test("a voice that is switched off, reversed or retimed does not sound", () => {
  for (const over of [{ disabled: true }, { reversed: true }, { speed: 2 }]) expect(under({ from: "selection" }, [sound(0, 500, over)])).toBe("no_voice_here");
});
