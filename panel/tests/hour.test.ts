import { describe, expect, test } from "vitest";
import { renderRange } from "../src/timeline/handles";
import { frameTicks, parseTicks, ticksOf, timecode, TICKS_PER_SECOND } from "../src/timeline/ticks";

/** Of an hour, every 37th frame is cut at; `NIGHTLY=1` cuts at every seventh. */
const STEP = process.env.NIGHTLY ? 7n : 37n;

const RATES = [
  ["23.976", 24000n, 1001n, false], ["24", 24n, 1n, false], ["25", 25n, 1n, false], ["29.97 drop-frame", 30000n, 1001n, true], ["29.97", 30000n, 1001n, false],
  ["30", 30n, 1n, false], ["50", 50n, 1n, false], ["59.94", 60000n, 1001n, false], ["59.94 drop-frame", 60000n, 1001n, true], ["60", 60n, 1n, false],
] as const;

/** Counts timecode as a clock does, number by number, and leaves out what drop-frame leaves out. */
function* labels(nominal: number, drop: number): Generator<string> {
  const two = (value: number): string => String(value).padStart(2, "0");
  for (let minute = 0; ; minute++)
    for (let second = 0; second < 60; second++)
      for (let frame = drop > 0 && minute % 10 !== 0 && second === 0 ? drop : 0; frame < nominal; frame++)
        yield `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}${drop > 0 ? ";" : ":"}${two(frame)}`;
}

describe.each(RATES)("an hour of frames at %s", (_name, num, den, dropFrame) => {
  const frame = frameTicks({ num, den });
  const count = (3600n * num) / den;
  const nominal = Number((2n * num + den) / (2n * den));

  test("each has its timecode, and comes back from it", () => {
    const clock = labels(nominal, dropFrame ? nominal / 15 : 0);
    let wrong = 0;
    for (let number = 0n; number <= count; number++) {
      const text = timecode(number * frame, { frame, dropFrame });
      const expected: unknown = clock.next().value;
      if (text !== expected || ticksOf(text, { frame, dropFrame }) !== number * frame) wrong += 1;
    }
    expect(wrong).toBe(0);
  });

  test("a cut keeps its ticks through marks and text, in files of every rate", () => {
    let wrong = 0;
    for (const [, fileNum, fileDen] of RATES) {
      const fileFrame = frameTicks({ num: fileNum, den: fileDen });
      for (let number = 0n; number < count; number += STEP) {
        const source = { start: number * frame, end: (number + 50n) * frame };
        const { inFrame, outFrame, marks } = renderRange(source, fileFrame, null, { before: 0n, after: 0n });
        const back = { start: parseTicks(String(marks.start)) + inFrame * fileFrame, end: parseTicks(String(marks.end)) + inFrame * fileFrame };
        const within = marks.start >= 0n && marks.start < fileFrame && outFrame * fileFrame >= source.end && (outFrame - 1n) * fileFrame < source.end;
        if (back.start !== source.start || back.end !== source.end || !within) wrong += 1;
      }
    }
    expect(wrong).toBe(0);
  });
});

test("drop-frame keeps up with the clock, and has no number that it leaves out", () => {
  const df = { frame: frameTicks({ num: 30000n, den: 1001n }), dropFrame: true };
  expect(timecode(3600n * TICKS_PER_SECOND, df)).toBe("01:00:00;00");
  expect(timecode(3600n * TICKS_PER_SECOND, { ...df, dropFrame: false })).toBe("00:59:56:12");
  expect(() => ticksOf("00:01:00;01", df)).toThrow(RangeError);
  expect(ticksOf("00:10:00;00", df)).toBe(17982n * df.frame);
  for (const text of ["1:2:3:4", "00:60:00:00", "00:00:00:30"]) expect(() => ticksOf(text, df), text).toThrow(RangeError);
});
