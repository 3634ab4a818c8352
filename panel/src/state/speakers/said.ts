import type { PointRequest, SoundRequest } from "../../bridge/wire";
import { OWN, type Face } from "./talk";
import type { Turn } from "./turns";

/** Ticks of a millisecond. */
const TICKS_A_MS = 254_016_000n;

/** The faces whose mouths are driven. */
export function speaking(faces: readonly Face[]): readonly Face[] {
  return faces.filter((face) => face.voice !== OWN && face.turns.length > 0);
}

/** Whether a voice is heard whole: it is one face's own, and nobody changed when that face speaks. */
export function isWhole(face: Face, faces: readonly Face[]): boolean {
  return !face.edited && faces.filter((other) => other.voice === face.voice).length === 1;
}

/** Whose a voice is, as an item says it: a place, or a picture of them. */
export function whose({ place, person }: Face): { readonly face: string } | { readonly person: SoundRequest } {
  return person === null ? { face: place } : { person: { uploadId: person } };
}

/** A turn as an item says it. */
export function ranged({ from, to }: Turn): { from: PointRequest; to: PointRequest } {
  return { from: { ticks: ticksOf(from).toString() }, to: { ticks: ticksOf(to).toString() } };
}

/** Seconds, to the millisecond. */
export function ticksOf(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1000)) * TICKS_A_MS;
}
