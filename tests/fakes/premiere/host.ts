import {
  HostError, isMarker, type Capability, type ClipLook, type EffectCopy, type HostAdapter, type ItemRef, type MediaChange, type MediaRef, type Pairing, type Placement, type SequenceInfo,
  type TimelineMarker, type TrackName, type Trim,
} from "../../../panel/src/hosts/host";
import { samePath, type TrackItem } from "../../../panel/src/timeline/track-item";
import { place, trimItem } from "./placing";
import type { FakeBin, FakeItem, FakeMedia, FakeProject, FakeSequence, FakeTrack } from "./project";

/** The adapter over the in-memory project, without a host's own API between: the reference that the contract suite also runs on. */
export class FakeHost implements HostAdapter {
  readonly kind = "fake";
  readonly label = "Fake Premiere";
  pairing: Pairing | null = null;
  voice: string | null = null;
  previewed: string | null = null;

  constructor(readonly project: FakeProject) {}

  get edits(): number {
    return this.project.undo.length;
  }

  async capabilities(): Promise<readonly Capability[]> {
    return [{ name: "timeline", works: true, detail: "in memory" }];
  }

  selfTest(): Promise<readonly Capability[]> {
    return this.capabilities();
  }

  async activeSequence(): Promise<SequenceInfo | null> {
    return this.project.active ? this.info(this.project.active) : null;
  }

  async sequence(id: string): Promise<SequenceInfo | null> {
    const found = this.project.open ? this.project.sequences.find((one) => one.id === id) : undefined;
    return found ? this.info(found) : null;
  }

  async selection(): Promise<readonly TrackItem[]> {
    return this.project.active ? this.read(this.project.active, (item) => item.selected) : [];
  }

  async items(sequenceId: string): Promise<readonly TrackItem[]> {
    return this.read(this.find(sequenceId), () => true);
  }

  async trackItems(sequenceId: string, trackIndex: number): Promise<readonly TrackItem[]> {
    return (await this.items(sequenceId)).filter((item) => item.kind === "video" && item.trackIndex === trackIndex);
  }

  async isOpen(): Promise<boolean> {
    return this.project.open;
  }

  async ensureBin(_sequenceId: string, path: readonly string[]): Promise<string> {
    let bin = this.project.root;
    for (const name of path) {
      let next = bin.bins.find((one) => one.name === name);
      if (!next) {
        next = { id: this.project.nextId("bin-"), name, bins: [], media: [] };
        bin.bins.push(next);
        this.project.edited(`New bin ${name}`);
      }
      bin = next;
    }
    return bin.id;
  }

  async mediaUnder(_sequenceId: string, path: readonly string[]): Promise<readonly MediaRef[]> {
    this.project.settle();
    let bin: FakeBin | undefined = this.project.root;
    for (const name of path) bin = bin?.bins.find((one) => one.name === name);
    if (!bin) return [];
    return this.project.bins(bin).flatMap((one) => one.media).flatMap((one) => (one.path ? [{ id: one.id, name: one.name, path: one.path }] : []));
  }

  async importFiles(paths: readonly string[], binId: string): Promise<boolean> {
    const bin = this.project.bins().find((one) => one.id === binId);
    if (!bin) throw new HostError("importFiles", "no such bin");
    return this.project.importFiles(paths, bin);
  }

  async changeMedia(changes: readonly MediaChange[]): Promise<void> {
    for (const { mediaId, name, label, marks } of changes) {
      const media = this.media(mediaId);
      if (name !== undefined) media.name = name;
      if (label !== undefined) media.label = label;
      const { file } = media;
      if (marks && file) media.marks = { start: this.project.snapMark(marks.start, file), end: this.project.snapMark(marks.end, file) };
    }
    this.project.edited("Prepare renders");
  }

  async placeOnNewTrack(sequenceId: string, mediaId: string, at: bigint): Promise<void> {
    const sequence = this.find(sequenceId);
    await this.overwrite(sequenceId, [{ mediaId, at, trackIndex: sequence.video.length }]);
  }

  async overwrite(sequenceId: string, placements: readonly Placement[], names: readonly TrackName[] = []): Promise<void> {
    const sequence = this.find(sequenceId);
    for (const one of placements) {
      if (one.trackIndex > sequence.video.length) throw new HostError("place", `there is no video track ${one.trackIndex + 1}`);
      const media = this.media(one.mediaId);
      place(this.project, sequence, { media, at: one.at, videoTrack: one.trackIndex, audioTrack: -1, insert: false, limitShift: true, marks: media.marks });
    }
    for (const { trackIndex, name } of names) this.track(sequenceId, trackIndex).name = name;
    this.project.edited("Place");
  }

  async trim(sequenceId: string, trims: readonly Trim[]): Promise<void> {
    for (const { item: ref, span } of trims)
      for (const item of this.track(sequenceId, ref.trackIndex).items) if (matches(item, ref)) trimItem(item, span.start, span.end);
    this.project.edited("Trim");
  }

  async looks(sequenceId: string, refs: readonly ItemRef[]): Promise<readonly ClipLook[]> {
    return refs.map((ref) => {
      const track = this.track(sequenceId, ref.trackIndex);
      const effects = track.items.filter((item) => matches(item, ref)).flatMap((item) => item.effects.slice(2).map((one) => one.displayName));
      return { effects, transition: (track.transitions ?? []).some((span) => span.start < ref.end && span.end > ref.start) };
    });
  }

  async copyEffects(sequenceId: string, copies: readonly EffectCopy[]): Promise<readonly (readonly string[])[]> {
    return (await this.looks(sequenceId, copies.map((one) => one.from))).map((one) => one.effects);
  }

  async removeItems(sequenceId: string, refs: readonly ItemRef[]): Promise<number> {
    let removed = 0;
    for (const ref of refs) {
      const track = this.track(sequenceId, ref.trackIndex);
      const before = track.items.length;
      track.items = track.items.filter((item) => !matches(item, ref));
      removed += before - track.items.length;
    }
    this.project.edited("Remove");
    return removed;
  }

  async setDisabled(sequenceId: string, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
    for (const ref of refs) for (const item of this.track(sequenceId, ref.trackIndex).items) if (matches(item, ref)) item.disabled = disabled;
    this.project.edited("Disable");
  }

  async addMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<void> {
    for (const { name, comments, span } of markers)
      this.find(sequenceId).markers.push({ name, comments, start: span.start, duration: span.end - span.start, color: 4 });
    this.project.edited("Markers");
  }

  async removeMarkers(sequenceId: string, markers: readonly TimelineMarker[]): Promise<number> {
    const sequence = this.find(sequenceId);
    const before = sequence.markers.length;
    sequence.markers = sequence.markers.filter((one) => !markers.some((wanted) => isMarker(wanted, one.name, one.comments, one.start, sequence.frame)));
    this.project.edited("Remove markers");
    return before - sequence.markers.length;
  }

  async loadState(sequenceId: string): Promise<string | null> {
    return this.find(sequenceId).properties.get("heygem") ?? null;
  }

  async saveState(sequenceId: string, text: string): Promise<void> {
    this.find(sequenceId).properties.set("heygem", text);
    this.project.edited("Remember renders");
  }

  async choosePicture(): Promise<string | null> {
    return this.chooseVoice();
  }

  async chooseVoice(): Promise<string | null> {
    return this.voice;
  }

  async preview(path: string): Promise<void> {
    this.previewed = path;
  }

  onSelectionChanged(callback: () => void): () => void {
    return this.project.onSelection(callback);
  }

  async readPairing(): Promise<Pairing | null> {
    return this.pairing;
  }

  private find(id: string): FakeSequence {
    const found = this.project.sequences.find((one) => one.id === id);
    if (!found) throw new HostError("sequence", `no sequence ${id}`);
    return found;
  }

  private track(sequenceId: string, index: number): FakeTrack {
    const track = this.find(sequenceId).video[index];
    if (!track) throw new HostError("track", `no video track ${index}`);
    return track;
  }

  private media(id: string): FakeMedia {
    const media = this.project.media(id);
    if (!media) throw new HostError("media", `no project item ${id}`);
    return media;
  }

  private info(one: FakeSequence): SequenceInfo {
    return { id: one.id, name: one.name, projectName: this.project.name, projectPath: this.project.path, frame: one.frame, dropFrame: one.dropFrame, zeroPoint: one.zeroPoint, videoTracks: one.video.length, audioTracks: one.audio.length };
  }

  private read(sequence: FakeSequence, wanted: (item: FakeItem) => boolean): TrackItem[] {
    const of = (kind: "video" | "audio", tracks: readonly FakeTrack[]) =>
      tracks.flatMap((track, trackIndex) => track.items.filter(wanted).map((item) => plain(item, kind, trackIndex)));
    return [...of("video", sequence.video), ...of("audio", sequence.audio)];
  }
}

function matches(item: FakeItem, ref: ItemRef): boolean {
  return item.start === ref.start && item.end === ref.end && item.media.path !== null && samePath(item.media.path, ref.path);
}

function plain(item: FakeItem, kind: "video" | "audio", trackIndex: number): TrackItem {
  const { id, path, offline, nested, multicam, merged, file } = item.media;
  return {
    kind, trackIndex, name: item.name, start: item.start, end: item.end, inPoint: item.inPoint, outPoint: item.outPoint,
    speed: item.speed, reversed: item.reversed, disabled: item.disabled, adjustment: item.adjustment,
    media: { id, path, offline, nested, multicam, merged, subclip: item.media.part !== null, still: false, duration: file?.duration ?? null, frame: file?.frame ?? null },
  };
}
