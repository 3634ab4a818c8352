import { beforeEach, describe, expect, test } from "vitest";
import { removeRenders } from "../src/import/remove";
import type { FinishedRender, ImportOptions } from "../src/import/import";
import type { SentClip } from "../src/import/resolve";
import type { FakeItem, FakeMedia, FakeProject, FakeSequence } from "../../tests/fakes/premiere/project";
import type { HostAdapter } from "../src/hosts/host";
import { ALL } from "./adapters";
import { at, ImportScene } from "./import-scene";
import { F25 } from "./items";

describe.each(ALL)("taking renders away again: %s", (name, make) => {
  let scene: ImportScene;
  let project: FakeProject;
  let sequence: FakeSequence;
  let host: HostAdapter;
  let shot: FakeMedia;

  beforeEach(() => {
    scene = new ImportScene(name, make);
    ({ project, sequence, host, shot } = scene);
  });

  const render = (items: readonly FakeItem[], handles = 0) => scene.render(items, handles);
  const bring = (clips: SentClip[], renders: FinishedRender[], over: Partial<ImportOptions> = {}) => scene.bring(clips, renders, over);
  const kept = (start: number, end: number, reason = "no_face") => ({ keptRanges: [{ start, end, reason }] });

  test("our markers go with the renders, the editor's own stay", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const two = project.put(sequence.video[0]!, shot, at(100, 150), 500n * F25);
    const mine = { name: "Face lost", comments: "look at this again", start: 10n * F25, duration: 0n, color: 0 };
    sequence.markers.push(mine, { ...mine, comments: "no_face", start: 90n * F25 });
    const before = JSON.stringify(sequence.markers, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));
    const { clips, renders } = await render([one, two]);
    const { receipts } = await bring(clips, renders.map((made, index) => ({ ...made, ...kept(10 + index, 20) })));
    expect(sequence.markers).toHaveLength(4);

    expect(await removeRenders(host, sequence.id, receipts)).toEqual({ removed: 2, missing: 0, markers: 2, emptyTracks: [1] });
    expect(JSON.stringify(sequence.markers, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))).toBe(before);
  });

  test("a marker that the editor has rewritten is the editor's", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const { clips, renders } = await render([one]);
    const { receipts } = await bring(clips, [{ ...renders[0]!, ...kept(10, 20) }]);
    sequence.markers[0]!.comments = "cut away here";
    project.edited("editor rewrites it");

    expect(await removeRenders(host, sequence.id, receipts)).toMatchObject({ removed: 1, markers: 0 });
    expect(sequence.markers).toHaveLength(1);
  });

  test("the track that removing emptied is used by the next renders", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const first = await render([one]);
    const { receipts } = await bring(first.clips, first.renders);
    await removeRenders(host, sequence.id, receipts);
    const second = await render([one]);

    expect((await bring(second.clips, second.renders)).receipts[0]).toMatchObject({ outcome: "placed", trackIndex: 1 });
    expect(sequence.video).toHaveLength(2);
  });

  test("the undo steps that are told are the ones that the host made", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const two = project.put(sequence.video[0]!, shot, at(100, 150), 500n * F25);
    const { clips, renders } = await render([one, two], 5);
    const before = project.undo.length;

    const { editsBefore } = await bring(clips, renders.map((made) => ({ ...made, ...kept(10, 20) })), { disableOriginals: true });

    expect(project.undo.length - before).toBeGreaterThan(4);
    expect(host.edits - editsBefore).toBe(project.undo.length - before);
  });

  test("removing renders switches the originals on again that were switched off for them", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const two = project.put(sequence.video[0]!, shot, at(100, 150), 500n * F25);
    const { clips, renders } = await render([one, two]);
    const { receipts } = await bring(clips, renders, { disableOriginals: true });
    const off = sequence.video[0]!.items.map((item) => item.disabled);

    await removeRenders(host, sequence.id, receipts);

    expect([off, sequence.video[0]!.items.map((item) => item.disabled)]).toEqual([[true, true], [false, false]]);
  });

  test("removing takes our renders and nothing else, even after they were moved", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const before = project.snapshot(sequence);
    const { clips, renders } = await render([one]);
    const { receipts } = await bring(clips, renders);
    const ours = sequence.video[1]!.items[0]!;
    Object.assign(ours, { start: 7n * F25, end: 57n * F25 });
    project.edited("editor nudges it");

    expect(await removeRenders(host, sequence.id, receipts)).toEqual({ removed: 1, missing: 0, markers: 0, emptyTracks: [1] });
    expect(project.snapshot(sequence)).toBe(before);
    expect(await removeRenders(host, sequence.id, receipts)).toEqual({ removed: 0, missing: 1, markers: 0, emptyTracks: [] });
  });
});
