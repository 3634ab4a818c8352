import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { timelineRequest } from "../src/request/timeline-request";
import { DEFAULT_SETTINGS } from "../src/state/panel/settings";
import { selectClips } from "../src/timeline/select";
import { frameTicks, ticksOf, timecode } from "../src/timeline/ticks";
import type { ItemMedia, TrackItem } from "../src/timeline/track-item";
import type { VoiceChoice } from "../src/timeline/voice";

interface VectorItem {
  kind: "video" | "audio";
  track: number;
  name: string;
  start: string;
  end: string;
  in: string;
  out: string;
  speed: number;
  reversed: boolean;
  disabled: boolean;
  adjustment: boolean;
  media: (Omit<ItemMedia, "id" | "duration" | "frame"> & { duration: string | null; frame: string | null }) | null;
}

interface Vector {
  name: string;
  rate: string;
  dropFrame: boolean;
  starts: string;
  voice: { from: "track"; track: number } | { from: "selection" } | { from: "file"; path: string };
  handles: number;
  video: VectorItem[];
  audio: VectorItem[];
  expect: { clips: Record<string, unknown>[]; skipped: { name: string; reason: string }[] };
}

/** The cases that the bridge's own rules run too; generate.py beside them works them out by counting. */
const vectors = JSON.parse(readFileSync(new URL("../../tests/vectors/timeline.json", import.meta.url), "utf8")) as Vector[];

describe("the rules that panel and bridge share", () => {
  test("there are cases enough", () => expect(vectors.length).toBeGreaterThanOrEqual(150));

  test.each(vectors.map((one) => [one.name, one] as const))("%s", (_name, vector) => {
    const [num, den] = vector.rate.split("/").map(BigInt) as [bigint, bigint];
    const frame = frameTicks({ num, den });
    const timebase = { frame, dropFrame: vector.dropFrame };
    const first = ticksOf(vector.starts, timebase);
    const { clips, skipped } = selectClips(vector.video.map(item), {
      voice: choice(vector), handles: vector.handles, sequenceFrame: frame, audio: vector.audio.map(item), voicePieces: true,
      isOwnRender: (path) => path.startsWith("/renders/"),
    });
    const sent = timelineRequest("operation", "title", clips, DEFAULT_SETTINGS).items;
    const made = clips.map((one, index) => ({
      name: one.original.name, start: `${one.span.start}`, end: `${one.span.end}`, timecode: timecode(one.span.start + first, timebase),
      inFrame: `${one.range.inFrame}`, outFrame: `${one.range.outFrame}`, handleBefore: `${one.range.handleBefore}`, handleAfter: `${one.range.handleAfter}`,
      marks: [`${one.range.marks.start}`, `${one.range.marks.end}`], voice: plain(sent[index]!.audio as Record<string, unknown>), notes: one.notes,
    }));

    expect(made).toEqual(vector.expect.clips);
    expect(skipped.map((one) => ({ name: one.original.name, reason: one.reason }))).toEqual(vector.expect.skipped);
  });
});

function plain(audio: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(audio).map(([key, value]) => [key, value && typeof value === "object" && "ticks" in value ? value.ticks : value]));
}

function choice({ voice }: Vector): VoiceChoice {
  switch (voice.from) {
    case "track": return { from: "track", trackIndex: voice.track };
    case "file": return { from: "file", path: voice.path, spread: false };
    case "selection": return { from: "selection" };
  }
}

function item(one: VectorItem): TrackItem {
  const ticks = (text: string | null): bigint | null => (text === null ? null : BigInt(text));
  return {
    kind: one.kind, trackIndex: one.track, name: one.name, start: BigInt(one.start), end: BigInt(one.end), inPoint: BigInt(one.in), outPoint: BigInt(one.out),
    speed: one.speed, reversed: one.reversed, disabled: one.disabled, adjustment: one.adjustment,
    media: one.media && { ...one.media, id: one.name, duration: ticks(one.media.duration), frame: ticks(one.media.frame) },
  };
}
