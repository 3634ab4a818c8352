import type { BridgeClient } from "../../bridge/client";
import { isAbort } from "../../bridge/errors";
import type { MediaRequest, SpeakerSearchView } from "../../bridge/wire";
import { Store } from "../store";
import { cleaned, type Turn } from "./turns";

/** The voice that is chosen for the whole, and a face that keeps its own mouth. */
export const MAIN = "main";
export const OWN = "own";

/** A person of the clip, and whose voice they get. */
export interface Face {
  readonly number: number;
  /** X,Y in the clip's pixels. */
  readonly place: string;
  /** The bridge's address of a small picture. */
  readonly picture: string;
  /** Id of that picture as an upload, where a place tells nobody apart. */
  readonly person: string | null;
  readonly turns: readonly Turn[];
  readonly edited: boolean;
  /** `MAIN`, `OWN` or the key of another voice. */
  readonly voice: string;
}

export interface TalkState {
  readonly phase: "idle" | "working" | "done";
  /** As the bridge last told it; null before its first word. */
  readonly search: SpeakerSearchView | null;
  /** Seconds of the clip. */
  readonly length: number;
  readonly faces: readonly Face[];
  /** What the faces were before each change of the editor's, the first of them as they were found. */
  readonly before: readonly (readonly Face[])[];
  /** What somebody says whose mouth is not seen. */
  readonly unseen: readonly { readonly from: number; readonly to: number }[];
  readonly error: unknown;
}

const IDLE: TalkState = { phase: "idle", search: null, length: 0, faces: [], before: [], unseen: [], error: null };

/** Who speaks when in one clip: what the bridge proposes, and what the editor made of it. */
export class Talk {
  readonly state = new Store<TalkState>(IDLE);
  private abort: AbortController | null = null;
  private client: BridgeClient | null = null;

  /** Looks for them; `clip` sends the clip where it is not with the bridge, and gives null where it comes to nothing. */
  async find(client: BridgeClient, clip: (signal: AbortSignal) => Promise<MediaRequest | null>): Promise<void> {
    this.forget();
    const abort = new AbortController();
    this.abort = abort;
    this.client = client;
    this.state.patch({ phase: "working" });
    try {
      const sent = await clip(abort.signal);
      if (!sent) return this.settle(abort, IDLE);
      let search = await client.findSpeakers({ clip: sent }, abort.signal);
      while (this.abort === abort && !search.proposal && !search.error) {
        this.state.patch({ search });
        search = await client.speakersSince(search.id, search.version, abort.signal);
      }
      if (search.error) return this.settle(abort, { ...IDLE, error: search.error });
      this.settle(abort, await proposed(client, search));
    } catch (thrown) {
      this.settle(abort, { ...IDLE, error: isAbort(thrown) ? null : thrown });
    }
  }

  /** Stops a search, or puts what was found away. */
  forget(): void {
    const { phase, search } = this.state.get();
    this.abort?.abort();
    this.abort = null;
    if (phase === "working" && search) void this.client?.cancelSpeakers(search.id).catch(() => undefined); // It ends by itself.
    this.state.set(() => IDLE);
  }

  setTurns(number: number, turns: readonly Turn[]): void {
    this.change(number, { turns: cleaned(turns, this.state.get().length), edited: true });
  }

  setVoice(number: number, voice: string): void {
    this.change(number, { voice });
  }

  /** Takes the last change back. */
  undo(): void {
    const { before } = this.state.get();
    const faces = before[before.length - 1];
    if (faces) this.state.patch({ faces, before: before.slice(0, -1) });
  }

  /** Everything as it was found. */
  reset(): void {
    const { before } = this.state.get();
    if (before[0]) this.state.patch({ faces: before[0], before: [] });
  }

  private change(number: number, part: Partial<Face>): void {
    const { faces, before } = this.state.get();
    this.state.patch({ faces: faces.map((face) => (face.number === number ? { ...face, ...part } : face)), before: [...before, faces] });
  }

  private settle(abort: AbortController, state: TalkState): void {
    if (this.abort === abort) this.state.set(() => state);
  }
}

async function proposed(client: BridgeClient, search: SpeakerSearchView): Promise<TalkState> {
  const { proposal } = search;
  if (!proposal) return IDLE;
  const [frames, seconds] = proposal.fps.split("/").map(Number);
  const rate = (frames ?? 25) / (seconds || 1);
  // After a cut a place tells nobody apart: a picture of each goes with the job.
  const people = proposal.isOneShot ? [] : await Promise.all(proposal.faces.map(async ({ number }) => (await client.keepSpeakerPicture(search.id, number)).uploadId));
  return {
    ...IDLE, phase: "done", search, length: proposal.frames / rate,
    faces: proposal.faces.map((face, index) => ({
      number: face.number, place: face.place, picture: `/api/v1/speakers/${search.id}/faces/${face.number}/picture`, person: people[index] ?? null, edited: false,
      voice: face.turns.length > 0 ? MAIN : OWN,
      turns: face.turns.map((turn) => ({ from: turn.start / rate, to: turn.end / rate, sure: turn.isSure ?? false })),
    })),
    unseen: proposal.unseen.map((range) => ({ from: range.start / rate, to: range.end / rate })),
  };
}
