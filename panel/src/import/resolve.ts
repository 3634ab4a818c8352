import { isFullSpeed } from "../timeline/eligibility";
import type { TickRange } from "../timeline/ticks";
import { sameCut, sameItem, sameSource, type TrackItem } from "../timeline/track-item";
import type { ImportReason } from "./receipts";

/** A clip as it was when it was sent. All that placing needs; kept in the sequence so that a reloaded panel can finish. */
export interface SentClip {
  readonly ref: string;
  readonly original: TrackItem;
  /** Part of the sequence that the render covers. */
  readonly span: TickRange;
  /** Where `span` lies inside the rendered file. */
  readonly marks: TickRange;
  /** Length of one frame of the render in ticks. */
  readonly frame: bigint;
  /** Frames asked for. */
  readonly frames: bigint;
  readonly whole: boolean;
}

/** Where the render belongs now. */
export interface Target {
  readonly span: TickRange;
  readonly marks: TickRange;
  readonly moved: boolean;
  /** Track of the original: renders go above it. */
  readonly above: number;
  /** The original as it is now. */
  readonly original: TrackItem;
}

/**
 * Finds the original again. Untouched: the same place. Moved as a whole: follows it, if there is exactly one such clip.
 * Trimmed, with the cut still inside what was rendered: the new cut. Otherwise the reason why it is not placed.
 * A clip of `batch` that lies where it was sent from is that clip and no other one moved.
 */
export function resolveTarget(sent: SentClip, items: readonly TrackItem[], batch: readonly SentClip[]): Target | ImportReason {
  const others = batch.filter((one) => one.ref !== sent.ref);
  // A layer has a number of its own for life: no other one that shows the same is it.
  const may = (item: TrackItem): boolean => sent.original.layer === undefined || item.trackIndex === sent.original.trackIndex;
  const video = items.filter((item) => item.kind === "video" && may(item) && !others.some((one) => sameItem(item, one.original)));
  const untouched = video.find((item) => sameItem(item, sent.original));
  if (untouched) return { span: sent.span, marks: sent.marks, moved: false, above: untouched.trackIndex, original: untouched };

  const moved = video.filter((item) => sameCut(item, sent.original) && isFullSpeed(item, sent.frame));
  if (moved.length > 1) return "original_ambiguous";
  const found = moved[0];
  if (found) {
    const by = found.start - sent.original.start;
    return { span: shift(sent.span, by), marks: sent.marks, moved: true, above: found.trackIndex, original: found };
  }

  const same = video.filter((item) => sameSource(item, sent.original) && isFullSpeed(item, sent.frame));
  if (same.length === 0) return "original_gone";
  const inside = same.flatMap((item) => recut(sent, item) ?? []);
  if (inside.length > 1) return "original_ambiguous";
  return inside[0] ?? "original_changed";
}

/** The render under a clip that was trimmed or slipped: only where every one of its frames was rendered. */
function recut(sent: SentClip, item: TrackItem): Target | null {
  const fileStart = sent.original.inPoint + (sent.span.start - sent.original.start) - sent.marks.start;
  const marks = shift({ start: item.inPoint, end: item.outPoint }, -fileStart);
  if (marks.start < 0n || marks.end > sent.frames * sent.frame || marks.end <= marks.start) return null;
  return { span: { start: item.start, end: item.end }, marks, moved: true, above: item.trackIndex, original: item };
}

function shift(span: TickRange, by: bigint): TickRange {
  return { start: span.start + by, end: span.end + by };
}
