import { HostError, type Capability } from "../host";
import { Probes } from "../probes";
import { copyLook } from "./looks";
import { addMarkers, removeMarkers } from "./markers";
import { addTrack, append, deleteItems } from "./place";
import { liveItems, liveTrack, pathOf, shown } from "./read";
import type { MediaPoolItem, ScriptingProject, ScriptingRoot, ScriptingTimeline, TimelineItem } from "./scripting";
import { clockOf, given, openProject, ticksAt, whole, type Bench } from "./session";

const NAME = "HeyGem self-test";

/** What the probes work on: a copy of the timeline, a clip of it and the clip's file. */
interface Trial extends Bench {
  readonly clip: TimelineItem;
  /** Counted from 0. */
  readonly track: number;
  readonly media: MediaPoolItem;
}

/**
 * Tries every assumption about Resolve that no document settles, on a copy of the timeline in front, and removes the copy. A probe that
 * fails never stops the next one. The editor's own timeline is read and not changed.
 */
export async function selfTest(root: ScriptingRoot): Promise<readonly Capability[]> {
  const probes = new Probes();
  await probes.ask("edition and version", async () => ({ detail: `${await root.GetProductName()} ${await root.GetVersionString()}` }));
  const project = await openProject(root).catch(() => null);
  const front = (await project?.GetCurrentTimeline().catch(() => null)) ?? null;
  if (!project || !front) return [...probes.found, { name: "copy of the timeline", works: false, detail: "no timeline is open" }];
  await probes.ask("selection", () => selection(front));
  const copy = await probes.ask("copy of the timeline", () => makeCopy(project, front));
  if (!copy) return probes.found;
  try {
    const trial = await probes.ask("a clip to try on", () => setUp(root, project, copy));
    if (trial) for (const [name, question] of PROBES) await probes.ask(name, async () => ({ detail: await question(trial) }));
  } finally {
    await probes.ask("removing the copy", () => cleanUp(project, front, copy));
  }
  return probes.found;
}

const PROBES: readonly (readonly [string, (trial: Trial) => Promise<string>])[] = [
  ["in points", inPoints],
  ["source times", sourceTimes],
  ["take with its last frame", (trial) => take(trial, -1)],
  ["take with the frame after", (trial) => take(trial, 0)],
  ["new track and placing", newTrack],
  ["placing over something", placingOver],
  ["grade and Inspector", look],
  ["markers", markers],
  ["switching an item off", switchOff],
];

async function selection(timeline: ScriptingTimeline): Promise<{ detail: string }> {
  const selected = await timeline.GetSelectedClips();
  if (!Array.isArray(selected)) throw new HostError("selection", "Resolve before 21.0.4 tells none: marks or playhead are used");
  return { detail: `${selected.length} items` };
}

async function makeCopy(project: ScriptingProject, front: ScriptingTimeline): Promise<{ detail: string; value: ScriptingTimeline }> {
  const copy = await front.DuplicateTimeline(NAME);
  if (!copy || await given(copy.GetUniqueId()) === await given(front.GetUniqueId())) throw new HostError("copy", "no new timeline appeared");
  if (!(await project.SetCurrentTimeline(copy))) throw new HostError("copy", "it could not be opened");
  return { detail: await given(copy.GetName()), value: copy };
}

async function setUp(root: ScriptingRoot, project: ScriptingProject, timeline: ScriptingTimeline): Promise<{ detail: string; value: Trial }> {
  const pool = await project.GetMediaPool();
  if (!pool) throw new HostError("media pool", "the project gives none");
  const bench: Bench = { root, project, projectId: await given(project.GetUniqueId()), pool, timeline, clock: await clockOf(timeline) };
  for (const { item, trackIndex } of await liveItems(timeline, ["video"])) {
    const media = await shown(item);
    if (media && (await pathOf(media)) !== "") return { detail: await given(item.GetName()), value: { ...bench, clip: item, track: trackIndex, media } };
  }
  throw new HostError("media", "the timeline has no video clip with a file");
}

async function inPoints({ clip }: Trial): Promise<string> {
  const [left, start] = [await given(clip.GetLeftOffset()), await clip.GetSourceStartFrame()];
  if (!Number.isInteger(left)) throw new HostError("in point", `the left offset is ${left}`);
  return `left offset ${left}, source start frame ${start}`;
}

async function sourceTimes({ clip }: Trial): Promise<string> {
  const [from, to] = [await clip.GetSourceStartTime(), await clip.GetSourceEndTime()];
  if (typeof from !== "number" || typeof to !== "number") throw new HostError("source", "Resolve tells none");
  return `${from} to ${to} seconds for ${await given(clip.GetEnd()) - await given(clip.GetStart())} frames`;
}

/** Gives the clip itself as a take of itself, in the one or the other way of saying where it ends, and takes it out again. */
async function take(trial: Trial, end: -1 | 0): Promise<string> {
  const { clip, media } = trial;
  const [start, stop] = [whole(await given(clip.GetStart()), "start"), whole(await given(clip.GetEnd()), "end")];
  const before = await given(clip.GetTakesCount());
  const first = await given(clip.GetLeftOffset());
  if (!(await clip.AddTake(media, first, first + (stop - start) + end))) throw new HostError("take", "AddTake answered no");
  const index = await given(clip.GetTakesCount());
  try {
    if (index !== (before === 0 ? 2 : before + 1)) throw new HostError("take", `the clip has ${index} takes, after ${before}`);
    if (!(await clip.SelectTakeByIndex(index))) throw new HostError("take", "SelectTakeByIndex answered no");
    const [from, to, left] = [await given(clip.GetStart()), await given(clip.GetEnd()), await given(clip.GetLeftOffset())];
    const told = await clip.GetTakeByIndex(index);
    const words = `at ${from - start} to ${to - stop} beside its place, left offset ${left} for ${first}, take ${told?.startFrame}-${told?.endFrame}`;
    if (from !== start || to !== stop || left !== first) throw new HostError("take", words);
    return words;
  } finally {
    await clip.SelectTakeByIndex(1);
    await clip.DeleteTakeByIndex(index);
    if (before === 0 && await given(clip.GetTakesCount()) === 1) await clip.FinalizeTake();
  }
}

async function newTrack(trial: Trial): Promise<string> {
  const { timeline, clip, media, clock } = trial;
  const track = await addTrack(trial);
  const at = ticksAt(await given(clip.GetStart()), clock);
  await append(trial, media, at, track, { start: 0n, end: 10n * clock.frame });
  const laid = (await liveTrack(timeline, "video", track))[0]?.item;
  if (!laid) throw new HostError("place", "nothing lies on the new track");
  const [start, end] = [await given(laid.GetStart()), await given(laid.GetEnd())];
  if (start !== await given(clip.GetStart()) || end !== start + 10) throw new HostError("place", `placed from ${start} to ${end}, asked for 10 frames at ${await given(clip.GetStart())}`);
  return `V${track + 1}, ${start} to ${end}`;
}

/** Resolve is to leave out what would lie over something, and not to write over it. */
async function placingOver(trial: Trial): Promise<string> {
  const { timeline, clip, media, track, clock } = trial;
  const before = (await liveTrack(timeline, "video", track)).length;
  await append(trial, media, ticksAt(await given(clip.GetStart()), clock), track, { start: 0n, end: 5n * clock.frame }).catch(() => undefined);
  const after = (await liveTrack(timeline, "video", track)).length;
  if (after !== before) throw new HostError("place", `the track has ${after} items, after ${before}`);
  return "left out";
}

async function top({ timeline }: Trial): Promise<{ item: TimelineItem; track: number }> {
  for (let track = await given(timeline.GetTrackCount("video")) - 1; track >= 0; track--) {
    const item = (await liveTrack(timeline, "video", track))[0]?.item;
    if (item) return { item, track };
  }
  throw new HostError("item", "the copy has no items");
}

async function look(trial: Trial): Promise<string> {
  const { item, track } = await top(trial);
  const { clip, clock, media } = trial;
  const path = await pathOf(media);
  const ref = async (one: TimelineItem, trackIndex: number) => ({ trackIndex, start: ticksAt(await given(one.GetStart()), clock), end: ticksAt(await given(one.GetEnd()), clock), path });
  const { lacks } = await copyLook(trial, { from: await ref(clip, trial.track), to: await ref(item, track) });
  if (lacks.length > 0) throw new HostError("look", `not copied: ${lacks.join(", ")}`);
  return "grade and all values";
}

async function markers(trial: Trial): Promise<string> {
  const { frame } = trial.clock;
  const wanted = { name: NAME, comments: "self-test", span: { start: 3n * frame, end: 5n * frame } };
  await addMarkers(trial, [wanted]);
  const removed = await removeMarkers(trial, [wanted]);
  if (removed !== 1) throw new HostError("markers", `${removed} were found again at frame 3 of the timeline`);
  return "found again and removed";
}

async function switchOff(trial: Trial): Promise<string> {
  const { item } = await top(trial);
  await item.SetClipEnabled(false);
  if (await given(item.GetClipEnabled())) throw new HostError("switch", "it is still on");
  const removed = await deleteItems(trial, [item]);
  if (removed !== 1) throw new HostError("delete", "it is still there");
  return "off, then deleted";
}

async function cleanUp(project: ScriptingProject, front: ScriptingTimeline, copy: ScriptingTimeline): Promise<{ detail: string }> {
  const pool = await project.GetMediaPool();
  const id = await given(copy.GetUniqueId());
  await project.SetCurrentTimeline(front);
  const removed = await pool?.DeleteTimelines([copy]);
  const count = await given(project.GetTimelineCount());
  for (let index = 1; index <= count; index++) {
    if ((await (await project.GetTimelineByIndex(index))?.GetUniqueId()) === id) throw new HostError("remove", `"${NAME}" is still there: delete it by hand`);
  }
  if (!removed) throw new HostError("remove", "Resolve answered no");
  return { detail: "gone" };
}
