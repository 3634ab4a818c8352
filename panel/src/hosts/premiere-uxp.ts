import type { Sequence } from "@adobe/premierepro";
import { parseTicks, type TickRange } from "../timeline/ticks";
import type { TrackItem } from "../timeline/track-item";
import { HostError, type Capability, type HostAdapter, type ItemRef, type MediaRef, type Pairing, type Placement, type SequenceInfo, type TimelineMarker } from "./host";
import { ensureBin, itemById, mediaUnder } from "./premiere-uxp/bins";
import { addMarkers, dressItem, nameTrack, overwrite, placeOnNewTrack, removeItems, removeMarkers, setDisabled, setMarks } from "./premiere-uxp/edit";
import { openProject, transact, undoSteps, type PremiereModule } from "./premiere-uxp/module";
import { isVideo, liveItems, readItem, type MediaCache } from "./premiere-uxp/read";

const STATE_KEY = "heygem.bridge.jobs";

/** What UXP itself gives the panel, apart from Premiere: kept narrow so that a test can stand in for it. */
export interface UxpPlatform {
  readonly label: string;
  chooseFile(extensions: readonly string[]): Promise<string | null>;
  readDiscovery(): Promise<Pairing | null>;
}

/** Premiere 25.6 and later, through UXP. */
export class PremiereUxp implements HostAdapter {
  readonly kind = "premiere-uxp";

  constructor(
    private readonly ppro: PremiereModule,
    private readonly platform: UxpPlatform,
  ) {}

  get label(): string {
    return this.platform.label;
  }

  get edits(): number {
    return undoSteps();
  }

  async capabilities(): Promise<readonly Capability[]> {
    const probe = async (name: string, question: () => Promise<string>): Promise<Capability> => {
      try {
        return { name, works: true, detail: await question() };
      } catch (thrown) {
        return { name, works: false, detail: thrown instanceof Error ? thrown.message : String(thrown) };
      }
    };
    return [
      await probe("project", async () => (await openProject(this.ppro)).name),
      await probe("sequence", async () => (await this.front()).name),
      await probe("selection", async () => `${(await this.selection()).length} items`),
      await probe("lock", async () => this.probeLock()),
      await probe("state in the sequence", async () => ((await this.loadState((await this.front()).guid.toString())) === null ? "empty" : "readable")),
      await probe("bridge discovery file", async () => ((await this.platform.readDiscovery()) ? "found" : "not found")),
    ];
  }

  async activeSequence(): Promise<SequenceInfo | null> {
    const project = await this.ppro.Project.getActiveProject();
    const sequence = project ? await project.getActiveSequence() : null;
    return project && sequence ? info(sequence, project.name) : null;
  }

  async sequence(id: string): Promise<SequenceInfo | null> {
    const project = await openProject(this.ppro);
    const found = (await project.getSequences()).find((one) => one.guid.toString() === id);
    return found ? info(found, project.name) : null;
  }

  async selection(): Promise<readonly TrackItem[]> {
    const selection = await (await this.front()).getSelection();
    const items = selection ? await selection.getTrackItems() : [];
    const media: MediaCache = new Map();
    return Promise.all(items.map((item) => readItem(this.ppro, item, isVideo(this.ppro, item) ? "video" : "audio", media)));
  }

  async items(sequenceId: string): Promise<readonly TrackItem[]> {
    const live = await liveItems(this.ppro, await this.find(sequenceId));
    const media: MediaCache = new Map();
    return Promise.all(live.map(({ item, kind }) => readItem(this.ppro, item, kind, media)));
  }

  ensureBin(path: readonly string[]): Promise<string> {
    return ensureBin(this.ppro, path);
  }

  mediaUnder(path: readonly string[]): Promise<readonly MediaRef[]> {
    return mediaUnder(this.ppro, path);
  }

  async importFiles(paths: readonly string[], binId: string): Promise<boolean> {
    const bin = await itemById(this.ppro, binId);
    return (await openProject(this.ppro)).importFiles([...paths], true, bin);
  }

  rename(mediaId: string, name: string): Promise<void> {
    return dressItem(this.ppro, mediaId, { name });
  }

  setLabel(mediaId: string, label: number): Promise<void> {
    return dressItem(this.ppro, mediaId, { label });
  }

  setMarks(mediaId: string, marks: TickRange): Promise<void> {
    return setMarks(this.ppro, mediaId, marks);
  }

  async placeOnNewTrack(sequenceId: string, mediaId: string, at: bigint): Promise<void> {
    return placeOnNewTrack(this.ppro, await this.find(sequenceId), mediaId, at);
  }

  async overwrite(sequenceId: string, placements: readonly Placement[]): Promise<void> {
    return overwrite(this.ppro, await this.find(sequenceId), placements);
  }

  async nameTrack(sequenceId: string, trackIndex: number, name: string): Promise<void> {
    return nameTrack(this.ppro, await this.find(sequenceId), trackIndex, name);
  }

  async videoTrackName(sequenceId: string, trackIndex: number): Promise<string> {
    return (await (await this.find(sequenceId)).getVideoTrack(trackIndex)).name;
  }

  async removeItems(sequenceId: string, refs: readonly ItemRef[]): Promise<number> {
    return removeItems(this.ppro, await this.find(sequenceId), refs);
  }

  async setDisabled(sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
    return setDisabled(this.ppro, await this.find(sequenceId), refs, disabled);
  }

  async addMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<void> {
    return addMarkers(this.ppro, await this.find(sequenceId), markers);
  }

  async removeMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<number> {
    return removeMarkers(this.ppro, await this.find(sequenceId), markers);
  }

  async loadState(sequenceId: string): Promise<string | null> {
    const properties = await this.ppro.Properties.getProperties(await this.find(sequenceId));
    return properties.hasValue(STATE_KEY) ? properties.getValue(STATE_KEY) : null;
  }

  async saveState(sequenceId: string, text: string): Promise<void> {
    const properties = await this.ppro.Properties.getProperties(await this.find(sequenceId));
    const persistent = this.ppro.Constants.PropertyType.PERSISTENT;
    transact(await openProject(this.ppro), "HeyGem: remember renders", () => [properties.createSetValueAction(STATE_KEY, text, persistent)]);
  }

  chooseVoice(): Promise<string | null> {
    return this.platform.chooseFile(["wav", "mp3", "m4a", "aac", "aif", "aiff", "flac", "ogg", "mp4", "mov", "mxf"]);
  }

  async preview(path: string): Promise<void> {
    if (!(await this.ppro.SourceMonitor.openFilePath(path))) throw new HostError("preview", "the source monitor did not open the file");
  }

  onSelectionChanged(callback: () => void): () => void {
    const { SequenceEvent } = this.ppro.Constants;
    const names = [SequenceEvent.SELECTION_CHANGED, SequenceEvent.ACTIVATED, SequenceEvent.CLOSED];
    for (const name of names) this.ppro.EventManager.addGlobalEventListener(name, callback);
    return () => {
      for (const name of names) this.ppro.EventManager.removeGlobalEventListener(name, callback);
    };
  }

  readPairing(): Promise<Pairing | null> {
    return this.platform.readDiscovery();
  }

  private async front(): Promise<Sequence> {
    const sequence = await (await openProject(this.ppro)).getActiveSequence();
    if (!sequence) throw new HostError("sequence", "no sequence is open");
    return sequence;
  }

  private async find(id: string): Promise<Sequence> {
    const found = (await (await openProject(this.ppro)).getSequences()).find((one) => one.guid.toString() === id);
    if (!found) throw new HostError("sequence", "the sequence is gone");
    return found;
  }

  private async probeLock(): Promise<string> {
    let ran = false;
    (await openProject(this.ppro)).lockedAccess(() => {
      ran = true;
    });
    if (!ran) throw new HostError("lock", "the callback did not run");
    return "synchronous";
  }
}

async function info(sequence: Sequence, projectName: string): Promise<SequenceInfo> {
  const [frame, zero, videoTracks, audioTracks] = await Promise.all([
    sequence.getTimebase(), sequence.getZeroPoint(), sequence.getVideoTrackCount(), sequence.getAudioTrackCount(),
  ]);
  return {
    id: sequence.guid.toString(), name: sequence.name, projectName, frame: parseTicks(frame), zeroPoint: parseTicks(zero.ticks), videoTracks, audioTracks,
  };
}
