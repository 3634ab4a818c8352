import type { ClipInfo, MediaPool, MediaPoolItem, PoolFolder, ScriptingProject, ScriptingRoot, ScriptingTimeline, TimelineItem } from "../../../panel/src/hosts/resolve/scripting";
import type { FakeBin, FakeMedia, FakeProject, FakeSequence } from "../premiere/project";
import { FakePoolItem, isWhole, type FakeTimelineItem } from "./items";
import { FakeTimeline } from "./timeline";
import { ResolveState } from "./traps";

/**
 * Resolve over the project in memory, by the letter of its scripting documentation: indices from 1, whole frames that count from the
 * timeline's timecode, false or nothing where it cannot; with the traps that were met in the real one. The first open project is the current one.
 */
export function fakeResolve(projects: readonly FakeProject[], state = new ResolveState()): ScriptingRoot {
  const made = new Map<FakeProject, FakeResolveProject>();
  const current = (): FakeResolveProject | null => {
    const project = projects.find((one) => one.open);
    if (!project) return null;
    const found = made.get(project) ?? new FakeResolveProject(project, state);
    made.set(project, found);
    return found;
  };
  return {
    GetVersionString: async () => (state.noSelectedClips ? "20.2.0.10" : "21.0.4.5"),
    GetProductName: async () => "DaVinci Resolve Studio",
    GetProjectManager: async () => ({ GetCurrentProject: async () => current() }),
    GetCurrentPage: async () => state.page,
    OpenPage: async (page) => {
      state.page = page;
      return true;
    },
  };
}

class FakeResolveProject implements ScriptingProject {
  private readonly pool: FakeMediaPool;

  constructor(
    private readonly project: FakeProject,
    private readonly state: ResolveState,
  ) {
    this.pool = new FakeMediaPool(project, state);
  }

  async GetName(): Promise<string> {
    return this.project.name;
  }

  async GetUniqueId(): Promise<string> {
    return this.project.guid;
  }

  async GetMediaPool(): Promise<MediaPool> {
    return this.pool;
  }

  async GetCurrentTimeline(): Promise<ScriptingTimeline | null> {
    const { active, sequences } = this.project;
    return active && sequences.includes(active) ? this.timeline(active) : null;
  }

  async SetCurrentTimeline(timeline: ScriptingTimeline): Promise<boolean> {
    const { sequence } = timeline as FakeTimeline;
    if (!this.project.sequences.includes(sequence)) return false;
    this.project.active = sequence;
    return true;
  }

  async GetTimelineCount(): Promise<number> {
    return this.project.sequences.length;
  }

  async GetTimelineByIndex(index: number): Promise<ScriptingTimeline | null> {
    const sequence = this.project.sequences[index - 1];
    return sequence ? this.timeline(sequence) : null;
  }

  private timeline(sequence: FakeSequence): FakeTimeline {
    return new FakeTimeline(this.project, this.state, sequence, (media) => this.pool.item(media));
  }
}

class FakeFolder implements PoolFolder {
  constructor(
    private readonly project: FakeProject,
    readonly bin: FakeBin,
    private readonly pool: FakeMediaPool,
  ) {}

  async GetName(): Promise<string> {
    return this.bin.name;
  }

  async GetUniqueId(): Promise<string> {
    return this.bin.id;
  }

  async GetClipList(): Promise<readonly MediaPoolItem[]> {
    this.project.settle();
    return this.bin.media.map((media) => this.pool.item(media));
  }

  async GetSubFolderList(): Promise<readonly PoolFolder[]> {
    return this.bin.bins.map((bin) => new FakeFolder(this.project, bin, this.pool));
  }
}

class FakeMediaPool implements MediaPool {
  private folder: FakeBin;
  private readonly items = new Map<FakeMedia, FakePoolItem>();

  constructor(
    private readonly project: FakeProject,
    private readonly state: ResolveState,
  ) {
    this.folder = project.root;
  }

  item(media: FakeMedia): FakePoolItem {
    const found = this.items.get(media) ?? new FakePoolItem(this.project, this.state, media);
    this.items.set(media, found);
    return found;
  }

  async GetRootFolder(): Promise<PoolFolder> {
    return new FakeFolder(this.project, this.project.root, this);
  }

  async GetCurrentFolder(): Promise<PoolFolder> {
    return new FakeFolder(this.project, this.folder, this);
  }

  async SetCurrentFolder(folder: PoolFolder): Promise<boolean> {
    this.folder = (folder as FakeFolder).bin;
    return true;
  }

  async AddSubFolder(parent: PoolFolder, name: string): Promise<PoolFolder | null> {
    const { bin } = parent as FakeFolder;
    if (name === "") return null;
    const made: FakeBin = { id: this.project.nextId("bin-"), name, bins: [], media: [] };
    bin.bins.push(made);
    this.project.edited(`New bin ${name}`);
    return new FakeFolder(this.project, made, this);
  }

  /** What it answers is no proof: the items are there a little later, or not at all. */
  async ImportMedia(paths: readonly string[]): Promise<readonly MediaPoolItem[]> {
    if (!Array.isArray(paths) || !(await this.project.importFiles(paths, this.folder))) return [];
    this.project.settle();
    return paths.map(() => this.item({ id: "", name: "", path: null, file: null, label: 0, marks: null, part: null, offline: false, nested: false, multicam: false, merged: false }));
  }

  /** Lays each clip on the timeline in front, where nothing lies. What would lie over something is left out, and an item without an id is answered for it. */
  async AppendToTimeline(clips: readonly ClipInfo[]): Promise<readonly TimelineItem[]> {
    const front = this.project.active;
    if (!front) return [];
    const timeline = new FakeTimeline(this.project, this.state, front, (media) => this.item(media));
    const made = clips.flatMap((clip) => this.append(timeline, clip) ?? []);
    return this.state.errsOnAppend ? [] : made;
  }

  async DeleteTimelines(timelines: readonly ScriptingTimeline[]): Promise<boolean> {
    const gone = timelines.map((one) => (one as FakeTimeline).sequence);
    if (this.state.keepTimelines || gone.some((one) => one === this.project.active)) return false;
    for (const one of gone) this.project.sequences.splice(this.project.sequences.indexOf(one), 1);
    return true;
  }

  private append(timeline: FakeTimeline, { mediaPoolItem, startFrame, endFrame, mediaType, trackIndex, recordFrame }: ClipInfo): FakeTimelineItem | null {
    const { media } = mediaPoolItem as FakePoolItem;
    const { sequence } = timeline;
    const track = timeline.track("video", trackIndex);
    const { file } = media;
    if (!track || !file || !isWhole(startFrame, endFrame, recordFrame) || this.state.locked.has(`video${trackIndex}`)) return null;
    const at = BigInt(recordFrame) * sequence.frame - sequence.zeroPoint;
    const last = BigInt(endFrame) * file.frame < file.duration ? BigInt(endFrame) * file.frame : file.duration;
    const inPoint = BigInt(startFrame) * file.frame;
    // From frames of the file to frames of the timeline it cuts down.
    const span = { start: at, end: at + ((last - inPoint) / sequence.frame) * sequence.frame };
    if (at < 0n || span.end <= span.start) return null;
    if (track.items.some((item) => item.start < span.end && item.end > span.start)) {
      return timeline.wrap({ ...this.project.put({ id: 0, name: "", items: [] }, media, span, inPoint), id: "" });
    }
    const item = this.project.put(track, media, span, inPoint, { label: media.label });
    if (mediaType !== 1 && file.audio && sequence.audio[trackIndex - 1]) this.project.put(sequence.audio[trackIndex - 1]!, media, span, inPoint);
    this.project.edited("Append");
    return timeline.wrap(item);
  }
}
