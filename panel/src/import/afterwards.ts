import type { HostAdapter, ItemRef, TimelineMarker } from "../hosts/host";
import type { Errand, FinishedRender, ImportOptions } from "./import";
import type { Receipt } from "./receipts";
import type { SentClip, Target } from "./resolve";

/** Marks the ranges whose face was lost; the receipts then name the markers, so that removing takes them away again. */
export async function markLost(
  host: HostAdapter,
  errand: Errand,
  receipts: readonly Receipt[],
  targets: ReadonlyMap<string, Target>,
  renders: readonly FinishedRender[],
  options: ImportOptions,
): Promise<readonly Receipt[]> {
  const marked = receipts.map((one) => {
    const sent = errand.clips.find((clip) => clip.ref === one.ref);
    const render = renders.find((made) => made.ref === one.ref);
    const target = targets.get(one.ref);
    const markers = one.outcome === "placed" && sent && render && target ? lost(one, render, sent, target, options) : [];
    return markers.length > 0 ? { ...one, markers } : one;
  });
  const markers = marked.flatMap((one) => one.markers ?? []);
  // The renders are placed and read back; a marker that the host refuses changes nothing about that.
  if (markers.length > 0) await host.addMarkers(errand.sequenceId, markers).catch(() => undefined);
  return marked;
}

/** Gives placed renders the effects of their originals; the receipts then name what could not be given. */
export async function copyLooks(host: HostAdapter, sequenceId: string, receipts: readonly Receipt[], targets: ReadonlyMap<string, Target>): Promise<readonly Receipt[]> {
  const copies = receipts.flatMap((one) => {
    const original = targets.get(one.ref)?.original;
    if (one.outcome !== "placed" || one.inside || !original?.media?.path || !one.span || one.trackIndex === undefined) return [];
    const from = { trackIndex: original.trackIndex, start: original.start, end: original.end, path: original.media.path };
    return [{ ref: one.ref, from, to: { trackIndex: one.trackIndex, ...one.span, path: one.path } }];
  });
  if (copies.length === 0) return receipts;
  // Where copying fails as a whole, what the originals have is named all the same.
  const lacking = await host.copyEffects(sequenceId, copies).catch(async () => {
    const looks = await host.looks(sequenceId, copies.map((one) => one.from)).catch(() => []);
    return looks.map((one) => one.effects);
  });
  const names = new Map(copies.map((one, index) => [one.ref, lacking[index] ?? []]));
  return receipts.map((one) => {
    const lacks = names.get(one.ref) ?? [];
    return lacks.length > 0 ? { ...one, lacks } : one;
  });
}

/** Switches the originals of placed renders off; the receipts then name them, so that removing switches them on again. */
export async function switchOff(host: HostAdapter, sequenceId: string, receipts: readonly Receipt[], targets: ReadonlyMap<string, Target>): Promise<readonly Receipt[]> {
  const originals = new Map<string, ItemRef>();
  for (const { ref, outcome, inside } of receipts) {
    const item = targets.get(ref)?.original;
    if (outcome === "placed" && !inside && item && !item.disabled) originals.set(ref, { trackIndex: item.trackIndex, start: item.start, end: item.end, path: item.media?.path ?? "" });
  }
  if (originals.size === 0) return receipts;
  try {
    await host.setDisabled(sequenceId, [...originals.values()], true);
  } catch {
    return receipts;
  }
  return receipts.map((one) => {
    const switchedOff = originals.get(one.ref);
    return switchedOff ? { ...one, switchedOff } : one;
  });
}

function lost(receipt: Receipt, render: FinishedRender, sent: SentClip, target: Target, options: ImportOptions): TimelineMarker[] {
  const { span } = receipt;
  if (!span) return [];
  return render.keptRanges.filter(({ reason }) => reason !== "no_lip_sync").flatMap((range) => {
    const start = span.start + BigInt(range.start) * sent.frame - target.marks.start;
    const end = span.start + BigInt(range.end) * sent.frame - target.marks.start;
    const from = start < span.start ? span.start : start;
    const to = end > span.end ? span.end : end;
    return to > from ? [{ ...options.markerText(range.reason), span: { start: from, end: to } }] : [];
  });
}
