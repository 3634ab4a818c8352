import type { MediaPoolItem, TakeInfo, TimelineItem } from "../../../panel/src/hosts/resolve/scripting";
import type { FakeItem, FakeMedia, FakeProject, FakeSequence, FakeTrack } from "../premiere/project";
import type { ResolveState } from "./traps";

const TICKS = 254_016_000_000;
/** Cameras count their timecode from somewhere. */
const TIMECODE_SECONDS = 3600;
const COLOURS = ["Orange", "Apricot", "Yellow", "Lime", "Olive", "Green", "Teal", "Navy", "Blue", "Purple", "Violet", "Pink", "Tan", "Beige", "Brown", "Chocolate"];

export function isWhole(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === "number" && Number.isInteger(value));
}

/** A file in the media pool. */
export class FakePoolItem implements MediaPoolItem {
  constructor(
    readonly project: FakeProject,
    readonly state: ResolveState,
    readonly media: FakeMedia,
  ) {}

  async GetName(): Promise<string> {
    return this.media.name;
  }

  async SetName(name: string): Promise<boolean> {
    if (typeof name !== "string" || name === "") return false;
    this.media.name = name;
    this.project.edited("Rename");
    return true;
  }

  async GetUniqueId(): Promise<string> {
    return this.media.id;
  }

  async GetClipProperty(): Promise<Record<string, unknown>> {
    const { path, file, nested, multicam, offline, part } = this.media;
    const type = nested ? "Timeline" : multicam ? "Multicam" : file && !file.video ? "Audio" : /\.(png|jpg)$/.test(path ?? "") ? "Still" : "Video + Audio";
    const frames = (ticks: bigint): string => (file ? String(ticks / file.frame) : "");
    return {
      "File Path": path ?? "", Type: type, "Online Status": offline ? "Offline" : "Online", FPS: file ? String(Math.round((TICKS / Number(file.frame)) * 1000) / 1000) : "",
      Frames: file ? frames(part ? part.end - part.start : file.duration) : "", Start: part ? frames(part.start) : "0", "Start TC": "01:00:00:00",
    };
  }

  async SetClipColor(name: string): Promise<boolean> {
    if (!COLOURS.includes(name)) return false;
    this.state.colours.set(this.media, name);
    this.project.edited("Clip colour");
    return true;
  }
}

/** An item on a track. One that is no longer there answers with nothing. */
export class FakeTimelineItem implements TimelineItem {
  constructor(
    private readonly project: FakeProject,
    private readonly state: ResolveState,
    private readonly sequence: FakeSequence,
    readonly item: FakeItem,
    private readonly pool: (media: FakeMedia) => FakePoolItem,
  ) {}

  async GetName(): Promise<string> {
    return this.item.name;
  }

  async GetUniqueId(): Promise<string> {
    return this.alive ? this.item.id : "";
  }

  async GetStart(subframe?: boolean): Promise<number> {
    return this.absolute(this.item.start, subframe);
  }

  async GetEnd(subframe?: boolean): Promise<number> {
    return this.absolute(this.item.end, subframe);
  }

  /** Frames of the file for pictures, of the timeline for sound; warped by a speed. */
  async GetLeftOffset(subframe?: boolean): Promise<number> {
    const unit = this.isVideo ? (this.item.media.file?.frame ?? this.sequence.frame) : this.sequence.frame;
    const frames = Number(this.item.inPoint) / Number(unit) / this.item.speed;
    return subframe ? frames : Math.round(frames);
  }

  async GetSourceStartFrame(): Promise<number> {
    const { file } = this.item.media;
    return (file ? Number(this.item.inPoint / file.frame) : 0) + (this.state.startFrameOff ? 1 : 0);
  }

  async GetSourceStartTime(): Promise<number> {
    return this.sourceTimes()[this.item.reversed ? 1 : 0];
  }

  async GetSourceEndTime(): Promise<number> {
    return this.sourceTimes()[this.item.reversed ? 0 : 1];
  }

  async GetMediaPoolItem(): Promise<FakePoolItem | null> {
    const first = this.state.takes.get(this.item)?.[0]?.media ?? this.item.media;
    return this.alive && (first.path !== null || first.nested || first.multicam) ? this.pool(first) : null;
  }

  async GetTrackTypeAndIndex(): Promise<[string, number]> {
    const { video, audio } = this.sequence;
    const at = (tracks: readonly FakeTrack[]): number => tracks.findIndex((track) => track.items.includes(this.item)) + 1;
    return at(video) > 0 ? ["video", at(video)] : ["audio", at(audio)];
  }

  async GetClipEnabled(): Promise<boolean> {
    return !this.item.disabled;
  }

  async SetClipEnabled(enabled: boolean): Promise<boolean> {
    if (!this.alive) return false;
    this.item.disabled = !enabled;
    this.project.edited("Enable");
    return true;
  }

  async GetTakesCount(): Promise<number> {
    return this.all.length;
  }

  async GetSelectedTakeIndex(): Promise<number> {
    return this.all.length === 0 ? 0 : (this.state.selected.get(this.item) ?? 1);
  }

  async GetTakeByIndex(index: number): Promise<TakeInfo | null> {
    const take = this.all[index - 1];
    return take ? { startFrame: take.startFrame, endFrame: take.endFrame, mediaPoolItem: this.pool(take.media) } : null;
  }

  async AddTake(media: MediaPoolItem, startFrame: number, endFrame: number): Promise<boolean> {
    const { file } = (media as FakePoolItem).media;
    if (!this.alive || !this.isVideo || this.state.refuseTakes || this.item.media.nested || !isWhole(startFrame, endFrame) || !file) return false;
    const length = endFrame - startFrame + (this.state.takeEnd === "last" ? 1 : 0);
    if (startFrame < 0 || length <= 0 || BigInt(startFrame + length) * file.frame > file.duration) return false;
    const takes = this.all;
    if (takes.length === 0) takes.push(this.asTake());
    takes.push({ media: (media as FakePoolItem).media, startFrame, endFrame });
    this.state.takes.set(this.item, takes);
    if (!this.state.selected.has(this.item)) this.state.selected.set(this.item, 1);
    this.project.edited("Add take");
    if (this.state.selectsNewTake) this.show(takes.length);
    return true;
  }

  async SelectTakeByIndex(index: number): Promise<boolean> {
    if (!this.alive || !this.all[index - 1]) return false;
    this.show(index);
    this.project.edited("Select take");
    return true;
  }

  /** The selected one stays. */
  async DeleteTakeByIndex(index: number): Promise<boolean> {
    const selected = this.state.selected.get(this.item) ?? 1;
    if (!this.alive || !this.all[index - 1] || index === selected || this.state.keepTakes) return false;
    this.all.splice(index - 1, 1);
    if (index < selected) this.state.selected.set(this.item, selected - 1);
    this.project.edited("Delete take");
    return true;
  }

  async FinalizeTake(): Promise<boolean> {
    if (!this.alive || this.all.length === 0) return false;
    this.state.takes.delete(this.item);
    this.state.selected.delete(this.item);
    this.project.edited("Finalize take");
    return true;
  }

  async CopyGrades(targets: readonly TimelineItem[]): Promise<boolean> {
    if (this.state.refuseGrades || targets.length === 0) return false;
    for (const target of targets) this.state.grades.set((target as FakeTimelineItem).item, this.state.grades.get(this.item) ?? "");
    this.project.edited("Copy grades");
    return true;
  }

  async GetFusionCompCount(): Promise<number> {
    return this.state.fusion.has(this.item) ? 1 : 0;
  }

  async GetProperty(): Promise<Record<string, unknown>> {
    return { ...this.state.valuesOf(this.item) };
  }

  async SetProperty(key: string, value: unknown): Promise<boolean> {
    const values = this.state.valuesOf(this.item);
    if (!(key in values)) return false;
    values[key] = value;
    this.project.edited("Set property");
    return true;
  }

  private get all() {
    return this.state.takes.get(this.item) ?? [];
  }

  private get isVideo(): boolean {
    return this.sequence.video.some((track) => track.items.includes(this.item));
  }

  private get alive(): boolean {
    return [...this.sequence.video, ...this.sequence.audio].some((track) => track.items.includes(this.item));
  }

  private absolute(ticks: bigint, subframe?: boolean): number {
    const frames = Number(ticks + this.sequence.zeroPoint) / Number(this.sequence.frame);
    return subframe ? frames : Math.floor(frames + 1e-9);
  }

  private sourceTimes(): [number, number] {
    const start = TIMECODE_SECONDS + Number(this.item.inPoint) / TICKS;
    return [start, start + (Number(this.item.end - this.item.start) / TICKS) * this.item.speed];
  }

  /** The item as it is, as its own first take. */
  private asTake() {
    const frame = this.item.media.file?.frame ?? this.sequence.frame;
    const startFrame = Number(this.item.inPoint / frame);
    return { media: this.item.media, startFrame, endFrame: startFrame + Number((this.item.end - this.item.start) / this.sequence.frame) - (this.state.takeEnd === "last" ? 1 : 0), own: { inPoint: this.item.inPoint, end: this.item.end } };
  }

  /** A take that is longer or shorter than the clip moves the clip's end. */
  private show(index: number): void {
    const take = this.all[index - 1];
    const frame = take?.media.file?.frame;
    if (!take || !frame) return;
    this.state.selected.set(this.item, index);
    if (take.own) {
      Object.assign(this.item, { media: take.media, ...take.own, outPoint: take.own.inPoint + (take.own.end - this.item.start) });
      return;
    }
    const count = take.endFrame - take.startFrame + (this.state.takeEnd === "last" ? 1 : 0);
    const frames = (BigInt(count) * frame) / this.sequence.frame;
    const inPoint = BigInt(take.startFrame) * frame;
    const length = frames * this.sequence.frame;
    Object.assign(this.item, { media: take.media, inPoint, outPoint: inPoint + length, end: this.item.start + length });
  }
}
