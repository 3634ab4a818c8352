import { fakePremiere } from "../fakes/premiere/premierepro";
import { FakeProject, type FakeFile } from "../fakes/premiere/project";

/** What the runner tells the fake application before the panel starts; ticks and counts as decimal text. */
export interface FakeSetup {
  readonly port: number;
  readonly token: string;
  readonly files: readonly { readonly path: string; readonly frames: string; readonly frame: string; readonly video: boolean; readonly audio: boolean }[];
  /** Video clips on the lowest track, one after the other: index of the file, first source frame and frame count. */
  readonly clips: readonly { readonly file: number; readonly from: number; readonly frames: number }[];
  /** Index of the file that lies on the audio track under all of them. */
  readonly voice: number;
  /** How many frames of it lie there; all that the clips take when absent. */
  readonly voiceFrames?: number;
  /** What the Text panel made of the voice. */
  readonly transcript?: string;
  /** What the file chooser gives. */
  readonly chosen?: string;
  readonly locale: string;
  /** What an earlier panel kept of the sequence's batches. */
  readonly state: string | null;
  /** Why the host opens nothing for a panel. */
  readonly refusesToStart?: string;
}

interface RunnerWindow {
  readonly heygemSetup: FakeSetup;
  /** Asks the runner what a rendered file is. */
  heygemProbe(path: string): Promise<{ readonly frames: string; readonly frame: string; readonly audio: boolean } | null>;
  heygemProject: FakeProject;
  /** The plug-in's own data folder. */
  heygemRecords: Map<string, string>;
  /** Addresses that the panel had opened. */
  heygemStarted: string[];
  require(name: string): unknown;
}

const runner = window as unknown as RunnerWindow;
const setup = runner.heygemSetup;
runner.heygemStarted = [];
const project = new FakeProject();
runner.heygemProject = project;
project.probe = async (path): Promise<FakeFile | null> => {
  const found = await runner.heygemProbe(path);
  return found ? { path, frame: BigInt(found.frame), duration: BigInt(found.frames) * BigInt(found.frame), video: true, audio: found.audio } : null;
};

const media = setup.files.map((file) =>
  project.addMedia({ path: file.path, frame: BigInt(file.frame), duration: BigInt(file.frames) * BigInt(file.frame), video: file.video, audio: file.audio }),
);
const frame = media[setup.clips[0]?.file ?? 0]?.file?.frame ?? 1n;
const sequence = project.addSequence("Scene 12", frame, 1, 2);
let at = 0n;
const items = setup.clips.flatMap(({ file, from, frames }) => {
  const source = media[file];
  if (!source?.file) return [];
  const length = BigInt(frames) * source.file.frame;
  const item = project.put(sequence.video[0] ?? { id: 0, name: "", items: [] }, source, { start: at, end: at + length }, BigInt(from) * source.file.frame);
  at += length;
  return [item];
});
const voice = media[setup.voice];
if (voice && setup.transcript !== undefined) voice.transcript = setup.transcript;
const audioTrack = sequence.audio[1];
const sounding = setup.voiceFrames === undefined ? at : BigInt(setup.voiceFrames) * frame;
if (voice && audioTrack && at > 0n) items.push(project.put(audioTrack, voice, { start: 0n, end: sounding }));
project.select(...items);

const safe = new Map<string, string>();
const files = new Map<string, string>();
runner.heygemRecords = files;
if (setup.state !== null) files.set(`plugin-data:/ledger.${sequence.id.replace("/", "_")}.json`, setup.state);

// UXP's signals know whether they were aborted and tell nobody.
Object.defineProperty(AbortSignal.prototype, "addEventListener", { value: undefined });
const modules: Readonly<Record<string, unknown>> = {
  premierepro: fakePremiere(project),
  uxp: {
    shell: { openExternal: async (url: string) => (runner.heygemStarted.push(url), setup.refusesToStart ?? "") },
    host: { name: "premierepro", version: "26.3.0", uiLocale: setup.locale },
    storage: {
      localFileSystem: { getFileForOpening: async () => (setup.chosen === undefined ? null : { nativePath: setup.chosen }) },
      secureStorage: {
        getItem: async (key: string) => (safe.has(key) ? new TextEncoder().encode(safe.get(key)) : null),
        setItem: async (key: string, value: string) => void safe.set(key, value),
      },
    },
    entrypoints: { setup: () => undefined },
  },
  os: { platform: () => "linux", homedir: () => "/editor" },
  fs: {
    readFile: async (path: string): Promise<string> => {
      if (!path.startsWith("plugin-data:")) return JSON.stringify({ port: setup.port, token: setup.token });
      const kept = files.get(path);
      if (kept === undefined) throw new Error("no such file");
      return kept;
    },
    writeFile: async (path: string, text: string) => void files.set(path, text),
  },
};
runner.require = (name) => modules[name];
