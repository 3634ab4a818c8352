import type { TickRange } from "./ticks";

/**
 * Gives each span a lane, counted from 0, so that no two spans of one lane share an instant (touching is fine).
 * Uses the fewest lanes there can be: as many as the most spans that meet at one instant.
 */
export function assignLanes(spans: readonly TickRange[]): number[] {
  const order = spans.map((_, index) => index).sort((a, b) => compare(at(spans, a), at(spans, b)) || a - b);
  const ends: bigint[] = [];
  const lanes = new Array<number>(spans.length).fill(0);
  for (const index of order) {
    const span = at(spans, index);
    let lane = ends.findIndex((end) => end <= span.start);
    if (lane < 0) lane = ends.length;
    ends[lane] = span.end;
    lanes[index] = lane;
  }
  return lanes;
}

function at(spans: readonly TickRange[], index: number): TickRange {
  const span = spans[index];
  if (!span) throw new RangeError(`no span ${index}`);
  return span;
}

function compare(a: TickRange, b: TickRange): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}
