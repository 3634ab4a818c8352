import { describe, expect, test } from "vitest";
import { selectClips, type SelectionOptions } from "../src/timeline/select";
import { DEFAULT_SETTINGS } from "../src/state/panel/settings";
import { timelineRequest } from "../src/request/timeline-request";
import { samePath } from "../src/timeline/track-item";
import { clip, F25, media, sound } from "./items";

function options(over: Partial<SelectionOptions> = {}): SelectionOptions {
  return { voice: { from: "selection" }, handles: 0, sequenceFrame: F25, audio: [sound(0, 2000)], isOwnRender: () => false, ...over };
}

describe("what a selection becomes", () => {
  test("twelve clips give exactly the documented outcome each", () => {
    const twelve = [
      clip(0, 50, { name: "plain" }),
      clip(10, 40, { name: "stacked", trackIndex: 1 }),
      clip(50, 100, { name: "touching" }),
      clip(100, 150, { name: "retimed", speed: 1.5, outPoint: 175n * F25 }),
      clip(150, 200, { name: "reversed", reversed: true }),
      clip(200, 250, { name: "offline", media: media({ offline: true }) }),
      clip(250, 300, { name: "nested", media: media({ nested: true, path: null }) }),
      clip(300, 350, { name: "still", media: media({ path: "/media/face.PNG" }) }),
      clip(350, 400, { name: "multicam", media: media({ multicam: true }) }),
      clip(400, 450, { name: "disabled", disabled: true }),
      clip(450, 500, { name: "at the start of its file" }, 0),
      clip(500, 550, { name: "at the end of its file" }, 950),
    ];

    const { clips, skipped } = selectClips(twelve, options({ handles: 12 }));

    expect(skipped.map((one) => [one.original.name, one.reason])).toEqual([
      ["retimed", "speed"], ["reversed", "reversed"], ["offline", "offline"], ["nested", "nested"], ["still", "still"],
      ["multicam", "multicam"], ["disabled", "disabled"],
    ]);
    expect(clips.map((one) => [one.original.name, Number(one.range.handleBefore), Number(one.range.handleAfter), one.notes])).toEqual([
      ["plain", 0, 12, ["handles_clamped"]], // the voice has nothing before its first sample
      ["stacked", 10, 12, ["handles_clamped"]],
      ["touching", 12, 12, []],
      ["at the start of its file", 0, 12, ["handles_clamped"]],
      ["at the end of its file", 12, 0, ["handles_clamped"]],
    ]);
  });

  test.each([
    ["adjustment", clip(0, 10, { adjustment: true })],
    ["no_media", clip(0, 10, { media: null })],
    ["subclip", clip(0, 10, { media: media({ subclip: true }) })],
    ["merged", clip(0, 10, { media: media({ merged: true }) })],
    ["graphic", clip(0, 10, { media: media({ path: null }) })],
    ["graphic", clip(0, 10, { media: media({ path: "/media/title.mogrt" }) })],
    ["speed", clip(0, 10, { outPoint: 200n * F25 })],
    ["unknown_rate", clip(0, 10, { media: media({ frame: null }) })],
    ["own_render", clip(0, 10, { media: media({ path: "/renders/a_lipsync.mp4" }) })],
  ])("%s is named", (reason, item) => {
    const { skipped } = selectClips([item], options({ isOwnRender: (path) => path.startsWith("/renders/") }));

    expect(skipped.map((one) => one.reason)).toEqual([reason]);
  });

  // Linked Selection selects a picture's own camera sound with it. In every layout the clip lies from frame 0 to 250.
  test.each([
    ["as long as the clip", 0, 250],
    ["shorter", 0, 225],
    ["begins later", 25, 750],
    ["begins together and ends later", 0, 750],
    ["begins earlier", -25, 750],
  ])("the voice beside the camera's own sound is the voice: it %s", (_name, start, end) => {
    const picture = clip(0, 250, {}, 0);
    const camera = sound(0, 250, { media: media() });
    for (const audio of [[camera, sound(start, end, { trackIndex: 1 })], [sound(start, end, { trackIndex: 1 }), camera]]) {
      const { clips } = selectClips([picture], options({ audio }));

      expect(clips.map((one) => one.voice.path)).toEqual(["/media/voice.wav"]);
      expect(clips[0]!.notes).not.toContain("camera_sound");
    }
  });

  test("the camera's own sound is the voice only where there is no other, and the clip says so", () => {
    const camera = sound(0, 250, { media: media({ path: "/media/interview.mp4" }) });
    const alone = selectClips([clip(0, 250, {}, 0)], options({ audio: [camera] }));
    expect(alone.clips.map((one) => [one.voice.path, one.notes])).toEqual([["/media/interview.mp4", ["camera_sound"]]]);

    const elsewhere = selectClips([clip(0, 250, {}, 0)], options({ audio: [camera, sound(300, 400)] }));
    expect(elsewhere.skipped.map((one) => one.reason)).toEqual(["no_voice_here"]);

    const other = selectClips([clip(0, 250, {}, 0), clip(300, 400, { media: media({ path: "/media/b.mp4" }) }, 0)], options({ audio: [camera, sound(300, 400, { media: media({ path: "/media/b.mp4" }) })] }));
    expect(other.clips.map((one) => one.notes)).toEqual([["camera_sound"], ["camera_sound"]]);
  });

  test("a voice that was cut is sent in its pieces and drives the whole clip; gaps are silence, handles sound as they lie", () => {
    const other = { media: media({ id: "v2", path: "/media/take2.wav" }), name: "take2.wav" };
    const audio = [sound(90, 120, {}, 1000), sound(125, 160, other, 40), sound(400, 500)];
    const { clips } = selectClips([clip(100, 150)], options({ audio, handles: 5, voicePieces: true }));

    expect(clips.map((one) => [one.span.start / F25, one.span.end / F25, one.notes])).toEqual([[100n, 150n, []]]);
    const request = timelineRequest("operation", "t", clips, DEFAULT_SETTINGS);
    const at = (frames: number): string => (BigInt(frames) * F25).toString();
    expect(request.items[0]).toMatchObject({ clip: { in: { frame: 95 }, out: { frame: 155 } } });
    expect(request.items[0]!.audio).toEqual({
      pieces: [
        { path: "/media/voice.wav", in: at(1005), out: at(1030), at: "0" },
        { path: "/media/take2.wav", in: at(40), out: at(70), at: at(30) },
      ],
    });
  });

  test("a bridge that takes one piece is sent the longest, and the clip says that the rest is missing", () => {
    const audio = [sound(0, 40), sound(40, 100, {}, 300)];
    const { clips } = selectClips([clip(0, 100)], options({ audio }));

    expect(clips.map((one) => [one.span.start / F25, one.voice.pieces, one.notes])).toEqual([[40n, [], ["voice_short"]]]);
    expect(timelineRequest("operation", "t", clips, DEFAULT_SETTINGS).items[0]!.audio).toMatchObject({ path: "/media/voice.wav", in: { ticks: (300n * F25).toString() } });
  });

  test("pieces of one track are one voice: of two tracks the one that sounds longer, though its pieces are shorter", () => {
    const music = { trackIndex: 2, name: "music.wav", media: media({ path: "/media/music.wav" }) };
    const audio = [sound(0, 45), sound(50, 100), sound(0, 60, music)];
    const { clips } = selectClips([clip(0, 100)], options({ audio, voicePieces: true }));

    expect(clips.map((one) => [one.voice.trackIndex, one.voice.name, one.voice.pieces.length])).toEqual([[0, "voice.wav", 2]]);
  });

  test("the voice under each clip is the part that sounds there", () => {
    const { clips } = selectClips([clip(100, 150), clip(300, 320)], options({ audio: [sound(50, 400, {}, 10)] }));

    expect(clips.map((one) => [one.voice.start / F25, (one.voice.end ?? 0n) / F25])).toEqual([[60n, 110n], [260n, 280n]]);
  });

  test("handles move the voice as much as the picture", () => {
    const { clips } = selectClips([clip(100, 150)], options({ handles: 5 }));

    expect(clips[0]?.range).toMatchObject({ inFrame: 95n, outFrame: 155n, marks: { start: 5n * F25, end: 55n * F25 }, whole: false });
    expect(clips[0]?.voice).toMatchObject({ start: 95n * F25, end: 155n * F25 });
  });

  test("a voice that ends inside the clip leaves the rest as it was", () => {
    const { clips } = selectClips([clip(100, 150)], options({ audio: [sound(0, 130)] }));

    expect(clips[0]?.notes).toEqual(["voice_short"]);
    expect(clips[0]?.span).toEqual({ start: 100n * F25, end: 130n * F25 });
    expect(clips[0]?.source).toEqual({ start: 100n * F25, end: 130n * F25 });
  });

  test("no voice, a voice elsewhere and an offline voice are three different things", () => {
    const reason = (audio: ReturnType<typeof sound>[]) => selectClips([clip(0, 50)], options({ audio })).skipped[0]?.reason;

    expect(reason([])).toBe("no_voice");
    expect(reason([sound(50, 90)])).toBe("no_voice_here");
    expect(reason([sound(0, 90, { media: media({ path: "/media/voice.wav", offline: true }) })])).toBe("voice_is_offline");
    expect(reason([sound(0, 90, { media: media({ path: "/media/voice.wav", subclip: true }) })])).toBe("voice_is_subclip");
  });

  test("a clip of 25 frames a second in a sequence of 24 is covered by whole frames and marked exactly", () => {
    const frame24 = 10_584_000_000n;
    const original = clip(0, 0, { start: 0n, end: 7n * frame24, inPoint: 3n * frame24, outPoint: 10n * frame24 });
    const { clips } = selectClips([original], options({ sequenceFrame: frame24 }));
    const range = clips[0]?.range;

    expect(range && range.marks.end - range.marks.start).toBe(7n * frame24);
    expect(range && [range.inFrame, range.outFrame, range.whole]).toEqual([3n, 11n, false]);
  });

  test("an empty selection is empty, not an error", () => {
    expect(selectClips([], options())).toEqual({ clips: [], skipped: [] });
  });
});

describe("paths", () => {
  test("are compared as the file system would", () => {
    expect(samePath("C:\\Media\\A.mp4", "c:/media/a.MP4")).toBe(true);
    expect(samePath("\\\\?\\C:\\Media\\A.mp4", "C:/Media/A.mp4")).toBe(true);
    expect(samePath("/Media/A.mp4", "/media/a.mp4")).toBe(false);
    expect(samePath("/m/Cafe\u0301.mp4", "/m/Caf\u00e9.mp4")).toBe(true);
  });
});
