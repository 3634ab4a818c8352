import type { FolderItem, Project, ProjectItem, Sequence } from "@adobe/premierepro";
import { parseTicks } from "../../timeline/ticks";
import { HostError, type Capability } from "../host";
import { Probes } from "../probes";
import { frontProject, orElse, transact, undoSteps, type PremiereModule } from "./module";
import { liveItems, liveTrack } from "./read";

const NAME = "HeyGem self-test";
/** Where the short piece of media for the test begins and how long it is, in frames of the sequence. */
const PIECE = { from: 25n, frames: 20n };

/** What the probes work on: a copy of the sequence, and a subclip of one of its clips where the host makes one. */
interface Bench {
  readonly ppro: PremiereModule;
  readonly project: Project;
  readonly copy: Sequence;
  readonly frame: bigint;
  readonly media: ProjectItem;
  readonly subclip: Subclip | null;
}

interface Subclip {
  readonly item: ProjectItem;
  readonly folder: FolderItem;
}

/**
 * Tries every assumption about Premiere that no document settles, on a copy of the sequence in front, and removes the copy. A probe that
 * fails never stops the next one. The editor's own sequence is read and not changed.
 */
export async function selfTest(ppro: PremiereModule): Promise<readonly Capability[]> {
  const probes = new Probes();
  const steps = undoSteps();
  const bench = await probes.ask("copy of the sequence", () => setUp(ppro));
  await probes.ask("selection events", () => listen(ppro));
  if (!bench) return probes.found;
  try {
    for (const [name, question] of PROBES) await probes.ask(name, async () => ({ detail: await question(bench) }));
  } finally {
    await probes.ask("removing the copy", () => cleanUp(bench));
  }
  probes.found.push({ name: "undo steps", works: true, detail: `${undoSteps() - steps} transactions; compare with Edit > Undo` });
  return probes.found;
}

const PROBES: readonly (readonly [string, (bench: Bench) => Promise<string>])[] = [
  ["new track by overwriting", (bench) => newTrack(bench, "overwrite", -1)],
  ["new track by inserting", (bench) => newTrack(bench, "insert", -1)],
  ["new track with audio index 0", (bench) => newTrack(bench, "overwrite", 0)],
  ["marks between frames", fractionalMarks],
  ["in point of a subclip", subclipInPoint],
  ["trimming an item", trimEnd],
  ["effects can be read", readEffects],
  ["state in the sequence", writeProperty],
  ["name of a track", nameTrack],
  ["colour label", setLabel],
  ["markers", addMarker],
  ["switching an item off", switchOff],
  ["transcripts", readTranscripts],
];

async function setUp(ppro: PremiereModule): Promise<{ detail: string; value: Bench }> {
  const project = await frontProject(ppro);
  const original = await project.getActiveSequence();
  if (!original) throw new HostError("sequence", "no sequence is open");
  const before = new Set((await project.getSequences()).map((one) => one.guid.toString()));
  transact(project, NAME, () => [original.createCloneAction()]);
  const copy = (await project.getSequences()).find((one) => !before.has(one.guid.toString()));
  if (!copy) throw new HostError("copy", "no new sequence appeared");
  const frame = parseTicks(await copy.getTimebase());
  let media: ProjectItem;
  try {
    media = await firstMedia(ppro, copy);
  } catch (thrown) {
    await project.deleteSequence(copy);
    throw thrown;
  }
  const subclip = await orElse<Subclip | null>(() => makeSubclip(ppro, project, media, frame), null);
  return { detail: `${copy.name}, ${subclip ? "with" : "without"} a subclip`, value: { ppro, project, copy, frame, media, subclip } };
}

async function firstMedia(ppro: PremiereModule, copy: Sequence): Promise<ProjectItem> {
  for (const { item, kind } of await liveItems(ppro, copy)) {
    const media = kind === "video" ? await orElse<ProjectItem | null>(() => item.getProjectItem(), null) : null;
    if (media && (await orElse(() => ppro.ClipProjectItem.cast(media).getMediaFilePath(), ""))) return media;
  }
  throw new HostError("media", "the sequence has no video clip with a file");
}

/** From 26.3 on. Found again by its name in the bins, as the action gives nothing back. */
async function makeSubclip(ppro: PremiereModule, project: Project, media: ProjectItem, frame: bigint): Promise<Subclip | null> {
  const time = (frames: bigint) => ppro.TickTime.createWithTicks((frames * frame).toString());
  const clip = ppro.ClipProjectItem.cast(media);
  transact(project, NAME, () => [clip.createSubClipAction(NAME, time(PIECE.from), time(PIECE.from + PIECE.frames), false, { takeVideo: true, takeAudio: true })]);
  return findByName(ppro, await project.getRootItem());
}

async function findByName(ppro: PremiereModule, folder: FolderItem): Promise<Subclip | null> {
  for (const item of await folder.getItems()) {
    if (item.name === NAME) return { item, folder };
    const below = item.type === ppro.ProjectItem.TYPE_BIN ? await findByName(ppro, ppro.FolderItem.cast(item)) : null;
    if (below) return below;
  }
  return null;
}

/** Lays the test's media on a new track and answers where it landed; throws where a track is missing or anything else has moved. */
async function newTrack({ ppro, project, copy, media, subclip }: Bench, how: "overwrite" | "insert", audio: number): Promise<string> {
  const top = await copy.getVideoTrackCount();
  const before = await layout(ppro, copy, top);
  const editor = ppro.SequenceEditor.getEditor(copy);
  const at = ppro.TickTime.createWithTicks("0");
  const item = subclip?.item ?? media;
  transact(project, NAME, () => [
    how === "insert" ? editor.createInsertProjectItemAction(item, at, top, audio, true) : editor.createOverwriteItemAction(item, at, top, audio),
  ]);
  const made = (await copy.getVideoTrackCount()) - top;
  if (made !== 1) throw new HostError("track", `${made} tracks were made`);
  const laid = await liveTrack(ppro, copy, top);
  const after = await layout(ppro, copy, top);
  if (laid.length !== 1) throw new HostError("track", `${laid.length} items lie on it`);
  if (audio < 0 && after !== before) throw new HostError("track", `other items changed, from ${before} to ${after}`);
  const end = await laid[0]?.item.getEndTime();
  return `track ${top + 1}, ends at ${end?.ticks}${after === before ? "" : "; sound was written"}`;
}

/** Every item below `top` and every sound, by its place. */
async function layout(ppro: PremiereModule, copy: Sequence, top: number): Promise<string> {
  const parts: string[] = [];
  for (const { item, kind, trackIndex } of await liveItems(ppro, copy))
    if (kind === "audio" || (trackIndex ?? 0) < top) parts.push(`${kind}${trackIndex}:${(await item.getStartTime()).ticks}-${(await item.getEndTime()).ticks}`);
  return parts.join(" ");
}

function needSubclip({ subclip }: Bench): ProjectItem {
  if (!subclip) throw new HostError("subclip", "this version makes none, so it was not tried");
  return subclip.item;
}

async function fractionalMarks(bench: Bench): Promise<string> {
  const { ppro, project, copy, frame } = bench;
  const media = needSubclip(bench);
  const clip = ppro.ClipProjectItem.cast(media);
  const [from, to] = [frame / 3n, frame / 3n + 7n * frame];
  const time = (ticks: bigint) => ppro.TickTime.createWithTicks(ticks.toString());
  transact(project, NAME, () => [clip.createSetInOutPointsAction(time(from), time(to))]);
  const top = await copy.getVideoTrackCount();
  const editor = ppro.SequenceEditor.getEditor(copy);
  transact(project, NAME, () => [editor.createOverwriteItemAction(media, time(0n), top, -1)]);
  const item = (await liveTrack(ppro, copy, top))[0]?.item;
  if (!item) throw new HostError("place", "nothing was placed");
  const [end, inPoint] = [parseTicks((await item.getEndTime()).ticks), parseTicks((await item.getInPoint()).ticks)];
  const words = `set ${from} to ${to}, placed ${end} long from ${inPoint}`;
  if (end !== to - from || inPoint !== from) throw new HostError("marks", words);
  return words;
}

/** Whether in points count from the first frame of the file, as the panel takes them to, or from the subclip's own start. */
async function subclipInPoint(bench: Bench): Promise<string> {
  const { ppro, project, copy, frame } = bench;
  const media = needSubclip(bench);
  const top = await copy.getVideoTrackCount();
  const editor = ppro.SequenceEditor.getEditor(copy);
  const clip = ppro.ClipProjectItem.cast(media);
  transact(project, NAME, () => [clip.createClearInOutPointsAction()]);
  transact(project, NAME, () => [editor.createOverwriteItemAction(media, ppro.TickTime.createWithTicks("0"), top, -1)]);
  const item = (await liveTrack(ppro, copy, top))[0]?.item;
  if (!item) throw new HostError("place", "nothing was placed");
  const inPoint = parseTicks((await item.getInPoint()).ticks);
  const words = `a subclip from ${PIECE.from * frame} has its in point at ${inPoint}`;
  if (inPoint !== PIECE.from * frame) throw new HostError("subclip", words);
  return words;
}

async function lastItem({ ppro, copy }: Bench) {
  for (let track = (await copy.getVideoTrackCount()) - 1; track >= 0; track--) {
    const item = (await liveTrack(ppro, copy, track))[0]?.item;
    if (item) return { item, track };
  }
  throw new HostError("item", "the copy has no video items");
}

async function trimEnd(bench: Bench): Promise<string> {
  const { item } = await lastItem(bench);
  const end = parseTicks((await item.getEndTime()).ticks) - bench.frame;
  transact(bench.project, NAME, () => [item.createSetEndAction(bench.ppro.TickTime.createWithTicks(end.toString()))]);
  const now = (await (await lastItem(bench)).item.getEndTime()).ticks;
  if (now !== end.toString()) throw new HostError("trim", `asked for ${end}, got ${now}`);
  return "to the tick";
}

async function readEffects({ ppro, copy }: Bench): Promise<string> {
  const item = (await liveTrack(ppro, copy, 0))[0]?.item;
  if (!item) throw new HostError("item", "track 1 has no clip");
  const chain = await item.getComponentChain();
  const names: string[] = [];
  for (let index = 0; index < chain.getComponentCount(); index++) names.push(await chain.getComponentAtIndex(index).getMatchName());
  return names.join(", ");
}

async function writeProperty({ ppro, project, copy }: Bench): Promise<string> {
  const properties = await ppro.Properties.getProperties(copy);
  transact(project, NAME, () => [properties.createSetValueAction("heygem.selftest", "kept", ppro.Constants.PropertyType.PERSISTENT)]);
  const read = (await ppro.Properties.getProperties(copy)).getValue("heygem.selftest");
  if (read !== "kept") throw new HostError("property", `wrote "kept", read "${read}"`);
  return "kept";
}

async function nameTrack({ project, copy }: Bench): Promise<string> {
  const track = await copy.getVideoTrack(0);
  transact(project, NAME, () => [track.createSetNameAction(NAME)]);
  const { name } = await copy.getVideoTrack(0);
  if (name !== NAME) throw new HostError("track", `its name is "${name}"`);
  return "from this version on";
}

async function setLabel(bench: Bench): Promise<string> {
  const media = needSubclip(bench);
  transact(bench.project, NAME, () => [media.createSetColorLabelAction(3)]);
  return `index 3 was set on the bin item "${NAME}": note its colour before it is gone`;
}

async function addMarker({ ppro, project, copy, frame }: Bench): Promise<string> {
  const owner = await ppro.Markers.getMarkers(copy);
  const time = (ticks: bigint) => ppro.TickTime.createWithTicks(ticks.toString());
  transact(project, NAME, () => [owner.createAddMarkerAction(NAME, "Comment", time(frame / 3n), time(frame), "self-test")]);
  const made = (await ppro.Markers.getMarkers(copy)).getMarkers().find((one) => one.getName() === NAME);
  if (!made) throw new HostError("marker", "it did not appear");
  return `asked for ${frame / 3n}, lies at ${made.getStart().ticks}`;
}

async function switchOff(bench: Bench): Promise<string> {
  const { item } = await lastItem(bench);
  transact(bench.project, NAME, () => [item.createSetDisabledAction(true)]);
  if (!(await (await lastItem(bench)).item.isDisabled())) throw new HostError("switch", "it is still on");
  return "off";
}

/** How the host writes down what is said, in the first words of it. */
async function readTranscripts({ ppro, media }: Bench): Promise<string> {
  const { Transcript } = ppro;
  if (!Transcript) throw new HostError("transcript", "this version gives none out");
  const clip = ppro.ClipProjectItem.cast(media);
  return Transcript.hasTranscript(clip) ? (await Transcript.exportToJSON(clip)).slice(0, 400) : "the clip has none: transcribe it and run this again";
}

async function listen(ppro: PremiereModule): Promise<{ detail: string }> {
  const nothing = (): void => undefined;
  ppro.EventManager.addGlobalEventListener(ppro.Constants.SequenceEvent.SELECTION_CHANGED, nothing);
  ppro.EventManager.removeGlobalEventListener(ppro.Constants.SequenceEvent.SELECTION_CHANGED, nothing);
  return { detail: "accepted" };
}

async function cleanUp({ project, copy, subclip }: Bench): Promise<{ detail: string }> {
  if (subclip) {
    transact(project, NAME, () => [subclip.folder.createRemoveItemAction(subclip.item)]);
  }
  const guid = copy.guid.toString();
  const removed = await project.deleteSequence(copy);
  if (!removed || (await project.getSequences()).some((one) => one.guid.toString() === guid)) throw new HostError("remove", "the copy is still there: delete it by hand");
  return { detail: "gone" };
}
