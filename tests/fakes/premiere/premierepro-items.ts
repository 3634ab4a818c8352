import { secondsOf } from "../../../panel/src/timeline/ticks";
import { trimItem } from "./placing";
import type { FakeBin, FakeItem, FakeMedia, FakeProject } from "./project";
import { componentChain } from "./components";
import type { FakeAction, FakeTransactions } from "./transaction";

/** A time as the module hands it out. */
export class TickTime {
  constructor(readonly ticks: string) {}
  get ticksNumber(): number {
    return Number(this.ticks);
  }
  get seconds(): number {
    return secondsOf(BigInt(this.ticks));
  }
  static createWithTicks(ticks: string): TickTime {
    return new TickTime(ticks);
  }
}

export function tick(value: bigint): TickTime {
  return new TickTime(value.toString());
}

export interface Host {
  readonly project: FakeProject;
  readonly transactions: FakeTransactions;
}

/** A track item that dies with the next edit, like the real ones. */
class TrackItemBase {
  private readonly born: number;

  constructor(
    protected readonly host: Host,
    readonly item: FakeItem,
    private readonly trackIndex: number,
  ) {
    this.born = host.project.generation;
  }

  protected live(): FakeItem {
    if (this.born !== this.host.project.generation) throw new Error("script object is no longer valid");
    return this.item;
  }

  getStartTime = async () => {
    this.host.project.itemReads += 1;
    return tick(this.live().start);
  };
  getEndTime = async () => tick(this.live().end);
  getInPoint = async () => tick(this.live().inPoint);
  getOutPoint = async () => tick(this.live().outPoint);
  getDuration = async () => tick(this.live().end - this.live().start);
  getName = async () => this.live().name;
  getSpeed = async () => this.live().speed;
  isSpeedReversed = async () => (this.live().reversed ? 1 : 0);
  isDisabled = async () => this.live().disabled;
  isAdjustmentLayer = async () => this.live().adjustment;
  getIsSelected = async () => this.live().selected;
  getProjectItem = async () => new ProjectItem(this.host, this.live().media);
  getTrackIndex = async () => {
    this.live();
    return this.trackIndex;
  };
  getComponentChain = async () => componentChain(this.host, () => this.live());
  createSetStartAction(time: TickTime): FakeAction {
    const item = this.live();
    return this.host.transactions.action(() => trimItem(item, BigInt(time.ticks), item.end));
  }
  createSetEndAction(time: TickTime): FakeAction {
    const item = this.live();
    return this.host.transactions.action(() => trimItem(item, item.start, BigInt(time.ticks)));
  }
  createSetDisabledAction(disabled: boolean): FakeAction {
    const item = this.live();
    return this.host.transactions.action(() => {
      item.disabled = disabled;
    });
  }
}

export class VideoClipTrackItem extends TrackItemBase {}
export class AudioClipTrackItem extends TrackItemBase {}

/** The raw item of the project panel: the only thing that placing takes. */
export class ProjectItem {
  static readonly TYPE_CLIP = 1;
  static readonly TYPE_BIN = 2;

  constructor(
    readonly host: Host,
    readonly inner: FakeMedia | FakeBin,
  ) {}

  get type(): number {
    return "bins" in this.inner ? ProjectItem.TYPE_BIN : ProjectItem.TYPE_CLIP;
  }
  get name(): string {
    return this.inner.name;
  }
  getId(): string {
    return this.inner.id;
  }
  createSetNameAction(name: string): FakeAction {
    return this.host.transactions.action(() => {
      this.inner.name = name;
    });
  }
  createSetColorLabelAction(label: number): FakeAction {
    const inner = this.inner;
    return this.host.transactions.action(() => {
      if ("label" in inner) inner.label = label;
    });
  }
}

/** The cast view of a project item. Handing it to placing throws, as the real one does. */
export class ClipProjectItem {
  constructor(
    private readonly host: Host,
    readonly media: FakeMedia,
  ) {}

  static cast(item: ProjectItem): ClipProjectItem {
    if ("bins" in item.inner) throw new Error("Invalid parameter");
    return new ClipProjectItem(item.host, item.inner);
  }

  getMediaFilePath = async (): Promise<string> => {
    if (this.media.path === null) throw new Error("not a media item");
    return this.media.path;
  };
  isOffline = async () => this.media.offline;
  isSequence = async () => this.media.nested;
  isMulticamClip = async () => this.media.multicam;
  isMergedClip = async () => this.media.merged;
  findItemsMatchingMediaPath = async (path: string, ignoreSubclips = false) => this.host.project.matching(path, ignoreSubclips).map((media) => new ProjectItem(this.host, media));
  getMedia = async () => ({ start: tick(0n), duration: tick(this.media.file?.duration ?? 0n) });
  getFootageInterpretation = async () => {
    if (!this.media.file) throw new Error("no footage");
    const frame = this.media.file.frame;
    return { getFrameRate: () => 254_016_000_000 / Number(frame) };
  };
  createClearInOutPointsAction(): FakeAction {
    return this.host.transactions.action(() => {
      this.media.marks = null;
    });
  }
  /** Makes another item of the same file in the root bin. */
  createSubClipAction(name: string, start: TickTime, end: TickTime): FakeAction {
    const { file } = this.media;
    if (!file) throw new Error("Invalid parameter");
    const part = { start: BigInt(start.ticks), end: BigInt(end.ticks) };
    return this.host.transactions.action(() => void this.host.project.addMedia(file, { name, part }));
  }
  createSetInOutPointsAction(start: TickTime, end: TickTime): FakeAction {
    return this.host.transactions.action(() => {
      const { file } = this.media;
      const snap = (at: bigint): bigint => (file ? this.host.project.snapMark(at, file) : at);
      this.media.marks = { start: snap(BigInt(start.ticks)), end: snap(BigInt(end.ticks)) };
    });
  }
}

export class FolderItem {
  constructor(
    private readonly host: Host,
    readonly bin: FakeBin,
  ) {}

  static cast(item: ProjectItem): FolderItem {
    if (!("bins" in item.inner)) throw new Error("Invalid parameter");
    return new FolderItem(item.host, item.inner);
  }

  getItems = async (): Promise<ProjectItem[]> => {
    this.host.project.settle();
    return [...this.bin.bins, ...this.bin.media].map((inner) => new ProjectItem(this.host, inner));
  };
  createRemoveItemAction(item: ProjectItem): FakeAction {
    return this.host.transactions.action(() => {
      this.bin.media = this.bin.media.filter((one) => one !== item.inner);
    });
  }
  createBinAction(name: string, makeUnique: boolean): FakeAction {
    return this.host.transactions.action(() => {
      const taken = this.bin.bins.some((one) => one.name === name);
      if (taken && !makeUnique) throw new Error("bin exists");
      this.bin.bins.push({ id: this.host.project.nextId("bin-"), name, bins: [], media: [] });
    });
  }
}
