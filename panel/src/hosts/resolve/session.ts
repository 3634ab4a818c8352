import { frameTicks, nearestFrame, rateFromDecimal } from "../../timeline/ticks";
import { HostError, type SequenceInfo } from "../host";
import type { MediaPool, ScriptingProject, ScriptingRoot, ScriptingTimeline } from "./scripting";

/** How a timeline counts: the length of a frame in ticks and the absolute number of its first frame. */
export interface Clock {
  readonly frame: bigint;
  readonly first: number;
}

/** The open project and its media pool. */
export interface Desk {
  readonly root: ScriptingRoot;
  readonly project: ScriptingProject;
  readonly projectId: string;
  readonly pool: MediaPool;
}

/** The open project and one timeline of it. */
export interface Bench extends Desk {
  readonly timeline: ScriptingTimeline;
  readonly clock: Clock;
}

export async function openProject(root: ScriptingRoot): Promise<ScriptingProject | null> {
  const manager = await root.GetProjectManager();
  if (!manager) throw new HostError("project", "Resolve does not answer");
  return (await manager.GetCurrentProject()) ?? null;
}

/** Ids are `<project>/<own id>`. */
export function projectOf(id: string): string {
  return id.split("/")[0] ?? "";
}

/** The timeline with this id; null where it is gone or its project is not the open one. */
export async function findTimeline(project: ScriptingProject, projectId: string, id: string): Promise<ScriptingTimeline | null> {
  if (projectOf(id) !== projectId) return null;
  const wanted = id.slice(projectId.length + 1);
  const front = await project.GetCurrentTimeline();
  if (front && await given(front.GetUniqueId()) === wanted) return front;
  const count = await given(project.GetTimelineCount());
  for (let index = 1; index <= count; index++) {
    const one = await project.GetTimelineByIndex(index);
    if (one && await given(one.GetUniqueId()) === wanted) return one;
  }
  return null;
}

/** The project that `id` is of, where it is the open one. */
export async function openDesk(root: ScriptingRoot, id: string): Promise<Desk> {
  const project = await openProject(root);
  if (!project) throw new HostError("project", "no project is open");
  const projectId = await given(project.GetUniqueId());
  if (projectOf(id) !== projectId) throw new HostError("project", "its project is not open");
  const pool = await project.GetMediaPool();
  if (!pool) throw new HostError("media pool", "the project gives none");
  return { root, project, projectId, pool };
}

export async function openBench(root: ScriptingRoot, sequenceId: string): Promise<Bench> {
  const desk = await openDesk(root, sequenceId);
  const timeline = await findTimeline(desk.project, desk.projectId, sequenceId);
  if (!timeline) throw new HostError("timeline", "the timeline is gone");
  return { ...desk, timeline, clock: await clockOf(timeline) };
}

/** Resolve edits the timeline in front and no other: brings this one there for the work, and the editor's own back. */
export async function inFront<T>({ project, timeline }: Bench, work: () => Promise<T>): Promise<T> {
  const front = await project.GetCurrentTimeline();
  const own = front === null || front === undefined || await given(front.GetUniqueId()) === await given(timeline.GetUniqueId());
  if (own) return work();
  if (!(await project.SetCurrentTimeline(timeline))) throw new HostError("timeline", "it could not be opened for the edit");
  try {
    return await work();
  } finally {
    await project.SetCurrentTimeline(front).catch(() => false); // The edit is made; the editor can go back by hand.
  }
}

export async function clockOf(timeline: ScriptingTimeline): Promise<Clock> {
  const rate = rateFromDecimal(Number.parseFloat(String(await timeline.GetSetting("timelineFrameRate"))));
  if (!rate) throw new HostError("timeline", "Resolve tells no frame rate");
  return { frame: frameTicks(rate), first: whole(await given(timeline.GetStartFrame()), "the start of the timeline") };
}

export async function sequenceInfo(project: ScriptingProject, timeline: ScriptingTimeline): Promise<SequenceInfo> {
  const { frame, first } = await clockOf(timeline);
  const dropFrame = /DF/i.test(String(await timeline.GetSetting("timelineFrameRate"))) || String(await timeline.GetSetting("timelineDropFrameTimecode")) === "1";
  return {
    id: `${await given(project.GetUniqueId())}/${await given(timeline.GetUniqueId())}`, name: await given(timeline.GetName()), projectName: await given(project.GetName()),
    projectPath: "", // Projects lie in a database.
    frame, dropFrame, zeroPoint: BigInt(first) * frame,
    videoTracks: await given(timeline.GetTrackCount("video")), audioTracks: await given(timeline.GetTrackCount("audio")),
  };
}

/** What Resolve told. Throws where it told nothing: nothing is no name, no place and no number. */
export async function given<T>(answer: Promise<T | null | undefined>): Promise<T> {
  const value = await answer;
  if (value === null || value === undefined) throw new HostError("Resolve", "it does not answer");
  return value;
}

/** A count of frames that Resolve told. Throws where it is none: a part of a frame would put a render beside its place. */
export function whole(value: unknown, what: string): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw new HostError("frames", `${what} is ${String(value)}, which is no whole frame`);
  return value;
}

/** The instant, on the sequence clock, of an absolute frame; for sound it may be a fraction. */
export function ticksAt(absolute: unknown, { frame, first }: Clock): bigint {
  if (typeof absolute !== "number") throw new HostError("frames", "Resolve tells no place");
  return ticksOf(absolute - first, frame);
}

/** The ticks of a count of frames with a fraction. */
export function ticksOf(frames: number, frame: bigint): bigint {
  if (!Number.isFinite(frames)) throw new HostError("frames", `${frames} is no count of frames`);
  return Number.isInteger(frames) ? BigInt(frames) * frame : (BigInt(Math.round(frames * 1_000_000)) * frame) / 1_000_000n;
}

/** The absolute frame at an instant of the sequence clock. */
export function absoluteFrame(ticks: bigint, { frame, first }: Clock): number {
  return first + Number(nearestFrame(ticks, frame));
}
