import type { TickRange } from "../../../panel/src/timeline/ticks";

/** What a file on disk is, as far as a project needs to know. */
export interface FakeFile {
  readonly path: string;
  readonly duration: bigint;
  readonly frame: bigint;
  readonly video: boolean;
  readonly audio: boolean;
}

/** A file, sequence or title in the project panel. Mutable: this is the fake host's own memory. */
export interface FakeMedia {
  id: string;
  /** What the Text panel made of it, as it gives it out. */
  transcript?: string;
  name: string;
  path: string | null;
  file: FakeFile | null;
  label: number;
  marks: TickRange | null;
  /** The part of the file that a subclip is. */
  part: TickRange | null;
  offline: boolean;
  nested: boolean;
  multicam: boolean;
  merged: boolean;
}

export interface FakeBin {
  id: string;
  name: string;
  bins: FakeBin[];
  media: FakeMedia[];
}

export interface FakeItem {
  id: string;
  name: string;
  media: FakeMedia;
  start: bigint;
  end: bigint;
  inPoint: bigint;
  outPoint: bigint;
  speed: number;
  reversed: boolean;
  disabled: boolean;
  adjustment: boolean;
  selected: boolean;
  label: number;
  /** Effects by their match names, the fixed ones first. */
  effects: FakeEffect[];
}

export interface FakeEffect {
  readonly matchName: string;
  readonly displayName: string;
  /** Values by the place of their parameter. */
  readonly values: (number | string | boolean)[];
  /** Places of the parameters that move. */
  readonly moving?: readonly number[];
}

/** What every picture has: the values are those of a clip that nobody touched. */
export function fixedEffects(): FakeEffect[] {
  return [
    { matchName: "AE.ADBE Opacity", displayName: "Opacity", values: [100, 0] },
    { matchName: "AE.ADBE Motion", displayName: "Motion", values: [0.5, 100, 100, true, 0, 0.5, 0] },
  ];
}

export interface FakeTrack {
  id: number;
  name: string;
  items: FakeItem[];
  /** Spans of transitions. */
  transitions?: TickRange[];
}

export interface FakeMarker {
  name: string;
  comments: string;
  start: bigint;
  duration: bigint;
  color: number;
}

export interface FakeSequence {
  id: string;
  name: string;
  frame: bigint;
  zeroPoint: bigint;
  dropFrame: boolean;
  video: FakeTrack[];
  audio: FakeTrack[];
  markers: FakeMarker[];
  properties: Map<string, string>;
}

/**
 * A Premiere project in memory, with the ways in which the real one surprises: imports land late, placing obeys marks and carries
 * sound along, one transaction makes one new track, and objects read before an edit are dead after it (`generation`).
 */
export class FakeProject {
  /** Whether the editor has it open. */
  open = true;
  /** Where its file lies. */
  path = "/film/Fake.prproj";
  /** How often a track item was asked for its start: what reading timelines costs. */
  itemReads = 0;
  /** Whether selecting a picture selects its own sound with it, as Premiere does unless told otherwise. */
  linkedSelection = false;
  /** Where the host puts an in or out mark that was set at these ticks of the file. */
  snapMark: (at: bigint, file: FakeFile) => bigint = (at) => at;
  /** Where an item ends up that is placed over this span of the sequence. */
  snapItem: (span: TickRange) => TickRange = (span) => span;
  /** Whether imports of files that are not there are accepted all the same, and never land. */
  acceptMissing = false;
  /** Whether placing refuses audio index -1. */
  refuseNoAudio = false;
  /** Whether inserting pushes the other tracks along although it was told not to. */
  rippleInsert = false;
  /** Whether a subclip's source counts from the subclip's own start. */
  subclipFromStart = false;
  /** Whether sequences cannot be deleted. */
  keepSequences = false;
  /** An application that gives no transcripts out. */
  noTranscripts = false;
  /** Effects that a plug-in can make, with the values they begin with. */
  readonly filters = new Map<string, FakeEffect>([["AE.ADBE Lumetri", { matchName: "AE.ADBE Lumetri", displayName: "Lumetri Color", values: [0, 0, 0] }]]);
  readonly root: FakeBin = { id: "root", name: "Root", bins: [], media: [] };
  readonly sequences: FakeSequence[] = [];
  active: FakeSequence | null = null;
  /** Grows with every edit; facades compare it with what they saw when they were made. */
  generation = 0;
  /** One entry an undo step. */
  readonly undo: string[] = [];
  /** How long an import takes to appear, milliseconds. */
  importDelay = 120;
  /** Refuses every import, as a host with a broken importer does. */
  refuseImports = false;
  /** Files the disk holds. Anything not known here cannot be imported. */
  readonly disk = new Map<string, FakeFile>();
  /** Looks up a file the disk map does not hold (a test may ask a real one). */
  probe: (path: string) => Promise<FakeFile | null> = async () => null;
  /** Milliseconds; tests drive it. */
  clock: () => number = () => Date.now();
  private readonly pending: { due: number; files: FakeFile[]; bin: FakeBin }[] = [];
  private readonly listeners = new Set<() => void>();
  /** Whether ExtendScript cannot send messages to the panel. */
  noEvents = false;
  /** Gets the messages that ExtendScript sends to the panel. */
  onMessage: (type: string) => void = () => undefined;
  private ids = 0;

  constructor(
    readonly guid = "proj-1",
    readonly name = "Fake.prproj",
  ) {}

  nextId(prefix: string): string {
    this.ids += 1;
    return `${prefix}${this.ids}`;
  }

  addSequence(name: string, frame: bigint, videoTracks: number, audioTracks: number): FakeSequence {
    const track = (kind: string, index: number): FakeTrack => ({ id: this.ids++, name: `${kind}${index + 1}`, items: [] });
    const sequence: FakeSequence = {
      id: `${this.guid}/${this.nextId("seq-")}`, name, frame, zeroPoint: 0n, dropFrame: false,
      video: Array.from({ length: videoTracks }, (_, i) => track("V", i)),
      audio: Array.from({ length: audioTracks }, (_, i) => track("A", i)),
      markers: [], properties: new Map(),
    };
    this.sequences.push(sequence);
    this.active ??= sequence;
    return sequence;
  }

  /** Copies a sequence under a name of its own, as "Duplicate" does. */
  cloneSequence(from: FakeSequence): FakeSequence {
    const tracks = (kind: readonly FakeTrack[]): FakeTrack[] =>
      kind.map((track) => ({ ...track, items: track.items.map((item) => ({ ...item, id: this.nextId("clip-"), effects: item.effects.map((one) => ({ ...one, values: [...one.values] })) })) }));
    const copy: FakeSequence = {
      ...from, id: `${this.guid}/${this.nextId("seq-")}`, name: `${from.name} Copy`, video: tracks(from.video), audio: tracks(from.audio),
      markers: from.markers.map((one) => ({ ...one })), properties: new Map(from.properties),
    };
    this.sequences.push(copy);
    return copy;
  }

  /** Items of a file; without its subclips where that is asked for. */
  matching(path: string, ignoreSubclips: boolean): FakeMedia[] {
    return this.bins().flatMap((bin) => bin.media).filter((one) => one.path === path && !(ignoreSubclips && one.part));
  }

  addMedia(file: FakeFile, over: Partial<FakeMedia> = {}, bin: FakeBin = this.root): FakeMedia {
    this.disk.set(file.path, file);
    const name = file.path.split(/[\\/]/).pop() ?? file.path;
    const media: FakeMedia = {
      id: this.nextId("item-"), name, path: file.path, file, label: 0, marks: null, part: null,
      offline: false, nested: false, multicam: false, merged: false, ...over,
    };
    bin.media.push(media);
    return media;
  }

  /** Puts an item on a track as an editor would have; the source starts at `inPoint`. */
  put(track: FakeTrack, media: FakeMedia, span: TickRange, inPoint = 0n, over: Partial<FakeItem> = {}): FakeItem {
    const item: FakeItem = {
      id: this.nextId("clip-"), name: media.name, media, start: span.start, end: span.end, inPoint,
      outPoint: inPoint + (span.end - span.start), speed: 1, reversed: false, disabled: false, adjustment: false, selected: false,
      label: media.label, effects: fixedEffects(), ...over,
    };
    track.items.push(item);
    track.items.sort((a, b) => (a.start < b.start ? -1 : 1));
    return item;
  }

  select(...items: FakeItem[]): void {
    const linked = (item: FakeItem): boolean => this.linkedSelection && items.some((one) => one.media === item.media && one.start === item.start && one.end === item.end);
    for (const sequence of this.sequences)
      for (const track of [...sequence.video, ...sequence.audio]) for (const item of track.items) item.selected = items.includes(item) || linked(item);
    for (const listener of this.listeners) listener();
  }

  onSelection(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  edited(label: string): void {
    this.generation += 1;
    this.undo.push(label);
  }

  /** Starts an import. What it brings appears `importDelay` later, as a duplicate where the file is there already. */
  async importFiles(paths: readonly string[], bin: FakeBin): Promise<boolean> {
    if (this.refuseImports) return false;
    const files: FakeFile[] = [];
    for (const path of paths) {
      const file = this.disk.get(path) ?? (await this.probe(path));
      if (!file && this.acceptMissing) continue;
      if (!file) return false;
      this.disk.set(path, file);
      files.push(file);
    }
    this.pending.push({ due: this.clock() + this.importDelay, files, bin });
    return true;
  }

  /** Lets imports that are due land. Facades call it before they look. */
  settle(): void {
    const due = this.pending.filter((one) => one.due <= this.clock());
    for (const one of due) {
      this.pending.splice(this.pending.indexOf(one), 1);
      for (const file of one.files) this.addMedia(file, {}, one.bin);
    }
  }

  bins(from: FakeBin = this.root): FakeBin[] {
    return [from, ...from.bins.flatMap((bin) => this.bins(bin))];
  }

  media(id: string): FakeMedia | undefined {
    return this.bins().flatMap((bin) => bin.media).find((one) => one.id === id);
  }

  /** Everything on every track but the renders, whose files lie below `renders`, for comparing before and after, byte for byte. */
  snapshot(sequence: FakeSequence, renders = "/r/"): string {
    const rest = (track: FakeTrack) => ({ ...track, items: track.items.filter((item) => !item.media.path?.startsWith(renders)) });
    const tracks = [sequence.video, sequence.audio].map((kind) => kind.map(rest).filter((track) => track.items.length > 0));
    return JSON.stringify(tracks, (key, value: unknown) => {
      if (key === "media") return (value as FakeMedia).id;
      return typeof value === "bigint" ? value.toString() : key === "selected" ? undefined : value;
    });
  }
}
