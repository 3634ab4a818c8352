import { expect, test } from "vitest";
import { failing, PromiseFault } from "../../tests/fakes/premiere/failing";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { fakeResolve } from "../../tests/fakes/resolve/resolve";
import { ResolveState } from "../../tests/fakes/resolve/traps";
import { Resolve } from "../src/hosts/resolve/adapter";
import { resolvePlatform } from "./adapters";
import { F25 } from "./items";

async function run(over: Partial<ResolveState> = {}, named: string | null = null) {
  const project = new FakeProject();
  const sequence = project.addSequence("Cut", F25, 2, 2);
  sequence.zeroPoint = 3600n * 25n * F25;
  const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
  project.put(sequence.video[0]!, shot, { start: 0n, end: 100n * F25 }, 10n * F25);
  project.put(sequence.audio[0]!, shot, { start: 0n, end: 100n * F25 }, 10n * F25);
  const before = project.snapshot(sequence);
  const state = Object.assign(new ResolveState(), over);
  const found = await new Resolve(failing(fakeResolve([project], state), new PromiseFault(-1, "rejects", named)), resolvePlatform()).selfTest();
  expect(project.snapshot(sequence)).toBe(before);
  expect(project.active).toBe(sequence);
  return { project, state, found, broken: found.filter((one) => !one.works).map((one) => one.name) };
}

test("tells which way a take's end is counted, and leaves nothing behind", async () => {
  const { project, state, broken, found } = await run();

  expect(broken).toEqual(["take with the frame after"]);
  expect(found.length).toBeGreaterThan(12);
  expect([project.sequences.length, state.page]).toEqual([1, "color"]);
  expect((await run({ takeEnd: "after" })).broken).toEqual(["take with its last frame"]);
});

test("says of an empty project that nothing is open", async () => {
  const host = new Resolve(fakeResolve([new FakeProject()]), resolvePlatform());
  expect((await host.selfTest()).map((one) => [one.name, one.works])).toEqual([["edition and version", true], ["copy of the timeline", false]]);
});

test.each<readonly [string, Partial<ResolveState>, string | null]>([
  ["selection", { noSelectedClips: true }, null],
  ["copy of the timeline", {}, "FakeTimeline.DuplicateTimeline"],
  ["in points", {}, "FakeTimelineItem.GetLeftOffset"],
  ["source times", {}, "FakeTimelineItem.GetSourceEndTime"],
  ["take with its last frame", { refuseTakes: true }, null],
  ["new track and placing", { errsOnAppend: true }, null],
  ["grade and Inspector", { refuseGrades: true }, null],
  ["markers", {}, "FakeTimeline.AddMarker"],
  ["switching an item off", {}, "FakeTimeline.DeleteClips"],
  ["removing the copy", { keepTimelines: true }, null],
])("names a planted fault: %s", async (name, over, call) => {
  expect((await run(over, call)).broken).toContain(name);
});
