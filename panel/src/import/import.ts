import { HostError, type HostAdapter, type ItemRef, type MediaRef, type TimelineMarker } from "../hosts/host";
import { frameAt, type TickRange } from "../timeline/ticks";
import { pathKey } from "../timeline/track-item";
import { bringIn, ownMedia, versionedName, type ImportPatience } from "./bins";
import { placeAll, type Ready } from "./place";
import { resolveTarget, type SentClip, type Target } from "./resolve";
import type { ImportReason, ImportReport, Receipt } from "./receipts";
import { readBack } from "./tracks";

/** A finished render that the bridge reports. */
export interface FinishedRender {
  readonly ref: string;
  /** Absolute path of the result, video only. */
  readonly path: string;
  /** Frames in it, or null when the report does not say. */
  readonly frames: bigint | null;
  /** Frame runs of the result where the face was lost; the end is exclusive. */
  readonly keptRanges: readonly { readonly start: number; readonly end: number; readonly reason: string }[];
}

export interface ImportOptions {
  readonly patience: ImportPatience;
  /** The host's index of the colour label for renders. */
  readonly label: number;
  /** Whether ranges without a usable face get a marker. */
  readonly markers: boolean;
  /** Whether originals are switched off once their render was read back. */
  readonly disableOriginals: boolean;
  /** Clips whose render was placed before. Where it lies no longer, the editor has undone it, and it is not placed again. */
  readonly undone: ReadonlySet<string>;
  /** Says a marker's name and comment. */
  readonly markerText: (reason: string) => { readonly name: string; readonly comments: string };
}

/** From finished files to verified placements. Never rejects: every render gets a receipt. */
export async function importRenders(
  host: HostAdapter,
  sequenceId: string,
  sequenceName: string,
  clips: readonly SentClip[],
  renders: readonly FinishedRender[],
  options: ImportOptions,
): Promise<ImportReport> {
  const receipts: Receipt[] = [];
  const ready: Ready[] = [];
  const targets = new Map<string, Target>();
  for (const render of renders) {
    const sent = clips.find((one) => one.ref === render.ref);
    if (!sent) continue;
    try {
      const made = await prepare(host, sequenceId, sequenceName, sent, render, clips, options);
      if ("outcome" in made) receipts.push(made);
      else {
        ready.push(made.ready);
        targets.set(render.ref, made.target);
      }
    } catch (thrown) {
      receipts.push(failed(render, "host_error", HostError.from("import", thrown).message));
    }
  }
  const own = new Set((await ownMedia(host).catch(() => [])).map((one) => pathKey(one.path)));
  const editsBefore = host.edits;
  if (ready.length > 0) receipts.push(...(await placeAll(host, sequenceId, ready, own)));
  const marked = options.markers ? await markLost(host, sequenceId, receipts, targets, renders, clips, options) : receipts;
  return { receipts: options.disableOriginals ? await switchOff(host, sequenceId, marked, targets) : marked, editsBefore };
}

async function prepare(
  host: HostAdapter,
  sequenceId: string,
  sequenceName: string,
  sent: SentClip,
  render: FinishedRender,
  clips: readonly SentClip[],
  options: ImportOptions,
): Promise<{ ready: Ready; target: Target } | Receipt> {
  const taken = (await ownMedia(host)).map((one) => one.name);
  const media = await bringIn(host, render.path, sequenceName, options.patience);
  if (typeof media === "string") return failed(render, media);
  await dress(host, media, sent, taken, options.label);

  const info = await host.sequence(sequenceId);
  if (!info) return only(render, "sequence_gone");
  const items = await host.items(sequenceId);
  const target = resolveTarget(sent, items, clips);
  if (typeof target === "string") return only(render, target);
  const fitted = fit(target, sent, render.frames, info.frame);
  if (!fitted) return only(render, "result_too_short");

  for (let track = 0; track < info.videoTracks; track++)
    if (readBack(items, track, fitted.span, render.path))
      return { ref: render.ref, path: render.path, outcome: "placed", trackIndex: track, span: fitted.span };
  if (options.undone.has(render.ref)) return only(render, "undone");
  const length = (render.frames ?? sent.frames) * sent.frame;
  const whole = fitted.marks.start === 0n && fitted.marks.end === length;
  return {
    ready: { ref: render.ref, path: render.path, mediaId: media.id, ...fitted, whole, above: target.above, moved: target.moved },
    target,
  };
}

/** Name, version and colour, before placing: a label shows only on items placed after it. A refusal costs nothing else. */
async function dress(host: HostAdapter, media: MediaRef, sent: SentClip, taken: readonly string[], label: number): Promise<void> {
  if (/_v\d{3,}$/.test(media.name)) return;
  try {
    await host.rename(media.id, versionedName(sent.original.name, taken));
    await host.setLabel(media.id, label);
  } catch {
    // The render is what matters; its name in the bin is not worth failing for.
  }
}

/** Shortens the span where the voice, and so the render, ended early; null when nothing of it is left. */
function fit(target: Target, sent: SentClip, frames: bigint | null, sequenceFrame: bigint): { span: TickRange; marks: TickRange } | null {
  const length = (frames ?? sent.frames) * sent.frame;
  if (target.marks.end <= length) return { span: target.span, marks: target.marks };
  const room = frameAt(length - target.marks.start, sequenceFrame) * sequenceFrame;
  if (room <= 0n) return null;
  return {
    span: { start: target.span.start, end: target.span.start + room },
    marks: { start: target.marks.start, end: target.marks.start + room },
  };
}

/** Marks the ranges whose face was lost; the receipts then name the markers, so that removing takes them away again. */
async function markLost(
  host: HostAdapter,
  sequenceId: string,
  receipts: readonly Receipt[],
  targets: ReadonlyMap<string, Target>,
  renders: readonly FinishedRender[],
  clips: readonly SentClip[],
  options: ImportOptions,
): Promise<readonly Receipt[]> {
  const marked = receipts.map((one) => {
    const markers = one.outcome === "placed" ? lost(one, renders, clips, targets, options) : [];
    return markers.length > 0 ? { ...one, markers } : one;
  });
  const markers = marked.flatMap((one) => one.markers ?? []);
  // The renders are placed and read back; a marker that the host refuses changes nothing about that.
  if (markers.length > 0) await host.addMarkers(sequenceId, markers).catch(() => undefined);
  return marked;
}

/** Switches the originals of placed renders off; the receipts then name them, so that removing switches them on again. */
async function switchOff(host: HostAdapter, sequenceId: string, receipts: readonly Receipt[], targets: ReadonlyMap<string, Target>): Promise<readonly Receipt[]> {
  const originals = new Map<string, ItemRef>();
  for (const { ref, outcome } of receipts) {
    const item = targets.get(ref)?.original;
    if (outcome === "placed" && item && !item.disabled) originals.set(ref, { trackIndex: item.trackIndex, start: item.start, end: item.end, path: item.media?.path ?? "" });
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

function lost(
  receipt: Receipt,
  renders: readonly FinishedRender[],
  clips: readonly SentClip[],
  targets: ReadonlyMap<string, Target>,
  options: ImportOptions,
): TimelineMarker[] {
  const render = renders.find((one) => one.ref === receipt.ref);
  const sent = clips.find((one) => one.ref === receipt.ref);
  const span = receipt.span;
  const marks = targets.get(receipt.ref)?.marks;
  if (!render || !sent || !span || !marks) return [];
  return render.keptRanges.flatMap((range) => {
    const start = span.start + BigInt(range.start) * sent.frame - marks.start;
    const end = span.start + BigInt(range.end) * sent.frame - marks.start;
    const from = start < span.start ? span.start : start;
    const to = end > span.end ? span.end : end;
    return to > from ? [{ ...options.markerText(range.reason), span: { start: from, end: to } }] : [];
  });
}

function failed(render: FinishedRender, reason: ImportReason, detail?: string): Receipt {
  return { ref: render.ref, path: render.path, outcome: "failed", reason, ...(detail === undefined ? {} : { detail }) };
}

function only(render: FinishedRender, reason: ImportReason): Receipt {
  return { ref: render.ref, path: render.path, outcome: "imported_only", reason };
}
