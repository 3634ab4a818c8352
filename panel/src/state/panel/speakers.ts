import type { BridgeClient } from "../../bridge/client";
import type { PieceRequest } from "../../bridge/wire";
import { mediaOf, pieceOf, type SaidVoices } from "../../request/timeline-request";
import type { ClipSelection } from "../../timeline/select";
import { shown } from "../../timeline/speaking";
import { pathKey } from "../../timeline/track-item";
import { piecesWithin, type VoiceChoice, type VoicePiece, type VoiceReason } from "../../timeline/voice";
import { isWhole, ranged, speaking, ticksOf, whose } from "../speakers/said";
import { MAIN, Talk, type Face } from "../speakers/talk";
import type { Timeline } from "./timeline";

/** A face whose voice does not sound where it speaks. */
export class VoiceMissing extends Error {
  constructor(
    readonly clipName: string,
    readonly number: number,
    readonly reason: VoiceReason,
  ) {
    super(`person ${number} of ${clipName}: ${reason}`);
  }
}

/** Clips to be sent, and what is said of those in which several people speak. */
export interface AskedClips {
  readonly clips: readonly ClipSelection[];
  readonly voices: ReadonlyMap<string, SaidVoices>;
}

/** Who speaks when in the clips of the timeline, and from where each face has its voice. Kept by file and range, while the panel is open. */
export class PanelSpeakers {
  private readonly talks = new Map<string, Talk>();

  constructor(
    private readonly client: BridgeClient,
    private readonly timeline: Timeline,
  ) {}

  /** The clip's talk; the same cut has the same people wherever it lies. */
  of(clip: ClipSelection): Talk {
    const { path, range } = this.timeline.whole(clip);
    const key = `${pathKey(path)}|${range.inFrame}|${range.outFrame}`;
    const talk = this.talks.get(key) ?? new Talk();
    this.talks.set(key, talk);
    return talk;
  }

  find(clip: ClipSelection): Promise<void> {
    return this.of(clip).find(this.client, () => Promise.resolve(mediaOf(this.timeline.whole(clip))));
  }

  /**
   * The clips as they are sent: whole, where several people were given voices, else as they are.
   * Rejects with VoiceMissing where a face's voice does not sound while it speaks.
   */
  async asked(clips: readonly ClipSelection[]): Promise<AskedClips> {
    const voices = new Map<string, SaidVoices>();
    const sent: ClipSelection[] = [];
    for (const clip of clips) {
      const faces = speaking(this.of(clip).state.get().faces);
      const whole = faces.length > 0 ? this.timeline.whole(clip) : clip;
      sent.push(whole);
      if (faces.length > 0) voices.set(clip.ref, await this.said(whole, faces));
    }
    return { clips: sent, voices };
  }

  private async said(whole: ClipSelection, faces: readonly Face[]): Promise<SaidVoices> {
    const window = shown(whole);
    const under = await this.timeline.piecesUnder(whole, faces.map((face) => choiceOf(face.voice)));
    const given = faces.map((face, index) => {
      const found = under[index] ?? "no_voice";
      const all = typeof found === "string" ? [] : found;
      const turns = face.turns.map(({ from, to }) => ({ start: window.start + ticksOf(from), end: window.start + ticksOf(to) }));
      const heard = turns.flatMap((turn) => piecesWithin(all, turn));
      if (heard.length === 0) throw new VoiceMissing(whole.original.name, face.number, typeof found === "string" ? found : "no_voice_here");
      const cut = (pieces: readonly VoicePiece[]): PieceRequest[] => pieces.map((one) => pieceOf(one, window.start));
      return { face, whole: { pieces: cut(all) }, heard: { pieces: cut(heard) } };
    });
    const [first] = given;
    if (first && given.length === 1) return { audio: first.whole, ...whose(first.face), lipSync: first.face.turns.map(ranged) };
    return { voices: given.map((one) => ({ audio: isWhole(one.face, faces) ? one.whole : one.heard, ...whose(one.face) })) };
  }
}

/** The choice of a face as it is kept with the face; `MAIN` where it has the panel's own. */
export function keyOf(choice: VoiceChoice): string {
  return choice.from === "track" ? `track-${choice.trackIndex}` : choice.from === "file" ? `file:${choice.path}` : choice.from === "clip" ? "clip" : MAIN;
}

/** The choice behind a key; null for the panel's own. */
export function choiceOf(key: string): VoiceChoice | null {
  const track = /^track-(\d+)$/.exec(key);
  if (track) return { from: "track", trackIndex: Number(track[1]) };
  if (key.startsWith("file:")) return { from: "file", path: key.slice(5), spread: false };
  return key === "clip" ? { from: "clip" } : null;
}
