import { frameTicks, parseTicks, rateFromDecimal } from "../timeline/ticks";
import { askScript, fieldsOf, list, text, type CepPlatform, type Fields } from "./cep-script";
import { unreadItem, type ItemMedia, type TrackItem } from "../timeline/track-item";
import {
  HostError, isMarker, type Capability, type ClipLook, type EffectCopy, type HostAdapter, type ItemRef, type MediaChange, type MediaRef, type Pairing, type Placement, type SequenceInfo,
  type TimelineMarker, type TrackName, type Trim,
} from "./host";

const SELECTION_EVENT = "com.heygem.bridge.selection";
const OFTEN_MS = 2000;
const SELDOM_MS = 20_000;

/** Premiere before 25.6, through ExtendScript and QE. Every call is an undo step of its own. */
export class PremiereCep implements HostAdapter {
  readonly kind = "premiere-cep";
  edits = 0;

  constructor(private readonly platform: CepPlatform) {}

  get label(): string {
    return this.platform.label;
  }

  async capabilities(): Promise<readonly Capability[]> {
    const found: Capability[] = [];
    for (const name of ["version", "activeSequence", "selection"]) {
      try {
        const value = await this.call(name);
        found.push({ name, works: true, detail: Array.isArray(value) ? `${value.length} items` : String(typeof value === "string" ? value : "answers") });
      } catch (thrown) {
        found.push({ name, works: false, detail: HostError.from(name, thrown).detail });
      }
    }
    return found;
  }

  /** ExtendScript cannot undo a copy of a sequence as one step, so nothing is tried beyond what reading shows. */
  selfTest(): Promise<readonly Capability[]> {
    return this.capabilities();
  }

  async activeSequence(): Promise<SequenceInfo | null> {
    const value = await this.call("activeSequence");
    return value === null ? null : sequenceInfo(fieldsOf(value));
  }

  async sequence(id: string): Promise<SequenceInfo | null> {
    try {
      return sequenceInfo(fieldsOf(await this.call("sequence", id)));
    } catch (thrown) {
      if (thrown instanceof HostError && /sequence is gone|project is not open/.test(thrown.detail)) return null;
      throw thrown;
    }
  }

  async selection(): Promise<readonly TrackItem[]> {
    return list(await this.call("selection")).map(trackItem);
  }

  async items(sequenceId: string): Promise<readonly TrackItem[]> {
    return list(await this.call("items", sequenceId)).map(trackItem);
  }

  async isOpen(sequenceId: string): Promise<boolean> {
    return (await this.call("isOpen", sequenceId)) === true;
  }

  async trackItems(sequenceId: string, trackIndex: number): Promise<readonly TrackItem[]> {
    return list(await this.call("trackItems", sequenceId, trackIndex)).map(trackItem);
  }

  async ensureBin(sequenceId: string, path: readonly string[]): Promise<string> {
    const { id, made } = fieldsOf(await this.call("ensureBin", sequenceId, path));
    this.edits += Number(made);
    return String(id);
  }

  async mediaUnder(sequenceId: string, path: readonly string[]): Promise<readonly MediaRef[]> {
    return list(await this.call("mediaUnder", sequenceId, path)).map((one) => ({ id: text(one, "id"), name: text(one, "name"), path: text(one, "path") }));
  }

  async importFiles(paths: readonly string[], binId: string): Promise<boolean> {
    return (await this.call("importFiles", paths, binId)) === true;
  }

  async changeMedia(changes: readonly MediaChange[]): Promise<void> {
    for (const { mediaId, name, label, marks } of changes) {
      if (name !== undefined) await this.step("rename", mediaId, name);
      if (label !== undefined) await this.step("setLabel", mediaId, label);
      if (marks === undefined) continue;
      await this.step("setMarks", mediaId, marks.start.toString(), marks.end.toString());
      this.edits += 1; // The two marks are two steps.
    }
  }

  async placeOnNewTrack(sequenceId: string, mediaId: string, at: bigint): Promise<void> {
    await this.call("placeOnNewTrack", sequenceId, mediaId, at.toString());
    this.edits += 2; // The track and the clip on it.
  }

  async overwrite(sequenceId: string, placements: readonly Placement[], names: readonly TrackName[] = []): Promise<void> {
    for (const one of placements) await this.step("overwrite", sequenceId, one.mediaId, one.at.toString(), one.trackIndex);
    for (const one of names) this.edits += (await this.call("nameTrack", sequenceId, one.trackIndex, one.name).catch(() => false)) === true ? 1 : 0;
  }

  async trim(sequenceId: string, trims: readonly Trim[]): Promise<void> {
    for (const { item, span } of trims) this.edits += Number(await this.call("trimEnds", sequenceId, plainRef(item), span.start.toString(), span.end.toString()));
  }

  async looks(sequenceId: string, refs: readonly ItemRef[]): Promise<readonly ClipLook[]> {
    const found = list(await this.call("effects", sequenceId, refs.map(plainRef)));
    return found.map((one) => ({ effects: Array.isArray(one.names) ? one.names.map(String) : [], transition: one.transition === true }));
  }

  /** ExtendScript makes no effects: all are named as lacking. */
  async copyEffects(sequenceId: string, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]> {
    return (await this.looks(sequenceId, copies.map((one) => one.from))).map((one) => one.effects);
  }

  async removeItems(sequenceId: string, refs: readonly ItemRef[]): Promise<number> {
    const removed = Number(await this.call("removeItems", sequenceId, refs.map(plainRef)));
    this.edits += removed;
    return removed;
  }

  async setDisabled(sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
    await this.call("setDisabled", sequenceId, refs.map(plainRef), disabled);
    this.edits += refs.length;
  }

  async addMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<void> {
    const plain = markers.map(({ name, comments, span }) => ({
      name, comments, start: span.start.toString(), end: span.end.toString(), duration: (span.end - span.start).toString(),
    }));
    await this.call("addMarkers", sequenceId, plain);
    this.edits += markers.length;
  }

  async removeMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<number> {
    let removed = 0;
    const frame = (await this.sequence(sequenceId))?.frame ?? 0n;
    for (const one of list(await this.call("markers", sequenceId))) {
      const there = ticks(one, "start");
      if (!markers.some((wanted) => isMarker(wanted, text(one, "name"), text(one, "comments"), there, frame))) continue;
      await this.call("removeMarker", sequenceId, text(one, "name"), text(one, "comments"), text(one, "start"));
      removed += 1;
    }
    this.edits += removed;
    return removed;
  }

  async loadState(sequenceId: string): Promise<string | null> {
    return this.platform.storage.getItem(`heygem.jobs.${sequenceId}`);
  }

  async saveState(sequenceId: string, state: string): Promise<void> {
    this.platform.storage.setItem(`heygem.jobs.${sequenceId}`, state);
  }

  async chooseVoice(): Promise<string | null> {
    const path = await this.call("chooseVoice");
    return typeof path === "string" ? path : null;
  }

  choosePicture(): Promise<string | null> {
    return this.chooseVoice(); // Its chooser shows every file.
  }

  async preview(path: string): Promise<void> {
    await this.call("preview", path);
  }

  /** By Premiere's own events. Where this version has none, and slowly beside them in case they stop, by asking. */
  onSelectionChanged(callback: () => void): () => void {
    let timer: ReturnType<typeof setInterval> | undefined;
    let stopped = false;
    const ask = (everyMs: number): void => {
      if (!stopped) timer = setInterval(callback, everyMs);
    };
    this.platform.onEvent(SELECTION_EVENT, () => {
      if (!stopped) callback();
    });
    this.call("watchSelection", SELECTION_EVENT).then(() => ask(SELDOM_MS), () => ask(OFTEN_MS));
    return () => {
      stopped = true;
      if (timer !== undefined) clearInterval(timer);
    };
  }

  readPairing(): Promise<Pairing | null> {
    return this.platform.readDiscovery();
  }

  /** A call that is one undo step. */
  private async step(name: string, ...args: readonly unknown[]): Promise<void> {
    await this.call(name, ...args);
    this.edits += 1;
  }

  private call(name: string, ...args: readonly unknown[]): Promise<unknown> {
    return askScript(this.platform, "Premiere", name, args);
  }
}

function plainRef(ref: ItemRef): Fields {
  return { trackIndex: ref.trackIndex, start: ref.start.toString(), end: ref.end.toString(), path: ref.path };
}

function ticks(from: Fields, name: string): bigint {
  return parseTicks(text(from, name));
}

function sequenceInfo(from: Fields): SequenceInfo {
  return {
    id: text(from, "id"), name: text(from, "name"), projectName: text(from, "projectName"), projectPath: text(from, "projectPath"), frame: ticks(from, "frame"), dropFrame: from.dropFrame === true,
    zeroPoint: ticks(from, "zeroPoint"), videoTracks: Number(from.videoTracks), audioTracks: Number(from.audioTracks),
  };
}

function trackItem(from: Fields): TrackItem {
  const kind = from.kind === "audio" ? "audio" : "video";
  if (text(from, "unread") !== "") {
    const span = /^\d+$/.test(text(from, "start")) && /^\d+$/.test(text(from, "end")) ? { start: ticks(from, "start"), end: ticks(from, "end") } : null;
    return unreadItem(kind, Number(from.trackIndex), span, text(from, "unread"));
  }
  return {
    kind, trackIndex: Number(from.trackIndex), name: text(from, "name"),
    start: ticks(from, "start"), end: ticks(from, "end"), inPoint: ticks(from, "inPoint"), outPoint: ticks(from, "outPoint"),
    speed: Number(from.speed), reversed: from.reversed === true, disabled: from.disabled === true, adjustment: from.adjustment === true,
    media: from.media ? itemMedia(fieldsOf(from.media)) : null,
  };
}

function itemMedia(from: Fields): ItemMedia {
  const rate = rateFromDecimal(Number(from.rate));
  const duration = /^\d+$/.test(text(from, "duration")) ? ticks(from, "duration") : null;
  return {
    id: text(from, "id"), path: text(from, "path") || null, offline: from.offline === true, nested: from.nested === true,
    multicam: from.multicam === true, merged: from.merged === true, subclip: from.subclip === true, still: false,
    duration: duration === 0n ? null : duration, frame: rate ? frameTicks(rate) : null,
  };
}
