import { HostError, type HostAdapter } from "../hosts/host";
import { assignLanes } from "../timeline/lanes";
import { pathKey, samePath, type TrackItem } from "../timeline/track-item";
import type { TickRange } from "../timeline/ticks";
import { isClear, onTrack, ownTrack, readBack } from "./tracks";
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

const TRACK_NAME = "HeyGem";

/** Lays renders on tracks of ours, one lane after the other, and says of each only what was read back. */
export async function placeAll(
  host: HostAdapter,
  sequenceId: string,
  ready: readonly Ready[],
  ownPaths: ReadonlySet<string>,
): Promise<Receipt[]> {
  const isOwn = (path: string): boolean => ownPaths.has(pathKey(path));
  const lanes = assignLanes(ready.map((one) => one.span));
  const used = new Set<number>();
  const receipts: Receipt[] = [];
  for (let lane = 0; lane <= Math.max(-1, ...lanes); lane++) {
    const members = ready.filter((_, index) => lanes[index] === lane);
    receipts.push(...(await placeLane(host, sequenceId, members, isOwn, used)));
  }
  return receipts;
}

async function placeLane(
  host: HostAdapter,
  sequenceId: string,
  members: readonly Ready[],
  isOwn: (path: string) => boolean,
  used: Set<number>,
): Promise<Receipt[]> {
  const failAll = (reason: ImportReason, detail?: string): Receipt[] => members.map((one) => unplaced(one, reason, detail));
  try {
    for (const one of members.filter((member) => !member.whole)) await host.setMarks(one.mediaId, one.marks);
    const info = await host.sequence(sequenceId);
    if (!info) return failAll("sequence_gone");
    const before = await host.items(sequenceId);
    const above = Math.max(...members.map((one) => one.above));
    const spans = members.map((one) => one.span);
    let track = ownTrack(before, info.videoTracks, above, spans, isOwn, used) ?? (await emptiedTrack(host, sequenceId, before, info.videoTracks, above, used));
    let rest = members;
    if (track === null) {
      const first = members[0];
      if (!first) return [];
      track = info.videoTracks;
      await host.placeOnNewTrack(sequenceId, first.mediaId, first.span.start);
      const after = await host.sequence(sequenceId);
      if (after?.videoTracks !== track + 1) return failAll("track_not_made");
      rest = members.slice(1);
      await nameTrack(host, sequenceId, track);
    }
    used.add(track);
    const trackIndex = track;
    const now = await host.items(sequenceId);
    const clear = rest.filter((one) => isClear(now, trackIndex, one.span));
    if (clear.length > 0) {
      await host.overwrite(sequenceId, clear.map((one) => ({ mediaId: one.mediaId, at: one.span.start, trackIndex })));
    }
    const taken = rest.filter((one) => !clear.includes(one));
    const receipts: Receipt[] = taken.map((one) => unplaced(one, "region_taken"));
    for (const one of members) if (!taken.includes(one)) receipts.push(await verify(host, sequenceId, one, trackIndex));
    return receipts;
  } catch (thrown) {
    const error = HostError.from("place", thrown);
    const items = await host.items(sequenceId).catch(() => []);
    return members.map((one) => afterError(items, one, error.message));
  }
}

/** The track that removing renders left behind: on top, empty and still called ours. Any other empty track is the editor's. */
async function emptiedTrack(
  host: HostAdapter, sequenceId: string, items: readonly TrackItem[], trackCount: number, above: number, used: ReadonlySet<number>,
): Promise<number | null> {
  const top = trackCount - 1;
  if (top <= above || used.has(top) || onTrack(items, top).length > 0) return null;
  return (await host.videoTrackName(sequenceId, top).catch(() => "")) === TRACK_NAME ? top : null;
}

/** A name is a courtesy: a host that refuses it has still made the track. */
async function nameTrack(host: HostAdapter, sequenceId: string, trackIndex: number): Promise<void> {
  await host.nameTrack(sequenceId, trackIndex, TRACK_NAME).catch(() => undefined);
}

async function verify(host: HostAdapter, sequenceId: string, one: Ready, trackIndex: number): Promise<Receipt> {
  const items = await host.items(sequenceId);
  if (readBack(items, trackIndex, one.span, one.path)) return placed(one, trackIndex);
  const wrong = onTrack(items, trackIndex).find((item) => !!item.media?.path && samePath(item.media.path, one.path));
  if (!wrong) return unplaced(one, "not_read_back");
  await host.removeItems(sequenceId, [{ trackIndex, start: wrong.start, end: wrong.end, path: one.path }]);
  const late = `${wrong.start - one.span.start} ticks at the start, ${wrong.end - one.span.end} at the end`;
  return unplaced(one, "mismatch", late);
}

/** After a failed edit the truth is what the timeline holds. */
function afterError(items: readonly TrackItem[], one: Ready, detail: string): Receipt {
  const there = items.find((item) => item.kind === "video" && readBack([item], item.trackIndex, one.span, one.path));
  return there ? placed(one, there.trackIndex) : unplaced(one, "host_error", detail);
}

function placed(one: Ready, trackIndex: number): Receipt {
  return { ref: one.ref, path: one.path, outcome: "placed", trackIndex, span: one.span, ...(one.moved ? { moved: true } : {}) };
}

function unplaced(one: Ready, reason: ImportReason, detail?: string): Receipt {
  return { ref: one.ref, path: one.path, outcome: "imported_only", reason, ...(detail === undefined ? {} : { detail }) };
}
