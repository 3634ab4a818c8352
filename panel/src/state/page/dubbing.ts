import type { BridgeClient } from "../../bridge/client";
import type { CaptionsReply, ItemOrigin, SpeechVoice, VoiceRequest } from "../../bridge/wire";
import type { BrowserHost } from "../../hosts/browser";
import { newOperationId } from "../../request/operation-id";
import { captionsOf, toSrt } from "../../request/srt";
import { Store } from "../store";

export type DubbedCue = CaptionsReply["cues"][number];
export type SpeakerVoice = NonNullable<NonNullable<VoiceRequest["captions"]>["speakers"]>[number];

/** Captions of one language that are to be spoken. */
export interface Script {
  readonly key: string;
  readonly name: string;
  /** A tag such as `de`; empty until somebody says it. */
  readonly language: string;
  /** A voice's id; empty for the language's own. */
  readonly voice: string;
  /** Voices of speakers that the captions name. */
  readonly speakers: readonly SpeakerVoice[];
  readonly cues: readonly DubbedCue[];
  /** The upload that holds the cues as they are now; null after they were changed. */
  readonly uploadId: string | null;
}

/** Text that is being typed, and its language. */
export interface Typed {
  readonly text: string;
  readonly language: string;
}

export interface DubbingState {
  readonly scripts: readonly Script[];
  /** What is typed and not taken up yet: it stays while another tab is looked at. */
  readonly typed: Typed;
  readonly voices: readonly SpeechVoice[];
  readonly keepBackground: boolean;
  /** The cue that is being spoken, `script/number`. */
  readonly hearing: string | null;
  readonly reading: boolean;
  readonly error: unknown;
}

/** A tag as the bridge takes it. */
const TAG = /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/;

/** The speakers that somebody chose a voice for. */
function chosen(script: Script): SpeakerVoice[] {
  return script.speakers.filter((one) => one.voice !== "");
}

/** `pt` of `pt-BR`. */
function primary(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? "";
}

/** The captions of the tab for text: read by the bridge, heard, corrected, and sent with the clips. */
export class Dubbing {
  readonly state = new Store<DubbingState>({ scripts: [], typed: { text: "", language: "" }, voices: [], keepBackground: false, hearing: null, reading: false, error: null });
  private player: HTMLAudioElement | null = null;

  constructor(
    private readonly host: BrowserHost,
    private readonly client: BridgeClient,
    private readonly token: () => string | null,
  ) {}

  /** Whether something was typed, or cues were changed, that a reload would lose. */
  holdsWork(): boolean {
    const { typed, scripts } = this.state.get();
    return typed.text.trim() !== "" || scripts.some((one) => one.uploadId === null);
  }

  async loadVoices(): Promise<void> {
    await this.act(async () => this.state.patch({ voices: await this.client.voices() }));
  }

  /** Takes up files one after the other; of those that cannot be read the first one's reason stays. */
  async addFiles(files: readonly File[]): Promise<void> {
    let first: unknown = null;
    for (const file of files) {
      await this.add(file);
      first ??= this.state.get().error;
    }
    this.state.patch({ error: first });
  }

  type(typed: Partial<Typed>): void {
    this.state.set((before) => ({ ...before, typed: { ...before.typed, ...typed } }));
  }

  /** Takes up what was typed, which stays until the bridge has read it. */
  async addTyped(): Promise<void> {
    const { text } = this.state.get().typed;
    const language = this.state.get().typed.language.trim();
    const taken = await this.add(new File([captionsOf(text)], `text.${TAG.test(language) ? language : "txt"}.srt`), language);
    if (taken && this.state.get().typed.text === text) this.type({ text: "" });
  }

  /** Takes up the captions that an earlier render spoke. */
  async again(origin: ItemOrigin): Promise<void> {
    const captions = origin.request.items[0]?.audio?.captions;
    if (!captions) return;
    const { path, uploadId } = captions;
    await this.act(async () => {
      const { cues } = await this.client.readCaptions({ ...(uploadId ? { uploadId } : { path: path ?? null }) });
      const script: Script = { key: newOperationId(), name: origin.voiceName, language: captions.language, voice: captions.voice ?? "", speakers: captions.speakers ?? [], cues, uploadId: uploadId ?? null };
      this.state.patch({ scripts: [script], keepBackground: captions.keepBackground ?? false });
    });
  }

  remove(key: string): void {
    this.state.set((before) => ({ ...before, scripts: before.scripts.filter((one) => one.key !== key) }));
  }

  change(key: string, part: Partial<Pick<Script, "language" | "voice">>): void {
    const changed = (one: Script): Script => {
      // Voices are of a language: for another they are chosen anew.
      const other = part.language !== undefined && primary(part.language) !== primary(one.language);
      return { ...one, ...(other ? { voice: "", speakers: [] } : {}), ...part };
    };
    this.state.set((before) => ({ ...before, scripts: before.scripts.map((one) => (one.key === key ? changed(one) : one)) }));
  }

  /** Gives a speaker a voice; empty for the one that the others have. */
  giveVoice(key: string, speaker: string, voice: string): void {
    const given = (one: Script): Script => ({ ...one, speakers: [...one.speakers.filter((other) => other.speaker !== speaker), { speaker, voice }] });
    this.state.set((before) => ({ ...before, scripts: before.scripts.map((one) => (one.key === key ? given(one) : one)) }));
  }

  /** Who speaks a cue. */
  private voiceOf(script: Script, cue: DubbedCue): string {
    return script.speakers.find((one) => one.speaker === cue.speaker)?.voice || script.voice;
  }

  /** What a cue says from now on; how it lies in its place is not known then. */
  write(key: string, index: number, text: string): void {
    const changed = (cue: DubbedCue, at: number): DubbedCue => (at === index ? { ...cue, text, outcome: null, advice: null } : cue);
    this.state.set((before) => ({ ...before, scripts: before.scripts.map((one) => (one.key === key ? { ...one, cues: one.cues.map(changed), uploadId: null } : one)) }));
  }

  keepBackground(keepBackground: boolean): void {
    this.state.patch({ keepBackground });
  }

  dismiss(): void {
    this.state.patch({ error: null });
  }

  /** Whether every script can be sent. */
  isReady(): boolean {
    const { scripts } = this.state.get();
    return scripts.length > 0 && scripts.every((one) => TAG.test(one.language)) && new Set(scripts.map((one) => one.language.toLowerCase())).size === scripts.length;
  }

  /** Speaks a cue at the pace that it would have, and plays it. */
  async hear(script: Script, index: number): Promise<void> {
    const cue = script.cues[index];
    if (!cue) return;
    this.state.patch({ hearing: `${script.key}/${index}` });
    const voice = this.voiceOf(script, cue);
    await this.act(async () => {
      const url = await this.host.hear({ text: cue.text, language: script.language, ...(voice ? { voice } : {}), seconds: Math.max(0.1, cue.end - cue.start) }, this.token() ?? "");
      this.player?.pause();
      this.player = new Audio(url);
      this.player.onended = () => URL.revokeObjectURL(url);
      await this.player.play();
    });
    this.state.patch({ hearing: null });
  }

  /** Finds out how each cue lies in its place. */
  async check(script: Script): Promise<void> {
    await this.act(async () => {
      const uploadId = await this.sent(script);
      const speakers = chosen(script);
      const read = await this.client.readCaptions({
        uploadId, language: script.language, ...(script.voice ? { voice: script.voice } : {}), ...(speakers.length > 0 ? { speakers } : {}),
      });
      // What was written meanwhile holds: of that it is not known how it lies.
      this.state.set((before) => ({ ...before, scripts: before.scripts.map((one) => (one.key === script.key && one.cues === script.cues ? { ...one, cues: read.cues } : one)) }));
    });
  }

  /** What the clips are to say, once a language. */
  async voicesOf(): Promise<VoiceRequest[]> {
    const sound: VoiceRequest[] = [];
    for (const script of this.state.get().scripts) {
      const uploadId = await this.sent(script);
      const speakers = chosen(script);
      sound.push({
        captions: {
          uploadId, language: script.language, ...(script.voice ? { voice: script.voice } : {}), ...(speakers.length > 0 ? { speakers } : {}),
          keepBackground: this.state.get().keepBackground,
        },
      });
    }
    return sound;
  }

  private add(file: File, language = ""): Promise<boolean> {
    return this.act(async () => {
      const uploadId = (await this.upload(file)).uploadId;
      const read = await this.client.readCaptions({ uploadId });
      const script: Script = { key: newOperationId(), name: file.name, language: language || (read.language ?? ""), voice: "", speakers: [], cues: read.cues, uploadId };
      this.state.set((before) => ({ ...before, scripts: [...before.scripts, script] }));
    });
  }

  private async sent(script: Script): Promise<string> {
    if (script.uploadId !== null) return script.uploadId;
    const stem = script.name.replace(/\.[^.]*$/, "");
    const { uploadId } = await this.upload(new File([toSrt(script.cues)], `${stem}.srt`));
    // Cues that were written meanwhile are not in it.
    this.state.set((before) => ({ ...before, scripts: before.scripts.map((one) => (one.key === script.key && one.cues === script.cues ? { ...one, uploadId } : one)) }));
    return uploadId;
  }

  private upload(file: File): Promise<{ readonly uploadId: string }> {
    return this.host.upload(file, this.token() ?? "", () => undefined, new AbortController().signal);
  }

  private async act(work: () => Promise<void>): Promise<boolean> {
    this.state.patch({ error: null, reading: true });
    try {
      await work();
      return true;
    } catch (thrown) {
      this.state.patch({ error: thrown });
      return false;
    } finally {
      this.state.patch({ reading: false });
    }
  }
}
