import type { TickRange } from "../../timeline/ticks";
import type { TrackItem } from "../../timeline/track-item";
import { askForSelection } from "../asking";
import {
  HostError, type Capability, type ClipLook, type EffectCopy, type HostAdapter, type ItemRef, type MediaChange, type MediaRef, type Pairing, type Placement, type SequenceInfo,
  type Take, type Takes, type TakeVerdict, type TimelineMarker, type TrackName, type Trim,
} from "../host";
import { copyLook } from "./looks";
import { addMarkers, removeMarkers } from "./markers";
import { addTrack, append, deleteItems } from "./place";
import { ensureFolder, findMedia, importInto, mediaUnder, nameMedia } from "./pool";
import { findItem, liveItems, liveSelection, liveTrack, readItems } from "./read";
import type { ScriptingRoot, TimelineItem } from "./scripting";
import { selfTest } from "./selftest";
import { findTimeline, given, inFront, openBench, openDesk, openProject, projectOf, sequenceInfo, type Bench } from "./session";
import { addTake, removeTakes } from "./takes";

/** What the plugin's process gives the adapter apart from Resolve. */
export interface ResolvePlatform {
  readonly label: string;
  readDiscovery(): Promise<Pairing | null>;
  chooseFile(): Promise<string | null>;
  /** Opens a file with the system's own player. */
  open(path: string): Promise<void>;
  /** A project's own data is out of a script's reach, so state is kept with the plugin. */
  readonly storage: { get(key: string): Promise<string | null>; set(key: string, text: string): Promise<void> };
}

const LOOK_MS = 2000;

/** DaVinci Resolve Studio, by its scripting interface. Every call is an undo step of its own. Renders go into their originals as takes. */
export class Resolve implements HostAdapter {
  readonly kind = "resolve";
  edits = 0;
  /** Resolve has marks of its own for a file, and placing by a script does not heed them. */
  private readonly marks = new Map<string, TickRange>();

  constructor(
    private readonly root: ScriptingRoot,
    private readonly platform: ResolvePlatform,
  ) {}

  get label(): string {
    return this.platform.label;
  }

  readonly takes: Takes = {
    add: (sequenceId, takes) => this.addTakes(sequenceId, takes),
    remove: (sequenceId, refs) => this.removeTakes(sequenceId, refs),
  };

  async capabilities(): Promise<readonly Capability[]> {
    const found: Capability[] = [];
    const probe = async (name: string, ask: () => Promise<string>): Promise<void> => {
      try {
        found.push({ name, works: true, detail: await ask() });
      } catch (thrown) {
        found.push({ name, works: false, detail: HostError.from(name, thrown).detail });
      }
    };
    await probe("version", async () => `${await this.root.GetProductName()} ${await this.root.GetVersionString()}`);
    await probe("project", async () => `${await (await openProject(this.root))?.GetName()}`);
    await probe("sequence", async () => (await this.activeSequence())?.name ?? "none is open");
    await probe("selection", async () => `${(await this.selection()).length} items`);
    return found;
  }

  selfTest(): Promise<readonly Capability[]> {
    return selfTest(this.root);
  }

  async activeSequence(): Promise<SequenceInfo | null> {
    const project = await openProject(this.root);
    const timeline = await project?.GetCurrentTimeline();
    return project && timeline ? sequenceInfo(project, timeline) : null;
  }

  async sequence(id: string): Promise<SequenceInfo | null> {
    const project = await openProject(this.root);
    const timeline = project ? await findTimeline(project, await given(project.GetUniqueId()), id) : null;
    return project && timeline ? sequenceInfo(project, timeline) : null;
  }

  async isOpen(sequenceId: string): Promise<boolean> {
    const project = await openProject(this.root);
    return !!project && await given(project.GetUniqueId()) === projectOf(sequenceId);
  }

  async selection(): Promise<readonly TrackItem[]> {
    const info = await this.activeSequence();
    if (!info) throw new HostError("selection", "no timeline is open");
    const bench = await this.bench(info.id);
    return readItems(bench, await liveSelection(bench));
  }

  async items(sequenceId: string): Promise<readonly TrackItem[]> {
    const bench = await this.bench(sequenceId);
    return readItems(bench, await liveItems(bench.timeline));
  }

  async trackItems(sequenceId: string, trackIndex: number): Promise<readonly TrackItem[]> {
    const bench = await this.bench(sequenceId);
    return readItems(bench, await liveTrack(bench.timeline, "video", trackIndex));
  }

  async ensureBin(sequenceId: string, path: readonly string[]): Promise<string> {
    const { folder, made } = await ensureFolder(await openDesk(this.root, sequenceId), path);
    this.edits += made;
    return `${projectOf(sequenceId)}/${await given(folder.GetUniqueId())}`;
  }

  async mediaUnder(sequenceId: string, path: readonly string[]): Promise<readonly MediaRef[]> {
    return mediaUnder(await openDesk(this.root, sequenceId), path);
  }

  async importFiles(paths: readonly string[], binId: string): Promise<boolean> {
    const desk = await openDesk(this.root, binId);
    return importInto(desk, paths, binId.slice(desk.projectId.length + 1));
  }

  async changeMedia(changes: readonly MediaChange[]): Promise<void> {
    for (const change of changes) {
      if (change.marks) this.marks.set(change.mediaId, change.marks);
      this.edits += await nameMedia(await openDesk(this.root, change.mediaId), change);
    }
  }

  async placeOnNewTrack(sequenceId: string, mediaId: string, at: bigint): Promise<void> {
    const bench = await this.bench(sequenceId);
    await inFront(bench, async () => {
      const media = await findMedia(bench, mediaId);
      const trackIndex = await addTrack(bench);
      this.edits += 2;
      try {
        await append(bench, media, at, trackIndex, this.marks.get(mediaId));
      } catch (thrown) {
        const laid = await liveTrack(bench.timeline, "video", trackIndex);
        if (laid.length === 0) await bench.timeline.DeleteTrack("video", trackIndex + 1);
        throw thrown;
      }
    });
  }

  async overwrite(sequenceId: string, placements: readonly Placement[], names: readonly TrackName[] = []): Promise<void> {
    const bench = await this.bench(sequenceId);
    await inFront(bench, async () => {
      const failures: unknown[] = [];
      for (const { mediaId, at, trackIndex } of placements) {
        try {
          await append(bench, await findMedia(bench, mediaId), at, trackIndex, this.marks.get(mediaId));
          this.edits += 1;
        } catch (thrown) {
          failures.push(thrown); // One that is refused keeps none of the others away.
        }
      }
      for (const { trackIndex, name } of names) if (await bench.timeline.SetTrackName("video", trackIndex + 1, name).catch(() => false)) this.edits += 1;
      if (failures.length > 0) throw HostError.from("place", failures[0]);
    });
  }

  /** No script moves an end. */
  async trim(_sequenceId: string, _trims: readonly Trim[]): Promise<void> {
    throw new HostError("trim", "Resolve lets no script trim");
  }

  /** A take keeps all that lies on its clip; what a render on a track of its own lacks is told after placing. */
  async looks(_sequenceId: string, refs: readonly ItemRef[]): Promise<readonly ClipLook[]> {
    return refs.map(() => ({ effects: [], transition: false }));
  }

  async copyEffects(sequenceId: string, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]> {
    const bench = await this.bench(sequenceId);
    const lacking: (readonly string[])[] = [];
    for (const copy of copies) {
      const { lacks, edits } = await inFront(bench, () => copyLook(bench, copy)).catch(() => ({ lacks: ["Grade", "Inspector"], edits: 0 }));
      this.edits += edits;
      lacking.push(lacks);
    }
    return lacking;
  }

  async removeItems(sequenceId: string, refs: readonly ItemRef[]): Promise<number> {
    const bench = await this.bench(sequenceId);
    return inFront(bench, async () => {
      const items: TimelineItem[] = [];
      for (const ref of refs) {
        const item = await findItem(bench, ref);
        if (item) items.push(item);
      }
      const removed = items.length > 0 ? await deleteItems(bench, items) : 0;
      this.edits += removed;
      return removed;
    });
  }

  async setDisabled(sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
    const bench = await this.bench(sequenceId);
    for (const ref of refs) {
      const item = await findItem(bench, ref);
      if (!item) continue;
      await item.SetClipEnabled(!disabled);
      if (await given(item.GetClipEnabled()) === disabled) throw new HostError("switch", "Resolve left it as it was");
      this.edits += 1;
    }
  }

  async addMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<void> {
    this.edits += await addMarkers(await this.bench(sequenceId), markers);
  }

  async removeMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<number> {
    const removed = await removeMarkers(await this.bench(sequenceId), markers);
    this.edits += removed;
    return removed;
  }

  loadState(sequenceId: string): Promise<string | null> {
    return this.platform.storage.get(`jobs.${sequenceId}`);
  }

  saveState(sequenceId: string, text: string): Promise<void> {
    return this.platform.storage.set(`jobs.${sequenceId}`, text);
  }

  chooseVoice(): Promise<string | null> {
    return this.platform.chooseFile();
  }

  choosePicture(): Promise<string | null> {
    return this.platform.chooseFile();
  }

  /** Resolve's source viewer is out of a script's reach. */
  preview(path: string): Promise<void> {
    return this.platform.open(path);
  }

  onSelectionChanged(callback: () => void): () => void {
    return askForSelection(this, LOOK_MS, callback);
  }

  readPairing(): Promise<Pairing | null> {
    return this.platform.readDiscovery();
  }

  private async addTakes(sequenceId: string, takes: readonly Take[]): Promise<readonly TakeVerdict[]> {
    let bench: Bench;
    try {
      bench = await this.bench(sequenceId);
    } catch (thrown) {
      const words = HostError.from("take", thrown).message;
      return takes.map(() => ({ words, left: false }));
    }
    const verdicts: TakeVerdict[] = [];
    for (const take of takes) {
      const verdict = await addTake(bench, take);
      if (verdict === null) this.edits += 2; // Adding and choosing.
      verdicts.push(verdict);
    }
    return verdicts;
  }

  private async removeTakes(sequenceId: string, refs: readonly ItemRef[]): Promise<number> {
    const removed = await removeTakes(await this.bench(sequenceId), refs);
    this.edits += 2 * removed;
    return removed;
  }

  private bench(sequenceId: string): Promise<Bench> {
    return openBench(this.root, sequenceId);
  }
}
