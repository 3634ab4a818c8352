import type { Project, Sequence } from "@adobe/premierepro";
import { parseTicks } from "../../timeline/ticks";
import type { TrackItem } from "../../timeline/track-item";
import {
  HostError, type Capability, type ClipLook, type EffectCopy, type HostAdapter, type ItemRef, type MediaChange, type MediaRef, type Pairing, type Placement, type SequenceInfo,
  type TimelineMarker, type TrackName, type Transcripts, type Trim,
} from "../host";
import { ensureBin, itemsById, mediaUnder } from "./bins";
import { changeMedia, overwrite, placeOnNewTrack, removeItems, setDisabled, trim } from "./edit";
import { copyEffects, readLooks } from "./looks";
import { addMarkers, removeMarkers } from "./markers";
import { frontProject, idIn, openProject, orElse, ownId, projectOf, transact, undoSteps, type PremiereModule } from "./module";
import { selfTest } from "./selftest";
import { transcripts } from "./transcripts";
import { isVideo, liveItems, liveTrack, readItem, type LiveItem, type MediaCache } from "./read";

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
  readonly transcripts: Transcripts | undefined;

  constructor(
    private readonly ppro: PremiereModule,
    private readonly platform: UxpPlatform,
  ) {
    this.transcripts = transcripts(ppro);
  }

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
      await probe("project", async () => (await frontProject(this.ppro)).name),
      await probe("sequence", async () => (await this.front()).name),
      await probe("selection", async () => `${(await this.selection()).length} items`),
      await probe("lock", async () => this.probeLock()),
      await probe("state in the sequence", async () => ((await this.loadState((await this.activeSequence())?.id ?? "")) === null ? "empty" : "readable")),
      await probe("bridge discovery file", async () => ((await this.platform.readDiscovery()) ? "found" : "not found")),
    ];
  }

  selfTest(): Promise<readonly Capability[]> {
    return selfTest(this.ppro);
  }

  async activeSequence(): Promise<SequenceInfo | null> {
    const project = await this.ppro.Project.getActiveProject();
    const sequence = project ? await project.getActiveSequence() : null;
    return project && sequence ? info(sequence, project) : null;
  }

  async sequence(id: string): Promise<SequenceInfo | null> {
    const project = await projectOf(this.ppro, id);
    const found = project ? await sequenceIn(project, id) : null;
    return project && found ? info(found, project) : null;
  }

  async isOpen(sequenceId: string): Promise<boolean> {
    return (await projectOf(this.ppro, sequenceId)) !== null;
  }

  async selection(): Promise<readonly TrackItem[]> {
    const project = await frontProject(this.ppro);
    const selection = await (await this.front()).getSelection();
    const items = selection ? await selection.getTrackItems() : [];
    const media: MediaCache = new Map();
    return Promise.all(items.map((item) => readItem(this.ppro, { item, kind: isVideo(this.ppro, item) ? "video" : "audio", trackIndex: null }, project, media)));
  }

  async items(sequenceId: string): Promise<readonly TrackItem[]> {
    const { project, sequence } = await this.find(sequenceId);
    return this.read(project, await liveItems(this.ppro, sequence));
  }

  async trackItems(sequenceId: string, trackIndex: number): Promise<readonly TrackItem[]> {
    const { project, sequence } = await this.find(sequenceId);
    return trackIndex < (await sequence.getVideoTrackCount()) ? this.read(project, await liveTrack(this.ppro, sequence, trackIndex)) : [];
  }

  async ensureBin(sequenceId: string, path: readonly string[]): Promise<string> {
    return ensureBin(this.ppro, await openProject(this.ppro, sequenceId), path);
  }

  async mediaUnder(sequenceId: string, path: readonly string[]): Promise<readonly MediaRef[]> {
    return mediaUnder(this.ppro, await openProject(this.ppro, sequenceId), path);
  }

  async importFiles(paths: readonly string[], binId: string): Promise<boolean> {
    const { project, item } = await itemsById(this.ppro, [binId]);
    return project.importFiles([...paths], true, item(binId));
  }

  changeMedia(changes: readonly MediaChange[]): Promise<void> {
    return changeMedia(this.ppro, changes);
  }

  async placeOnNewTrack(sequenceId: string, mediaId: string, at: bigint): Promise<void> {
    return placeOnNewTrack(this.ppro, (await this.find(sequenceId)).sequence, mediaId, at);
  }

  async overwrite(sequenceId: string, placements: readonly Placement[], names: readonly TrackName[] = []): Promise<void> {
    const { project, sequence } = await this.find(sequenceId);
    return overwrite(this.ppro, project, sequence, placements, names);
  }

  async trim(sequenceId: string, trims: readonly Trim[]): Promise<void> {
    const { project, sequence } = await this.find(sequenceId);
    return trim(this.ppro, project, sequence, trims);
  }

  async looks(sequenceId: string, refs: readonly ItemRef[]): Promise<readonly ClipLook[]> {
    return readLooks(this.ppro, (await this.find(sequenceId)).sequence, refs);
  }

  async copyEffects(sequenceId: string, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]> {
    const { project, sequence } = await this.find(sequenceId);
    return copyEffects(this.ppro, project, sequence, copies);
  }

  async removeItems(sequenceId: string, refs: readonly ItemRef[]): Promise<number> {
    const { project, sequence } = await this.find(sequenceId);
    return removeItems(this.ppro, project, sequence, refs);
  }

  async setDisabled(sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
    const { project, sequence } = await this.find(sequenceId);
    return setDisabled(this.ppro, project, sequence, refs, disabled);
  }

  async addMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<void> {
    const { project, sequence } = await this.find(sequenceId);
    return addMarkers(this.ppro, project, sequence, markers);
  }

  async removeMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<number> {
    const { project, sequence } = await this.find(sequenceId);
    return removeMarkers(this.ppro, project, sequence, markers);
  }

  async loadState(sequenceId: string): Promise<string | null> {
    const properties = await this.ppro.Properties.getProperties((await this.find(sequenceId)).sequence);
    return properties.hasValue(STATE_KEY) ? properties.getValue(STATE_KEY) : null;
  }

  async saveState(sequenceId: string, text: string): Promise<void> {
    const { project, sequence } = await this.find(sequenceId);
    const properties = await this.ppro.Properties.getProperties(sequence);
    const persistent = this.ppro.Constants.PropertyType.PERSISTENT;
    transact(project, "HeyGem: remember renders", () => [properties.createSetValueAction(STATE_KEY, text, persistent)]);
  }

  chooseVoice(): Promise<string | null> {
    return this.platform.chooseFile(["wav", "mp3", "m4a", "aac", "aif", "aiff", "flac", "ogg", "mp4", "mov", "mxf"]);
  }

  choosePicture(): Promise<string | null> {
    return this.platform.chooseFile(["png", "jpg", "jpeg", "webp", "tif", "tiff", "bmp"]);
  }

  async playhead(): Promise<bigint> {
    return BigInt((await (await this.front()).getPlayerPosition()).ticks);
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
    const sequence = await (await frontProject(this.ppro)).getActiveSequence();
    if (!sequence) throw new HostError("sequence", "no sequence is open");
    return sequence;
  }

  private async find(id: string): Promise<{ readonly project: Project; readonly sequence: Sequence }> {
    const project = await openProject(this.ppro, id);
    const sequence = await sequenceIn(project, id);
    if (!sequence) throw new HostError("sequence", "the sequence is gone");
    return { project, sequence };
  }

  private read(project: Project, live: readonly LiveItem[]): Promise<TrackItem[]> {
    const media: MediaCache = new Map();
    return Promise.all(live.map((one) => readItem(this.ppro, one, project, media)));
  }

  private async probeLock(): Promise<string> {
    let ran = false;
    (await frontProject(this.ppro)).lockedAccess(() => {
      ran = true;
    });
    if (!ran) throw new HostError("lock", "the callback did not run");
    return "synchronous";
  }
}

async function sequenceIn(project: Project, id: string): Promise<Sequence | null> {
  return (await project.getSequences()).find((one) => one.guid.toString() === ownId(id)) ?? null;
}

async function info(sequence: Sequence, project: Project): Promise<SequenceInfo> {
  const [frame, dropFrame, zero, videoTracks, audioTracks] = await Promise.all([
    sequence.getTimebase(), orElse(() => isDropFrame(sequence), false), sequence.getZeroPoint(), sequence.getVideoTrackCount(), sequence.getAudioTrackCount(),
  ]);
  return {
    id: idIn(project, sequence.guid.toString()), name: sequence.name, projectName: project.name, projectPath: project.path || "", frame: parseTicks(frame), dropFrame,
    zeroPoint: parseTicks(zero.ticks), videoTracks, audioTracks,
  };
}

/** Premiere's numbers for 29.97 and 59.94 drop-frame display. */
const DROP_FRAME = [102, 106];

async function isDropFrame(sequence: Sequence): Promise<boolean> {
  return DROP_FRAME.includes((await sequence.getSequenceVideoTimeDisplayFormat()).type);
}
