import type { Marker, Project, Sequence } from "@adobe/premierepro";
import { parseTicks } from "../../timeline/ticks";
import { isMarker, type TimelineMarker } from "../host";
import { transact, type PremiereModule } from "./module";

/** Yellow, as observed; the names of the constants do not match what Premiere draws. */
const YELLOW = 4;

export async function addMarkers(ppro: PremiereModule, project: Project, sequence: Sequence, markers: readonly TimelineMarker[]): Promise<void> {
  const owner = await ppro.Markers.getMarkers(sequence);
  const time = (ticks: bigint) => ppro.TickTime.createWithTicks(ticks.toString());
  const made = markers.map((one) => ({ ...one, start: time(one.span.start), duration: time(one.span.end - one.span.start) }));
  transact(project, "HeyGem: mark lost faces", () =>
    made.map((one) => owner.createAddMarkerAction(one.name, "Comment", one.start, one.duration, one.comments)),
  );
  const ours = await findMarkers(ppro, sequence, markers);
  if (ours.length > 0) transact(project, "HeyGem: colour markers", () => ours.map((marker) => marker.createSetColorByIndexAction(YELLOW)));
}

export async function removeMarkers(ppro: PremiereModule, project: Project, sequence: Sequence, markers: readonly TimelineMarker[]): Promise<number> {
  const owner = await ppro.Markers.getMarkers(sequence);
  const found = await findMarkers(ppro, sequence, markers);
  if (found.length > 0) transact(project, "HeyGem: remove markers", () => found.map((one) => owner.createRemoveMarkerAction(one)));
  return found.length;
}

async function findMarkers(ppro: PremiereModule, sequence: Sequence, markers: readonly TimelineMarker[]): Promise<Marker[]> {
  const frame = parseTicks(await sequence.getTimebase());
  const all = (await ppro.Markers.getMarkers(sequence)).getMarkers();
  return all.filter((one) => markers.some((wanted) => isMarker(wanted, one.getName(), one.getComments(), parseTicks(one.getStart().ticks), frame)));
}
