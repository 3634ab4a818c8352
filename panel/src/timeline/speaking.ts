import { selectClips, type ClipSelection } from "./select";
import { minTicks, type TickRange } from "./ticks";
import { piecesWithin, voiceFor, type Sounds, type VoiceChoice, type VoicePiece, type VoiceReason } from "./voice";

/** A selected clip from its first frame to its last, whatever part of it its one voice reaches. */
export function wholeClip(clip: ClipSelection, handles: number, sequenceFrame: bigint): ClipSelection {
  const { clips: [whole] } = selectClips([clip.original], { voice: { from: "clip" }, handles, sequenceFrame, audio: [], isOwnRender: () => false });
  return whole ? { ...whole, ref: clip.ref } : clip;
}

/** What of the sequence a clip's render shows, handles included. */
export function shown({ span, source, range, frame }: ClipSelection): TickRange {
  const start = span.start - (source.start - range.inFrame * frame);
  return { start, end: start + (range.outFrame - range.inFrame) * frame };
}

/** The pieces of a voice under a whole clip, in order, or why there are none. A voice of one piece goes on into the handles. */
export function piecesUnder(whole: ClipSelection, choice: VoiceChoice, sounds: Sounds): readonly VoicePiece[] | VoiceReason {
  const voice = voiceFor(whole.original, choice, sounds);
  if (typeof voice === "string") return voice;
  const window = shown(whole);
  if (voice.pieces.length > 0) return piecesWithin(voice.pieces, window);
  const lead = voice.span.start === whole.span.start ? minTicks(voice.start, whole.span.start - window.start) : 0n;
  const end = voice.span.end === whole.span.end ? window.end : voice.span.end;
  return [{ path: voice.path, start: voice.start - lead, span: { start: voice.span.start - lead, end } }];
}
