import { expect, test } from "vitest";
import { Corrections, missing, NOTHING } from "../src/state/page/corrections";

test("a correction stays with its result until it is sent", () => {
  const corrections = new Corrections();
  corrections.keep("a", { ...NOTHING, text: "Typed with care." });

  expect([corrections.of("a").text, corrections.of("b").text, corrections.holdsWork()]).toEqual(["Typed with care.", "", true]);

  corrections.sent("a");
  expect([corrections.of("a").text, corrections.holdsWork()]).toEqual(["", false]);
});

test("what a correction needs is said in the order in which it is filled in", () => {
  const range = { from: 1, to: 2 };
  const sound = new File([], "take2.wav");

  expect([NOTHING, { ...NOTHING, range: { from: 2, to: Number.NaN } }].map(missing)).toEqual(["range", "range"]);
  expect(missing({ ...NOTHING, range })).toBe("words");
  expect(missing({ ...NOTHING, range, text: "New." })).toBe("language");
  expect([{ ...NOTHING, range, text: "New.", language: "en" }, { ...NOTHING, range, sound }].map(missing)).toEqual([null, null]);
});
