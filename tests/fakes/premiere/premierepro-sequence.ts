import { place } from "./placing";
import { AudioClipTrackItem, ProjectItem, tick, type Host, type TickTime, VideoClipTrackItem } from "./premierepro-items";
import type { FakeMedia, FakeSequence, FakeTrack } from "./project";
import type { FakeAction } from "./transaction";

type AnyItem = VideoClipTrackItem | AudioClipTrackItem;

export class Selection {
  readonly picked: AnyItem[] = [];
  addItem(item: AnyItem): boolean {
    return this.picked.push(item) > 0;
  }
  getTrackItems = async (): Promise<AnyItem[]> => this.picked;
}

class Track {
  constructor(
    private readonly host: Host,
    private readonly track: FakeTrack,
    private readonly index: number,
    private readonly make: typeof VideoClipTrackItem | typeof AudioClipTrackItem,
  ) {}
  get name(): string {
    return this.track.name;
  }
  getTrackItems(type: number): unknown[] {
    if (type === 2) return (this.track.transitions ?? []).map((span) => ({ getStartTime: async () => tick(span.start), getEndTime: async () => tick(span.end) }));
    return this.track.items.map((item) => new this.make(this.host, item, this.index));
  }
  createSetNameAction(name: string): FakeAction {
    return this.host.transactions.action(() => {
      this.track.name = name;
    });
  }
}

export class Sequence {
  constructor(
    readonly host: Host,
    readonly inner: FakeSequence,
  ) {}

  readonly guid = { toString: (): string => this.inner.id.split("/")[1] ?? "" };
  get name(): string {
    return this.inner.name;
  }
  getTimebase = async () => this.inner.frame.toString();
  createCloneAction(): FakeAction {
    return this.host.transactions.action(() => void this.host.project.cloneSequence(this.inner));
  }
  getSequenceVideoTimeDisplayFormat = async () => ({ type: this.inner.dropFrame ? 102 : 110 });
  getZeroPoint = async () => tick(this.inner.zeroPoint);
  getVideoTrackCount = async () => this.inner.video.length;
  getAudioTrackCount = async () => this.inner.audio.length;
  getVideoTrack = async (index: number) => this.track(this.inner.video, index, VideoClipTrackItem);
  getAudioTrack = async (index: number) => this.track(this.inner.audio, index, AudioClipTrackItem);
  getSelection = async (): Promise<Selection> => {
    const selection = new Selection();
    this.inner.video.forEach((track, index) => {
      for (const item of track.items) if (item.selected) selection.addItem(new VideoClipTrackItem(this.host, item, index));
    });
    this.inner.audio.forEach((track, index) => {
      for (const item of track.items) if (item.selected) selection.addItem(new AudioClipTrackItem(this.host, item, index));
    });
    return selection;
  };

  private track(tracks: readonly FakeTrack[], index: number, make: typeof VideoClipTrackItem | typeof AudioClipTrackItem): Track {
    const found = tracks[index];
    if (!found) throw new Error("Invalid parameter: track index");
    return new Track(this.host, found, index, make);
  }
}

export class SequenceEditor {
  constructor(
    private readonly host: Host,
    private readonly sequence: FakeSequence,
  ) {}

  static getEditor(sequence: Sequence): SequenceEditor {
    return new SequenceEditor(sequence.host, sequence.inner);
  }

  createOverwriteItemAction(item: ProjectItem, time: TickTime, videoTrack: number, audioTrack: number): FakeAction {
    return this.placing(item, time, videoTrack, audioTrack, false, true);
  }

  createInsertProjectItemAction(item: ProjectItem, time: TickTime, videoTrack: number, audioTrack: number, limitShift: boolean): FakeAction {
    return this.placing(item, time, videoTrack, audioTrack, true, limitShift);
  }

  createRemoveItemsAction(selection: Selection, ripple: boolean): FakeAction {
    const doomed = new Set(selection.picked.map((one) => one.item.id));
    return this.host.transactions.action(() => {
      if (ripple) throw new Error("the panel never ripples");
      for (const track of this.sequence.video) track.items = track.items.filter((item) => !doomed.has(item.id));
    });
  }

  private placing(item: ProjectItem, time: TickTime, videoTrack: number, audioTrack: number, insert: boolean, limitShift: boolean): FakeAction {
    if (!(item instanceof ProjectItem) || "bins" in item.inner) throw new Error("Invalid parameter");
    const media: FakeMedia = item.inner;
    const marks = media.marks; // Read now: a change of marks in the same transaction comes too late.
    const newTrack = videoTrack >= this.sequence.video.length;
    return this.host.transactions.action(
      () => place(this.host.project, this.sequence, { media, at: BigInt(time.ticks), videoTrack, audioTrack, insert, limitShift, marks }),
      newTrack,
    );
  }
}
