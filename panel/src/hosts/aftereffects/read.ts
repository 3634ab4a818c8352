import { frameTicks, rateFromDecimal, secondsOf, ticksFromSeconds } from "../../timeline/ticks";
import { unreadItem, type ItemMedia, type TrackItem } from "../../timeline/track-item";
import { fieldsOf, text, type Fields } from "../cep-script";
import { HostError, type SequenceInfo, type Sound } from "../host";

/** How a composition or a file counts: the length of its frame, exactly and in the seconds that After Effects counts with. */
export interface Clock {
  readonly frame: bigint;
  readonly seconds: number;
}

/** The part of a frame that a time may lie beside a frame's edge and still be that edge: After Effects counts in floating point. */
const EDGE = 0.002;

/** Ticks of a time. On a frame's edge they are a whole number of frames, however far from the start. */
export function ticksAt(seconds: number, clock: Clock | null): bigint {
  if (!Number.isFinite(seconds)) throw new HostError("time", `${seconds} is no time`);
  if (clock) {
    const count = Math.round(seconds / clock.seconds);
    if (Math.abs(seconds - count * clock.seconds) < EDGE * clock.seconds) return BigInt(count) * clock.frame;
  }
  return ticksFromSeconds(seconds);
}

/** The seconds that After Effects counts for an instant. */
export function secondsAt(ticks: bigint, { frame, seconds }: Clock): number {
  return ticks % frame === 0n ? Number(ticks / frame) * seconds : secondsOf(ticks);
}

/** The clock of a rate as After Effects tells it; null where it tells none, as of a sound. */
function clockOf(rate: unknown, unit: unknown): Clock | null {
  const told = rateFromDecimal(Number(rate));
  return told && Number(unit) > 0 ? { frame: frameTicks(told), seconds: Number(unit) } : null;
}

/** A composition and how it counts. */
export interface Comp extends SequenceInfo {
  readonly clock: Clock;
}

export function compOf(value: unknown): Comp {
  const from = fieldsOf(value);
  const clock = clockOf(from.rate, from.unit);
  if (!clock) throw new HostError("composition", "After Effects tells no frame rate");
  const path = text(from, "projectPath");
  const sounds = (Array.isArray(from.sounds) ? from.sounds.map(fieldsOf) : []).map((one): Sound => ({ trackIndex: Number(one.id), layer: Number(one.layer), name: text(one, "name") }));
  return {
    id: text(from, "id"), name: text(from, "name"), projectName: path.split(/[\\/]/).pop() ?? "", projectPath: path, frame: clock.frame, dropFrame: from.dropFrame === true,
    zeroPoint: ticksAt(Number(from.begin), clock), videoTracks: Number(from.layers), audioTracks: sounds.length, sounds, clock,
  };
}

/** One half of a layer. Its track is the layer's id, which stays as layers come and go; the number that the editor sees does not. */
export function layerItem(from: Fields, clock: Clock): TrackItem {
  const kind = from.kind === "audio" ? "audio" : "video";
  const trackIndex = Number(from.id);
  if (text(from, "unread") !== "") return unreadItem(kind, trackIndex, null, text(from, "unread"));
  const media = from.media ? fieldsOf(from.media) : null;
  const file = media ? clockOf(media.rate, media.unit) : null;
  const [start, end] = [ticksAt(Number(from.start), clock), ticksAt(Number(from.end), clock)];
  const inPoint = ticksAt(Number(from.from), file ?? clock);
  const stretch = Number(from.stretch);
  const seconds = Number(from.end) - Number(from.start);
  const repeats = media?.loops === true && (Number(from.from) < -EDGE || Number(from.from) + seconds > Number(media.length) + EDGE);
  return {
    kind, trackIndex, layer: Number(from.layer), name: text(from, "name"), start, end, inPoint, outPoint: inPoint + (end - start),
    speed: stretch === 0 ? 0 : 100 / Math.abs(stretch), reversed: stretch < 0, remapped: from.remapped === true || repeats,
    disabled: from.disabled === true, adjustment: from.adjustment === true, media: media ? itemMedia(media, file) : null,
  };
}

function itemMedia(from: Fields, file: Clock | null): ItemMedia {
  const length = Number(from.length);
  return {
    id: text(from, "id"), path: text(from, "path") || null, offline: from.offline === true, nested: from.nested === true, multicam: false, merged: false,
    still: from.still === true, duration: length > 0 ? ticksAt(length, file) : null, frame: file?.frame ?? null,
  };
}
