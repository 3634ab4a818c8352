import { expect, test } from "vitest";
import { timelineRequest } from "../src/request/timeline-request";
import { DEFAULT_SETTINGS, readSettings } from "../src/state/panel/settings";
import { DEFAULT_OPTIONS, optionsBy, presetOf, readOptions, withPreset } from "../src/request/options";

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

test("the panel's options follow a preset where it says something of them, and its job names it", () => {
  const before = { ...DEFAULT_SETTINGS, engine: "mesh", offsetMs: 40 };
  const chosen = { ...before, ...optionsBy({ format: "proRes", intensity: 0.8, fit: "loop", noAudio: false }, before), preset: "news" };
  expect(chosen).toEqual({ ...before, format: "proRes", intensity: 0.8, preset: "news" });
  expect(readSettings(JSON.stringify(chosen)).preset).toBe("news");
  expect(timelineRequest("one", "Cut", [], chosen)).toMatchObject({ preset: "news", engine: "mesh", format: "proRes", intensity: 0.8, offsetMs: 40, fit: "cut", noAudio: true });
  expect(timelineRequest("one", "Cut", [], before)).not.toHaveProperty("preset");
});
