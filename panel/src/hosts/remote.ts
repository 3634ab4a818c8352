import { fromStored, toStored } from "../timeline/stored";
import { askForSelection } from "./asking";
import {
  HostError, type Capability, type ClipLook, type EffectCopy, type HostAdapter, type ItemRef, type MediaChange, type MediaRef, type Pairing, type Placement, type SequenceInfo,
  type Take, type Takes, type TakeVerdict, type TimelineMarker, type TrackName, type Trim,
} from "./host";
import type { TrackItem } from "../timeline/track-item";

/** One question to another process and its answer, as text: windows in a sandbox hold no objects of the host's. */
export type Ask = (question: string) => Promise<string>;

/** Where the other process did not come as far as the adapter, it tells neither operation nor edits. */
type Answer = { readonly ok: true; readonly value: unknown; readonly edits?: number } | { readonly ok: false; readonly operation?: string; readonly error: string; readonly edits?: number };
type Call = (...args: readonly unknown[]) => unknown;

/** The calls that a window may make. */
const CALLS = [
  "capabilities", "selfTest", "activeSequence", "sequence", "isOpen", "selection", "items", "trackItems", "ensureBin", "mediaUnder", "importFiles", "changeMedia", "placeOnNewTrack",
  "overwrite", "trim", "looks", "copyEffects", "removeItems", "setDisabled", "addMarkers", "removeMarkers", "loadState", "saveState", "chooseVoice", "choosePicture", "preview", "readPairing",
] as const;
const TAKES = ["add", "remove"] as const;

/** Answers the questions of a `RemoteHost` by an adapter in this process. Never rejects. */
export function serveHost(host: HostAdapter): Ask {
  return async (question) => {
    let operation = "call";
    try {
      const { name, args } = fromStored(question) as { readonly name: string; readonly args: readonly unknown[] };
      operation = name;
      const value = await callOf(host, name)(...args);
      return toStored({ ok: true, value: value ?? null, edits: host.edits } satisfies Answer);
    } catch (thrown) {
      const error = HostError.from(operation, thrown);
      return toStored({ ok: false, operation: error.operation, error: error.detail, edits: host.edits } satisfies Answer);
    }
  };
}

function callOf(host: HostAdapter, name: string): Call {
  const own = CALLS.find((one) => one === name);
  if (own) return (host[own] as Call).bind(host);
  const take = TAKES.find((one) => `takes.${one}` === name);
  if (take && host.takes) return (host.takes[take] as Call).bind(host.takes);
  throw new HostError(name, "there is no such call");
}

/** An adapter of another process, such as Resolve's, which gives its objects to a plugin's main process and not to its window. */
export class RemoteHost implements HostAdapter {
  readonly kind = "resolve";
  edits = 0;

  constructor(
    readonly label: string,
    private readonly ask: Ask,
    /** How often the selection is asked for, milliseconds. */
    private readonly lookMs = 2000,
  ) {}

  readonly takes: Takes = {
    add: (sequenceId: string, takes: readonly Take[]) => this.call<readonly TakeVerdict[]>("takes.add", sequenceId, takes),
    remove: (sequenceId: string, refs: readonly ItemRef[]) => this.call<number>("takes.remove", sequenceId, refs),
  };

  capabilities = (): Promise<readonly Capability[]> => this.call("capabilities");
  selfTest = (): Promise<readonly Capability[]> => this.call("selfTest");
  activeSequence = (): Promise<SequenceInfo | null> => this.call("activeSequence");
  sequence = (id: string): Promise<SequenceInfo | null> => this.call("sequence", id);
  isOpen = (sequenceId: string): Promise<boolean> => this.call("isOpen", sequenceId);
  selection = (): Promise<readonly TrackItem[]> => this.call("selection");
  items = (sequenceId: string): Promise<readonly TrackItem[]> => this.call("items", sequenceId);
  trackItems = (sequenceId: string, trackIndex: number): Promise<readonly TrackItem[]> => this.call("trackItems", sequenceId, trackIndex);
  ensureBin = (sequenceId: string, path: readonly string[]): Promise<string> => this.call("ensureBin", sequenceId, path);
  mediaUnder = (sequenceId: string, path: readonly string[]): Promise<readonly MediaRef[]> => this.call("mediaUnder", sequenceId, path);
  importFiles = (paths: readonly string[], binId: string): Promise<boolean> => this.call("importFiles", paths, binId);
  changeMedia = (changes: readonly MediaChange[]): Promise<void> => this.call("changeMedia", changes);
  placeOnNewTrack = (sequenceId: string, mediaId: string, at: bigint): Promise<void> => this.call("placeOnNewTrack", sequenceId, mediaId, at);
  overwrite = (sequenceId: string, placements: readonly Placement[], names: readonly TrackName[] = []): Promise<void> => this.call("overwrite", sequenceId, placements, names);
  trim = (sequenceId: string, trims: readonly Trim[]): Promise<void> => this.call("trim", sequenceId, trims);
  looks = (sequenceId: string, refs: readonly ItemRef[]): Promise<readonly ClipLook[]> => this.call("looks", sequenceId, refs);
  copyEffects = (sequenceId: string, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]> => this.call("copyEffects", sequenceId, copies);
  removeItems = (sequenceId: string, refs: readonly ItemRef[]): Promise<number> => this.call("removeItems", sequenceId, refs);
  setDisabled = (sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void> => this.call("setDisabled", sequenceId, refs, disabled);
  addMarkers = (sequenceId: string, markers: readonly TimelineMarker[]): Promise<void> => this.call("addMarkers", sequenceId, markers);
  removeMarkers = (sequenceId: string, markers: readonly TimelineMarker[]): Promise<number> => this.call("removeMarkers", sequenceId, markers);
  loadState = (sequenceId: string): Promise<string | null> => this.call("loadState", sequenceId);
  saveState = (sequenceId: string, text: string): Promise<void> => this.call("saveState", sequenceId, text);
  chooseVoice = (): Promise<string | null> => this.call("chooseVoice");
  choosePicture = (): Promise<string | null> => this.call("choosePicture");
  preview = (path: string): Promise<void> => this.call("preview", path);
  readPairing = (): Promise<Pairing | null> => this.call("readPairing");

  onSelectionChanged(callback: () => void): () => void {
    return askForSelection(this, this.lookMs, callback);
  }

  private async call<T>(name: string, ...args: readonly unknown[]): Promise<T> {
    const answer = fromStored(await this.ask(toStored({ name, args }))) as Answer;
    this.edits = answer.edits ?? this.edits;
    if (!answer.ok) throw new HostError(answer.operation ?? name, answer.error);
    return answer.value as T;
  }
}
