import { beforeEach, describe, expect, test } from "vitest";
import { FakeProject, type FakeSequence } from "../../tests/fakes/premiere/project";
import { HostError, type HostAdapter } from "../src/hosts/host";
import { ALL } from "./adapters";
import { F25 } from "./items";

describe.each(ALL)("a host adapter: %s", (adapter, make) => {
  let project: FakeProject;
  let sequence: FakeSequence;
  let host: HostAdapter;
  let now = 0;

  beforeEach(() => {
    now = 0;
    project = new FakeProject();
    project.clock = () => now;
    sequence = project.addSequence("Cut 1", F25, 2, 2);
    const shot = project.addMedia({ path: "/media/shot.mp4", duration: 500n * F25, frame: F25, video: true, audio: true });
    const item = project.put(sequence.video[0]!, shot, { start: 0n, end: 100n * F25 }, 10n * F25);
    const heard = project.put(sequence.audio[0]!, shot, { start: 0n, end: 100n * F25 }, 10n * F25);
    project.put(sequence.video[0]!, shot, { start: 100n * F25, end: 150n * F25 }, 0n, { disabled: true, reversed: true, speed: 2 });
    project.select(item, heard);
    project.disk.set("/r/render.mp4", { path: "/r/render.mp4", duration: 100n * F25, frame: F25, video: true, audio: false });
    host = make(project);
  });

  async function imported(): Promise<string> {
    const bin = await host.ensureBin(sequence.id, ["HeyGem Renders", "Cut 1"]);
    expect(await host.importFiles(["/r/render.mp4"], bin)).toBe(true);
    now += 1000;
    const [media] = await host.mediaUnder(sequence.id, ["HeyGem Renders"]);
    return media!.id;
  }

  test("tells the sequence in front, its frame and its tracks", async () => {
    expect(await host.activeSequence()).toEqual({
      id: sequence.id, name: "Cut 1", projectName: "Fake.prproj", projectPath: adapter === "resolve" ? "" : "/film/Fake.prproj", frame: F25, dropFrame: false, zeroPoint: 0n, videoTracks: 2, audioTracks: 2,
    });
    sequence.dropFrame = true;
    expect((await host.sequence(sequence.id))?.dropFrame).toBe(true);
    expect(await host.sequence("nowhere")).toBeNull();
    project.active = null;
    expect(await host.activeSequence()).toBeNull();
  });

  test("reads the selection in ticks, video and audio apart", async () => {
    const selection = await host.selection();

    expect(selection.map((item) => item.kind).sort()).toEqual(["audio", "video"]);
    expect(selection.find((item) => item.kind === "video")).toMatchObject({
      trackIndex: 0, start: 0n, end: 100n * F25, inPoint: 10n * F25, outPoint: 110n * F25, speed: 1, reversed: false, disabled: false,
      media: { path: "/media/shot.mp4", duration: 500n * F25, frame: F25, offline: false, nested: false, multicam: false },
    });
  });

  test("reads every item with its speed, direction and state", async () => {
    const items = await host.items(sequence.id);

    expect(items).toHaveLength(3);
    expect(items.find((item) => item.start === 100n * F25)).toMatchObject({ disabled: true, reversed: true, speed: 2 });
  });

  test("a bin is made once, however often it is asked for", async () => {
    const first = await host.ensureBin(sequence.id, ["HeyGem Renders", "Cut 1"]);

    expect(await host.ensureBin(sequence.id, ["HeyGem Renders", "Cut 1"])).toBe(first);
    expect(project.root.bins).toHaveLength(1);
    expect(await host.mediaUnder(sequence.id, ["No such bin"])).toEqual([]);
  });

  test("an import is not there at once but comes", async () => {
    const bin = await host.ensureBin(sequence.id, ["HeyGem Renders"]);

    expect(await host.importFiles(["/r/render.mp4"], bin)).toBe(true);
    expect(await host.mediaUnder(sequence.id, ["HeyGem Renders"])).toEqual([]);
    now += 1000;
    expect((await host.mediaUnder(sequence.id, ["HeyGem Renders"])).map((one) => one.path)).toEqual(["/r/render.mp4"]);
    expect(await host.importFiles(["/r/nothing.mp4"], bin)).toBe(false);
  });

  test("a placement makes one track on top and touches nothing else", async () => {
    const media = await imported();
    await host.changeMedia([{ mediaId: media, label: 3 }]);
    const before = project.snapshot(sequence);

    await host.placeOnNewTrack(sequence.id, media, 0n);

    expect(sequence.video).toHaveLength(3);
    expect(sequence.video[2]!.items.map((item) => [item.start, item.end, item.label])).toEqual([[0n, 100n * F25, adapter === "resolve" ? 0 : 3]]);
    expect(project.snapshot(sequence)).toBe(before);
  });

  test("placing uses the marks that were set before", async () => {
    const media = await imported();

    await host.changeMedia([{ mediaId: media, marks: { start: 5n * F25, end: 25n * F25 } }]);
    await host.placeOnNewTrack(sequence.id, media, 40n * F25);

    expect(sequence.video[2]!.items.map((item) => [item.start, item.end, item.inPoint])).toEqual([[40n * F25, 60n * F25, 5n * F25]]);
  });

  test("several clips go onto a track that exists; a track that does not exist is an error, not silence", async () => {
    const media = await imported();
    await host.changeMedia([{ mediaId: media, marks: { start: 0n, end: 10n * F25 } }]);
    await host.placeOnNewTrack(sequence.id, media, 0n);

    await host.overwrite(sequence.id, [{ mediaId: media, at: 20n * F25, trackIndex: 2 }, { mediaId: media, at: 40n * F25, trackIndex: 2 }]);

    expect(sequence.video[2]!.items.map((item) => item.start / F25)).toEqual([0n, 20n, 40n]);
    await expect(host.overwrite(sequence.id, [{ mediaId: media, at: 0n, trackIndex: 7 }])).rejects.toBeInstanceOf(HostError);
    await expect(host.changeMedia([{ mediaId: "no such item", marks: { start: 0n, end: 1n } }])).rejects.toBeInstanceOf(HostError);
  });

  test("removes exactly what it is told to, and leaves the gap", async () => {
    const media = await imported();
    await host.placeOnNewTrack(sequence.id, media, 0n);
    const ref = { trackIndex: 2, start: 0n, end: 100n * F25, path: "/r/render.mp4" };
    const below = project.snapshot(sequence);

    expect(await host.removeItems(sequence.id, [{ ...ref, start: 1n }])).toBe(0);
    expect(await host.removeItems(sequence.id, [ref])).toBe(1);
    expect(sequence.video[2]!.items).toEqual([]);
    expect(project.snapshot(sequence)).toBe(below);
  });

  test("switches originals off and on", async () => {
    const ref = { trackIndex: 0, start: 0n, end: 100n * F25, path: "/media/shot.mp4" };

    await host.setDisabled(sequence.id, [ref], true);
    expect(sequence.video[0]!.items[0]!.disabled).toBe(true);
    await host.setDisabled(sequence.id, [ref], false);
    expect(sequence.video[0]!.items[0]!.disabled).toBe(false);
  });

  test("marks a range with words and a colour", async () => {
    await host.addMarkers(sequence.id, [{ name: "Face lost", comments: "frames 3-9", span: { start: 3n * F25, end: 9n * F25 } }]);

    expect(sequence.markers).toMatchObject([{ name: "Face lost", comments: "frames 3-9", start: 3n * F25, duration: 6n * F25, color: 4 }]);
  });

  test("removes the markers it is told to, wherever the host has snapped them, and no others", async () => {
    const one = { name: "Face lost", comments: "turned", span: { start: 3n * F25, end: 9n * F25 } };
    await host.addMarkers(sequence.id, [one, { ...one, comments: "mine" }, { ...one, span: { start: 6n * F25, end: 9n * F25 } }]);
    sequence.markers[0]!.start += F25 / 3n;
    project.edited("snapped");

    expect(await host.removeMarkers(sequence.id, [one])).toBe(1);
    expect(sequence.markers.map((marker) => [marker.comments, marker.start / F25])).toEqual([["mine", adapter === "resolve" ? 4n : 3n], ["turned", 6n]]); // In Resolve a frame takes one marker.
    expect(await host.removeMarkers(sequence.id, [one])).toBe(0);
  });

  test("names a track", async () => {
    await host.overwrite(sequence.id, [], [{ trackIndex: 1, name: "HeyGem" }]);

    expect(sequence.video[1]!.name).toBe("HeyGem");
  });

  test("keeps text with the sequence, whatever letters it has", async () => {
    expect(await host.loadState(sequence.id)).toBeNull();
    await host.saveState(sequence.id, '{"name":"剪辑 \u2028 \\"1\\""}');

    expect(await host.loadState(sequence.id)).toBe('{"name":"剪辑 \u2028 \\"1\\""}');
  });

  test("names survive the way in and out, quotes and all", async () => {
    const media = await imported();
    await host.changeMedia([{ mediaId: media, name: '口型 "1" \\ \u2028' }]);

    expect((await host.mediaUnder(sequence.id, ["HeyGem Renders"])).map((one) => one.name)).toEqual(['口型 "1" \\ \u2028']);
  });

  test("probes what it can do", async () => {
    expect((await host.capabilities()).every((one) => one.works)).toBe(true);
  });
});
