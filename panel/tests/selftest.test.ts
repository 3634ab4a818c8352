import { describe, expect, test } from "vitest";
import { PremiereUxp } from "../src/hosts/premiere-uxp/adapter";
import { failing, Fault, NamedFault } from "../../tests/fakes/premiere/failing";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { F25 } from "./items";

async function run(plant: (project: FakeProject) => void, fault: Fault = new Fault(-1)) {
  const project = new FakeProject();
  const sequence = project.addSequence("Cut", F25, 2, 2);
  const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
  project.put(sequence.video[0]!, shot, { start: 0n, end: 100n * F25 }, 10n * F25);
  project.put(sequence.audio[0]!, shot, { start: 0n, end: 100n * F25 }, 10n * F25);
  const before = project.snapshot(sequence);
  plant(project);
  const host = new PremiereUxp(failing(fakePremiere(project), fault), { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null });
  const found = await host.selfTest();
  expect(project.snapshot(sequence)).toBe(before);
  return { project, found, broken: found.filter((one) => !one.works).map((one) => one.name) };
}

describe("the self-test", () => {
  test("is green on a host that does all that is assumed, and leaves nothing behind", async () => {
    const { project, found, broken } = await run(() => undefined);

    expect(broken).toEqual([]);
    expect(found.length).toBeGreaterThan(14);
    expect(project.sequences).toHaveLength(1);
    expect(project.bins().flatMap((bin) => bin.media).map((one) => one.name)).toEqual(["shot.mp4"]);
  });

  test("takes its copy away again where the sequence has nothing to test with", async () => {
    const project = new FakeProject();
    project.addSequence("Empty", F25, 1, 1);
    const host = new PremiereUxp(fakePremiere(project), { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null });

    expect((await host.selfTest()).map((one) => [one.name, one.works])).toEqual([["copy of the sequence", false], ["selection events", true]]);
    expect(project.sequences).toHaveLength(1);
  });

  const call = (name: string) => [() => undefined, new NamedFault(name)] as const;
  const flag = (set: (project: FakeProject) => void) => [set, new Fault(-1)] as const;
  test.each([
    ["copy of the sequence", ...call("Sequence.createCloneAction")],
    ["selection events", ...call("premierepro.EventManager.addGlobalEventListener")],
    ["new track by overwriting", ...flag((project) => void (project.refuseNoAudio = true))],
    ["new track by inserting", ...call("SequenceEditor.createInsertProjectItemAction")],
    ["new track by inserting", ...flag((project) => void (project.rippleInsert = true))],
    ["marks between frames", ...flag((project) => void (project.snapMark = (at, file) => (at / file.frame) * file.frame))],
    ["marks between frames", ...call("ClipProjectItem.createSetInOutPointsAction")],
    ["in point of a subclip", ...flag((project) => void (project.subclipFromStart = true))],
    ["in point of a subclip", ...call("ClipProjectItem.createSubClipAction")],
    ["trimming an item", ...call("VideoClipTrackItem.createSetEndAction")],
    ["effects can be read", ...call("VideoClipTrackItem.getComponentChain")],
    ["state in the sequence", ...call("Properties.createSetValueAction")],
    ["name of a track", ...call("Track.createSetNameAction")],
    ["colour label", ...call("ProjectItem.createSetColorLabelAction")],
    ["markers", ...call("Markers.createAddMarkerAction")],
    ["switching an item off", ...call("VideoClipTrackItem.createSetDisabledAction")],
    ["transcripts", ...call("premierepro.Transcript.hasTranscript")],
    ["transcripts", ...flag((project) => void (project.noTranscripts = true))],
    ["removing the copy", ...flag((project) => void (project.keepSequences = true))],
  ])("names a planted fault: %s", async (name, plant, fault) => {
    expect((await run(plant, fault)).broken).toContain(name);
  });
});
