import { describe, expect, test } from "vitest";
import { fakePremiere } from "../../tests/fakes/premiere/premierepro";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { transact } from "../src/hosts/premiere-uxp/module";
import { HostError } from "../src/hosts/host";
import { F25 } from "./items";

/** The fake must bite where Premiere bites, or the contract proves nothing. */
describe("the fake Premiere", () => {
  async function setUp() {
    const project = new FakeProject();
    const sequence = project.addSequence("Cut", F25, 1, 1);
    const media = project.addMedia({ path: "/m/av.mp4", duration: 10n * F25, frame: F25, video: true, audio: true });
    project.put(sequence.audio[0]!, media, { start: 0n, end: 20n * F25 });
    project.put(sequence.video[0]!, media, { start: 0n, end: 10n * F25 });
    const ppro = fakePremiere(project);
    const open = await ppro.Project.getActiveProject();
    const front = await open.getActiveSequence();
    const [item] = await (await open.getRootItem()).getItems();
    const editor = ppro.SequenceEditor.getEditor(front);
    const zero = ppro.TickTime.createWithTicks("0");
    return { project, sequence, ppro, open, front, item: item!, editor, zero };
  }

  test("refuses actions made outside the lock", async () => {
    const { editor, item, zero } = await setUp();

    expect(() => editor.createOverwriteItemAction(item, zero, 1, -1)).toThrow("Script action failed");
  });

  test("refuses a cast item", async () => {
    const { ppro, editor, item, zero, open } = await setUp();
    const cast: unknown = ppro.ClipProjectItem.cast(item);

    expect(() => transact(open, "x", () => [editor.createOverwriteItemAction(cast as typeof item, zero, 1, -1)])).toThrow("Invalid parameter");
  });

  test("makes one new track a transaction and no more", async () => {
    const { editor, item, zero, open, sequence } = await setUp();
    const make = () => [editor.createOverwriteItemAction(item, zero, 1, -1), editor.createOverwriteItemAction(item, zero, 2, -1)];

    expect(() => transact(open, "x", make)).toThrow(HostError);
    expect(sequence.video).toHaveLength(1);
  });

  test("kills objects read before an edit", async () => {
    const { front, open, editor, item, zero } = await setUp();
    const old = (await front.getVideoTrack(0)).getTrackItems(1, false)[0]!;
    transact(open, "x", () => [editor.createOverwriteItemAction(item, zero, 1, -1)]);

    await expect(old.getStartTime()).rejects.toThrow("no longer valid");
  });

  test("destroys the sound under a clip that has sound, unless told -1", async () => {
    const { open, editor, item, zero, sequence } = await setUp();
    const audio = () => JSON.stringify(sequence.audio[0]!.items.map((one) => [String(one.start), String(one.end)]));
    const before = audio();

    transact(open, "x", () => [editor.createOverwriteItemAction(item, zero, 1, -1)]);
    expect(audio()).toBe(before);
    transact(open, "x", () => [editor.createOverwriteItemAction(item, zero, 1, 0)]);
    expect(audio()).not.toBe(before);
  });

  test("places by the marks from before the transaction", async () => {
    const { open, ppro, editor, item, zero, sequence } = await setUp();
    const clip = ppro.ClipProjectItem.cast(item);
    const two = ppro.TickTime.createWithTicks((2n * F25).toString());

    transact(open, "x", () => [clip.createSetInOutPointsAction(zero, two), editor.createOverwriteItemAction(item, zero, 1, -1)]);

    expect(sequence.video[1]!.items[0]!.end).toBe(10n * F25);
  });

  test("refuses an import without a real bin", async () => {
    const { open } = await setUp();
    const loose: (...args: unknown[]) => Promise<boolean> = open.importFiles.bind(open) as never;

    await expect(loose(["/m/av.mp4"], true, undefined, false)).rejects.toThrow("Illegal Parameter type");
  });
});
