import type { ItemRequest, JobRequest, MediaRequest, PieceRequest, PointRequest, VoiceRequest } from "../bridge/wire";
import type { SentClip } from "../import/resolve";
import { rateOf } from "../timeline/ticks";
import type { ClipSelection } from "../timeline/select";
import type { SpokenWords } from "../timeline/transcript";
import type { VoicePiece, VoiceRange } from "../timeline/voice";
import type { RenderOptions } from "./options";

/** What an item says of several voices in place of one, or of the one face that speaks, and when. */
export type SaidVoices = Pick<ItemRequest, "audio" | "face" | "person" | "voices" | "lipSync">;

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
  /** What is said of a clip in which several people speak, by the clip's ref. */
  readonly voices?: ReadonlyMap<string, SaidVoices>;
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
    items: clips.map((clip) => {
      const voices = options.voices?.get(clip.ref);
      if (voices) return { ...clipOf(clip), ...voices };
      return { ...clipOf(clip), audio: voiceOf(clip, options.words?.get(clip.ref)), face: options.face, ...(options.person ? { person: { path: options.person } } : {}) };
    }),
  };
}

/** What the panel keeps of a clip until its render is placed. */
export function sentClip(clip: ClipSelection): SentClip {
  const { ref, original, span, range, frame } = clip;
  return { ref, original, span, marks: range.marks, frame, frames: range.outFrame - range.inFrame, whole: range.whole };
}

/** The file of a clip and its range, as the bridge takes them. */
export function mediaOf({ path, range, frame: length }: Pick<ClipSelection, "path" | "range" | "frame">): MediaRequest {
  const rate = rateOf(length);
  const frame = (number: bigint): PointRequest => ({ frame: Number(number), rate: `${rate.num}/${rate.den}` });
  return { path, in: frame(range.inFrame), out: frame(range.outFrame) };
}

function clipOf(clip: ClipSelection): ItemRequest {
  return { clip: mediaOf(clip), label: clip.original.name.slice(0, 200), clientRef: clip.ref };
}

function voiceOf({ voice }: ClipSelection, words: SpokenWords | undefined): VoiceRequest {
  return {
    ...(voice.pieces.length > 0 ? { pieces: voice.pieces.map((one) => pieceOf(one, voice.span.start)) } : onePiece(voice)),
    ...(words ? { words } : {}),
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
export function pieceOf({ path, start, span }: VoicePiece, begin: bigint): PieceRequest {
  const length = span.end - span.start;
  return { path, in: start.toString(), out: (start + length).toString(), at: (span.start - begin).toString() };
}
