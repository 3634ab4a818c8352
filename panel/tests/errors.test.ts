import { expect, test } from "vitest";
import { BridgeMismatch, BridgeProblem, BridgeUnreachable } from "../src/bridge/errors";
import { HostError } from "../src/hosts/host";
import { en } from "../src/strings/en";
import { zh } from "../src/strings/zh";
import { describeError, describeItemError, isAside } from "../src/ui/errors";

test("a known code is said in the page's language, with the bridge's own words beside it", () => {
  const problem = new BridgeProblem(507, "disk.full", "Needs 4.2 GB on D:, 1.1 GB free.", "hint", "r7");

  expect(describeError(problem, zh)).toEqual({
    title: zh["error.disk.full"], detail: "Needs 4.2 GB on D:, 1.1 GB free.", next: zh["error.disk.full.next"], code: "disk.full", requestId: "r7", known: true,
  });
});

test("a code from a newer bridge keeps its message, its hint and its id", () => {
  const shown = describeError(new BridgeProblem(422, "moon.too_full", "The moon is full.", "Wait a week.", "r8"), en);

  expect(shown).toEqual({ title: en["error.unknown"], detail: "The moon is full.", next: "Wait a week.", code: "moon.too_full", requestId: "r8", known: false });
});

test("nobody there, somebody else there, and Premiere refusing are three different things", () => {
  const titles = [new BridgeUnreachable("x"), new BridgeMismatch("y"), new HostError("place", "z"), new Error("bug")].map((one) => describeError(one, en).title);

  expect(new Set(titles).size).toBe(4);
});

test("the folder of an upload is not shown, the file's name is", () => {
  const error = { code: "media.unreadable", message: "'/home/a b/uploads/6108dfd84bb1a8091dc4673a074e89ac/corrupt.mp4' is not a media file.", hint: "" };

  expect(describeItemError(error, en).detail).toMatch(/corrupt\.mp4' is not a media file\.$/);
  expect(describeItemError(error, en).detail).not.toContain("uploads");
});

test("in Chinese the bridge's English sentence steps aside, unless it is all there is", () => {
  const full = describeError(new BridgeProblem(507, "disk.full", "Needs 4.2 GB.", "", "r"), zh);
  const moon = describeError(new BridgeProblem(422, "moon.too_full", "The moon is full.", "", "r"), zh);

  expect([isAside(full, "zh"), isAside(full, "en"), isAside(moon, "zh")]).toEqual([true, false, false]);
});
