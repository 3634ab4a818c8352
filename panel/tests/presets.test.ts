import { expect, test } from "vitest";
import { DEFAULT_OPTIONS, presetOf, readOptions, withPreset } from "../src/request/options";

test("a preset sets what it says and leaves the rest", () => {
  const before = { ...DEFAULT_OPTIONS, intensity: 1.2, fit: "loop" as const };
  expect(withPreset(before, "软", { format: "proRes", noAudio: true })).toEqual({ ...before, format: "proRes", sound: false, preset: "软" });
  expect(withPreset(before, "软", {})).toEqual({ ...before, preset: "软" });
});

test("what is kept comes back, over a new start of the page, too", () => {
  const set = { engine: "mesh", format: "dnxHr" as const, intensity: 0.6, offsetMs: -40, fit: "hold" as const, sound: false, preset: "news" };
  expect(withPreset(DEFAULT_OPTIONS, "news", presetOf(set))).toEqual(set);
  expect(readOptions(JSON.stringify(set))).toEqual(set);
});
