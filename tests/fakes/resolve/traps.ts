import type { FakeItem, FakeMarker, FakeMedia } from "../premiere/project";

/** One take of an item, in frames of its file. */
export interface FakeTake {
  readonly media: FakeMedia;
  readonly startFrame: number;
  readonly endFrame: number;
  /** The clip as it was before it had takes: it comes back as it was, whatever the frames of its file. */
  readonly own?: { readonly inPoint: bigint; readonly end: bigint };
}

/** How this Resolve behaves where its documents are silent or its versions differ, and what it keeps beside the project. */
export class ResolveState {
  page = "color";
  /** Whether `AddTake` says no, as it does on compound clips. */
  refuseTakes = false;
  /** Whether the end of a take is its last frame, or the frame after it. */
  takeEnd: "last" | "after" = "last";
  /** Whether a new take is selected as it is added. */
  selectsNewTake = false;
  /** Whether `DeleteTakeByIndex` says no. */
  keepTakes = false;
  /** Whether `GetSelectedClips` is missing, as before 21.0.4. */
  noSelectedClips = false;
  marks: { readonly in: number; readonly out: number } | null = null;
  playhead: FakeItem | null = null;
  /** Whether the first try at deleting does nothing. */
  flakyDelete = false;
  /** Whether an append answers with nothing although the clip appears. */
  errsOnAppend = false;
  /** Whether a start frame is told one frame too high. */
  startFrameOff = false;
  /** Whether timelines cannot be deleted. */
  keepTimelines = false;
  /** Whether grades are not copied. */
  refuseGrades = false;
  readonly locked = new Set<string>();
  readonly takes = new Map<FakeItem, FakeTake[]>();
  readonly selected = new Map<FakeItem, number>();
  readonly grades = new Map<FakeItem, string>();
  readonly values = new Map<FakeItem, Record<string, unknown>>();
  readonly fusion = new Set<FakeItem>();
  readonly customData = new Map<FakeMarker, string>();
  readonly colours = new Map<FakeMedia, string>();

  valuesOf(item: FakeItem): Record<string, unknown> {
    const found = this.values.get(item) ?? { ZoomX: 1, ZoomY: 1, Pan: 0, Tilt: 0, Opacity: 100 };
    this.values.set(item, found);
    return found;
  }
}
