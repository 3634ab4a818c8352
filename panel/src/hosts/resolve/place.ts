import { frameAt, frameTicks, nearestFrame, rateFromDecimal, type TickRange } from "../../timeline/ticks";
import { samePath } from "../../timeline/track-item";
import { HostError } from "../host";
import { liveTrack, pathOf, shown } from "./read";
import type { MediaPoolItem, TimelineItem } from "./scripting";
import { absoluteFrame, given, whole, type Bench } from "./session";

/** The frames of a file that go onto a timeline, `end` exclusive. */
export interface SourceFrames {
  readonly start: number;
  readonly end: number;
}

/**
 * The frames between the marks, or all of the file. A file in a rate of its own gets the count that Resolve, which cuts down, turns into the
 * whole frames that are wanted. Throws where there is none: a frame that lasts two of the timeline cannot end between them.
 */
export async function sourceFrames({ clock }: Bench, media: MediaPoolItem, marks: TickRange | undefined): Promise<SourceFrames> {
  const properties = (await media.GetClipProperty()) ?? {};
  const rate = rateFromDecimal(Number.parseFloat(String(properties["FPS"])));
  const frames = Number.parseInt(String(properties["Frames"]), 10);
  if (!rate || !(frames > 0)) throw new HostError("place", "Resolve tells no rate or length of the file");
  const frame = frameTicks(rate);
  const first = Number.parseInt(String(properties["Start"] ?? "0"), 10) || 0;
  const range = marks ?? { start: 0n, end: BigInt(frames) * frame };
  const from = Number(nearestFrame(range.start, frame));
  const fills = nearestFrame(range.end - range.start, clock.frame);
  const least = frameAt(fills * clock.frame, frame);
  const count = [least, least + 1n].find((one) => frameAt(one * frame, clock.frame) === fills);
  if (count === undefined) throw new HostError("place", `no whole frames of the file last ${fills} frames of the timeline`);
  return { start: first + from, end: first + Math.min(from + Number(count), frames) };
}

/** Lays a file, without its sound, on a track of the timeline in front. Throws where nothing of it lies there afterwards. */
export async function append(bench: Bench, media: MediaPoolItem, at: bigint, trackIndex: number, marks: TickRange | undefined): Promise<void> {
  const { pool, timeline, clock } = bench;
  if (await given(timeline.GetIsTrackLocked("video", trackIndex + 1))) throw new HostError("place", `track V${trackIndex + 1} is locked`);
  const { start, end } = await sourceFrames(bench, media, marks);
  const recordFrame = absoluteFrame(at, clock);
  const info = { mediaPoolItem: media, startFrame: start, endFrame: end, mediaType: 1, trackIndex: trackIndex + 1, recordFrame } as const;
  let words = "Resolve answered with nothing";
  try {
    const made = await pool.AppendToTimeline([info]);
    if (Array.isArray(made) && made.length > 0) return;
  } catch (thrown) {
    words = HostError.from("place", thrown).detail;
  }
  // What lies there after an append that failed looks right and is gone when the project is saved.
  const path = await pathOf(media);
  const landed: TimelineItem[] = [];
  for (const { item } of await liveTrack(timeline, "video", trackIndex)) {
    const shows = await shown(item);
    if (await given(item.GetStart()) === recordFrame && shows && samePath(await pathOf(shows), path)) landed.push(item);
  }
  if (landed.length > 0) await deleteItems(bench, landed);
  throw new HostError("place", words);
}

/** Makes a track on top. Answers its index, counted from 0. */
export async function addTrack({ timeline }: Bench): Promise<number> {
  const before = await given(timeline.GetTrackCount("video"));
  await timeline.AddTrack("video");
  const after = await given(timeline.GetTrackCount("video"));
  if (after !== before + 1) throw new HostError("track", `Resolve made ${after - before} tracks`);
  return before;
}

/** Takes items off the timeline in front and leaves the gap. Answers how many are really gone. Resolve does this on its Edit page only, and at times on the second try. */
export async function deleteItems(bench: Bench, items: readonly TimelineItem[]): Promise<number> {
  const { root, timeline } = bench;
  const ids = new Set<string>();
  for (const item of items) ids.add(await given(item.GetUniqueId()));
  const page = await root.GetCurrentPage();
  if (page !== "edit") await root.OpenPage("edit");
  try {
    let left = items;
    for (let attempt = 0; attempt < 2 && left.length > 0; attempt++) {
      await timeline.DeleteClips(left, false);
      left = await remaining(bench, ids);
    }
    return ids.size - left.length;
  } finally {
    if (page && page !== "edit") await root.OpenPage(page).catch(() => false);
  }
}

async function remaining({ timeline }: Bench, ids: ReadonlySet<string>): Promise<TimelineItem[]> {
  const found: TimelineItem[] = [];
  const tracks = whole(await given(timeline.GetTrackCount("video")), "the number of tracks");
  for (let index = 0; index < tracks; index++) {
    for (const { item } of await liveTrack(timeline, "video", index)) if (ids.has(await given(item.GetUniqueId()))) found.push(item);
  }
  return found;
}
