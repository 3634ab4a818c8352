import { nearestFrame } from "../../timeline/ticks";
import { HostError, type TimelineMarker } from "../host";
import type { Bench } from "./session";

const COLOUR = "Sand";
/** What no editor sees of a marker: that it is ours, and for which frame. */
const hidden = (frame: number): string => `heygem ${frame}`;
/** How many frames later a marker may begin where its own frame has one already. */
const LATER = 5;

/** Adds markers, which count from the timeline's first frame. A frame takes one: where it has one, ours begins a little later. Answers how many edits it took. */
export async function addMarkers({ timeline, clock }: Bench, markers: readonly TimelineMarker[]): Promise<number> {
  let refused = 0;
  for (const { name, comments, span } of markers) {
    const start = Number(nearestFrame(span.start, clock.frame));
    const length = Math.max(1, Number(nearestFrame(span.end - span.start, clock.frame)));
    let added = false;
    for (let later = 0; !added && later <= LATER; later++) added = await timeline.AddMarker(start + later, COLOUR, name, comments, Math.max(1, length - later), hidden(start));
    if (!added) refused += 1;
  }
  if (refused > 0) throw new HostError("markers", `${refused} of ${markers.length} were refused`);
  return markers.length;
}

/** Removes those of the markers that are still as we wrote them. */
export async function removeMarkers({ timeline, clock }: Bench, markers: readonly TimelineMarker[]): Promise<number> {
  let removed = 0;
  for (const [at, { name, note, customData }] of Object.entries((await timeline.GetMarkers()) ?? {})) {
    const ours = markers.some((one) => one.name === name && one.comments === note && customData === hidden(Number(nearestFrame(one.span.start, clock.frame))));
    if (ours && (await timeline.DeleteMarkerAtFrame(Number(at)))) removed += 1;
  }
  return removed;
}
