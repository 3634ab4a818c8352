import { describe, expect, test } from "vitest";
import { frameAt, frameFrom, frameTicks, nearestFrame, overlap, parseTicks, rateOf, timecode, TICKS_PER_SECOND } from "../src/timeline/ticks";

describe("ticks", () => {
  test.each([
    [24000n, 1001n, 10_594_584_000n], [24n, 1n, 10_584_000_000n], [25n, 1n, 10_160_640_000n], [30000n, 1001n, 8_475_667_200n],
    [30n, 1n, 8_467_200_000n], [50n, 1n, 5_080_320_000n], [60000n, 1001n, 4_237_833_600n],
  ])("a frame at %s/%s lasts %s ticks, and back", (num, den, ticks) => {
    expect(frameTicks({ num, den })).toBe(ticks);
    expect(rateOf(ticks)).toEqual({ num, den });
  });

  test("ten hours of timecode keep every tick", () => {
    const start = 36_000n * TICKS_PER_SECOND + 1n;
    expect(parseTicks(start.toString())).toBe(start);
    expect(Number(start)).not.toBe(start);
  });

  test("frames round the way each function says, below zero too", () => {
    const frame = 10n;
    expect([frameAt(-1n, frame), frameAt(0n, frame), frameAt(9n, frame), frameAt(10n, frame)]).toEqual([-1n, 0n, 0n, 1n]);
    expect([frameFrom(-1n, frame), frameFrom(0n, frame), frameFrom(1n, frame), frameFrom(10n, frame)]).toEqual([0n, 0n, 1n, 1n]);
    expect([nearestFrame(4n, frame), nearestFrame(5n, frame), nearestFrame(-6n, frame)]).toEqual([0n, 1n, -1n]);
  });

  test("text that is not a whole number is refused", () => {
    for (const text of ["", "1.5", "1e9", "abc", " 1", "99999999999999999999"]) expect(() => parseTicks(text)).toThrow(RangeError);
  });

  test("timecode counts on the nominal rate", () => {
    expect(timecode(TICKS_PER_SECOND * 3661n, { frame: 10_160_640_000n, dropFrame: false })).toBe("01:01:01:00");
    expect(timecode(8_475_667_200n * 31n, { frame: 8_475_667_200n, dropFrame: false })).toBe("00:00:01:01");
  });

  test("spans that only touch share nothing", () => {
    expect(overlap({ start: 0n, end: 5n }, { start: 5n, end: 9n })).toBeNull();
    expect(overlap({ start: 0n, end: 6n }, { start: 5n, end: 9n })).toEqual({ start: 5n, end: 6n });
  });
});
