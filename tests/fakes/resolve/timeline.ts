import type { ScriptingMarker, ScriptingTimeline, TimelineItem, TrackType } from "../../../panel/src/hosts/resolve/scripting";
import type { FakeItem, FakeMedia, FakeProject, FakeSequence, FakeTrack } from "../premiere/project";
import { FakeTimelineItem, isWhole, type FakePoolItem } from "./items";
import type { ResolveState } from "./traps";

const RATES: readonly (readonly [bigint, string])[] = [[10_594_584_000n, "23.976"], [8_475_667_200n, "29.97"], [4_237_833_600n, "59.94"]];

export class FakeTimeline implements ScriptingTimeline {
  constructor(
    readonly project: FakeProject,
    readonly state: ResolveState,
    readonly sequence: FakeSequence,
    readonly pool: (media: FakeMedia) => FakePoolItem,
  ) {}

  async GetName(): Promise<string> {
    return this.sequence.name;
  }

  async GetUniqueId(): Promise<string> {
    return this.sequence.id.slice(this.project.guid.length + 1);
  }

  async GetStartFrame(): Promise<number> {
    return Number(this.sequence.zeroPoint / this.sequence.frame);
  }

  async GetSetting(name: string): Promise<unknown> {
    const { frame, dropFrame } = this.sequence;
    if (name === "timelineDropFrameTimecode") return dropFrame ? "1" : "0";
    if (name !== "timelineFrameRate") return "";
    return (RATES.find(([ticks]) => ticks === frame)?.[1] ?? String(Number(254_016_000_000n) / Number(frame))) + (dropFrame ? " DF" : "");
  }

  async GetTrackCount(type: TrackType): Promise<number> {
    return type === "video" || type === "audio" ? this.sequence[type].length : 0;
  }

  async GetItemListInTrack(type: TrackType, index: number): Promise<readonly FakeTimelineItem[] | null> {
    const track = this.track(type, index);
    return track ? track.items.map((item) => this.wrap(item)) : null;
  }

  async AddTrack(type: TrackType): Promise<boolean> {
    if (type !== "video" && type !== "audio") return false;
    this.sequence[type].push({ id: Number(this.project.nextId("")), name: `${type} ${this.sequence[type].length + 1}`, items: [] });
    this.project.edited("Add track");
    return true;
  }

  async DeleteTrack(type: TrackType, index: number): Promise<boolean> {
    if (!this.track(type, index)) return false;
    this.sequence[type].splice(index - 1, 1);
    this.project.edited("Delete track");
    return true;
  }

  async SetTrackName(type: TrackType, index: number, name: string): Promise<boolean> {
    const track = this.track(type, index);
    if (!track) return false;
    track.name = name;
    this.project.edited("Rename track");
    return true;
  }

  async GetIsTrackLocked(type: TrackType, index: number): Promise<boolean> {
    return this.state.locked.has(`${type}${index}`);
  }

  async GetSelectedClips(): Promise<readonly FakeTimelineItem[] | undefined> {
    if (this.state.noSelectedClips) return undefined;
    return [...this.sequence.video, ...this.sequence.audio].flatMap((track) => track.items.filter((item) => item.selected).map((item) => this.wrap(item)));
  }

  async GetCurrentVideoItem(): Promise<FakeTimelineItem | null> {
    return this.state.playhead ? this.wrap(this.state.playhead) : null;
  }

  async GetMarkInOut(): Promise<{ video?: { in?: number; out?: number } }> {
    return this.state.marks ? { video: this.state.marks } : {};
  }

  /** Exactly these, and only on the Edit page. */
  async DeleteClips(items: readonly TimelineItem[], ripple: boolean): Promise<boolean> {
    if (this.state.page !== "edit" || ripple) return false;
    if (this.state.flakyDelete) {
      this.state.flakyDelete = false;
      return false;
    }
    const gone = new Set(items.map((one) => (one as FakeTimelineItem).item));
    for (const track of [...this.sequence.video, ...this.sequence.audio]) track.items = track.items.filter((item) => !gone.has(item));
    for (const item of gone) this.project.edited(`Delete ${item.name}`);
    return true;
  }

  async DuplicateTimeline(name: string): Promise<FakeTimeline | null> {
    const copy = this.project.cloneSequence(this.sequence);
    copy.name = name;
    this.project.active = copy;
    return new FakeTimeline(this.project, this.state, copy, this.pool);
  }

  async AddMarker(frame: number, color: string, name: string, note: string, duration: number, customData: string): Promise<boolean> {
    const start = BigInt(isWhole(frame) ? frame : -1) * this.sequence.frame;
    if (start < 0n || !isWhole(duration) || duration < 1 || typeof customData !== "string" || color === "") return false;
    if (this.sequence.markers.some((one) => one.start === start)) return false;
    const marker = { name, comments: note, start, duration: BigInt(duration) * this.sequence.frame, color: 4 };
    this.sequence.markers.push(marker);
    this.state.customData.set(marker, customData);
    this.project.edited("Add marker");
    return true;
  }

  async GetMarkers(): Promise<Record<string, ScriptingMarker>> {
    return Object.fromEntries(this.sequence.markers.map((one) => [String(one.start / this.sequence.frame), { name: one.name, note: one.comments, duration: Number(one.duration / this.sequence.frame), customData: this.state.customData.get(one) ?? "" }]));
  }

  async DeleteMarkerAtFrame(frame: number): Promise<boolean> {
    const index = this.sequence.markers.findIndex((one) => one.start / this.sequence.frame === BigInt(frame));
    if (index < 0) return false;
    this.sequence.markers.splice(index, 1);
    this.project.edited("Delete marker");
    return true;
  }

  track(type: TrackType, index: number): FakeTrack | undefined {
    return isWhole(index) && (type === "video" || type === "audio") ? this.sequence[type][index - 1] : undefined;
  }

  wrap(item: FakeItem): FakeTimelineItem {
    return new FakeTimelineItem(this.project, this.state, this.sequence, item, this.pool);
  }
}
