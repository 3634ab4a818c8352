import { SPEED_TOLERANCE } from "./eligibility";
import { maxTicks, minTicks, overlap, type TickRange } from "./ticks";
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

/** One audio clip of a voice that was cut on the timeline. */
export interface VoicePiece {
  readonly path: string;
  /** The file in the project panel. */
  readonly mediaId?: string;
  /** Media clock. */
  readonly start: bigint;
  /** Sequence clock. */
  readonly span: TickRange;
}

/** The voice under one clip: a part of a file and the part of the sequence that it sounds in. */
export interface VoiceRange {
  readonly path: string;
  /** The file in the project panel, where it came from there. */
  readonly mediaId?: string;
  /** What the editor knows it by, and its audio track, counted from 0; null where it lies on none. */
  readonly name: string;
  readonly trackIndex: number | null;
  /** The number of its layer, where it lies on one. */
  readonly layer?: number;
  /** Every piece on its track, in order, where there is more than one under the clip; else empty. */
  readonly pieces: readonly VoicePiece[];
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
  /** Whether a voice may consist of several pieces: older bridges take one. */
  readonly pieces: boolean;
}

export type VoiceReason = "no_voice" | "no_voice_here" | "voice_is_offline" | "voice_is_subclip";

/** The voice for one clip of the selection, or why there is none. */
export function voiceFor(clip: TrackItem, choice: VoiceChoice, sounds: Sounds): VoiceRange | VoiceReason {
  const span = spanOf(clip);
  switch (choice.from) {
    case "clip":
      return clip.media?.path
        ? { ...whole(clip.media.path), mediaId: clip.media.id, start: clip.inPoint, end: clip.outPoint, span }
        : "no_voice";
    case "file":
      if (choice.path === "") return "no_voice";
      return { ...whole(choice.path), start: choice.spread ? clip.start - sounds.first : 0n, end: null, span };
    case "track":
      return fromItems(sounds.audio.filter((item) => item.trackIndex === choice.trackIndex), span, sounds);
    case "selection":
      return fromItems(sounds.audio, span, sounds);
  }
}

function whole(path: string): Pick<VoiceRange, "path" | "name" | "trackIndex" | "pieces" | "camera"> {
  return { path, name: path.split(/[\\/]/).pop() ?? path, trackIndex: null, pieces: [], camera: false };
}

/** An audio clip that sounds under a picture, and the part of the sequence that they share. */
interface Heard {
  readonly item: TrackItem;
  readonly path: string;
  readonly shared: TickRange;
}

/**
 * The voice is on the track that sounds longest under `span`, the earlier one where two are equal. Camera sound of a selected picture
 * counts only where there is no other sound at all. Where a voice is one piece, it is the longest one of that track.
 */
function fromItems(items: readonly TrackItem[], span: TickRange, { pictures, pieces }: Sounds): VoiceRange | VoiceReason {
  if (items.length === 0) return "no_voice";
  const foreign = items.filter((item) => !item.media?.path || !pictures.has(pathKey(item.media.path)));
  const usable = (foreign.length > 0 ? foreign : items).filter((item) => isPlain(item) && item.media?.path);
  const heard = usable.flatMap((item): Heard[] => {
    const shared = overlap(spanOf(item), span);
    return shared && item.media?.path ? [{ item, path: item.media.path, shared }] : [];
  });
  const first = pieces ? longestTrack(heard) : heard;
  const [best] = [...first].sort((a, b) => compare(length(b.shared), length(a.shared)) || compare(a.item.start, b.item.start));
  if (!best) return "no_voice_here";
  if (first.some((one) => one.item.media?.offline)) return "voice_is_offline";
  if (first.some((one) => one.item.media?.subclip)) return "voice_is_subclip";
  const several = pieces && first.length > 1;
  const sounds = several ? hull(first) : best.shared;
  const start = maxTicks(0n, best.item.inPoint + (best.shared.start - best.item.start));
  return {
    path: best.path, ...fileOf(best.item), name: best.item.name, trackIndex: best.item.trackIndex, ...(best.item.layer === undefined ? {} : { layer: best.item.layer }), start, end: start + length(best.shared), span: sounds, camera: foreign.length === 0,
    pieces: several ? piecesOf(usable.filter((item) => item.trackIndex === best.item.trackIndex)) : [],
  };
}

function longestTrack(heard: readonly Heard[]): readonly Heard[] {
  const tracks = new Map<number, Heard[]>();
  for (const one of heard) tracks.set(one.item.trackIndex, [...(tracks.get(one.item.trackIndex) ?? []), one]);
  const total = (track: readonly Heard[]): bigint => track.reduce((sum, one) => sum + length(one.shared), 0n);
  return [...tracks.values()].sort((a, b) => compare(total(b), total(a)) || compare(hull(a).start, hull(b).start))[0] ?? [];
}

function piecesOf(items: readonly TrackItem[]): VoicePiece[] {
  return items
    .map((item) => ({ path: item.media?.path ?? "", ...fileOf(item), start: item.inPoint, span: spanOf(item) }))
    .sort((a, b) => compare(a.span.start, b.span.start));
}

/** The parts of the pieces that sound within `window`. */
export function piecesWithin(pieces: readonly VoicePiece[], window: TickRange): VoicePiece[] {
  return pieces.flatMap((one) => {
    const span = overlap(one.span, window);
    return span ? [{ ...one, start: maxTicks(0n, one.start + (span.start - one.span.start)), span }] : [];
  });
}

function fileOf(item: TrackItem): { readonly mediaId?: string } {
  return item.media ? { mediaId: item.media.id } : {};
}

function isPlain(item: TrackItem): boolean {
  return !item.disabled && !item.reversed && !item.remapped && item.unread === undefined && Math.abs(item.speed - 1) <= SPEED_TOLERANCE;
}

function hull(heard: readonly Heard[]): TickRange {
  return heard.map((one) => one.shared).reduce((sum, one) => ({ start: minTicks(sum.start, one.start), end: maxTicks(sum.end, one.end) }), heard[0]?.shared ?? { start: 0n, end: 0n });
}

function length(span: TickRange): bigint {
  return span.end - span.start;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
