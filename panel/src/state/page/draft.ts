import type { BridgeClient } from "../../bridge/client";
import { BridgeProblem, isAbort } from "../../bridge/errors";
import type { ItemOrigin, ItemRequest, JobRequest, JobView, MediaRequest, SoundRequest, VoiceRequest } from "../../bridge/wire";
import type { BrowserHost } from "../../hosts/browser";
import { newOperationId } from "../../request/operation-id";
import { PathRefused } from "../../request/path-refused";
import { againRequest, againOptions } from "../../request/again";
import type { RenderOptions } from "../../request/options";
import { Store } from "../store";
import { nameIn, named, pick, release, type MediaPart, type Pick } from "./picks";
import { Speakers } from "./speakers";

export type { MediaPart, Pick };

export interface KnownWords {
  readonly text: string;
  readonly language: string;
}

export interface Sending {
  readonly name: string;
  readonly fraction: number;
}

export interface DraftState {
  readonly voice: Pick | null;
  readonly clips: readonly Pick[];
  /** What the voice says; empty where nobody knows it. */
  readonly words: KnownWords;
  /** A picture of the one who shall speak; null for whom each clip is about. */
  readonly person: Pick | null;
  readonly sending: Sending | null;
  /** The earlier render that this one repeats with changes, until another clip is chosen. */
  readonly again: ItemOrigin | null;
  readonly error: unknown;
}

const NO_WORDS: KnownWords = { text: "", language: "" };

/** What is being put together in one tab. */
export class Draft {
  readonly state = new Store<DraftState>({ voice: null, words: NO_WORDS, clips: [], person: null, sending: null, again: null, error: null });
  /** Who speaks when in the one clip, where somebody asked. */
  readonly speakers = new Speakers();
  private abort: AbortController | null = null;
  /** Thumbnails are made one after the other: a browser decodes few films at once. */
  private pictures: Promise<void> = Promise.resolve();
  private operation: { readonly id: string; readonly body: string } | null = null;

  constructor(
    private readonly host: BrowserHost,
    private readonly many: boolean,
  ) {}

  setVoice(voice: File | string | null): void {
    release(this.state.get().voice);
    const picked = voice === null ? null : pick(voice);
    this.state.patch({ voice: picked, words: NO_WORDS, error: this.errorBut("voice") });
    if (picked?.file) void this.measure(picked.key, picked.file);
  }

  setWords(words: KnownWords): void {
    this.state.patch({ words });
  }

  setPerson(person: File | null): void {
    release(this.state.get().person);
    this.state.patch({ person: person && pick(person) });
  }

  /** Takes up an earlier render as it was, to be changed; what its options were is the answer. */
  again(origin: ItemOrigin): RenderOptions {
    const item = origin.request.items[0];
    for (const old of [this.state.get().voice, this.state.get().person, ...this.state.get().clips]) release(old);
    const person = item?.person ? named(nameIn(item.person.path ?? item.person.uploadId ?? ""), item.person) : null;
    const told = item?.audio?.words;
    const words = told?.text ? { text: told.text, language: told.language } : NO_WORDS;
    this.speakers.keep(item?.voices ?? null);
    if (item) this.state.patch({ words, voice: item.audio ? named(origin.voiceName, item.audio) : null, clips: [named(origin.clipName, item.clip)], person, again: origin, error: null });
    return againOptions(origin.request);
  }

  /** Asks the bridge whether it may read a path, and adds it where it may; resolves to the paths that were refused. */
  async addPaths(client: BridgeClient, kind: PathRefused["kind"], paths: readonly string[]): Promise<readonly string[]> {
    const found = await Promise.allSettled(paths.map((path) => client.media(path)));
    const good = paths.filter((_, index) => found[index]?.status === "fulfilled");
    const bad = paths.filter((_, index) => found[index]?.status === "rejected");
    const refusal = found.find((one) => one.status === "rejected");
    if (kind === "voice" && good[0] !== undefined) this.setVoice(good[0]);
    if (kind === "clips" && good.length > 0) this.addClips(good);
    if (refusal) this.state.patch({ error: new PathRefused(kind, bad[0] ?? "", refusal.reason) });
    return bad;
  }

  /** What is still to be said once a new voice, or new clips, are chosen: a path refused for the other is still missing. */
  private errorBut(kind: PathRefused["kind"]): unknown {
    const { error } = this.state.get();
    return error instanceof PathRefused && error.kind !== kind ? error : null;
  }

  /** Adds clips at the end; in a tab for one clip the last one given stays. */
  addClips(given: readonly (File | string)[]): void {
    const added = given.map(pick);
    const before = this.state.get().clips;
    if (!this.many) {
      for (const old of [...before, ...added.slice(0, -1)]) release(old);
      this.speakers.forget();
    }
    this.state.patch({ clips: this.many ? [...before, ...added] : added.slice(-1), again: null, error: this.errorBut("clips") });
    for (const one of added) {
      const { key, file } = one;
      if (!file) continue;
      this.pictures = this.pictures.then(() => this.picture(key, file));
      void this.measure(key, file);
    }
  }

  removeClip(key: string): void {
    const { clips } = this.state.get();
    release(clips.find((one) => one.key === key) ?? null);
    this.state.patch({ clips: clips.filter((one) => one.key !== key) });
  }

  clearClips(): void {
    for (const one of this.state.get().clips) release(one);
    this.speakers.forget();
    this.state.patch({ clips: [], again: null });
  }

  /** Moves a clip to another place in the order. */
  moveClip(key: string, to: number): void {
    const clips = [...this.state.get().clips];
    const from = clips.findIndex((one) => one.key === key);
    const [one] = clips.splice(from, 1);
    if (!one) return;
    clips.splice(Math.max(0, Math.min(clips.length, to)), 0, one);
    this.state.patch({ clips });
  }

  stopSending(): void {
    this.abort?.abort();
  }

  dismiss(): void {
    this.state.patch({ error: null });
  }

  /** The job of the first clip, once what it needs is with the bridge; null where there is none to ask for. */
  async asked(token: string, options: RenderOptions, signal: AbortSignal): Promise<JobRequest | null> {
    const { clips: [clip] } = this.state.get();
    if (!clip || this.abort) return null;
    try {
      const [said] = await this.said(token, signal);
      if (!said) return null;
      const sent = await this.send(clip, token, signal);
      return { idempotencyKey: newOperationId(), ...this.plain([{ clip: sent, ...said, label: labelOf(clip, said.audio) }], options) };
    } catch (thrown) {
      if (thrown instanceof BridgeProblem && thrown.code === "upload.not_found") this.forgetUploads();
      throw thrown;
    } finally {
      this.state.patch({ sending: null });
    }
  }

  /**
   * Sends what is not with the bridge yet, then the job. What was sent stays sent: a second try goes on where the first stopped.
   * With `spoken`, every clip is rendered once for each of the voices that it gives. Resolves to the job, or to null when it did not come to that (the reason is in the state).
   */
  async start(client: BridgeClient, token: string, options: RenderOptions, spoken?: () => Promise<VoiceRequest[]>): Promise<{ job: JobView; clips: readonly Pick[] } | null> {
    if (this.abort) return null;
    this.abort = new AbortController();
    this.state.patch({ error: null });
    const { clips: asked } = this.state.get();
    try {
      const voices = await this.said(token, this.abort.signal, spoken);
      if (voices.length === 0) return null;
      const sent = new Map<string, MediaRequest>();
      for (const clip of asked) if (this.holds(clip)) sent.set(clip.key, await this.send(clip, token, this.abort.signal));
      // What was taken out of the tray while it was sent is not wanted any more; what was added meanwhile waits for the next press.
      const items = asked.filter((clip) => this.holds(clip)).flatMap((clip) => {
        const media = sent.get(clip.key);
        // All languages of a clip, then the next clip: what was seen of it is at hand.
        return media ? voices.map((said) => ({ clip: media, ...said, label: labelOf(clip, said.audio), clientRef: clip.key })) : [];
      });
      if (items.length === 0) return null;
      const job = await client.submit(this.request(items, options), this.abort.signal);
      this.operation = null;
      const { clips: now } = this.state.get();
      const clips = now.filter((one) => sent.has(one.key));
      const added = now.filter((one) => !sent.has(one.key));
      if (added.length === 0) this.speakers.forget();
      this.state.patch({ clips: added, again: null });
      return { job, clips };
    } catch (thrown) {
      if (thrown instanceof BridgeProblem && thrown.code === "upload.not_found") this.forgetUploads();
      if (!isAbort(thrown)) this.state.patch({ error: thrown });
      return null;
    } finally {
      this.abort = null;
      this.state.patch({ sending: null });
    }
  }

  /** One key for one body: pressing Render again after a lost answer finds the job instead of making a second. */
  private request(items: JobRequest["items"], options: RenderOptions): JobRequest {
    const body = this.plain(items, options);
    const text = JSON.stringify(body);
    if (this.operation?.body !== text) this.operation = { id: newOperationId(), body: text };
    return { idempotencyKey: this.operation.id, ...body };
  }

  private plain(items: JobRequest["items"], options: RenderOptions): Omit<JobRequest, "idempotencyKey"> {
    const plain = {
      items, engine: options.engine, format: options.format, fit: items.some((item) => item.voices) ? "cut" : options.fit, intensity: options.intensity, offsetMs: options.offsetMs,
      noAudio: !options.sound, ...(options.preset === null ? {} : { preset: options.preset }), title: items.length === 1 ? (items[0]?.label ?? null) : null,
    };
    const { again, voice } = this.state.get();
    return again ? againRequest(plain, again.request, voice?.part !== null) : plain;
  }

  /** Who says what in each render of a clip; none where there is no voice. */
  private async said(token: string, signal: AbortSignal, spoken?: () => Promise<VoiceRequest[]>): Promise<Said[]> {
    const send = (one: Pick): Promise<MediaRequest> => this.send(one, token, signal);
    const { voice } = this.state.get();
    if (!this.many && !spoken && this.speakers.isAsked()) return [await this.speakers.said(voice, send)];
    if (!voice && !spoken) return [];
    const voices = spoken ? await spoken() : voice ? [this.spoken(await send(voice))] : [];
    const person = await this.sentPerson(token, signal);
    return voices.map((audio) => ({ audio, ...person }));
  }

  /** The clip as the bridge knows it, sent where it is not there yet. */
  async sentClip(token: string, signal: AbortSignal): Promise<MediaRequest | null> {
    const { clips: [clip] } = this.state.get();
    try {
      return clip && !this.abort ? await this.send(clip, token, signal) : null;
    } finally {
      this.state.patch({ sending: null });
    }
  }

  /** A voice with what it says. */
  private spoken(audio: MediaRequest): VoiceRequest {
    const { text, language } = this.state.get().words;
    return text.trim() !== "" && language.trim() !== "" ? { ...audio, words: { text: text.trim(), language: language.trim() } } : audio;
  }

  private async sentPerson(token: string, signal: AbortSignal): Promise<{ person?: SoundRequest }> {
    const { person } = this.state.get();
    return person ? { person: await this.send(person, token, signal) } : {};
  }

  private async send(one: Pick, token: string, signal: AbortSignal): Promise<MediaRequest> {
    if (one.path !== null) return { path: one.path, ...one.part };
    if (one.uploadId !== null) return { uploadId: one.uploadId, ...one.part };
    if (!one.file) throw new Error(`"${one.name}" is neither a file nor a path`);
    this.state.patch({ sending: { name: one.name, fraction: 0 } });
    const reply = await this.host.upload(one.file, token, (fraction) => this.state.patch({ sending: { name: one.name, fraction } }), signal);
    this.change(one.key, { uploadId: reply.uploadId });
    return { uploadId: reply.uploadId };
  }

  /** Whether a clip still lies in the tray. */
  private holds(clip: Pick): boolean {
    return this.state.get().clips.some((one) => one.key === clip.key);
  }

  private forgetUploads(): void {
    const { voice, person, clips } = this.state.get();
    for (const one of [voice, person, ...clips]) if (one) this.change(one.key, { uploadId: null });
  }

  private async picture(key: string, file: File): Promise<void> {
    const thumb = await this.host.thumbnail(file);
    this.change(key, thumb ? { thumb } : { unseen: true });
  }

  private async measure(key: string, file: File): Promise<void> {
    this.change(key, { seconds: await this.host.length(file) });
  }

  private change(key: string, part: Partial<Pick>): void {
    this.state.set((before) => ({
      ...before,
      voice: before.voice?.key === key ? { ...before.voice, ...part } : before.voice,
      person: before.person?.key === key ? { ...before.person, ...part } : before.person,
      clips: before.clips.map((one) => (one.key === key ? { ...one, ...part } : one)),
    }));
  }
}

/** What an item says of voices and of whose they are. */
export type Said = Omit<ItemRequest, "clip" | "label" | "clientRef">;

function labelOf(clip: Pick, audio: VoiceRequest | null | undefined): string {
  return (audio?.captions ? `${clip.name} · ${audio.captions.language}` : clip.name).slice(0, 200);
}
