import { maxTicks, overlap, type TickRange } from "./ticks";
import { spanOf, type TrackItem } from "./track-item";

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
}

export type VoiceReason = "no_voice" | "no_voice_here" | "voice_is_offline";

/** The voice for one clip of the selection, or why there is none. `first` is the earliest start among the selected clips. */
export function voiceFor(
  clip: TrackItem,
  choice: VoiceChoice,
  audio: readonly TrackItem[],
  first: bigint,
): VoiceRange | VoiceReason {
  const span = spanOf(clip);
  switch (choice.from) {
    case "clip":
      return clip.media?.path
        ? { path: clip.media.path, start: clip.inPoint, end: clip.outPoint, span }
        : "no_voice";
    case "file":
      if (choice.path === "") return "no_voice";
      return { path: choice.path, start: choice.spread ? clip.start - first : 0n, end: null, span };
    case "track":
      return fromItems(audio.filter((item) => item.trackIndex === choice.trackIndex), span);
    case "selection":
      return fromItems(audio, span);
  }
}

/** The audio clip with the longest stretch under `span`; the earlier one where two are equal. */
function fromItems(audio: readonly TrackItem[], span: TickRange): VoiceRange | VoiceReason {
  if (audio.length === 0) return "no_voice";
  let best: { item: TrackItem; shared: TickRange } | null = null;
  for (const item of audio) {
    if (item.disabled || item.reversed || item.speed !== 1 || !item.media?.path) continue;
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
  return { path: item.media.path, start, end: start + (shared.end - shared.start), span: shared };
}
