import type { TrackItem } from "../../timeline/track-item";
import { askForSelection } from "../asking";
import { askScript, fieldsOf, list, text, type CepPlatform } from "../cep-script";
import {
  HostError, type Capability, type ClipLook, type Copies, type Copy, type CopyVerdict, type EffectCopy, type HostAdapter, type ItemRef, type MediaChange, type MediaRef, type Pairing,
  type Placement, type SequenceInfo, type TimelineMarker, type Trim,
} from "../host";
import { compOf, layerItem, secondsAt, ticksAt, type Comp } from "./read";

const LOOK_MS = 2000;

/** After Effects from 23.0 on, through ExtendScript: every layer is a track of its own, and a render is a copy of its layer that shows another file. */
export class AfterEffects implements HostAdapter {
  readonly kind = "aftereffects";
  edits = 0;

  constructor(private readonly platform: CepPlatform) {}

  get label(): string {
    return this.platform.label;
  }

  readonly copies: Copies = { add: (sequenceId, copies) => this.addCopies(sequenceId, copies) };

  async capabilities(): Promise<readonly Capability[]> {
    const found: Capability[] = [];
    const probe = async (name: string, ask: () => Promise<string>): Promise<void> => {
      try {
        found.push({ name, works: true, detail: await ask() });
      } catch (thrown) {
        found.push({ name, works: false, detail: HostError.from(name, thrown).detail });
      }
    };
    await probe("version", async () => String(await this.call("version")));
    await probe("sequence", async () => (await this.activeSequence())?.name ?? "none is open");
    await probe("selection", async () => `${list(await this.call("selection")).length} items`);
    return found;
  }

  async selfTest(): Promise<readonly Capability[]> {
    const found = list(await this.call("selfTest")).map((one) => ({ name: text(one, "name"), works: one.works === true, detail: text(one, "detail") }));
    this.edits += 1;
    return found;
  }

  async activeSequence(): Promise<SequenceInfo | null> {
    const value = await this.call("activeComp");
    return value === null ? null : compOf(value);
  }

  async sequence(id: string): Promise<SequenceInfo | null> {
    try {
      return await this.comp(id);
    } catch (thrown) {
      if (thrown instanceof HostError && /composition is gone|project is not open/.test(thrown.detail)) return null;
      throw thrown;
    }
  }

  async isOpen(sequenceId: string): Promise<boolean> {
    return (await this.call("isOpen", sequenceId)) === true;
  }

  async selection(): Promise<readonly TrackItem[]> {
    const value = await this.call("activeComp");
    if (value === null) throw new HostError("selection", "no composition is open");
    const { clock } = compOf(value);
    return list(await this.call("selection")).map((one) => layerItem(one, clock));
  }

  async items(sequenceId: string): Promise<readonly TrackItem[]> {
    const { clock } = await this.comp(sequenceId);
    return list(await this.call("layers", sequenceId)).map((one) => layerItem(one, clock));
  }

  async trackItems(sequenceId: string, trackIndex: number): Promise<readonly TrackItem[]> {
    const { clock } = await this.comp(sequenceId);
    return list(await this.call("layer", sequenceId, trackIndex)).map((one) => layerItem(one, clock)).filter((one) => one.kind === "video");
  }

  async ensureBin(sequenceId: string, path: readonly string[]): Promise<string> {
    const { id, made } = fieldsOf(await this.call("makeFolders", sequenceId, path));
    if (made === true) this.edits += 1;
    return String(id);
  }

  async mediaUnder(sequenceId: string, path: readonly string[]): Promise<readonly MediaRef[]> {
    return list(await this.call("footageUnder", sequenceId, path)).map((one) => ({ id: text(one, "id"), name: text(one, "name"), path: text(one, "path") }));
  }

  async importFiles(paths: readonly string[], binId: string): Promise<boolean> {
    const imported = (await this.call("importFiles", paths, binId)) === true;
    if (imported) this.edits += 1;
    return imported;
  }

  /** Footage has no marks: what a copy shows of its file is its own in and out point. */
  async changeMedia(changes: readonly MediaChange[]): Promise<void> {
    const plain = changes.filter((one) => one.name !== undefined || one.label !== undefined).map(({ mediaId, name, label }) => ({ id: mediaId, name, label }));
    if (plain.length > 0) await this.step("changeFootage", plain);
  }

  /** Layers are copied, never laid bare on the timeline. */
  async placeOnNewTrack(_sequenceId: string, _mediaId: string, _at: bigint): Promise<void> {
    throw new HostError("place", "After Effects has no tracks");
  }

  async overwrite(_sequenceId: string, _placements: readonly Placement[]): Promise<void> {
    throw new HostError("place", "After Effects has no tracks");
  }

  /** A copy that does not lie exactly is taken off again, so none is ever beside its place. */
  async trim(_sequenceId: string, _trims: readonly Trim[]): Promise<void> {
    throw new HostError("trim", "a layer is not trimmed");
  }

  async looks(sequenceId: string, refs: readonly ItemRef[]): Promise<readonly ClipLook[]> {
    const found = list(await this.call("looks", sequenceId, refs.map(layerName)));
    return found.map((one) => ({ effects: Array.isArray(one.effects) ? one.effects.map(String) : [], transition: false, through: one.through === true }));
  }

  /** A copy keeps all that lies on its layer. */
  async copyEffects(_sequenceId: string, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]> {
    return copies.map(() => []);
  }

  async removeItems(sequenceId: string, refs: readonly ItemRef[]): Promise<number> {
    const removed = Number(await this.call("removeLayers", sequenceId, refs.map(layerName)));
    if (removed > 0) this.edits += 1;
    return removed;
  }

  async setDisabled(sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
    await this.step("switchLayers", sequenceId, refs.map(layerName), disabled);
  }

  async addMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<void> {
    await this.step("addMarks", sequenceId, await this.marks(sequenceId, markers));
  }

  async removeMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<number> {
    const removed = Number(await this.call("removeMarks", sequenceId, await this.marks(sequenceId, markers)));
    if (removed > 0) this.edits += 1;
    return removed;
  }

  async loadState(sequenceId: string): Promise<string | null> {
    return this.platform.storage.getItem(`heygem.jobs.${sequenceId}`);
  }

  async saveState(sequenceId: string, state: string): Promise<void> {
    this.platform.storage.setItem(`heygem.jobs.${sequenceId}`, state);
  }

  async chooseVoice(): Promise<string | null> {
    const path = await this.call("chooseFile");
    return typeof path === "string" ? path : null;
  }

  choosePicture(): Promise<string | null> {
    return this.chooseVoice();
  }

  async playhead(): Promise<bigint> {
    return ticksAt(Number(await this.call("playhead")), null);
  }

  async preview(path: string): Promise<void> {
    await this.call("preview", path);
  }

  /** After Effects tells a script of no selection. */
  onSelectionChanged(callback: () => void): () => void {
    return askForSelection(this, LOOK_MS, callback);
  }

  readPairing(): Promise<Pairing | null> {
    return this.platform.readDiscovery();
  }

  private async addCopies(sequenceId: string, copies: readonly Copy[]): Promise<readonly CopyVerdict[]> {
    const { clock } = await this.comp(sequenceId);
    const orders = copies.map(({ item, mediaId, span, begin, frame }) => ({
      id: item.trackIndex, path: item.path, start: secondsAt(item.start, clock), end: secondsAt(item.end, clock), mediaId,
      from: secondsAt(span.start, clock), to: secondsAt(span.end, clock), frames: Number(begin) / Number(frame),
    }));
    const verdicts = list(await this.call("copyLayers", sequenceId, orders));
    this.edits += 1;
    return verdicts.map((one): CopyVerdict => (typeof one.id === "number" ? { trackIndex: one.id } : { words: text(one, "words"), left: one.left === true }));
  }

  private async marks(sequenceId: string, markers: readonly TimelineMarker[]): Promise<readonly unknown[]> {
    const { clock } = await this.comp(sequenceId);
    return markers.map(({ name, comments, span }) => ({ comment: `${name}: ${comments}`, time: secondsAt(span.start, clock), length: secondsAt(span.end - span.start, clock) }));
  }

  private async comp(id: string): Promise<Comp> {
    return compOf(await this.call("comp", id));
  }

  /** A call that is one undo step. */
  private async step(name: string, ...args: readonly unknown[]): Promise<void> {
    await this.call(name, ...args);
    this.edits += 1;
  }

  private call(name: string, ...args: readonly unknown[]): Promise<unknown> {
    return askScript(this.platform, "After Effects", name, args);
  }
}

function layerName({ trackIndex, path }: ItemRef): { readonly id: number; readonly path: string } {
  return { id: trackIndex, path };
}
