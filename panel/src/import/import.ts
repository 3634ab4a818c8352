import { HostError, type HostAdapter, type MediaChange, type MediaRef } from "../hosts/host";
import { frameAt, type TickRange } from "../timeline/ticks";
import { pathKey, type TrackItem } from "../timeline/track-item";
import { placeAbove } from "./above";
import { copyLooks, markLost, switchOff } from "./afterwards";
import { bringIn, ownMedia, versionedName, type Arrivals, type ImportPatience } from "./bins";
import { lieInside, placeInside } from "./inside";
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
  /** Whether a render that would cover something of the editor's stays in the bin. */
  readonly keepUnder: boolean;
  /** Clips whose render was placed before. Where it lies no longer, the editor has undone it, and it is not placed again. */
  readonly undone: ReadonlySet<string>;
  /** Says a marker's name and comment. */
  readonly markerText: (reason: string) => { readonly name: string; readonly comments: string };
}

/** The sequence that a batch is for. */
export interface Errand {
  readonly sequenceId: string;
  readonly sequenceName: string;
  readonly clips: readonly SentClip[];
}

/** From finished files to verified placements. Never rejects: every render gets a receipt. */
export async function importRenders(host: HostAdapter, errand: Errand, renders: readonly FinishedRender[], options: ImportOptions): Promise<ImportReport> {
  const editsBefore = host.edits;
  const wanted = renders.filter((render) => errand.clips.some((one) => one.ref === render.ref));
  try {
    const receipts = await bringHome(host, errand, wanted, options);
    return { receipts, editsBefore };
  } catch (thrown) {
    const detail = HostError.from("import", thrown).message;
    return { receipts: wanted.map((one) => failed(one, "host_error", detail)), editsBefore };
  }
}

async function bringHome(host: HostAdapter, errand: Errand, renders: readonly FinishedRender[], options: ImportOptions): Promise<readonly Receipt[]> {
  const { sequenceId, clips } = errand;
  const own = await ownMedia(host, sequenceId);
  const arrivals = await bringIn(host, errand, renders.map((one) => one.path), own, options.patience);
  const info = await host.sequence(sequenceId);
  const items = info ? await host.items(sequenceId) : [];

  const receipts: Receipt[] = [];
  const found: { readonly ready: Ready; readonly target: Target }[] = [];
  for (const render of renders) {
    const media = arrivals.get(pathKey(render.path)) ?? "import_not_seen";
    const sent = clips.find((one) => one.ref === render.ref);
    if (!sent) continue;
    if (typeof media === "string") receipts.push(failed(render, media));
    else if (!info) receipts.push(only(render, "sequence_gone"));
    else {
      const inside = host.takes ? lieInside(sent, items, render.path) : undefined;
      const made = inside ?? settle({ render, sent, media, frame: info.frame }, clips, items, options);
      if ("outcome" in made) receipts.push(made);
      else found.push(made);
    }
  }
  const marked = await prepareMedia(host, errand, renders, arrivals, own, found.map((one) => one.ready), options.label);
  const shown = found.filter((one) => one.ready.whole || marked || host.copies);
  const seated = info ? await (host.copies ? placeAbove(host, info, shown) : placeInside(host, info, shown)) : [];
  receipts.push(...seated);
  const ready = shown.map((one) => one.ready).filter((one) => !seated.some(({ ref }) => ref === one.ref));
  for (const one of found) if (!shown.includes(one)) receipts.push({ ref: one.ready.ref, path: one.ready.path, outcome: "imported_only", reason: "not_marked" });
  if (info && ready.length > 0) {
    const ours = new Set([...own.map((one) => pathKey(one.path)), ...renders.map((one) => pathKey(one.path))]);
    receipts.push(...(await placeAll(host, info, ready, { items, ours, originals: clips.map((one) => one.original), keepUnder: options.keepUnder })));
  }
  const targets = new Map(found.map((one) => [one.ready.ref, one.target]));
  const dressed = await copyLooks(host, sequenceId, receipts, targets);
  const noted = options.markers ? await markLost(host, errand, dressed, targets, renders, options) : dressed;
  return options.disableOriginals ? switchOff(host, sequenceId, noted, targets) : noted;
}

interface Candidate {
  readonly render: FinishedRender;
  readonly sent: SentClip;
  readonly media: MediaRef;
  /** Length of one frame of the sequence. */
  readonly frame: bigint;
}

/** Where a render that is in the bin belongs, or the receipt that says why nowhere. */
function settle(
  { render, sent, media, frame }: Candidate, clips: readonly SentClip[], items: readonly TrackItem[], options: ImportOptions,
): { ready: Ready; target: Target } | Receipt {
  const target = resolveTarget(sent, items, clips);
  if (typeof target === "string") return only(render, target);
  const fitted = fit(target, sent, render.frames, frame);
  if (!fitted) return only(render, "result_too_short");
  const there = items.find((item) => item.kind === "video" && readBack([item], item.trackIndex, fitted.span, render.path));
  if (there) return { ref: render.ref, path: render.path, outcome: "placed", trackIndex: there.trackIndex, span: fitted.span };
  if (options.undone.has(render.ref)) return only(render, "undone");
  const length = (render.frames ?? sent.frames) * sent.frame;
  const whole = fitted.marks.start === 0n && fitted.marks.end === length;
  return { ready: { ref: render.ref, path: render.path, mediaId: media.id, ...fitted, whole, above: target.above, moved: target.moved }, target };
}

/**
 * Name, version, colour and marks of all renders in one step, before placing: a label shows only on items placed after it, and marks are
 * read when the placing begins. Where names or labels are refused the marks are set alone. Answers whether the marks are set.
 */
async function prepareMedia(
  host: HostAdapter, errand: Errand, renders: readonly FinishedRender[], arrivals: Arrivals, own: readonly MediaRef[], ready: readonly Ready[], label: number,
): Promise<boolean> {
  const taken = own.map((one) => one.name);
  const changes = renders.flatMap((render): MediaChange[] => {
    const media = arrivals.get(pathKey(render.path));
    const sent = errand.clips.find((one) => one.ref === render.ref);
    if (!sent || media === undefined || typeof media === "string") return [];
    const marks = ready.find((one) => one.ref === render.ref && !one.whole)?.marks;
    const fresh = !/_v\d{3,}$/.test(media.name);
    if (!fresh && !marks) return [];
    const name = versionedName(sent.original.name, taken);
    if (fresh) taken.push(name);
    return [{ mediaId: media.id, ...(fresh ? { name, label } : {}), ...(marks ? { marks } : {}) }];
  });
  if (changes.length === 0) return true;
  const marksOnly = changes.flatMap(({ mediaId, marks }) => (marks ? [{ mediaId, marks }] : []));
  for (const attempt of marksOnly.length > 0 ? [changes, marksOnly] : [changes]) {
    try {
      await host.changeMedia(attempt);
      return true;
    } catch {
      // The render is what matters: its name in the bin is not worth failing for.
    }
  }
  return marksOnly.length === 0;
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

function failed(render: FinishedRender, reason: ImportReason, detail?: string): Receipt {
  return { ref: render.ref, path: render.path, outcome: "failed", reason, ...(detail === undefined ? {} : { detail }) };
}

function only(render: FinishedRender, reason: ImportReason): Receipt {
  return { ref: render.ref, path: render.path, outcome: "imported_only", reason };
}
