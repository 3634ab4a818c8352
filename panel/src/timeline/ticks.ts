/** Premiere's time unit: 254 016 000 000 to a second, a whole number of them to every frame of every usual rate. */
export const TICKS_PER_SECOND = 254_016_000_000n;

/** A frame rate as a fraction of whole numbers, such as 30000/1001. */
export interface FrameRate {
  readonly num: bigint;
  readonly den: bigint;
}

/** Half-open span of time, `end` exclusive, in ticks of one clock (a sequence or a media file). */
export interface TickRange {
  readonly start: bigint;
  readonly end: bigint;
}

/** Reads ticks from the decimal string that hosts and the bridge exchange. Throws RangeError on anything else. */
export function parseTicks(text: string): bigint {
  if (!/^-?\d{1,19}$/.test(text)) throw new RangeError(`"${text}" is not a count of ticks`);
  return BigInt(text);
}

/** Length of one frame. Exact for every rate whose frame is a whole number of ticks; otherwise rounded to the nearest tick. */
export function frameTicks(rate: FrameRate): bigint {
  return divRound(TICKS_PER_SECOND * rate.den, rate.num);
}

/** The rate whose frame lasts `ticks`, in lowest terms. Throws RangeError unless `ticks` is positive. */
export function rateOf(ticks: bigint): FrameRate {
  if (ticks <= 0n) throw new RangeError(`${ticks} ticks is not the length of a frame`);
  const divisor = gcd(TICKS_PER_SECOND, ticks);
  return { num: TICKS_PER_SECOND / divisor, den: ticks / divisor };
}

/** Frame that contains the instant `ticks` (rounds towards minus infinity). */
export function frameAt(ticks: bigint, frame: bigint): bigint {
  return divFloor(ticks, frame);
}

/** First frame that starts at or after the instant `ticks`. */
export function frameFrom(ticks: bigint, frame: bigint): bigint {
  return -divFloor(-ticks, frame);
}

/** Frame whose start is nearest; half-way goes to the later one. */
export function nearestFrame(ticks: bigint, frame: bigint): bigint {
  return divFloor(2n * ticks + frame, 2n * frame);
}

/** Ticks for a length given in seconds by another program; only for lengths, never to index frames. */
export function ticksFromSeconds(seconds: number): bigint {
  return (BigInt(Math.round(seconds * 1_000_000)) * TICKS_PER_SECOND) / 1_000_000n;
}

/** Seconds for showing to people. */
export function secondsOf(ticks: bigint): number {
  return Number(ticks) / Number(TICKS_PER_SECOND);
}

/** How a sequence counts its timecode. */
export interface Timebase {
  /** Length of one frame in ticks. */
  readonly frame: bigint;
  /** Whether two (at 59.94: four) numbers are left out at every minute but each tenth, so that the count keeps up with the clock. */
  readonly dropFrame: boolean;
}

/** `HH:MM:SS:FF` of the nearest frame; drop-frame with a semicolon before the frames, as Premiere writes it. Past 24 hours it goes on counting. */
export function timecode(ticks: bigint, { frame, dropFrame }: Timebase): string {
  const nominal = divRound(TICKS_PER_SECOND, frame);
  const sign = ticks < 0n ? "-" : "";
  const number = nearestFrame(ticks < 0n ? -ticks : ticks, frame);
  const total = dropFrame ? number + dropped(number, nominal) : number;
  const seconds = total / nominal;
  const parts = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map((part) => part.toString().padStart(2, "0"));
  return `${sign}${parts.join(":")}${dropFrame ? ";" : ":"}${(total % nominal).toString().padStart(2, "0")}`;
}

/** The ticks of a timecode as `timecode` writes it. Throws RangeError on anything else, and on a number that drop-frame leaves out. */
export function ticksOf(text: string, { frame, dropFrame }: Timebase): bigint {
  const nominal = divRound(TICKS_PER_SECOND, frame);
  const found = /^(-?)(\d{2,}):(\d\d):(\d\d)[:;](\d{2,})$/.exec(text);
  const [hours, minutes, seconds, frames] = (found?.slice(2) ?? []).map(BigInt);
  if (hours === undefined || minutes === undefined || seconds === undefined || frames === undefined || minutes > 59n || seconds > 59n || frames >= nominal)
    throw new RangeError(`"${text}" is not a timecode`);
  const minute = hours * 60n + minutes;
  const skip = nominal / 15n;
  if (dropFrame && minute % 10n !== 0n && seconds === 0n && frames < skip) throw new RangeError(`drop-frame has no "${text}"`);
  const number = (minute * 60n + seconds) * nominal + frames - (dropFrame ? skip * (minute - minute / 10n) : 0n);
  return (found?.[1] === "-" ? -number : number) * frame;
}

/** How many numbers drop-frame has left out before frame `number`. */
function dropped(number: bigint, nominal: bigint): bigint {
  const skip = nominal / 15n;
  const minute = nominal * 60n - skip;
  const tenMinutes = minute * 10n + skip;
  const rest = number % tenMinutes;
  const minutes = rest < nominal * 60n ? 0n : 1n + (rest - nominal * 60n) / minute;
  return skip * (9n * (number / tenMinutes) + minutes);
}

/** The part two spans share, or null where they only touch or lie apart. */
export function overlap(a: TickRange, b: TickRange): TickRange | null {
  const start = a.start > b.start ? a.start : b.start;
  const end = a.end < b.end ? a.end : b.end;
  return end > start ? { start, end } : null;
}

export function maxTicks(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

export function minTicks(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

function divFloor(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

function divRound(a: bigint, b: bigint): bigint {
  return divFloor(2n * a + b, 2n * b);
}

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

const USUAL_RATES: readonly FrameRate[] = [
  { num: 24000n, den: 1001n },
  { num: 30000n, den: 1001n },
  { num: 60000n, den: 1001n },
  { num: 48000n, den: 1001n },
  { num: 120000n, den: 1001n },
];

/** The exact rate behind a decimal such as 23.976 or 29.97: whole numbers stay, the NTSC family snaps, others count in thousandths. */
export function rateFromDecimal(value: number): FrameRate | null {
  if (!Number.isFinite(value) || value <= 0 || value > 1000) return null;
  if (Math.abs(value - Math.round(value)) < 0.0005) return { num: BigInt(Math.round(value)), den: 1n };
  const usual = USUAL_RATES.find((rate) => Math.abs(Number(rate.num) / Number(rate.den) - value) < 0.005);
  return usual ?? { num: BigInt(Math.round(value * 1000)), den: 1000n };
}
