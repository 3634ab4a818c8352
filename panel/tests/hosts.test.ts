import { describe, expect, test } from "vitest";
import { PremiereUxp } from "../src/hosts/premiere-uxp/adapter";
import type { PremiereModule } from "../src/hosts/premiere-uxp/module";
import { importRenders } from "../src/import/import";
import { Timeline } from "../src/state/panel/timeline";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { ADAPTERS } from "./adapters";
import { at, ImportScene } from "./import-scene";
import { F25 } from "./items";

const F24 = 10_584_000_000n;
const uxp = (...projects: FakeProject[]) => over(fakePremiere(...projects));
const over = (ppro: PremiereModule) => new PremiereUxp(ppro, { label: "Premiere", chooseFile: async () => null, readDiscovery: async () => null });

describe("two open projects", () => {
  test("a render goes into the project that it was sent from, not into the one in front", async () => {
    const other = new FakeProject("proj-2", "Other.prproj");
    const scene = new ImportScene("two", (project) => uxp(project));
    const one = scene.project.put(scene.sequence.video[0]!, scene.shot, at(0, 50));
    const { clips, renders } = await scene.render([one]);

    const front = uxp(other, scene.project);
    const { receipts } = await importRenders(front, { sequenceId: scene.sequence.id, sequenceName: "Cut 1", clips }, renders, scene.options());

    expect(receipts.map((receipt) => receipt.reason ?? receipt.outcome)).toEqual(["placed"]);
    expect(other.bins()).toHaveLength(1);
    expect(scene.sequence.video[1]!.items).toHaveLength(1);
  });

  test("a closed project is told from a sequence that is gone, and nothing is imported elsewhere", async () => {
    const other = new FakeProject("proj-2", "Other.prproj");
    const project = new FakeProject();
    const sequence = project.addSequence("Cut", F25, 1, 1);
    const host = uxp(project, other);
    expect([await host.isOpen(sequence.id), (await host.sequence(sequence.id))?.projectName]).toEqual([true, "Fake.prproj"]);

    project.open = false;
    expect([await host.isOpen(sequence.id), await host.sequence(sequence.id)]).toEqual([false, null]);
    await expect(host.ensureBin(sequence.id, ["HeyGem Renders"])).rejects.toThrow("its project is not open");
    expect(other.root.bins).toEqual([]);
  });
});

describe("a host that refuses", () => {
  test.each(["getSpeed", "getInPoint", "getStartTime"])("one item's %s: the others are read, and that one is named and kept clear of", async (call) => {
    const project = new FakeProject();
    const sequence = project.addSequence("Cut", F25, 1, 1);
    const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: true });
    project.select(project.put(sequence.video[0]!, shot, at(0, 50)), project.put(sequence.video[0]!, shot, at(60, 90), 0n, { name: "Title" }));
    const ppro = fakePremiere(project);
    const kind = ppro.VideoClipTrackItem as unknown as { new (...args: never[]): object };
    const items = await (await (await ppro.Project.getActiveProject()).getActiveSequence()).getVideoTrack(0);
    const prototype = Object.getPrototypeOf(items) as { getTrackItems(): object[] };
    const genuine = prototype.getTrackItems;
    prototype.getTrackItems = function () {
      const found = genuine.call(this);
      for (const item of found) if ((item as { item: { name: string } }).item.name === "Title") Object.assign(item, { [call]: async () => Promise.reject(new Error("refused by a title")) });
      return found;
    };
    try {
      const read = await over(ppro).items(sequence.id);
      expect(kind).toBeTypeOf("function");
      expect(read.map((item) => [item.name, item.unread])).toEqual([["shot.mp4", undefined], ["?", "refused by a title"]]);
      expect(read[1]!.start <= 60n * F25 && read[1]!.end >= 90n * F25).toBe(true);
    } finally {
      prototype.getTrackItems = genuine;
    }
  });

  test.each([
    ["overwriting onto a new track", (video: number, top: number, insert: boolean) => !insert && video >= top],
    ["audio index -1", (_video: number, _top: number, _insert: boolean, audio: number) => audio < 0],
    ["both", (video: number, top: number, insert: boolean, audio: number) => (!insert && video >= top) || audio < 0],
  ])("%s: the render is placed another way, without sound", async (_name, refuses) => {
    const scene = new ImportScene("fallback", (project) => {
      const ppro = fakePremiere(project);
      const genuine = ppro.SequenceEditor;
      const SequenceEditor = {
        getEditor: (sequence: never) => {
          const editor = genuine.getEditor(sequence);
          const top = () => project.sequences[0]!.video.length;
          return new Proxy(editor, {
            get: (target, name) => {
              const call: unknown = Reflect.get(target, name);
              if (typeof call !== "function") return call;
              return (...args: unknown[]): unknown => {
                const insert = name === "createInsertProjectItemAction";
                if (/Overwrite|Insert/.test(String(name)) && refuses(Number(args[2]), top(), insert, Number(args[3]))) throw new Error("Invalid parameter");
                return call.apply(target, args);
              };
            },
          });
        },
      };
      return over({ ...ppro, SequenceEditor } as unknown as PremiereModule);
    });
    const clips = [0, 100].map((start) => scene.project.put(scene.sequence.video[1]!, scene.shot, at(start, start + 50)));
    const sent = await scene.render(clips);
    const before = scene.project.snapshot(scene.sequence);

    const { receipts } = await scene.bring(sent.clips, sent.renders);

    expect(receipts.map((receipt) => receipt.reason ?? receipt.outcome)).toEqual(["placed", "placed"]);
    expect(scene.project.snapshot(scene.sequence)).toBe(before);
  });
});

describe("the look of a clip", () => {
  const graded = (scene: ImportScene) => {
    const one = scene.project.put(scene.sequence.video[0]!, scene.shot, at(0, 50));
    one.effects[1]!.values[1] = 50; // Motion: Scale
    one.effects.push({ matchName: "AE.ADBE Lumetri", displayName: "Lumetri Color", values: [7, 8, 9] }, { matchName: "ADBE Stabilizer", displayName: "Warp Stabilizer", values: [1] });
    return one;
  };

  test("is copied onto the render in two steps, and what cannot be made is named", async () => {
    const scene = new ImportScene("look", (project) => uxp(project));
    const one = graded(scene);
    const two = scene.project.put(scene.sequence.video[0]!, scene.shot, at(100, 150));
    two.effects[0] = { matchName: "AE.ADBE Opacity", displayName: "Opacity", values: [60, 0], moving: [0] };
    const { clips, renders } = await scene.render([one, two]);
    const before = scene.project.undo.length;

    const { receipts } = await scene.bring(clips, renders);

    expect(receipts.map((receipt) => [receipt.outcome, receipt.lacks])).toEqual([["placed", ["Warp Stabilizer"]], ["placed", ["Opacity (keyframes)"]]]);
    const laid = scene.sequence.video[1]!.items.map((item) => item.effects.map((effect) => [effect.displayName, effect.values]));
    expect(laid[0]).toEqual([["Opacity", [100, 0]], ["Motion", [0.5, 50, 100, true, 0, 0.5, 0]], ["Lumetri Color", [7, 8, 9]]]);
    expect(laid[1]![0]).toEqual(["Opacity", [60, 0]]);
    expect(scene.project.undo.slice(before).filter((step) => step.includes("effect"))).toHaveLength(2);
  });

  test.each(ADAPTERS)("is told before anything is sent, with what a render would cover: %s", async (name, make) => {
    const scene = new ImportScene(name, make);
    const one = graded(scene);
    scene.sequence.video[0]!.transitions = [at(45, 55)];
    scene.project.put(scene.sequence.video[1]!, scene.shot, at(10, 20), 0n, { name: "Title" });
    scene.project.select(one);
    const timeline = new Timeline(scene.host);
    await timeline.setVoice({ from: "track", trackIndex: 1 });

    expect([...timeline.state.get().around.values()]).toEqual([{ effects: ["Lumetri Color", "Warp Stabilizer"], transition: true, covers: ["V2 Title"] }]);
  });
});

describe.each(ADAPTERS)("a host that snaps: %s", (name, make) => {
  test("marks and ends of 25 in 24 are trimmed into place", async () => {
    const scene = new ImportScene(name, make);
    const { project } = scene;
    project.snapMark = (mark, file) => ((mark + file.frame / 2n) / file.frame) * file.frame;
    const sequence = project.addSequence("Cut 24", F24, 2, 2);
    project.active = sequence;
    project.put(sequence.audio[1]!, project.addMedia({ path: "/media/v24.wav", duration: 5000n * F25, frame: F25, video: false, audio: true }), { start: 0n, end: 4000n * F24 });
    const one = project.put(sequence.video[0]!, scene.shot, { start: 7n * F24, end: 60n * F24 }, 11n * F24);
    const { clips, renders } = await scene.render([one], 0, sequence);

    const { receipts } = await scene.bring(clips, renders, {}, sequence);

    expect(receipts).toMatchObject([{ outcome: "placed", span: { start: 7n * F24, end: 60n * F24 } }]);
    expect(receipts[0]?.detail).toBeUndefined();
    expect(sequence.video[1]!.items.map((item) => [item.start, item.end])).toEqual([[7n * F24, 60n * F24]]);
  });

  test("what cannot be trimmed into place is accepted under a frame, with its difference, and taken off beyond", async () => {
    for (const [off, outcome] of [[F25 / 3n, "placed"], [F25, "imported_only"]] as const) {
      const scene = new ImportScene(name, make);
      const { project, sequence } = scene;
      const one = project.put(sequence.video[0]!, scene.shot, at(0, 50));
      const { clips, renders } = await scene.render([one]);
      const file = project.disk.get(renders[0]!.path)!;
      project.disk.set(file.path, { ...file, duration: file.duration - off });

      const { receipts } = await scene.bring(clips, renders);

      expect(receipts[0]).toMatchObject({ outcome, detail: `0 ticks at the start, -${off} at the end` });
      expect(sequence.video.slice(1).flatMap((track) => track.items)).toHaveLength(outcome === "placed" ? 1 : 0);
    }
  });
});

describe.each(ADAPTERS)("subclips: %s", (name, make) => {
  test("a subclip is told from its file, and refused with its reason; the file itself goes", async () => {
    const { project, sequence, shot } = new ImportScene(name, make);
    const part = project.addMedia(shot.file!, { name: "part", part: { start: 100n * F25, end: 200n * F25 } });
    project.select(project.put(sequence.video[0]!, part, at(0, 50)), project.put(sequence.video[0]!, shot, at(60, 90)), sequence.audio.at(-1)!.items[0]!);
    const timeline = new Timeline(make(project));
    await timeline.setVoice({ from: "clip" });
    await timeline.read();

    const { selection } = timeline.state.get();
    expect(selection.skipped.map((one) => one.reason)).toEqual(["subclip"]);
    expect(selection.clips.map((one) => Number(one.span.start / F25))).toEqual([60]);
  });
});

describe.each(ADAPTERS.filter(([name]) => name === "premiere-uxp"))("cost: %s", (name, make) => {
  test("30 clips in a sequence of 600 items: at most 3 full reads of the timeline and 6 transactions", async () => {
    const scene = new ImportScene(name, make);
    const { project, sequence, shot } = scene;
    const placed = Array.from({ length: 598 }, (_, i) => project.put(sequence.video[0]!, shot, at(i * 8, i * 8 + 8), BigInt(i * 8) * F25));
    project.put(sequence.video[1]!, shot, at(4900, 4908));
    const { clips, renders } = await scene.render(placed.filter((_, index) => index % 20 === 0), 0);
    expect([clips.length, sequence.video.flatMap((track) => track.items).length + sequence.audio.flatMap((track) => track.items).length]).toEqual([30, 600]);
    project.itemReads = 0;
    const before = project.undo.length;

    const { receipts } = await scene.bring(clips, renders);

    expect(new Set(receipts.map((one) => one.reason ?? one.outcome))).toEqual(new Set(["placed"]));
    expect(project.itemReads).toBeLessThanOrEqual(3 * 600);
    expect(project.undo.length - before).toBeLessThanOrEqual(6);
  });
});
