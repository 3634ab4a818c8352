import type { ItemRequest, MediaRequest, SpokenVoiceRequest } from "../../bridge/wire";
import { isWhole, ranged, speaking, whose } from "../speakers/said";
import { MAIN, Talk } from "../speakers/talk";
import { Store } from "../store";
import { pick, release, type Pick } from "./picks";

export interface SpeakersState {
  /** Voices beside the one that is chosen above. */
  readonly voices: readonly Pick[];
  /** The voices of an earlier render, sent again as they were. */
  readonly kept: readonly SpokenVoiceRequest[] | null;
}

const NOTHING: SpeakersState = { voices: [], kept: null };

/** Several speakers in the page's one clip: who speaks when, and the voices that were picked for them. */
export class Speakers {
  readonly state = new Store<SpeakersState>(NOTHING);
  readonly talk = new Talk();

  /** Stops a search, or puts what was found away. */
  forget(): void {
    this.talk.forget();
    for (const one of this.state.get().voices) release(one);
    this.state.set(() => NOTHING);
  }

  /** Takes up the voices of an earlier render as they were; null where it had one. */
  keep(kept: readonly SpokenVoiceRequest[] | null): void {
    this.forget();
    this.state.patch({ kept });
  }

  addVoice(number: number, file: File): void {
    const voice = pick(file);
    this.state.patch({ voices: [...this.state.get().voices, voice] });
    this.talk.setVoice(number, voice.key);
  }

  /** Whether the job says more than one voice for the clip's one face. */
  isAsked(): boolean {
    return this.state.get().kept !== null || speaking(this.talk.state.get().faces).length > 0;
  }

  /** Whether all voices that the faces have are there. */
  isReady(main: Pick | null): boolean {
    return this.state.get().kept !== null || main !== null || !speaking(this.talk.state.get().faces).some((face) => face.voice === MAIN);
  }

  /** What an item says of voices and of whose they are. */
  async said(main: Pick | null, send: (one: Pick) => Promise<MediaRequest>): Promise<Omit<ItemRequest, "clip">> {
    const { kept, voices } = this.state.get();
    if (kept) return { voices: [...kept] };
    const { faces: all } = this.talk.state.get();
    const faces = speaking(all);
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
    if (faces.length === 1) return { audio, ...whose(first), lipSync: first.turns.map(ranged) };
    const one = sent.size === 1;
    // Untouched, one voice for all is shared out by the bridge, which cuts it in its own pauses.
    if (one && faces.length === all.filter((face) => face.turns.length > 0).length && !all.some((face) => face.edited)) return { voices: [{ audio, face: "auto" }] };
    return {
      voices: faces.map((face) => ({ audio: sent.get(face.voice) ?? audio, ...whose(face), ...(isWhole(face, faces) ? {} : { ranges: face.turns.map(ranged) }) })),
      ...(one ? { finalAudio: audio } : {}),
    };
  }
}
