import type { Marker, Sequence, VideoTrack } from "@adobe/premierepro";
import { parseTicks, type TickRange } from "../../timeline/ticks";
import { samePath } from "../../timeline/track-item";
import { HostError, isMarker, type ItemRef, type Placement, type TimelineMarker } from "../host";
import { itemById } from "./bins";
import { openProject, orElse, transact, type PremiereModule } from "./module";
import { liveItems, type AnyTrackItem } from "./read";

/** No sound track: renders are video-only, and this keeps an item with sound from writing any. */
const NO_AUDIO = -1;
/** Yellow, as observed; the names of the constants do not match what Premiere draws. */
const YELLOW = 4;

export async function setMarks(ppro: PremiereModule, mediaId: string, marks: TickRange): Promise<void> {
  const project = await openProject(ppro);
  const clip = ppro.ClipProjectItem.cast(await itemById(ppro, mediaId));
  const start = ppro.TickTime.createWithTicks(marks.start.toString());
  const end = ppro.TickTime.createWithTicks(marks.end.toString());
  transact(project, "HeyGem: set in and out", () => [clip.createSetInOutPointsAction(start, end)]);
}

export async function dressItem(ppro: PremiereModule, mediaId: string, change: { name: string } | { label: number }): Promise<void> {
  const project = await openProject(ppro);
  const item = await itemById(ppro, mediaId);
  transact(project, "HeyGem: label render", () => [
    "name" in change ? item.createSetNameAction(change.name) : item.createSetColorLabelAction(change.label),
  ]);
}

/**
 * Makes a track above all others by placing one clip there. Premiere makes one new track a transaction at most, so this is always
 * a transaction of its own.
 */
export async function placeOnNewTrack(ppro: PremiereModule, sequence: Sequence, mediaId: string, at: bigint): Promise<void> {
  const project = await openProject(ppro);
  const item = await itemById(ppro, mediaId);
  const top = await sequence.getVideoTrackCount();
  const time = ppro.TickTime.createWithTicks(at.toString());
  const editor = ppro.SequenceEditor.getEditor(sequence);
  transact(project, "HeyGem: place on a new track", () => [editor.createOverwriteItemAction(item, time, top, NO_AUDIO)]);
}

export async function overwrite(ppro: PremiereModule, sequence: Sequence, placements: readonly Placement[]): Promise<void> {
  const project = await openProject(ppro);
  const count = await sequence.getVideoTrackCount();
  const ready = await Promise.all(
    placements.map(async (one) => {
      if (one.trackIndex >= count) throw new HostError("place", `there is no video track ${one.trackIndex + 1}`);
      return { item: await itemById(ppro, one.mediaId), time: ppro.TickTime.createWithTicks(one.at.toString()), track: one.trackIndex };
    }),
  );
  const editor = ppro.SequenceEditor.getEditor(sequence);
  transact(project, "HeyGem: place renders", () =>
    ready.map((one) => editor.createOverwriteItemAction(one.item, one.time, one.track, NO_AUDIO)),
  );
}

/** Premiere can name tracks from 26.3 on. */
export async function nameTrack(ppro: PremiereModule, sequence: Sequence, trackIndex: number, name: string): Promise<void> {
  const track: Partial<VideoTrack> = await sequence.getVideoTrack(trackIndex);
  if (typeof track.createSetNameAction !== "function") return;
  const make = track.createSetNameAction.bind(track);
  transact(await openProject(ppro), "HeyGem: name track", () => [make(name)]);
}

export async function removeItems(ppro: PremiereModule, sequence: Sequence, refs: readonly ItemRef[]): Promise<number> {
  const found = await findItems(ppro, sequence, refs);
  if (found.length === 0) return 0;
  const project = await openProject(ppro);
  const editor = ppro.SequenceEditor.getEditor(sequence);
  transact(project, "HeyGem: remove renders", () => {
    const actions: ReturnType<typeof editor.createRemoveItemsAction>[] = [];
    ppro.TrackItemSelection.createEmptySelection((selection) => {
      for (const item of found) selection.addItem(item, true);
      actions.push(editor.createRemoveItemsAction(selection, false, ppro.Constants.MediaType.VIDEO));
    });
    return actions;
  });
  return found.length;
}

export async function setDisabled(ppro: PremiereModule, sequence: Sequence, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
  const found = await findItems(ppro, sequence, refs);
  if (found.length === 0) return;
  transact(await openProject(ppro), "HeyGem: switch originals", () => found.map((item) => item.createSetDisabledAction(disabled)));
}

export async function addMarkers(ppro: PremiereModule, sequence: Sequence, markers: readonly TimelineMarker[]): Promise<void> {
  const project = await openProject(ppro);
  const owner = await ppro.Markers.getMarkers(sequence);
  const time = (ticks: bigint) => ppro.TickTime.createWithTicks(ticks.toString());
  const made = markers.map((one) => ({ ...one, start: time(one.span.start), duration: time(one.span.end - one.span.start) }));
  transact(project, "HeyGem: mark lost faces", () =>
    made.map((one) => owner.createAddMarkerAction(one.name, "Comment", one.start, one.duration, one.comments)),
  );
  const ours = await findMarkers(ppro, sequence, markers);
  if (ours.length > 0) transact(project, "HeyGem: colour markers", () => ours.map((marker) => marker.createSetColorByIndexAction(YELLOW)));
}

export async function removeMarkers(ppro: PremiereModule, sequence: Sequence, markers: readonly TimelineMarker[]): Promise<number> {
  const project = await openProject(ppro);
  const owner = await ppro.Markers.getMarkers(sequence);
  const found = await findMarkers(ppro, sequence, markers);
  if (found.length > 0) transact(project, "HeyGem: remove markers", () => found.map((one) => owner.createRemoveMarkerAction(one)));
  return found.length;
}

async function findMarkers(ppro: PremiereModule, sequence: Sequence, markers: readonly TimelineMarker[]): Promise<Marker[]> {
  const frame = parseTicks(await sequence.getTimebase());
  const all = (await ppro.Markers.getMarkers(sequence)).getMarkers();
  return all.filter((one) => markers.some((wanted) => isMarker(wanted, one.getName(), one.getComments(), parseTicks(one.getStart().ticks), frame)));
}

async function findItems(ppro: PremiereModule, sequence: Sequence, refs: readonly ItemRef[]): Promise<AnyTrackItem[]> {
  const found: AnyTrackItem[] = [];
  for (const { item, kind, trackIndex } of await liveItems(ppro, sequence)) {
    const candidates = kind === "video" ? refs.filter((ref) => ref.trackIndex === trackIndex) : [];
    if (candidates.length === 0) continue;
    const [start, end] = await Promise.all([item.getStartTime(), item.getEndTime()]);
    const projectItem = await item.getProjectItem();
    const path = await orElse<string>(() => ppro.ClipProjectItem.cast(projectItem).getMediaFilePath(), "");
    const match = candidates.some((ref) => ref.start.toString() === start.ticks && ref.end.toString() === end.ticks && samePath(ref.path, path));
    if (match) found.push(item);
  }
  return found;
}
