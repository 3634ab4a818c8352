import type { BridgeClient } from "../../bridge/client";
import { isAbort } from "../../bridge/errors";
import type { ItemRequest, MediaRequest, PointRequest, SpeakerSearchView, SpokenVoiceRequest } from "../../bridge/wire";
import { Store } from "../store";
import { pick, release, type Pick } from "./picks";
import { cleaned, type Turn } from "./turns";

/** Ticks of a millisecond. */
const TICKS_A_MS = 254_016_000n;

/** The voice that is chosen above, and a face that keeps its own mouth. */
export const MAIN = "main";
export const OWN = "own";

/** A person of the clip, and whose voice they get. */
export interface Face {
  readonly number: number;
  /** X,Y in the clip's pixels. */
  readonly place: string;
  /** Address of a small picture. */
  readonly picture: string;
  readonly turns: readonly Turn[];
  readonly edited: boolean;
  /** `MAIN`, `OWN` or the key of another voice. */
  readonly voice: string;
}

export interface SpeakersState {
  readonly phase: "idle" | "working" | "done";
  readonly search: SpeakerSearchView | null;
  /** Seconds of the clip. */
  readonly length: number;
  readonly faces: readonly Face[];
  /** What somebody says whose mouth is not seen. */
  readonly unseen: readonly { readonly from: number; readonly to: number }[];
  /** Voices beside the one that is chosen above. */
  readonly voices: readonly Pick[];
  /** The voices of an earlier render, sent again as they were. */
  readonly kept: readonly SpokenVoiceRequest[] | null;
  readonly error: unknown;
}

const IDLE: SpeakersState = { phase: "idle", search: null, length: 0, faces: [], unseen: [], voices: [], kept: null, error: null };

/** Who speaks when in a clip: what the bridge proposes, and what the editor made of it. */
export class Speakers {
  readonly state = new Store<SpeakersState>(IDLE);
  private abort: AbortController | null = null;

  /** Looks for them; `clip` sends the clip where it is not with the bridge, `picture` fetches a picture of theirs. */
  async find(client: BridgeClient, clip: (signal: AbortSignal) => Promise<MediaRequest | null>, picture: (path: string) => Promise<File>): Promise<void> {
    this.forget();
    const abort = new AbortController();
    this.abort = abort;
    this.state.patch({ phase: "working" });
    try {
      const sent = await clip(abort.signal);
      if (!sent) return this.settle(abort, IDLE);
      let search = await client.findSpeakers({ clip: sent }, abort.signal);
      while (!search.proposal && !search.error) {
        this.state.patch({ search });
        search = await client.speakersSince(search.id, search.version, abort.signal);
      }
      if (search.error) return this.settle(abort, { ...IDLE, error: search.error });
      const found = proposed(search);
      // After a cut a place tells nobody apart: a picture of each goes with the job.
      const pictures = search.proposal?.isOneShot ? [] : await Promise.all(found.faces.map((face) => picture(face.picture)));
      if (this.abort !== abort) return;
      this.pictures = pictures.map(pick);
      this.settle(abort, found);
    } catch (thrown) {
      this.settle(abort, { ...IDLE, error: isAbort(thrown) ? null : thrown });
    }
  }

  private pictures: readonly Pick[] = [];

  /** Stops a search, or puts what was found away. */
  forget(): void {
    this.abort?.abort();
    this.abort = null;
    for (const one of [...this.state.get().voices, ...this.pictures]) release(one);
    this.pictures = [];
    this.state.set(() => IDLE);
  }

  /** Takes up the voices of an earlier render as they were; null where it had one. */
  keep(kept: readonly SpokenVoiceRequest[] | null): void {
    this.forget();
    this.state.patch({ kept });
  }

  setTurns(number: number, turns: readonly Turn[]): void {
    const { length } = this.state.get();
    this.change(number, { turns: cleaned(turns, length), edited: true });
  }

  setVoice(number: number, voice: string): void {
    this.change(number, { voice });
  }

  addVoice(number: number, file: File): void {
    const voice = pick(file);
    this.state.patch({ voices: [...this.state.get().voices, voice] });
    this.setVoice(number, voice.key);
  }

  /** Whether the job says more than one voice for the clip's one face. */
  isAsked(): boolean {
    const { kept, faces } = this.state.get();
    return kept !== null || faces.some((face) => face.voice !== OWN && face.turns.length > 0);
  }

  /** Whether all voices that the faces have are there. */
  isReady(main: Pick | null): boolean {
    const { kept, faces } = this.state.get();
    return kept !== null || main !== null || !faces.some((face) => face.voice === MAIN && face.turns.length > 0);
  }

  /** What an item says of voices and of whose they are. */
  async said(main: Pick | null, send: (one: Pick) => Promise<MediaRequest>): Promise<Omit<ItemRequest, "clip">> {
    const { kept, voices, faces: all } = this.state.get();
    if (kept) return { voices: [...kept] };
    const faces = all.filter((face) => face.voice !== OWN && face.turns.length > 0);
    const sent = new Map<string, MediaRequest>();
    for (const key of new Set(faces.map((face) => face.voice))) {
      const voice = key === MAIN ? main : voices.find((one) => one.key === key);
      if (!voice) throw new Error("a face has a voice that is not there");
      const { path, uploadId } = await send(voice);
      sent.set(key, path ? { path } : { uploadId: uploadId ?? null });
    }
    const first = faces[0];
    const audio = first && sent.get(first.voice);
    if (!first || !audio) throw new Error("no face has a voice");
    if (faces.length === 1) return { audio, ...(await this.who(first, send)), lipSync: first.turns.map(ranged) };
    const one = sent.size === 1;
    // Untouched, one voice for all is shared out by the bridge, which cuts it in its own pauses.
    if (one && faces.length === all.filter((face) => face.turns.length > 0).length && !all.some((face) => face.edited)) return { voices: [{ audio, face: "auto" }] };
    const alone = (face: Face): boolean => faces.filter((other) => other.voice === face.voice).length === 1;
    return {
      voices: await Promise.all(faces.map(async (face) => ({
        audio: sent.get(face.voice) ?? audio, ...(await this.who(face, send)), ...(alone(face) && !face.edited ? {} : { ranges: face.turns.map(ranged) }),
      }))),
      ...(one ? { finalAudio: audio } : {}),
    };
  }

  private async who(face: Face, send: (one: Pick) => Promise<MediaRequest>): Promise<Whose> {
    const picture = this.pictures[face.number - 1];
    if (!picture) return { face: face.place };
    const { path, uploadId } = await send(picture);
    return { person: path ? { path } : { uploadId: uploadId ?? null } };
  }

  private change(number: number, part: Partial<Face>): void {
    this.state.patch({ faces: this.state.get().faces.map((face) => (face.number === number ? { ...face, ...part } : face)) });
  }

  private settle(abort: AbortController, state: SpeakersState): void {
    if (this.abort === abort) this.state.set(() => state);
  }
}

/** Whose a voice is: a place, or a picture of them. */
type Whose = { readonly face: string } | { readonly person: MediaRequest };

function proposed(search: SpeakerSearchView): SpeakersState {
  const { proposal } = search;
  if (!proposal) return IDLE;
  const [frames, seconds] = proposal.fps.split("/").map(Number);
  const rate = (frames ?? 25) / (seconds || 1);
  return {
    ...IDLE, phase: "done", search, length: proposal.frames / rate,
    faces: proposal.faces.map((face) => ({
      number: face.number, place: face.place, picture: `/api/v1/speakers/${search.id}/faces/${face.number}/picture`, edited: false, voice: face.turns.length > 0 ? MAIN : OWN,
      turns: face.turns.map((turn) => ({ from: turn.start / rate, to: turn.end / rate, sure: turn.isSure ?? false })),
    })),
    unseen: proposal.unseen.map((range) => ({ from: range.start / rate, to: range.end / rate })),
  };
}

function ranged({ from, to }: Turn): { from: PointRequest; to: PointRequest } {
  const point = (at: number): PointRequest => ({ ticks: String(BigInt(Math.round(at * 1000)) * TICKS_A_MS) });
  return { from: point(from), to: point(to) };
}
