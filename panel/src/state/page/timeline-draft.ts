import type { BridgeClient } from "../../bridge/client";
import { BridgeProblem, isAbort } from "../../bridge/errors";
import type { JobView, MediaRoot, TimelineReply, TimelineRequest } from "../../bridge/wire";
import type { BrowserHost } from "../../hosts/browser";
import { newOperationId } from "../../request/operation-id";
import type { RenderOptions } from "../../request/options";
import { Store } from "../store";
import type { Sending } from "./draft";

/** A file that the bridge has or can read. */
export interface Given {
  readonly name: string;
  readonly file: { readonly path: string } | { readonly uploadId: string };
}

/** A thing that is missing; each is a text of the tab. */
export type Lack = "needs" | "needsRate" | "needsVoice" | "reading" | "needsReading" | "needsOther" | "needsClip";

export interface TimelineState {
  readonly source: Given | null;
  /** Frames a second of an EDL; empty while nobody has said it. */
  readonly rate: string;
  readonly roots: readonly MediaRoot[];
  /** Which clips, in the bridge's words. */
  readonly which: string;
  /** An audio track such as A2, `file` for a voice file, empty for whatever sounds longest. */
  readonly voice: string;
  readonly voiceFile: Given | null;
  readonly handles: number;
  readonly reply: TimelineReply | null;
  /** Clips that were unticked, by id. */
  readonly off: ReadonlySet<string>;
  readonly reading: boolean;
  readonly sending: Sending | null;
  readonly error: unknown;
}

const EMPTY: TimelineState = {
  source: null, rate: "", roots: [], which: "V1", voice: "", voiceFile: null, handles: 0, reply: null, off: new Set(), reading: false, sending: null, error: null,
};

/** A timeline file that is being looked at: every choice reads it again, and the bridge says what would be rendered. */
export class TimelineDraft {
  readonly state = new Store<TimelineState>(EMPTY);
  private reads = 0;
  private abort: AbortController | null = null;
  private operation: { readonly id: string; readonly body: string } | null = null;

  constructor(
    private readonly host: BrowserHost,
    private readonly client: BridgeClient,
    private readonly token: () => string | null,
  ) {}

  /** Takes a timeline up; what was said of media folders stays, for the next one often lies in the same place. */
  async open(given: File | string): Promise<void> {
    this.state.set((before) => ({ ...EMPTY, roots: before.roots }));
    await this.take(given, (source) => this.state.patch({ source }));
  }

  async giveVoice(given: File | string): Promise<void> {
    await this.take(given, (voiceFile) => this.state.patch({ voice: "file", voiceFile }));
  }

  close(): void {
    this.reads += 1;
    this.abort?.abort();
    this.state.set((before) => ({ ...EMPTY, roots: before.roots }));
  }

  async choose(part: Partial<Pick<TimelineState, "rate" | "which" | "voice" | "handles">>): Promise<void> {
    this.state.patch({ ...part, ...(part.which === undefined ? {} : { off: new Set<string>() }) });
    await this.read();
  }

  /** Looks for missing files in a folder, too; resolves to whether the bridge takes it. */
  async addRoot(from: string, to: string): Promise<boolean> {
    this.state.set((before) => ({ ...before, roots: [...before.roots, { ...(from === "" ? {} : { from }), to }] }));
    await this.read();
    // A folder that is refused is no folder: the next try must not fail for it again.
    const refused = this.state.get().error !== null;
    if (refused) this.state.set((before) => ({ ...before, roots: before.roots.slice(0, -1) }));
    return !refused;
  }

  async removeRoot(index: number): Promise<void> {
    this.state.set((before) => ({ ...before, roots: before.roots.filter((_, at) => at !== index) }));
    await this.read();
  }

  tick(id: string, on: boolean): void {
    const off = new Set(this.state.get().off);
    if (on) off.delete(id);
    else off.add(id);
    this.state.patch({ off });
  }

  tickAll(on: boolean): void {
    this.state.patch({ off: new Set(on ? [] : (this.state.get().reply?.clips ?? []).map((clip) => clip.row.id)) });
  }

  dismiss(): void {
    this.state.patch({ error: null });
  }

  stopSending(): void {
    this.abort?.abort();
  }

  /** The clips that are ticked, by id. */
  chosen(): string[] {
    const { reply, off } = this.state.get();
    return (reply?.clips ?? []).map((clip) => clip.row.id).filter((id) => !off.has(id));
  }

  /** What is missing before clips can be rendered, the first thing of it; null where nothing is. */
  lacks(): Lack | null {
    const { source, reply, rate, voice, voiceFile, reading } = this.state.get();
    if (!source) return "needs";
    if (!reply && reading) return "reading";
    if (!reply && rate === "" && this.asksRate()) return "needsRate";
    if (voice === "file" && !voiceFile) return "needsVoice";
    if (!reply) return "needsReading";
    if (reply.clips.length === 0) return "needsOther";
    return this.chosen().length === 0 ? "needsClip" : null;
  }

  /** Sends the ticked clips. Resolves to the job, or to null where the reason is in the state. */
  async render(options: RenderOptions): Promise<JobView | null> {
    const { reply } = this.state.get();
    const timeline = this.request();
    if (!reply || !timeline) return null;
    const body = {
      timeline, sha256: reply.sha256, chosen: this.chosen(), engine: options.engine, format: options.format, intensity: options.intensity, offsetMs: options.offsetMs,
      ...(options.preset === null ? {} : { preset: options.preset }),
    };
    const text = JSON.stringify(body);
    // One key for one body: pressing Render again after a lost answer finds the job instead of making a second.
    if (this.operation?.body !== text) this.operation = { id: newOperationId(), body: text };
    this.state.patch({ error: null, reading: true });
    try {
      const job = await this.client.renderTimeline({ idempotencyKey: this.operation.id, ...body });
      this.operation = null;
      return job;
    } catch (thrown) {
      this.state.patch({ error: thrown });
      return null;
    } finally {
      this.state.patch({ reading: false });
    }
  }

  /** Asks the bridge anew; an answer that comes after a later question is dropped. */
  async read(): Promise<void> {
    const request = this.request();
    const read = ++this.reads;
    if (!request) return;
    this.state.patch({ reading: true, error: null });
    try {
      const reply = await this.client.readTimeline(request);
      if (read === this.reads) this.state.patch({ reply, reading: false });
    } catch (thrown) {
      if (read === this.reads) this.state.patch({ error: thrown, reading: false });
    }
  }

  /** Whether the bridge has asked for the rate of an EDL. */
  asksRate(): boolean {
    const { error, source } = this.state.get();
    return (error instanceof BridgeProblem && error.code === "timeline.rate_missing") || /\.edl$/i.test(source?.name ?? "");
  }

  private request(): TimelineRequest | null {
    const { source, rate, roots, which, voice, voiceFile, handles } = this.state.get();
    if (!source || (voice === "file" && !voiceFile)) return null;
    return {
      ...source.file, mediaRoots: [...roots], clips: which, handles, ...(rate === "" ? {} : { rate }),
      ...(voice === "file" && voiceFile ? { voice: voiceFile.file } : voice === "" ? {} : { voiceTrack: voice }),
    };
  }

  private async take(given: File | string, keep: (given: Given) => void): Promise<void> {
    this.abort?.abort();
    const abort = new AbortController();
    this.abort = abort;
    this.state.patch({ error: null });
    try {
      if (typeof given === "string") {
        keep({ name: given.split(/[\\/]/).pop() || given, file: { path: given } });
      } else {
        const sending = (fraction: number): void => this.state.patch({ sending: { name: given.name, fraction } });
        sending(0);
        const { uploadId } = await this.host.upload(given, this.token() ?? "", sending, abort.signal);
        keep({ name: given.name, file: { uploadId } });
      }
    } catch (thrown) {
      if (!isAbort(thrown)) this.state.patch({ error: thrown });
      return;
    } finally {
      if (this.abort === abort) this.state.patch({ sending: null });
    }
    await this.read();
  }
}
