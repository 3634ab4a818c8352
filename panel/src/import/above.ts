import { HostError, type Copy, type CopyVerdict, type HostAdapter, type SequenceInfo } from "../hosts/host";
import { samePath, spanOf, type TrackItem } from "../timeline/track-item";
import type { Ready } from "./place";
import type { Receipt } from "./receipts";
import type { Target } from "./resolve";
import { readBack } from "./tracks";

/** A render that is in the bin, and the original that it belongs to. */
interface Found {
  readonly ready: Ready;
  readonly target: Target;
}

/** Lays each render above its original as a copy of it, and says of each only what was read back. */
export async function placeAbove(host: HostAdapter, info: SequenceInfo, found: readonly Found[]): Promise<Receipt[]> {
  const { copies } = host;
  if (!copies || found.length === 0) return [];
  const asked = found.map(order);
  const verdicts = await copies.add(info.id, asked).catch((thrown: unknown) => HostError.from("place", thrown).message);
  let items = await read(host, info);
  const judged = (): Receipt[] => found.map(({ ready }, index) => judge(ready, typeof verdicts === "string" ? verdicts : verdicts[index], items));
  let receipts = judged();
  // A host that refused to describe a layer may do so when asked again; "not there" is said only after a second look.
  if (receipts.some((one) => one.reason === "not_read_back")) {
    items = await read(host, info);
    receipts = judged();
  }
  return receipts;
}

function order({ ready, target: { original } }: Found): Copy {
  const { trackIndex, start, end, media, inPoint } = original;
  const begin = inPoint + (ready.span.start - start) - ready.marks.start;
  return { item: { trackIndex, start, end, path: media?.path ?? "" }, mediaId: ready.mediaId, path: ready.path, span: ready.span, begin, frame: media?.frame ?? 1n };
}

function read(host: HostAdapter, info: SequenceInfo): Promise<readonly TrackItem[] | string> {
  return host.items(info.id).catch((thrown: unknown) => HostError.from("read back", thrown).message);
}

function judge(ready: Ready, verdict: CopyVerdict | string | undefined, items: readonly TrackItem[] | string): Receipt {
  const plain = { ref: ready.ref, path: ready.path };
  const words = typeof verdict === "string" ? verdict : verdict && "words" in verdict ? verdict.words : undefined;
  if (typeof items === "string") return { ...plain, outcome: "imported_only", reason: "not_read_back", detail: words ?? items };
  const there = items.filter((item) => item.kind === "video" && !!item.media?.path && samePath(item.media.path, ready.path));
  const exact = there.filter((one) => readBack([one], one.trackIndex, ready.span, ready.path));
  // Where the host came to no verdict, what lies there decides; where it refused, something lies there that it could not take off.
  const item = typeof verdict === "string" ? exact[0] : verdict && "trackIndex" in verdict ? exact.find((one) => one.trackIndex === verdict.trackIndex) : undefined;
  if (item) return { ...plain, outcome: "placed", trackIndex: item.trackIndex, span: spanOf(item), ...(ready.moved ? { moved: true } : {}) };
  const left = there[0];
  if (left || (typeof verdict === "object" && "left" in verdict && verdict.left))
    return { ...plain, outcome: "imported_only", reason: "left_beside", ...(left ? { trackIndex: left.trackIndex } : {}), ...(words === undefined ? {} : { detail: words }) };
  if (words === undefined) return { ...plain, outcome: "imported_only", reason: "not_read_back" };
  return { ...plain, outcome: "imported_only", reason: "host_error", detail: words };
}
