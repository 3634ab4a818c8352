import type { ItemMedia, TrackItem } from "../src/timeline/track-item";

/** One frame at 25 frames a second. */
export const F25 = 10_160_640_000n;

export function media(over: Partial<ItemMedia> = {}): ItemMedia {
  return {
    id: "m1", path: "/media/interview.mp4", offline: false, nested: false, multicam: false, merged: false, still: false,
    duration: 1000n * F25, frame: F25, ...over,
  };
}

/** A video clip from frame `start` to `end` of the sequence whose source begins at frame `from`. */
export function clip(start: number, end: number, over: Partial<TrackItem> = {}, from = 100): TrackItem {
  return {
    kind: "video", trackIndex: 0, name: "interview.mp4", start: BigInt(start) * F25, end: BigInt(end) * F25,
    inPoint: BigInt(from) * F25, outPoint: BigInt(from + end - start) * F25, speed: 1, reversed: false, disabled: false,
    adjustment: false, media: media(), ...over,
  };
}

/** An audio clip of another file in the same frame count. */
export function sound(start: number, end: number, over: Partial<TrackItem> = {}, from = 0): TrackItem {
  return clip(start, end, { kind: "audio", name: "voice.wav", media: media({ id: "v1", path: "/media/voice.wav" }), ...over }, from);
}
