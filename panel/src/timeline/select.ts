import { clipReason, type SkipReason } from "./eligibility";
import { renderRange, type RenderRange } from "./handles";
import { frameAt, frameFrom, type TickRange } from "./ticks";
import { pathKey, spanOf, type TrackItem } from "./track-item";
import { piecesWithin, voiceFor, type Sounds, type VoiceChoice, type VoiceRange } from "./voice";

/** Something the editor should know about a clip that is sent all the same. */
export type SelectionNote = "camera_sound" | "voice_short" | "handles_clamped";

/** A selected clip that can be rendered. */
export interface ClipSelection {
  /** Stable within one request: comes back with the bridge's item. */
  readonly ref: string;
  readonly original: TrackItem;
  readonly path: string;
  /** Part of the sequence that the render will cover: the clip, or the part of it that the voice reaches. */
  readonly span: TickRange;
  /** Same part on the media clock. */
  readonly source: TickRange;
  readonly range: RenderRange;
  /** Length of one frame of the file in ticks. */
  readonly frame: bigint;
  readonly voice: VoiceRange;
  readonly notes: readonly SelectionNote[];
}

export interface SkippedClip {
  readonly original: TrackItem;
  readonly reason: SkipReason;
}

export interface Selection {
  readonly clips: readonly ClipSelection[];
  readonly skipped: readonly SkippedClip[];
}

export interface SelectionOptions {
  readonly voice: VoiceChoice;
  /** Extra frames wanted on each side. */
  readonly handles: number;
  /** Length of one frame of the sequence in ticks. */
  readonly sequenceFrame: bigint;
  /** Audio clips that may be the voice: the selected ones, or all of the sequence for a chosen track. */
  readonly audio: readonly TrackItem[];
  /** Whether the bridge takes a voice in pieces. */
  readonly voicePieces?: boolean;
  /** Tells a file that this panel placed before. */
  readonly isOwnRender: (path: string) => boolean;
}

/** Sorts the selected video clips into those that can be sent and those that cannot, each with its one named reason. */
export function selectClips(video: readonly TrackItem[], options: SelectionOptions): Selection {
  const clips: ClipSelection[] = [];
  const skipped: SkippedClip[] = [];
  const ordered = inOrder(video);
  const sounds = soundsOf(video, options);
  for (const original of ordered) {
    const made = select(original, clips.length, sounds, options);
    if (typeof made === "string") skipped.push({ original, reason: made });
    else clips.push(made);
  }
  return { clips, skipped };
}

/** Where the voices of selected pictures are looked for. */
export function soundsOf(video: readonly TrackItem[], { audio, voicePieces }: Pick<SelectionOptions, "audio" | "voicePieces">): Sounds {
  const pictures = new Set(video.flatMap((item) => (item.media?.path ? [pathKey(item.media.path)] : [])));
  return { audio, first: inOrder(video)[0]?.start ?? 0n, pieces: voicePieces ?? false, pictures };
}

function inOrder(video: readonly TrackItem[]): TrackItem[] {
  return [...video].sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.trackIndex - b.trackIndex));
}

function select(original: TrackItem, index: number, sounds: Sounds, options: SelectionOptions): ClipSelection | SkipReason {
  const reason = clipReason(original, options.isOwnRender);
  if (reason) return reason;
  const path = original.media?.path;
  const frame = original.media?.frame;
  if (!path || !frame) return "no_media";
  const voice = voiceFor(original, options.voice, sounds);
  if (typeof voice === "string") return voice;

  const whole = spanOf(original);
  const span = covers(voice.span, whole) ? whole : inward(voice.span, whole, options.sequenceFrame);
  if (span.end <= span.start) return "no_voice_here";
  const source = {
    start: original.inPoint + (span.start - original.start),
    end: original.inPoint + (span.end - original.start),
  };
  const handles = BigInt(Math.max(0, Math.trunc(options.handles)));
  // A voice in pieces has silence where nothing lies; one piece has nothing before its first sample.
  const voiceLead = voice.pieces.length > 0 ? handles : frameAt(voice.start + (span.start - voice.span.start), frame);
  const before = voiceLead < handles ? voiceLead : handles;
  const range = renderRange(source, frame, original.media.duration, { before, after: handles });
  const notes: SelectionNote[] = [];
  if (voice.camera) notes.push("camera_sound");
  if (span !== whole) notes.push("voice_short");
  if (range.handleBefore < handles || range.handleAfter < handles) notes.push("handles_clamped");
  return { ref: `c${index + 1}`, original, path, span, source, range, frame, voice: shift(voice, source, range, frame, span), notes };
}

function covers(outer: TickRange, inner: TickRange): boolean {
  return outer.start <= inner.start && outer.end >= inner.end;
}

/** The whole sequence frames of `whole` that `voice` covers. */
function inward(voice: TickRange, whole: TickRange, frame: bigint): TickRange {
  const start = voice.start <= whole.start ? whole.start : frameFrom(voice.start, frame) * frame;
  const end = voice.end >= whole.end ? whole.end : frameAt(voice.end, frame) * frame;
  return { start, end };
}

/**
 * The voice from the first rendered frame on. The render begins before `span` by the handle and by the part of a frame that the
 * cut leaves, so the voice begins as much earlier. Handles were limited to the sound there is, so the start never falls below 0
 * by a frame or more; a part of a frame below 0 is dropped.
 */
function shift(voice: VoiceRange, source: TickRange, range: RenderRange, frame: bigint, span: TickRange): VoiceRange {
  const atSpan = voice.start + (span.start - voice.span.start);
  const lead = source.start - range.inFrame * frame;
  if (voice.pieces.length > 0) {
    const begin = span.start - lead;
    return { ...voice, pieces: piecesWithin(voice.pieces, { start: begin, end: begin + (range.outFrame - range.inFrame) * frame }), span: { start: begin, end: voice.span.end } };
  }
  const start = atSpan - (source.start - range.inFrame * frame);
  const end = voice.end === null ? null : atSpan + (range.outFrame * frame - source.start);
  return { ...voice, start: start < 0n ? 0n : start, end };
}
