import { HostError, type HostAdapter, type SequenceInfo, type Take, type TakeVerdict } from "../hosts/host";
import { samePath, spanOf, type TrackItem } from "../timeline/track-item";
import type { Ready } from "./place";
import type { Receipt } from "./receipts";
import type { SentClip, Target } from "./resolve";
import { readBack } from "./tracks";

/** A render that is in the bin, and the original that it belongs to. */
interface Found {
  readonly ready: Ready;
  readonly target: Target;
}

/** The receipt of a render that its clip shows already, as the take that was chosen. */
export function lieInside(sent: SentClip, items: readonly TrackItem[], path: string): Receipt | undefined {
  const { original } = sent;
  const item = items.find((one) => one.kind === "video" && one.trackIndex === original.trackIndex && one.start === original.start && one.end === original.end && !!one.media?.path && samePath(one.media.path, path));
  return item ? { ref: sent.ref, path, outcome: "placed", trackIndex: item.trackIndex, span: spanOf(item), inside: true } : undefined;
}

/**
 * Lays renders into their originals as takes, and reads each back. Those that cover only a part of their clip, and those that the host
 * refuses and leaves no trace of, get no receipt: they go on a track of their own.
 */
export async function placeInside(host: HostAdapter, info: SequenceInfo, found: readonly Found[]): Promise<Receipt[]> {
  const fitting = found.filter(({ ready, target }) => ready.span.start === target.original.start && ready.span.end === target.original.end && target.original.media?.path);
  if (!host.takes || fitting.length === 0) return [];
  const takes = fitting.map(({ ready, target }): Take => {
    const { trackIndex, start, end, media } = target.original;
    return { item: { trackIndex, start, end, path: media?.path ?? "" }, mediaId: ready.mediaId, path: ready.path, marks: ready.marks };
  });
  const verdicts = await host.takes.add(info.id, takes).catch((thrown: unknown) => takes.map(() => HostError.from("take", thrown).message));
  const tracks = new Map<number, readonly TrackItem[] | string>();
  const receipts: Receipt[] = [];
  for (const [index, one] of fitting.entries()) {
    const verdict = verdicts[index] ?? null;
    if (verdict === null || typeof verdict === "string" || verdict.left) receipts.push(await judge(host, info, one, tracks, verdict));
  }
  return receipts;
}

async function judge(host: HostAdapter, info: SequenceInfo, { ready, target }: Found, tracks: Map<number, readonly TrackItem[] | string>, verdict: TakeVerdict | string): Promise<Receipt> {
  const trackIndex = target.original.trackIndex;
  const read = (): Promise<readonly TrackItem[] | string> => host.trackItems(info.id, trackIndex).catch((thrown: unknown) => HostError.from("read back", thrown).message);
  const look = (): TrackItem | undefined => {
    const items = tracks.get(trackIndex);
    return items === undefined || typeof items === "string" ? undefined : readBack(items, trackIndex, ready.span, ready.path);
  };
  if (!tracks.has(trackIndex)) tracks.set(trackIndex, await read());
  if (!look()) tracks.set(trackIndex, await read()); // "Not there" is said only after a second look.
  const item = look();
  const plain = { ref: ready.ref, path: ready.path };
  if (verdict !== null && (item || typeof verdict !== "string"))
    return { ...plain, outcome: "imported_only", reason: "left_beside", detail: typeof verdict === "string" ? verdict : verdict.words, trackIndex };
  if (!item) {
    const items = tracks.get(trackIndex);
    const detail = verdict ?? (typeof items === "string" ? items : undefined);
    return { ...plain, outcome: "imported_only", reason: "not_read_back", trackIndex, ...(detail === undefined ? {} : { detail }) };
  }
  return { ...plain, outcome: "placed", trackIndex, span: spanOf(item), inside: true, ...(ready.moved ? { moved: true } : {}) };
}
