import { beforeEach, describe, expect, test } from "vitest";
import { ownMedia, versionedName } from "../src/import/bins";
import type { FinishedRender, ImportOptions } from "../src/import/import";
import type { SentClip } from "../src/import/resolve";
import type { FakeItem, FakeMedia, FakeProject, FakeSequence } from "../../tests/fakes/premiere/project";
import type { HostAdapter } from "../src/hosts/host";
import { ALL } from "./adapters";
import { at, ImportScene } from "./import-scene";
import { F25 } from "./items";

describe.each(ALL)("bringing renders home: %s", (name, make) => {
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
  const spans = (track: number) => sequence.video[track]?.items.map((item) => [item.start / F25, item.end / F25]);
  const laid = () => sequence.video.flatMap((track) => track.items.filter((item) => item.media.path?.startsWith("/r/")));
  const outcomes = (receipts: readonly { outcome: string; reason?: string }[]) => receipts.map((one) => one.reason ?? one.outcome);

  test("twelve clips, stacked and touching, come back to the tick and nothing else moves", async () => {
    const low = Array.from({ length: 9 }, (_, i) => project.put(sequence.video[0]!, shot, at(i * 100, i * 100 + 100), BigInt(i * 300) * F25));
    const high = Array.from({ length: 3 }, (_, i) => project.put(sequence.video[1]!, shot, at(i * 200 + 50, i * 200 + 120), BigInt(i * 70) * F25));
    const { clips, renders } = await render([...low, ...high], 12);
    const before = project.snapshot(sequence);

    const { receipts } = await bring(clips, renders);

    expect(receipts).toHaveLength(12);
    expect(new Set(outcomes(receipts))).toEqual(new Set(["placed"]));
    expect(sequence.video).toHaveLength(4);
    for (const original of [...low, ...high]) {
      const match = laid().filter((item) => item.start === original.start && item.end === original.end);
      expect(match).toHaveLength(1);
    }
    expect(project.snapshot(sequence)).toBe(before);
  });

  test("twelve clips of every kind: what can be rendered comes back to the tick, the rest stays out, nothing else moves", async () => {
    const add = (track: number, start: number, end: number, over: Partial<FakeItem> = {}, from = 1000) => project.put(sequence.video[track]!, shot, at(start, end), BigInt(from) * F25, over);
    const other = (path: string | null, over: Partial<FakeMedia>) => Object.assign(project.addMedia({ path: path ?? "/none", duration: 900n * F25, frame: F25, video: true, audio: false }), { path }, over);
    const kinds = [other("/media/gone.mp4", { offline: true }), other(null, { nested: true }), other("/media/face.png", {}), other("/media/cams.mp4", { multicam: true })];
    const good = [add(0, 0, 50), add(1, 10, 40), add(0, 50, 100), add(0, 450, 500, {}, 0), add(0, 500, 550, {}, 4950)];
    const bad = [
      add(0, 100, 150, { speed: 1.5 }), add(0, 150, 200, { reversed: true }), add(0, 400, 450, { disabled: true }),
      ...kinds.map((media, index) => project.put(sequence.video[0]!, media, at(200 + index * 50, 250 + index * 50))),
    ];
    const { clips, renders } = await render([...good, ...bad], 12);
    const before = project.snapshot(sequence);

    const { receipts } = await bring(clips, renders);

    expect(outcomes(receipts)).toEqual(["placed", "placed", "placed", "placed", "placed"]);
    expect(laid().map((item) => [item.start / F25, item.end / F25]).sort((a, b) => Number(a[0]! - b[0]!))).toEqual([[0n, 50n], [10n, 40n], [50n, 100n], [450n, 500n], [500n, 550n]]);
    expect(project.snapshot(sequence)).toBe(before);
  });

  test("a second run uses the track above where it is clear, and goes over its own earlier render where it is not", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const two = project.put(sequence.video[0]!, shot, at(100, 150));
    const first = await render([one]);
    await bring(first.clips, first.renders);
    const second = await render([two]);
    await bring(second.clips, second.renders);
    expect(spans(1)).toEqual([[0n, 50n], [100n, 150n]]);

    const again = await render([one]);
    const { receipts } = await bring(again.clips, again.renders, { keepUnder: true });

    expect(receipts[0]).toMatchObject({ outcome: "placed", trackIndex: 2 });
    expect(receipts[0]?.covers).toBeUndefined();
    expect(spans(1)).toEqual([[0n, 50n], [100n, 150n]]);
    expect((await ownMedia(host, sequence.id)).map((media) => media.name).sort()).toEqual(["shot_v001", "shot_v002", "shot_v003"]);
  });

  test("titles and adjustment layers stay above a render that has a free track below them", async () => {
    sequence.video.push({ id: 99, name: "V3", items: [] });
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    project.put(sequence.video[2]!, shot, at(0, 200), 0n, { name: "Grade", adjustment: true });
    const { clips, renders } = await render([one]);

    expect((await bring(clips, renders)).receipts).toMatchObject([{ outcome: "placed", trackIndex: 1 }]);
    expect(sequence.video.map((track) => track.items.length)).toEqual([1, 1, 1]);
  });

  test("where something lies right above, the render goes over it and says so, or stays in the bin when asked to", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    project.put(sequence.video[1]!, shot, at(20, 80), 0n, { name: "Lower third" });
    const { clips, renders } = await render([one]);
    const before = project.snapshot(sequence);

    expect((await bring(clips, renders, { keepUnder: true })).receipts).toMatchObject([{ outcome: "imported_only", reason: "would_cover", covers: ["V2 Lower third"] }]);
    expect(laid()).toEqual([]);
    expect((await bring(clips, renders)).receipts).toMatchObject([{ outcome: "placed", trackIndex: 2, covers: ["V2 Lower third"] }]);
    expect(project.snapshot(sequence)).toBe(before);
  });

  test("the render of a higher clip ends up above the one of the lower clip that it covers", async () => {
    const low = project.put(sequence.video[0]!, shot, at(10, 50));
    const high = project.put(sequence.video[1]!, shot, at(0, 40), 300n * F25);
    const { clips, renders } = await render([low, high]);

    const { receipts } = await bring(clips, renders);

    expect(receipts.map((one) => [clips.find((clip) => clip.ref === one.ref)!.original.trackIndex, one.trackIndex, one.covers])).toEqual([[0, 2, undefined], [1, 3, undefined]]);
  });

  test("an original that moved is followed", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50), 500n * F25);
    const { clips, renders } = await render([one]);
    one.start += 200n * F25;
    one.end += 200n * F25;
    project.edited("editor moves it");

    const { receipts } = await bring(clips, renders);

    expect(receipts[0]).toMatchObject({ outcome: "placed", moved: true, span: at(200, 250) });
  });

  test("an original that was deleted, doubled or trimmed outwards is imported only", async () => {
    const gone = project.put(sequence.video[0]!, shot, at(0, 50), 500n * F25);
    const sent = await render([gone]);
    sequence.video[0]!.items = [];
    project.edited("editor deletes it");
    expect(outcomes((await bring(sent.clips, sent.renders)).receipts)).toEqual(["original_gone"]);

    project.put(sequence.video[0]!, shot, at(300, 350), 500n * F25);
    project.put(sequence.video[0]!, shot, at(400, 450), 500n * F25);
    expect(outcomes((await bring(sent.clips, sent.renders)).receipts)).toEqual(["original_ambiguous"]);

    sequence.video[0]!.items = [];
    project.put(sequence.video[0]!, shot, at(0, 60), 500n * F25);
    project.edited("editor trims it outwards");
    expect(outcomes((await bring(sent.clips, sent.renders)).receipts)).toEqual(["original_changed"]);
    expect(sequence.video).toHaveLength(2);
  });

  test("a deleted original's render never goes over a clip of the same batch that shows the same frames", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50), 500n * F25);
    const two = project.put(sequence.video[0]!, shot, at(100, 130), 510n * F25);
    const { clips, renders } = await render([one, two]);
    sequence.video[0]!.items.shift();
    project.edited("editor deletes it");

    const { receipts } = await bring(clips, renders);

    expect(outcomes(receipts).sort()).toEqual(["original_gone", "placed"]);
    expect(spans(1)).toEqual([[100n, 130n]]);
  });

  test("an original that was trimmed inwards gets its new cut", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50), 500n * F25);
    const { clips, renders } = await render([one]);
    Object.assign(one, { start: 10n * F25, end: 40n * F25, inPoint: 510n * F25, outPoint: 540n * F25 });
    project.edited("editor trims it");

    const { receipts } = await bring(clips, renders);

    expect(receipts[0]).toMatchObject({ outcome: "placed", span: at(10, 40) });
    expect(sequence.video[1]!.items[0]).toMatchObject({ inPoint: 10n * F25, outPoint: 40n * F25 });
  });

  test("an import that is refused or never lands is said so", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const { clips, renders } = await render([one]);
    project.refuseImports = true;
    expect((await bring(clips, renders)).receipts[0]).toMatchObject({ outcome: "failed", reason: "import_refused" });

    project.refuseImports = false;
    project.importDelay = 60_000;
    expect((await bring(clips, renders)).receipts[0]).toMatchObject({ outcome: "failed", reason: "import_not_seen" });
    expect(sequence.video).toHaveLength(2);
  });

  test("doing it twice places once", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const { clips, renders } = await render([one]);
    await bring(clips, renders);

    const { receipts } = await bring(clips, renders);

    expect(outcomes(receipts)).toEqual(["placed"]);
    expect(laid()).toHaveLength(1);
    expect(await ownMedia(host, sequence.id)).toHaveLength(1);
  });

  test("a result shorter than its clip is placed as long as it is", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const { clips, renders } = await render([one]);
    const path = renders[0]!.path;
    project.disk.set(path, { ...project.disk.get(path)!, duration: 30n * F25 });

    const { receipts } = await bring(clips, [{ ...renders[0]!, frames: 30n }]);

    expect(receipts[0]).toMatchObject({ outcome: "placed", span: at(0, 30) });
  });

  test("a result of the wrong length is taken off again and never called placed", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const { clips, renders } = await render([one]);
    const path = renders[0]!.path;
    project.disk.set(path, { ...project.disk.get(path)!, duration: 49n * F25 });

    const { receipts } = await bring(clips, renders);

    expect(receipts[0]).toMatchObject({ outcome: "imported_only", reason: "mismatch", detail: `0 ticks at the start, -${F25} at the end` });
    expect(sequence.video.flatMap((track) => track.items).filter((item) => item.media.path === path)).toEqual([]);
  });

  test("a closed sequence leaves the render in the bin", async () => {
    const one = project.put(sequence.video[0]!, shot, at(0, 50));
    const { clips, renders } = await render([one]);
    project.sequences.splice(0, 1);

    expect(outcomes((await bring(clips, renders)).receipts)).toEqual(["sequence_gone"]);
  });

  test("lost faces are marked, originals switched off only when asked", async () => {
    const one = project.put(sequence.video[0]!, shot, at(100, 150), 500n * F25);
    const { clips, renders } = await render([one], 5);
    const kept = [{ start: 0, end: 10, reason: "no_face" }, { start: 58, end: 60, reason: "turned" }];

    await bring(clips, [{ ...renders[0]!, keptRanges: kept }], { disableOriginals: true });

    expect(sequence.markers.map((marker) => [marker.comments, marker.start / F25, marker.duration / F25])).toEqual([["no_face", 100n, 5n]]);
    expect(sequence.video[0]!.items[0]!.disabled).toBe(true);
  });
});

test("versions count up from what is there", () => {
  expect(versionedName("A.mov", [])).toBe("A_v001");
  expect(versionedName("A.mov", ["A_v001", "A_v009", "B_v020", "A_vx"])).toBe("A_v010");
  expect(versionedName("v1.2 final.mp4", ["v1.2 final_v999"])).toBe("v1.2 final_v1000");
});
