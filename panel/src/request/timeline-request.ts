import type { ItemRequest, JobRequest, PieceRequest, PointRequest, VoiceRequest } from "../bridge/wire";
import type { SentClip } from "../import/resolve";
import { rateOf } from "../timeline/ticks";
import type { ClipSelection } from "../timeline/select";
import type { SpokenWords } from "../timeline/transcript";
import type { VoicePiece, VoiceRange } from "../timeline/voice";
import type { RenderOptions } from "./options";

/** What the editor chose for a batch from a timeline. */
export interface TimelineOptions extends Pick<RenderOptions, "engine" | "format" | "intensity" | "offsetMs"> {
  /** Which face is driven, in the bridge's words. */
  readonly face: string;
  /** Path of a picture of the one who shall speak. */
  readonly person?: string | null;
  /** The preset whose settings stand in for what these options do not say; null for none. */
  readonly preset?: string | null;
  /** What the voices of clips say, by the clip's ref. */
  readonly words?: ReadonlyMap<string, SpokenWords>;
  /** Whether results go into the folder of their clip. */
  readonly beside: boolean;
}

/** One batch for the bridge out of the timeline's selection. Results go to `folder`, or where the bridge keeps them where that is null. Renders are video-only, so that placing them cannot touch any sound. */
export function timelineRequest(
  operationId: string, title: string, clips: readonly ClipSelection[], options: TimelineOptions, folder: string | null = null,
): JobRequest {
  return {
    idempotencyKey: operationId,
    title: title.slice(0, 200),
    engine: options.engine,
    format: options.format,
    intensity: options.intensity,
    offsetMs: options.offsetMs,
    ...(options.preset ? { preset: options.preset } : {}),
    fit: "cut",
    noAudio: true,
    besideSource: options.beside,
    ...(folder === null || options.beside ? {} : { outputFolder: folder }),
    items: clips.map((clip) => ({ ...item(clip, options.words?.get(clip.ref)), face: options.face, ...(options.person ? { person: { path: options.person } } : {}) })),
  };
}

/** What the panel keeps of a clip until its render is placed. */
export function sentClip(clip: ClipSelection): SentClip {
  const { ref, original, span, range, frame } = clip;
  return { ref, original, span, marks: range.marks, frame, frames: range.outFrame - range.inFrame, whole: range.whole };
}

function item(clip: ClipSelection, words: SpokenWords | undefined): ItemRequest {
  const rate = rateOf(clip.frame);
  const fraction = `${rate.num}/${rate.den}`;
  const frame = (number: bigint): PointRequest => ({ frame: Number(number), rate: fraction });
  return {
    clip: { path: clip.path, in: frame(clip.range.inFrame), out: frame(clip.range.outFrame) },
    audio: {
      ...(clip.voice.pieces.length > 0 ? { pieces: clip.voice.pieces.map((one) => piece(one, clip.voice.span.start)) } : onePiece(clip.voice)),
      ...(words ? { words } : {}),
    },
    label: clip.original.name.slice(0, 200),
    clientRef: clip.ref,
  };
}

function onePiece(voice: VoiceRange): VoiceRequest {
  return {
    path: voice.path,
    in: { ticks: voice.start.toString() },
    ...(voice.end === null ? {} : { out: { ticks: voice.end.toString() } }),
  };
}

/** `begin` is where the clip's in point lies on the sequence clock. */
function piece({ path, start, span }: VoicePiece, begin: bigint): PieceRequest {
  const length = span.end - span.start;
  return { path, in: start.toString(), out: (start + length).toString(), at: (span.start - begin).toString() };
}
