import { SPEED_TOLERANCE } from "./eligibility";
import { maxTicks, overlap, type TickRange } from "./ticks";
import { pathKey, spanOf, type TrackItem } from "./track-item";

/** Where the voice of a render comes from. */
export type VoiceChoice =
  /** The audio clips that are selected together with the video. */
  | { readonly from: "selection" }
  /** Whatever lies on one audio track, counted from 0. */
  | { readonly from: "track"; readonly trackIndex: number }
  /** A file; its start meets the start of each clip, or of the first clip when `spread` is set. */
  | { readonly from: "file"; readonly path: string; readonly spread: boolean }
  /** The clip's own sound. */
  | { readonly from: "clip" };

/** The voice under one clip: a part of a file and the part of the sequence that it sounds in. */
export interface VoiceRange {
  readonly path: string;
  /** Media clock of the voice file; `end` null means to the end of the file. */
  readonly start: bigint;
  readonly end: bigint | null;
  /** Sequence clock. */
  readonly span: TickRange;
  /** Whether it is what a selected picture's own camera recorded, taken because there was no other sound. */
  readonly camera: boolean;
}

/** Where a voice is looked for. */
export interface Sounds {
  /** Audio clips that may be the voice. */
  readonly audio: readonly TrackItem[];
  /** Earliest start among the selected clips, sequence clock. */
  readonly first: bigint;
  /** `pathKey` of every selected picture's file. Linked Selection selects their camera sound too, which is not the new voice. */
  readonly pictures: ReadonlySet<string>;
}

export type VoiceReason = "no_voice" | "no_voice_here" | "voice_is_offline";

/** The voice for one clip of the selection, or why there is none. */
export function voiceFor(clip: TrackItem, choice: VoiceChoice, sounds: Sounds): VoiceRange | VoiceReason {
  const span = spanOf(clip);
  switch (choice.from) {
    case "clip":
      return clip.media?.path
        ? { path: clip.media.path, start: clip.inPoint, end: clip.outPoint, span, camera: false }
        : "no_voice";
    case "file":
      if (choice.path === "") return "no_voice";
      return { path: choice.path, start: choice.spread ? clip.start - sounds.first : 0n, end: null, span, camera: false };
    case "track":
      return fromItems(sounds.audio.filter((item) => item.trackIndex === choice.trackIndex), span, sounds.pictures);
    case "selection":
      return fromItems(sounds.audio, span, sounds.pictures);
  }
}

/**
 * The audio clip with the longest stretch under `span`; the earlier one where two are equal. Camera sound of a selected picture counts
 * only where there is no other sound at all.
 */
function fromItems(items: readonly TrackItem[], span: TickRange, pictures: ReadonlySet<string>): VoiceRange | VoiceReason {
  if (items.length === 0) return "no_voice";
  const foreign = items.filter((item) => !item.media?.path || !pictures.has(pathKey(item.media.path)));
  const audio = foreign.length > 0 ? foreign : items;
  let best: { item: TrackItem; shared: TickRange } | null = null;
  for (const item of audio) {
    if (item.disabled || item.reversed || Math.abs(item.speed - 1) > SPEED_TOLERANCE || item.unread !== undefined || !item.media?.path) continue;
    const shared = overlap(spanOf(item), span);
    if (!shared) continue;
    const length = shared.end - shared.start;
    const bestLength = best ? best.shared.end - best.shared.start : 0n;
    if (length > bestLength || (best && length === bestLength && item.start < best.item.start)) best = { item, shared };
  }
  if (!best) return "no_voice_here";
  const { item, shared } = best;
  if (item.media === null || item.media.path === null || item.media.offline) return "voice_is_offline";
  const start = maxTicks(0n, item.inPoint + (shared.start - item.start));
  return { path: item.media.path, start, end: start + (shared.end - shared.start), span: shared, camera: foreign.length === 0 };
}
