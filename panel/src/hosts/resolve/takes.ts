import { samePath } from "../../timeline/track-item";
import { HostError, type ItemRef, type Take, type TakeVerdict } from "../host";
import { sourceFrames } from "./place";
import { findMedia } from "./pool";
import { findItem, liveItems, pathOf } from "./read";
import type { MediaPoolItem, TimelineItem } from "./scripting";
import { given, inFront, type Bench } from "./session";

/** Lays a render into its original as a further take and selects it. What does not end up exactly so is taken out again. */
export async function addTake(bench: Bench, take: Take): Promise<TakeVerdict> {
  try {
    const item = await findItem(bench, take.item);
    if (!item) return { words: "the original was not found", left: false };
    if (await given(bench.timeline.GetIsTrackLocked("video", take.item.trackIndex + 1))) return { words: "its track is locked", left: false };
    const media = await findMedia(bench, take.mediaId);
    return await inFront(bench, () => layInto(bench, item, media, take));
  } catch (thrown) {
    return { words: HostError.from("take", thrown).message, left: false };
  }
}

/** The place and the selected take of an item, to find out whether anything else has changed. */
async function stateOf(item: TimelineItem): Promise<{ readonly place: string; readonly selected: number; readonly takes: number }> {
  const [start, end] = [await given(item.GetStart()), await given(item.GetEnd())];
  return { place: `${start}-${end}`, selected: await given(item.GetSelectedTakeIndex()), takes: await given(item.GetTakesCount()) };
}

async function layInto(bench: Bench, item: TimelineItem, media: MediaPoolItem, take: Take): Promise<TakeVerdict> {
  const { start, end } = await sourceFrames(bench, media, take.marks);
  const before = await stateOf(item);
  const there = await indexOf(item, take.path);
  if (there > 0) {
    const refusal = await seat(item, there, start, before.place);
    if (refusal === "") return null;
    if (before.selected > 0) await item.SelectTakeByIndex(before.selected);
    return { words: refusal, left: await given(item.GetSelectedTakeIndex()) === there };
  }
  let words = "";
  // Whether the end of a take is its last frame or the one after is nowhere said: by the place of the item it is seen.
  for (const last of [end - 1, end]) {
    try {
      if (!(await item.AddTake(media, start, last))) words = "Resolve refused the take";
    } catch (thrown) {
      words = HostError.from("take", thrown).detail;
    }
    try {
      const index = await indexOf(item, take.path);
      if (index === 0) return { words: words || "the take was not there afterwards", left: false };
      words = await seat(item, index, start, before.place);
      if (words === "") return null;
    } catch (thrown) {
      words = HostError.from("take", thrown).detail;
    }
    const undone = await takeOut(item, take.path, before).catch(() => false);
    if (!undone) return { words, left: true };
  }
  return { words, left: false };
}

/** Selects a take and says what is not as it must be; empty where all is. */
async function seat(item: TimelineItem, index: number, start: number, place: string): Promise<string> {
  if (!(await item.SelectTakeByIndex(index))) return "the take could not be selected";
  const after = await stateOf(item);
  if (after.selected !== index) return `take ${after.selected} is selected instead of ${index}`;
  if (after.place !== place) return `the clip would lie at ${after.place} instead of ${place}`;
  const left = await given(item.GetLeftOffset());
  return left === start ? "" : `the take would begin at frame ${left} instead of ${start}`;
}

/** The number of the take that shows this file, the last one first; 0 where there is none. */
async function indexOf(item: TimelineItem, path: string): Promise<number> {
  for (let index = await given(item.GetTakesCount()); index >= 1; index--) {
    const take = await item.GetTakeByIndex(index);
    if (take && samePath(await pathOf(take.mediaPoolItem), path)) return index;
  }
  return 0;
}

/** Takes our takes of this file out again, with the take selected that was before, or else the first other one. Answers whether all are gone and the clip lies as it did. */
async function takeOut(item: TimelineItem, path: string, before: { readonly place: string; readonly selected: number; readonly takes: number }): Promise<boolean> {
  for (let index = await indexOf(item, path); index > 0; index = await indexOf(item, path)) {
    const count = await given(item.GetTakesCount());
    if (count < 2) return false; // It is all that the clip has.
    const other = before.selected > 0 && before.selected !== index ? before.selected : index === 1 ? 2 : 1;
    if (await given(item.GetSelectedTakeIndex()) === index && !(await twice(() => item.SelectTakeByIndex(other)))) return false;
    if (!(await twice(() => item.DeleteTakeByIndex(index)))) return false;
  }
  // A clip that had no takes is to have none again.
  if (before.takes === 0 && await given(item.GetTakesCount()) === 1) await item.FinalizeTake();
  return (await indexOf(item, path)) === 0 && (await stateOf(item)).place === before.place;
}

/** Resolve's calls at times fail the first time and work the second. */
async function twice(call: () => Promise<boolean>): Promise<boolean> {
  return (await call().catch(() => false)) === true || (await call()) === true;
}

/** Takes renders out of the clips that hold them as takes, wherever those now lie. Answers how many. */
export async function removeTakes(bench: Bench, refs: readonly ItemRef[]): Promise<number> {
  let removed = 0;
  await inFront(bench, async () => {
    for (const { item } of await liveItems(bench.timeline, ["video"])) {
      if (await given(item.GetTakesCount()) === 0) continue;
      for (const { path } of refs) {
        const index = await indexOf(item, path);
        if (index === 0) continue;
        const before = await stateOf(item);
        const shownNow = before.selected === index;
        if (!(await takeOut(item, path, { ...before, selected: shownNow ? 0 : before.selected, takes: before.takes === 2 ? 0 : before.takes }))) {
          if (shownNow) await item.SelectTakeByIndex(await indexOf(item, path)); // Nothing is half taken out.
          throw new HostError("take", "a render could not be taken out of its clip: choose another take there and delete it by hand");
        }
        removed += 1;
      }
    }
  });
  return removed;
}
