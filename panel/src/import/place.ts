import { HostError, type HostAdapter, type SequenceInfo } from "../hosts/host";
import { samePath, type TrackItem } from "../timeline/track-item";
import type { TickRange } from "../timeline/ticks";
import { onTrack, readBack, spotFor, within, type Stand } from "./tracks";
import type { ImportReason, Receipt } from "./receipts";

/** A render that is in the bin and knows where it belongs. */
export interface Ready {
  readonly ref: string;
  readonly path: string;
  readonly mediaId: string;
  readonly span: TickRange;
  readonly marks: TickRange;
  readonly whole: boolean;
  readonly above: number;
  readonly moved: boolean;
}

/** A render with the track that was chosen for it and the names of what it hides there. */
interface Planned {
  readonly one: Ready;
  readonly trackIndex: number;
  readonly covers: readonly string[];
}

const TRACK_NAME = "HeyGem";

/** Lays renders on the lowest free tracks above their originals, and says of each only what was read back. */
export async function placeAll(host: HostAdapter, info: SequenceInfo, ready: readonly Ready[], stand: Stand & { readonly keepUnder: boolean }): Promise<Receipt[]> {
  const { planned, kept } = plan(ready, stand);
  const failures = new Map<Planned, string>();
  const waiting = [...planned];
  const made: number[] = [];
  while (waiting.some((one) => one.trackIndex >= info.videoTracks + made.length)) {
    const top = info.videoTracks + made.length;
    const first = waiting.find((one) => one.trackIndex === top);
    if (!first) break;
    waiting.splice(waiting.indexOf(first), 1);
    try {
      await host.placeOnNewTrack(info.id, first.one.mediaId, first.one.span.start);
      made.push(top);
    } catch (thrown) {
      failures.set(first, HostError.from("place", thrown).message);
      break; // No track above it can be made either.
    }
  }
  const reachable = waiting.filter((one) => one.trackIndex < info.videoTracks + made.length);
  for (const one of waiting) if (!reachable.includes(one)) failures.set(one, "the track was not made");
  const now = await readTracks(host, info.id, reachable);
  const taken = reachable.filter(({ one, trackIndex }) => isTaken(now.get(trackIndex), one.span));
  const clear = reachable.filter((one) => !taken.includes(one));
  try {
    const names = made.map((trackIndex) => ({ trackIndex, name: TRACK_NAME }));
    const placements = clear.map(({ one, trackIndex }) => ({ mediaId: one.mediaId, at: one.span.start, trackIndex }));
    if (placements.length + names.length > 0) await host.overwrite(info.id, placements, names);
  } catch (thrown) {
    for (const one of clear) failures.set(one, HostError.from("place", thrown).message);
  }
  for (const { one } of taken) kept.push(unplaced(one, "region_taken"));
  return [...kept, ...(await verify(host, info, planned.filter((one) => !taken.includes(one)), failures))];
}

/** The editor may have put something there since the plan was made; a track that cannot be read is not laid on either. */
function isTaken(track: readonly TrackItem[] | string | undefined, span: TickRange): boolean {
  return track === undefined || typeof track === "string" || within(track, span).length > 0;
}

/** Lower originals first, so that a render of a higher one ends up above the lower one's; each render then counts as lying there. */
function plan(ready: readonly Ready[], stand: Stand & { readonly keepUnder: boolean }): { planned: Planned[]; kept: Receipt[] } {
  const planned: Planned[] = [];
  const kept: Receipt[] = [];
  const items = [...stand.items];
  for (const one of [...ready].sort((a, b) => a.above - b.above || (a.span.start < b.span.start ? -1 : 1))) {
    const { trackIndex, covers } = spotFor({ ...stand, items }, one.above, one.span);
    const names = covers.map((item) => `V${item.trackIndex + 1} ${item.name}`);
    if (names.length > 0 && stand.keepUnder) {
      kept.push({ ...unplaced(one, "would_cover"), covers: names });
      continue;
    }
    planned.push({ one, trackIndex, covers: names });
    items.push(standIn(one, trackIndex));
  }
  return { planned, kept };
}

function standIn(one: Ready, trackIndex: number): TrackItem {
  const media = { id: one.mediaId, path: one.path, offline: false, nested: false, multicam: false, merged: false, still: false, duration: null, frame: null };
  return {
    kind: "video", trackIndex, name: one.path, ...one.span, inPoint: one.marks.start, outPoint: one.marks.end, speed: 1, reversed: false, disabled: false,
    adjustment: false, media,
  };
}

/** Reads back the tracks that were meant, and only those. An item beside its place is trimmed into it; what then still differs comes off again. */
async function verify(host: HostAdapter, info: SequenceInfo, planned: readonly Planned[], failures: ReadonlyMap<Planned, string>): Promise<Receipt[]> {
  let tracks = await readTracks(host, info.id, planned);
  // A host that refused to describe an item may do so when asked again; "not there" is said only after a second look.
  if (planned.some((one) => !placedItem(tracks, one))) tracks = await readTracks(host, info.id, planned);
  const beside = planned.flatMap((one) => {
    const item = placedItem(tracks, one);
    return item && !isExact(item, one) ? [{ one, item }] : [];
  });
  if (beside.length > 0) {
    const trims = beside.map(({ one, item }) => ({ item: refOf(item, one.one.path), span: one.one.span }));
    await host.trim(info.id, trims).catch(() => undefined); // What it did is read next.
    tracks = await readTracks(host, info.id, planned);
  }
  const receipts: Receipt[] = [];
  for (const one of planned) receipts.push(await judge(host, info, one, tracks, failures.get(one)));
  return receipts;
}

async function judge(host: HostAdapter, info: SequenceInfo, planned: Planned, tracks: ReadonlyMap<number, readonly TrackItem[] | string>, failure: string | undefined): Promise<Receipt> {
  const { one, trackIndex } = planned;
  const track = tracks.get(trackIndex);
  if (typeof track === "string") return { ...unplaced(one, "not_read_back", track), trackIndex };
  const item = placedItem(tracks, planned);
  if (!item) return failure === undefined ? unplaced(one, "not_read_back") : unplaced(one, isNewTrack(info, planned) ? "track_not_made" : "host_error", failure);
  const [early, late] = [item.start - one.span.start, item.end - one.span.end];
  const words = `${early} ticks at the start, ${late} at the end`;
  if (isExact(item, planned)) return placed(planned, item);
  if (size(early) < info.frame && size(late) < info.frame) return { ...placed(planned, item), detail: words };
  const removed = await host.removeItems(info.id, [refOf(item, one.path)]).catch(() => 0);
  return removed > 0 ? unplaced(one, "mismatch", words) : { ...unplaced(one, "left_beside", words), trackIndex };
}

async function readTracks(host: HostAdapter, sequenceId: string, planned: readonly Planned[]): Promise<Map<number, readonly TrackItem[] | string>> {
  const tracks = new Map<number, readonly TrackItem[] | string>();
  for (const { trackIndex } of planned) {
    if (tracks.has(trackIndex)) continue;
    tracks.set(trackIndex, await host.trackItems(sequenceId, trackIndex).catch((thrown: unknown) => HostError.from("read back", thrown).message));
  }
  return tracks;
}

/** The item of this render's file nearest to where it belongs. */
function placedItem(tracks: ReadonlyMap<number, readonly TrackItem[] | string>, { one, trackIndex }: Planned): TrackItem | undefined {
  const track = tracks.get(trackIndex);
  if (track === undefined || typeof track === "string") return undefined;
  const exact = readBack(track, trackIndex, one.span, one.path);
  if (exact) return exact;
  const same = onTrack(track, trackIndex).filter((item) => !!item.media?.path && samePath(item.media.path, one.path));
  return same.sort((a, b) => Number(size(a.start - one.span.start) - size(b.start - one.span.start)))[0];
}

function isExact(item: TrackItem, { one }: Planned): boolean {
  return item.start === one.span.start && item.end === one.span.end;
}

function isNewTrack(info: SequenceInfo, { trackIndex }: Planned): boolean {
  return trackIndex >= info.videoTracks;
}

function refOf(item: TrackItem, path: string): { trackIndex: number; start: bigint; end: bigint; path: string } {
  return { trackIndex: item.trackIndex, start: item.start, end: item.end, path };
}

function size(ticks: bigint): bigint {
  return ticks < 0n ? -ticks : ticks;
}

function placed({ one, covers }: Planned, item: TrackItem): Receipt {
  return {
    ref: one.ref, path: one.path, outcome: "placed", trackIndex: item.trackIndex, span: { start: item.start, end: item.end },
    ...(one.moved ? { moved: true } : {}), ...(covers.length > 0 ? { covers } : {}),
  };
}

function unplaced(one: Ready, reason: ImportReason, detail?: string): Receipt {
  return { ref: one.ref, path: one.path, outcome: "imported_only", reason, ...(detail === undefined ? {} : { detail }) };
}
