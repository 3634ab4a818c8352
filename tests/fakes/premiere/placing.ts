import type { TickRange } from "../../../panel/src/timeline/ticks";
import type { FakeItem, FakeMedia, FakeProject, FakeSequence, FakeTrack } from "./project";

/** One placement as the host's own commands describe it. `audioTrack` -1 lays no sound. */
export interface FakePlacement {
  readonly media: FakeMedia;
  readonly at: bigint;
  readonly videoTrack: number;
  readonly audioTrack: number;
  readonly insert: boolean;
  readonly limitShift: boolean;
  /** Marks as they were when the transaction began: a change inside the same transaction is not seen. */
  readonly marks: TickRange | null;
}

/** Lays a clip down the way Premiere does: whole file or marks, sound too unless told otherwise, destroying what it covers. */
export function place(project: FakeProject, sequence: FakeSequence, placement: FakePlacement): void {
  const { media, at } = placement;
  if (!media.file) throw new Error("Invalid parameter");
  if (placement.audioTrack < 0 && project.refuseNoAudio) throw new Error("Invalid parameter");
  const marks = placement.marks ?? media.part ?? { start: 0n, end: media.file.duration };
  const inPoint = project.subclipFromStart && media.part ? marks.start - media.part.start : marks.start;
  const span = project.snapItem({ start: at, end: at + (marks.end - marks.start) });
  if (placement.insert) {
    const shifted = placement.limitShift && !project.rippleInsert ? [sequence.video[placement.videoTrack]] : [...sequence.video, ...sequence.audio];
    for (const track of shifted) if (track) shift(track, at, span.end - span.start);
  }
  if (media.file.video) lay(project, grow(project, sequence.video, placement.videoTrack, "V"), media, span, inPoint);
  if (media.file.audio && placement.audioTrack >= 0)
    lay(project, grow(project, sequence.audio, placement.audioTrack, "A"), media, span, inPoint);
}

function grow(project: FakeProject, tracks: FakeTrack[], index: number, kind: string): FakeTrack {
  if (index > tracks.length) throw new Error("Invalid parameter: track index");
  const found = tracks[index];
  if (found) return found;
  const track: FakeTrack = { id: Number(project.nextId("").slice(0)), name: `${kind}${index + 1}`, items: [] };
  tracks.push(track);
  return track;
}

/** Moves an item's ends as trimming does: its source goes with them, and no end goes beyond what the file has. */
export function trimItem(item: FakeItem, start: bigint, end: bigint): void {
  const first = item.start - item.inPoint;
  const last = item.media.file ? first + item.media.file.duration : end;
  Object.assign(item, cut(item, start < first ? first : start, end > last ? last : end));
}

function lay(project: FakeProject, track: FakeTrack, media: FakeMedia, span: TickRange, inPoint: bigint): FakeItem {
  const kept: FakeItem[] = [];
  for (const item of track.items) {
    if (item.end <= span.start || item.start >= span.end) kept.push(item);
    if (item.start < span.start && item.end > span.start) kept.push(cut(item, item.start, span.start));
    if (item.end > span.end && item.start < span.end) kept.push(cut({ ...item, id: project.nextId("clip-") }, span.end, item.end));
  }
  track.items = kept;
  return project.put(track, media, span, inPoint, { label: media.label });
}

function cut(item: FakeItem, start: bigint, end: bigint): FakeItem {
  return { ...item, start, end, inPoint: item.inPoint + (start - item.start), outPoint: item.inPoint + (end - item.start) };
}

function shift(track: FakeTrack, at: bigint, by: bigint): void {
  for (const item of track.items)
    if (item.start >= at) {
      item.start += by;
      item.end += by;
    }
}
