import { frameTicks, rateFromDecimal, secondsOf, ticksFromSeconds } from "../../timeline/ticks";
import { samePath, unreadItem, type ItemMedia, type TrackItem } from "../../timeline/track-item";
import { HostError, type ItemRef } from "../host";
import type { MediaPoolItem, ScriptingTimeline, TimelineItem, TrackType } from "./scripting";
import { given, ticksAt, ticksOf, whole, type Bench, type Clock } from "./session";

/** An item of Resolve's and where it lies. */
export interface LiveItem {
  readonly item: TimelineItem;
  readonly kind: TrackType;
  /** Counted from 0. */
  readonly trackIndex: number;
}

/** What files have to do with each other in one reading: the same one under many items is asked for once. */
type Known = Map<string, ItemMedia>;

export async function liveTrack(timeline: ScriptingTimeline, kind: TrackType, trackIndex: number): Promise<LiveItem[]> {
  const items = (await timeline.GetItemListInTrack(kind, trackIndex + 1)) ?? [];
  return items.map((item) => ({ item, kind, trackIndex }));
}

export async function liveItems(timeline: ScriptingTimeline, kinds: readonly TrackType[] = ["video", "audio"]): Promise<LiveItem[]> {
  const found: LiveItem[] = [];
  for (const kind of kinds) {
    const tracks = await given(timeline.GetTrackCount(kind));
    for (let index = 0; index < tracks; index++) found.push(...(await liveTrack(timeline, kind, index)));
  }
  return found;
}

/** What the editor has selected. Before Resolve 21.0.4 nothing tells: then what lies between the marks, or under the playhead. */
export async function liveSelection({ root, timeline, clock }: Bench): Promise<LiveItem[]> {
  if (tellsSelection(await given(root.GetVersionString()))) {
    const found: LiveItem[] = [];
    for (const item of await given(timeline.GetSelectedClips())) {
      const [type, index] = await given(item.GetTrackTypeAndIndex());
      if (type === "video" || type === "audio") found.push({ item, kind: type, trackIndex: index - 1 });
    }
    return found;
  }
  const span = (await marked(timeline, clock)) ?? (await underPlayhead(timeline));
  if (!span) return [];
  const found: LiveItem[] = [];
  for (const one of await liveItems(timeline)) {
    const [start, end] = [await given(one.item.GetStart()), await given(one.item.GetEnd())];
    if (one.kind === "audio" ? start < span.end && end > span.start : start >= span.start && end <= span.end) found.push(one);
  }
  return found;
}

const SELECTION_SINCE = [21, 0, 4];

function tellsSelection(version: string): boolean {
  const parts = (/\d+\.\d+\.\d+/.exec(version)?.[0] ?? "0.0.0").split(".").map(Number);
  const [which = 0] = SELECTION_SINCE.map((part, index) => (parts[index] ?? 0) - part).filter((off) => off !== 0);
  return which >= 0;
}

/** Absolute frames. Resolve tells marks from the timeline's first frame on; a script may have set them by timecode. */
async function marked(timeline: ScriptingTimeline, { first }: Clock): Promise<{ start: number; end: number } | null> {
  const { in: from, out } = (await timeline.GetMarkInOut())?.video ?? {};
  if (from === undefined || out === undefined) return null;
  const shift = first > 0 && from < first ? first : 0;
  return { start: from + shift, end: out + shift + 1 };
}

async function underPlayhead(timeline: ScriptingTimeline): Promise<{ start: number; end: number } | null> {
  const item = await timeline.GetCurrentVideoItem();
  return item ? { start: await given(item.GetStart()), end: await given(item.GetEnd()) } : null;
}

/** The file that an item shows: that of its selected take, where it has takes. Null for titles, generators and transitions. */
export async function shown(item: TimelineItem): Promise<MediaPoolItem | null> {
  if (await given(item.GetTakesCount()) > 0) {
    const take = await item.GetTakeByIndex(await given(item.GetSelectedTakeIndex()));
    if (take) return take.mediaPoolItem;
  }
  return (await item.GetMediaPoolItem()) ?? null;
}

export async function pathOf(media: MediaPoolItem): Promise<string> {
  return String((await media.GetClipProperty())?.["File Path"] ?? "");
}

export async function readItems(bench: Bench, live: readonly LiveItem[]): Promise<TrackItem[]> {
  const known: Known = new Map();
  const found: TrackItem[] = [];
  for (const one of live) found.push(await readItem(bench, one, known));
  return found;
}

/** An item that Resolve does not describe is there all the same. */
async function readItem(bench: Bench, one: LiveItem, known: Known): Promise<TrackItem> {
  const { item, kind, trackIndex } = one;
  let span: { start: bigint; end: bigint } | null = null;
  try {
    const fine = kind === "audio";
    const [start, end] = [await given(item.GetStart(fine)), await given(item.GetEnd(fine))];
    if (!fine) whole(start, "the start of a clip");
    if (!fine) whole(end, "the end of a clip");
    span = { start: ticksAt(start, bench.clock), end: ticksAt(end, bench.clock) };
    const media = await readMedia(bench, await shown(item), known);
    const name = await given(item.GetName());
    const source = media ? await readSource(item, kind, media, span, bench.clock) : { inPoint: 0n, outPoint: span.end - span.start, speed: 1, reversed: false };
    return { kind, trackIndex, name, ...span, ...source, disabled: !(await given(item.GetClipEnabled())), adjustment: !media && /^adjustment clip/i.test(name), media };
  } catch (thrown) {
    return unreadItem(kind, trackIndex, span, HostError.from("read", thrown).detail);
  }
}

/** A changed speed shows in the seconds of source that an item takes; its in point is then warped, and no use. */
async function readSource(item: TimelineItem, kind: TrackType, media: ItemMedia, span: { start: bigint; end: bigint }, clock: Clock) {
  const left = await given(item.GetLeftOffset(kind === "audio"));
  if (kind === "video") whole(left, "an in point");
  const unit = kind === "video" ? await unitOf(item, left, media.frame ?? clock.frame, clock.frame) : clock.frame;
  const inPoint = ticksOf(left, unit);
  const [from, to] = [await item.GetSourceStartTime(), await item.GetSourceEndTime()];
  if (typeof from !== "number" || typeof to !== "number") throw new HostError("source", "Resolve tells no source times: it is older than 19.1");
  const length = span.end - span.start;
  const seconds = Math.abs(to - from);
  const frame = secondsOf(unit > clock.frame ? unit : clock.frame);
  if (Math.abs(seconds - secondsOf(length)) < frame * 1.001) return { inPoint, outPoint: inPoint + length, speed: 1, reversed: to < from };
  return { inPoint, outPoint: inPoint + ticksFromSeconds(seconds), speed: seconds / secondsOf(length), reversed: to < from };
}

/**
 * What the left offset of a picture counts in. It was measured to be frames of the file; where file and timeline differ in rate, the start
 * frame, which is of the file and at most one off, has to bear that out.
 */
async function unitOf(item: TimelineItem, left: number, media: bigint, timeline: bigint): Promise<bigint> {
  if (media === timeline) return media;
  const start = await item.GetSourceStartFrame();
  if (typeof start !== "number" || Math.abs(left - start) <= 1) return media;
  if (Math.abs((left * Number(timeline)) / Number(media) - start) <= 1) return timeline;
  throw new HostError("source", `its in point is told as ${left} and as frame ${start}`);
}

async function readMedia(bench: Bench, media: MediaPoolItem | null, known: Known): Promise<ItemMedia | null> {
  if (!media) return null;
  const id = `${bench.projectId}/${await given(media.GetUniqueId())}`;
  const found = known.get(id);
  if (found) return found;
  const made = itemMedia(id, (await media.GetClipProperty()) ?? {});
  known.set(id, made);
  return made;
}

function itemMedia(id: string, properties: Readonly<Record<string, unknown>>): ItemMedia {
  const text = (name: string): string => String(properties[name] ?? "");
  const path = text("File Path");
  const type = text("Type");
  const rate = rateFromDecimal(Number.parseFloat(text("FPS")));
  const frame = rate ? frameTicks(rate) : null;
  const frames = Number.parseInt(text("Frames"), 10);
  const sequence = /\[\d+-\d+\]/.test(path);
  return {
    id, path: path || null, offline: /offline/i.test(text("Online Status")), nested: /^(timeline|compound|fusion)/i.test(type), multicam: /^multicam/i.test(type), merged: false,
    // The first frame of a file is 0. Another one is a part of a file, whose in points need not count from the file's own start.
    subclip: !sequence && Number.parseInt(text("Start"), 10) > 0,
    still: sequence || /^still/i.test(type), duration: frame && frames > 0 ? BigInt(frames) * frame : null, frame,
  };
}

/** The item on a video track that lies and shows what the ref says. */
export async function findItem(bench: Bench, ref: ItemRef): Promise<TimelineItem | null> {
  for (const { item } of await liveTrack(bench.timeline, "video", ref.trackIndex)) {
    if (ticksAt(await given(item.GetStart()), bench.clock) !== ref.start || ticksAt(await given(item.GetEnd()), bench.clock) !== ref.end) continue;
    const media = await shown(item);
    if (media && samePath(await pathOf(media), ref.path)) return item;
  }
  return null;
}
