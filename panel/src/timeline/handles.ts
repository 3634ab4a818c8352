import { frameAt, frameFrom, maxTicks, minTicks, type TickRange } from "./ticks";

/** The frames of a file that are rendered for one clip. Frames count from the first of the file; `outFrame` is exclusive. */
export interface RenderRange {
  readonly inFrame: bigint;
  readonly outFrame: bigint;
  /** Extra frames really taken before and after the clip; fewer than asked at the ends of the file. */
  readonly handleBefore: bigint;
  readonly handleAfter: bigint;
  /** Where the clip's own range begins and ends inside the rendered file, in ticks from the render's first frame. */
  readonly marks: TickRange;
  /** Whether the clip's range is the whole rendered file, so that no marks are needed to place it. */
  readonly whole: boolean;
}

/** Extra frames wanted on each side. */
export interface Handles {
  readonly before: bigint;
  readonly after: bigint;
}

/**
 * The frames to render for the source range `source`, with `handles` extra frames where the file has them.
 * `duration` is the file's length in ticks, null where unknown (then only the start is clamped).
 */
export function renderRange(source: TickRange, frame: bigint, duration: bigint | null, handles: Handles): RenderRange {
  const first = frameAt(source.start, frame);
  const last = frameFrom(source.end, frame);
  const available = duration === null ? null : maxTicks(last, frameAt(duration, frame));
  const inFrame = maxTicks(0n, first - handles.before);
  const outFrame = available === null ? last + handles.after : minTicks(available, last + handles.after);
  const marks = { start: source.start - inFrame * frame, end: source.end - inFrame * frame };
  return {
    inFrame,
    outFrame,
    handleBefore: first - inFrame,
    handleAfter: outFrame - last,
    marks,
    whole: marks.start === 0n && marks.end === (outFrame - inFrame) * frame,
  };
}
