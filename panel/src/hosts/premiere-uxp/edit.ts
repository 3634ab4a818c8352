import type { Project, Sequence, VideoTrack } from "@adobe/premierepro";
import { samePath } from "../../timeline/track-item";
import { HostError, type ItemRef, type MediaChange, type Placement, type TrackName, type Trim } from "../host";
import { itemsById } from "./bins";
import { orElse, ownId, transact, type PremiereModule } from "./module";
import { liveTrack, type AnyTrackItem } from "./read";

/** No sound track: renders are video-only, and this keeps an item with sound from writing any. Not documented, hence the second try. */
const NO_AUDIO = -1;

/** Names, labels and marks, all in one step. */
export async function changeMedia(ppro: PremiereModule, changes: readonly MediaChange[]): Promise<void> {
  if (changes.length === 0) return;
  const { project, item } = await itemsById(ppro, changes.map((one) => one.mediaId));
  const ready = changes.map((change) => ({ change, item: item(change.mediaId) }));
  transact(project, "HeyGem: prepare renders", () =>
    ready.flatMap(({ change, item: one }) => [
      ...(change.name === undefined ? [] : [one.createSetNameAction(change.name)]),
      ...(change.label === undefined ? [] : [one.createSetColorLabelAction(change.label)]),
      ...(change.marks === undefined ? [] : [
        ppro.ClipProjectItem.cast(one).createSetInOutPointsAction(time(ppro, change.marks.start), time(ppro, change.marks.end)),
      ]),
    ]),
  );
}

/**
 * Makes a track above all others by placing one clip there. Premiere makes one new track a transaction at most, so this is always
 * a transaction of its own. Overwriting shifts nothing but is documented for tracks that exist; inserting is documented to make one.
 * What made no track is tried another way only where it changed nothing either.
 */
export async function placeOnNewTrack(ppro: PremiereModule, sequence: Sequence, mediaId: string, at: bigint): Promise<void> {
  const { project, item } = await itemsById(ppro, [mediaId]);
  const top = await sequence.getVideoTrackCount();
  const editor = ppro.SequenceEditor.getEditor(sequence);
  const tries = [
    () => editor.createOverwriteItemAction(item(mediaId), time(ppro, at), top, NO_AUDIO),
    () => editor.createInsertProjectItemAction(item(mediaId), time(ppro, at), top, NO_AUDIO, true),
    () => editor.createOverwriteItemAction(item(mediaId), time(ppro, at), top, 0),
    () => editor.createInsertProjectItemAction(item(mediaId), time(ppro, at), top, 0, true),
  ];
  const words: string[] = [];
  for (const make of tries) {
    try {
      transact(project, "HeyGem: place on a new track", () => [make()]);
    } catch (thrown) {
      words.push(HostError.from("place", thrown).detail);
      continue;
    }
    if ((await sequence.getVideoTrackCount()) > top) return;
    words.push("no track was made");
    if (await liesAt(ppro, sequence, top - 1, mediaId, at)) break;
  }
  throw new HostError("place on a new track", [...new Set(words)].join("; "));
}

/** Whether the clip landed on this track instead. */
async function liesAt(ppro: PremiereModule, sequence: Sequence, trackIndex: number, mediaId: string, at: bigint): Promise<boolean> {
  for (const { item } of await liveTrack(ppro, sequence, trackIndex)) {
    const same = await orElse(async () => (await item.getProjectItem()).getId() === ownId(mediaId) && (await item.getStartTime()).ticks === at.toString(), false);
    if (same) return true;
  }
  return false;
}

export async function overwrite(
  ppro: PremiereModule, project: Project, sequence: Sequence, placements: readonly Placement[], names: readonly TrackName[],
): Promise<void> {
  const count = await sequence.getVideoTrackCount();
  for (const one of placements) if (one.trackIndex >= count) throw new HostError("place", `there is no video track ${one.trackIndex + 1}`);
  const rename = await trackNames(sequence, names);
  const editor = ppro.SequenceEditor.getEditor(sequence);
  const { item } = placements.length > 0 ? await itemsById(ppro, placements.map((one) => one.mediaId)) : { item: null };
  const place = (audio: number) =>
    placements.flatMap((one) => (item ? [editor.createOverwriteItemAction(item(one.mediaId), time(ppro, one.at), one.trackIndex, audio)] : []));
  const tries = [() => [...rename.map((make) => make()), ...place(NO_AUDIO)], () => place(NO_AUDIO), () => place(0)];
  let failure: unknown;
  for (const make of placements.length > 0 ? tries : rename.length > 0 ? tries.slice(0, 1) : []) {
    try {
      transact(project, "HeyGem: place renders", make);
      return;
    } catch (thrown) {
      failure = thrown;
    }
  }
  if (failure !== undefined && placements.length > 0) throw failure;
}

/** Premiere can name tracks from 26.3 on. */
async function trackNames(sequence: Sequence, names: readonly TrackName[]): Promise<(() => ReturnType<VideoTrack["createSetNameAction"]>)[]> {
  const made: (() => ReturnType<VideoTrack["createSetNameAction"]>)[] = [];
  for (const { trackIndex, name } of names) {
    const track = await orElse<Partial<VideoTrack> | null>(() => sequence.getVideoTrack(trackIndex), null);
    if (typeof track?.createSetNameAction === "function") made.push(track.createSetNameAction.bind(track, name));
  }
  return made;
}

/** Moves the ends of items, as by hand: only those that are off, so that an end in place is not touched. */
export async function trim(ppro: PremiereModule, project: Project, sequence: Sequence, trims: readonly Trim[]): Promise<void> {
  const items = await findEach(ppro, sequence, trims.map((one) => one.item));
  const found = trims.map((one, index) => ({ one, item: items[index] }));
  transact(project, "HeyGem: trim renders", () =>
    found.flatMap(({ one, item }) => {
      if (!item) return [];
      return [
        ...(one.item.start === one.span.start ? [] : [item.createSetStartAction(time(ppro, one.span.start))]),
        ...(one.item.end === one.span.end ? [] : [item.createSetEndAction(time(ppro, one.span.end))]),
      ];
    }),
  );
}

export async function removeItems(ppro: PremiereModule, project: Project, sequence: Sequence, refs: readonly ItemRef[]): Promise<number> {
  const found = await findItems(ppro, sequence, refs);
  if (found.length === 0) return 0;
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

export async function setDisabled(ppro: PremiereModule, project: Project, sequence: Sequence, refs: readonly ItemRef[], disabled: boolean): Promise<void> {
  const found = await findItems(ppro, sequence, refs);
  if (found.length === 0) return;
  transact(project, "HeyGem: switch originals", () => found.map((item) => item.createSetDisabledAction(disabled)));
}

async function findItems(ppro: PremiereModule, sequence: Sequence, refs: readonly ItemRef[]): Promise<AnyTrackItem[]> {
  return (await findEach(ppro, sequence, refs)).flatMap((item) => item ?? []);
}

/** The host's own objects for items of video tracks, one for each of `refs`, by one reading of each track. */
export async function findEach(ppro: PremiereModule, sequence: Sequence, refs: readonly ItemRef[]): Promise<(AnyTrackItem | undefined)[]> {
  const found = new Map<ItemRef, AnyTrackItem>();
  for (const trackIndex of [...new Set(refs.map((one) => one.trackIndex))].sort((a, b) => a - b)) {
    const candidates = refs.filter((ref) => ref.trackIndex === trackIndex);
    for (const { item } of await liveTrack(ppro, sequence, trackIndex)) {
      const match = await orElse(async () => {
        const start = (await item.getStartTime()).ticks;
        const begin = candidates.filter((ref) => ref.start.toString() === start);
        const end = begin.length > 0 ? (await item.getEndTime()).ticks : "";
        const there = begin.filter((ref) => ref.end.toString() === end);
        if (there.length === 0) return undefined;
        const path = await ppro.ClipProjectItem.cast(await item.getProjectItem()).getMediaFilePath();
        return there.find((ref) => samePath(ref.path, path));
      }, undefined);
      if (match) found.set(match, item);
    }
  }
  return refs.map((ref) => found.get(ref));
}

function time(ppro: PremiereModule, ticks: bigint): ReturnType<PremiereModule["TickTime"]["createWithTicks"]> {
  return ppro.TickTime.createWithTicks(ticks.toString());
}
