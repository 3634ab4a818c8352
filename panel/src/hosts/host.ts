import type { TickRange } from "../timeline/ticks";
import type { TrackItem } from "../timeline/track-item";

/**
 * The sequence the editor works in. Its id, like every id that an adapter gives, also says which project it is of: several may be open,
 * and the one in front is not always the one that a batch belongs to.
 */
export interface SequenceInfo {
  readonly id: string;
  readonly name: string;
  readonly projectName: string;
  /** Where the project's file lies, as the host says it; empty where it was never saved or the host does not say. */
  readonly projectPath: string;
  /** Length of one frame in ticks. */
  readonly frame: bigint;
  /** Whether the editor sees drop-frame timecode. */
  readonly dropFrame: boolean;
  /** Timecode of the first frame in ticks; item positions do not include it. */
  readonly zeroPoint: bigint;
  readonly videoTracks: number;
  readonly audioTracks: number;
  /** Where every clip lies on a track of its own: those that sound, for choosing a voice. */
  readonly sounds?: readonly Sound[];
}

/** A layer that sounds. */
export interface Sound {
  readonly trackIndex: number;
  /** The number that the editor sees, from the top. */
  readonly layer: number;
  readonly name: string;
}

/** A file in the project panel. */
export interface MediaRef {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** One clip to lay on a video track. The host uses the in and out marks of the media, or the whole file where it has none. */
export interface Placement {
  readonly mediaId: string;
  /** Sequence clock. */
  readonly at: bigint;
  readonly trackIndex: number;
}

/** A change of a file in the project panel. What is absent stays as it is. */
export interface MediaChange {
  readonly mediaId: string;
  readonly name?: string;
  /** Colour label by the host's own index; shows on items placed afterwards. */
  readonly label?: number;
  /** In and out marks that placing uses, in ticks from the file's first frame. */
  readonly marks?: TickRange;
}

/** A name for a video track. */
export interface TrackName {
  readonly trackIndex: number;
  readonly name: string;
}

/** An item that lies a little beside where it belongs, and where it belongs. */
export interface Trim {
  readonly item: ItemRef;
  readonly span: TickRange;
}

/** What lies on a clip that its render will not have of itself. */
export interface ClipLook {
  /** Effects besides Motion and Opacity, by the names that the editor knows. */
  readonly effects: readonly string[];
  /** Whether a transition lies at one of its ends: an opaque render covers it. */
  readonly transition: boolean;
  /** Whether what lies below shows through it, so that a copy above it and it would both be seen. */
  readonly through?: boolean;
}

/** A clip and the render that gets its effects. */
export interface EffectCopy {
  readonly from: ItemRef;
  readonly to: ItemRef;
}

/** An item on a video track, named by what it is and where it lies, because host objects go stale. */
export interface ItemRef {
  readonly trackIndex: number;
  readonly start: bigint;
  readonly end: bigint;
  readonly path: string;
}

/** A render that goes into its original as a further take of it, over the whole of the clip. */
export interface Take {
  readonly item: ItemRef;
  readonly mediaId: string;
  readonly path: string;
  /** The part of the render that the clip shows, in ticks from the file's first frame. */
  readonly marks: TickRange;
}

/** Why a render is not a take of its clip, in the host's words, and whether something of it could not be taken out again; null where it is one. */
export type TakeVerdict = { readonly words: string; readonly left: boolean } | null;

/** A host whose clips hold several takes: a render goes into its original, which keeps its grade, its place and all that lies on it. */
export interface Takes {
  add(sequenceId: string, takes: readonly Take[]): Promise<readonly TakeVerdict[]>;
  /** Takes renders out of the clips that hold them, wherever those now lie, and shows the other take again. Returns how many were there. */
  remove(sequenceId: string, refs: readonly ItemRef[]): Promise<number>;
}

/** A render that lies above its original as a copy of it, with all that lies on that, and shows its own file. */
export interface Copy {
  readonly item: ItemRef;
  readonly mediaId: string;
  readonly path: string;
  /** The part of the sequence that the render covers. */
  readonly span: TickRange;
  /** Where the render's first frame lies in the original's file, in ticks from the file's first frame. */
  readonly begin: bigint;
  /** Length of one frame of both files in ticks. */
  readonly frame: bigint;
}

/** The track of a copy; or why there is none, in the host's words, and whether something of it could not be taken off again. */
export type CopyVerdict = { readonly trackIndex: number } | { readonly words: string; readonly left: boolean };

/** A host whose clips each lie on a track of their own: a render is a copy of its clip, directly above it. */
export interface Copies {
  add(sequenceId: string, copies: readonly Copy[]): Promise<readonly CopyVerdict[]>;
}

/** A host that writes down what is said in files. */
export interface Transcripts {
  /** The transcript of each file, as the host gives it out; null where it has none. */
  read(mediaIds: readonly string[]): Promise<readonly (string | null)[]>;
}

export interface TimelineMarker {
  readonly name: string;
  readonly comments: string;
  readonly span: TickRange;
}

/** Whether a marker on the timeline is `wanted`. Hosts snap markers to frames, so the place may be off by less than one. */
export function isMarker(wanted: TimelineMarker, name: string, comments: string, start: bigint, frame: bigint): boolean {
  const off = start - wanted.span.start;
  return name === wanted.name && comments === wanted.comments && off < frame && -off < frame;
}

/** What the host can do, probed, for Diagnostics and for hiding what cannot work. `false` carries the reason. */
export interface Capability {
  readonly name: string;
  readonly works: boolean;
  readonly detail: string;
}

/** Where the bridge listens and the key to it. */
export interface Pairing {
  readonly port: number;
  readonly token: string;
}

/**
 * What one host application does for the panel. All methods read the host afresh; nothing returned is live.
 * A method that fails rejects with HostError. Edits are one undo step each unless said otherwise.
 */
export interface HostAdapter {
  readonly kind: "premiere-uxp" | "premiere-cep" | "resolve" | "aftereffects" | "fake";
  /** Name and version for people, such as `Premiere Pro 26.3.0`. */
  readonly label: string;
  /** Undo steps that this adapter has caused so far. */
  readonly edits: number;
  /** Only where the host's clips have takes. */
  readonly takes?: Takes;
  /** Only where each clip lies on a track of its own; renders are then laid by it alone. */
  readonly copies?: Copies;
  /** Only where the host gives out what it wrote down. */
  readonly transcripts?: Transcripts | undefined;

  capabilities(): Promise<readonly Capability[]>;
  /** Tries what no document settles, on a copy of the sequence in front, and removes the copy. For a report that anybody can send. */
  selfTest(): Promise<readonly Capability[]>;
  /** The sequence in front, or null where none is open. */
  activeSequence(): Promise<SequenceInfo | null>;
  /** The sequence with this id, or null when it is gone or its project is closed. */
  sequence(id: string): Promise<SequenceInfo | null>;
  /** Whether the project of this sequence is open. */
  isOpen(sequenceId: string): Promise<boolean>;
  /** Selected items of the sequence in front. One that cannot be read is there all the same: see `TrackItem.unread`. */
  selection(): Promise<readonly TrackItem[]>;
  /** Every clip on every video and audio track. */
  items(sequenceId: string): Promise<readonly TrackItem[]>;
  /** The clips of one video track. */
  trackItems(sequenceId: string, trackIndex: number): Promise<readonly TrackItem[]>;

  /** Finds or makes the bins along `path` below the root of the sequence's project and returns the id of the last. */
  ensureBin(sequenceId: string, path: readonly string[]): Promise<string>;
  /** Files in the bin at `path` and in the bins below it, in the sequence's project; empty when there is no such bin. */
  mediaUnder(sequenceId: string, path: readonly string[]): Promise<readonly MediaRef[]>;
  /** Asks the host to import; it may land later. Not undoable. Resolves to false when the host refuses. */
  importFiles(paths: readonly string[], binId: string): Promise<boolean>;
  /** Names, labels and marks files, all in one step. */
  changeMedia(changes: readonly MediaChange[]): Promise<void>;

  /** Lays one clip on a new video track above all others, without sound. */
  placeOnNewTrack(sequenceId: string, mediaId: string, at: bigint): Promise<void>;
  /**
   * Lays clips on existing tracks, over whatever is there: callers check first that nothing is. Names tracks in the same step; a host
   * that cannot name them lays the clips all the same.
   */
  overwrite(sequenceId: string, placements: readonly Placement[], names?: readonly TrackName[]): Promise<void>;
  /** Moves the ends of items on the timeline, each trimmed as by hand. */
  trim(sequenceId: string, trims: readonly Trim[]): Promise<void>;
  /** What lies on these clips, in their order. */
  looks(sequenceId: string, refs: readonly ItemRef[]): Promise<readonly ClipLook[]>;
  /** Gives each render the effects of its original, in few steps. Answers for each what it still lacks, by name. */
  copyEffects(sequenceId: string, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]>;
  /** Removes items without closing the gap and without touching their sound. Returns how many were there. */
  removeItems(sequenceId: string, refs: readonly ItemRef[]): Promise<number>;
  setDisabled(sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void>;
  addMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<void>;
  /** Removes markers with these words that begin within a frame of these places. Returns how many were there. */
  removeMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<number>;

  /** Text kept with the sequence (or, where the host has no such place, with the panel); null when never saved. */
  loadState(sequenceId: string): Promise<string | null>;
  saveState(sequenceId: string, text: string): Promise<void>;

  /** Lets the editor choose a sound file; null when they do not. */
  chooseVoice(): Promise<string | null>;
  /** Lets the editor choose a picture of a person; null when they do not. */
  choosePicture(): Promise<string | null>;
  /** Where the playhead of the sequence in front stands, ticks from its first frame; absent where the host does not tell. */
  playhead?(): Promise<bigint>;
  /** Shows a file in the host's source monitor. */
  preview(path: string): Promise<void>;
  /** Calls back after the selection may have changed; returns the way to stop it. */
  onSelectionChanged(callback: () => void): () => void;
  /** Reads the bridge's discovery file where the host may; null where it may not or there is none. */
  readPairing(): Promise<Pairing | null>;
}

/** A call to the host application that did not do what it should. */
export class HostError extends Error {
  override readonly name = "HostError";

  constructor(
    readonly operation: string,
    readonly detail: string,
  ) {
    super(`${operation}: ${detail}`);
  }

  /** Wraps whatever a host threw. */
  static from(operation: string, thrown: unknown): HostError {
    if (thrown instanceof HostError) return thrown;
    return new HostError(operation, thrown instanceof Error ? thrown.message : String(thrown));
  }
}
