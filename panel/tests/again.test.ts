import { expect, test } from "vitest";
import type { JobRequest } from "../src/bridge/wire";
import { againOptions, againRequest } from "../src/request/again";

const before: JobRequest = {
  idempotencyKey: "0".repeat(32), engine: "wav2lip", format: "match", fit: "loop", intensity: 0.8, offsetMs: 40, noAudio: true, model: "one", windowOffset: 2, enhancer: null,
  allowPartial: true, voiceStyle: "clear", besideSource: true, offsetFrames: 1,
  items: [{ clip: { path: "/m/a.mp4" }, audio: { path: "/m/v.wav" }, face: "left", finalAudio: { path: "/m/mix.wav" } }],
};
const now = { engine: "wav2lip", intensity: 1.1, items: [{ clip: { path: "/m/a.mp4" }, audio: { path: "/m/v.wav" }, label: "a" }] };

test("what the page has no control for is kept of an earlier render, and what was changed is changed", () => {
  const made = againRequest(now, before, true);
  expect(made).toMatchObject({ intensity: 1.1, model: "one", windowOffset: 2, allowPartial: true, voiceStyle: "clear", besideSource: true, offsetFrames: 1 });
  expect(made.items[0]).toMatchObject({ face: "left", finalAudio: { path: "/m/mix.wav" }, label: "a" });
  expect("enhancer" in made).toBe(false);
});

test("another engine takes no model along, and another voice no mix", () => {
  const made = againRequest({ ...now, engine: "mesh" }, before, false);
  expect("model" in made || "windowOffset" in made).toBe(false);
  expect("finalAudio" in (made.items[0] ?? {})).toBe(false);
  expect(made.items[0]?.face).toBe("left");
});

test("the controls show the earlier render's options", () => {
  expect(againOptions(before)).toEqual({ engine: "wav2lip", format: "match", intensity: 0.8, offsetMs: 40, fit: "loop", sound: false, preset: null });
});
