import { ownMedia } from "../src/import/bins";
import { importRenders, type FinishedRender, type ImportOptions } from "../src/import/import";
import type { ImportReport } from "../src/import/receipts";
import type { SentClip } from "../src/import/resolve";
import { FakeProject, type FakeItem, type FakeMedia, type FakeSequence } from "../../tests/fakes/premiere/project";
import type { HostAdapter } from "../src/hosts/host";
import { selectClips } from "../src/timeline/select";
import { pathKey } from "../src/timeline/track-item";
import { F25 } from "./items";

export const at = (start: number, end: number) => ({ start: BigInt(start) * F25, end: BigInt(end) * F25 });

/** A sequence of two video and two audio tracks with a voice on the second, and what a bridge would make of clips on it. */
export class ImportScene {
  readonly project = new FakeProject();
  readonly sequence: FakeSequence;
  readonly shot: FakeMedia;
  readonly host: HostAdapter;
  private now = 0;

  constructor(
    private readonly name: string,
    make: (project: FakeProject) => HostAdapter,
  ) {
    this.project.clock = () => this.now;
    this.sequence = this.project.addSequence("Cut 1", F25, 2, 2);
    this.shot = this.project.addMedia({ path: "/media/shot.mp4", duration: 5000n * F25, frame: F25, video: true, audio: true });
    const voice = this.project.addMedia({ path: "/media/voice.wav", duration: 5000n * F25, frame: F25, video: false, audio: true });
    this.project.put(this.sequence.audio[1]!, voice, at(0, 5000));
    this.host = make(this.project);
  }

  options(over: Partial<ImportOptions> = {}): ImportOptions {
    return {
      patience: { totalMs: 2000, stepMs: 100, wait: async (ms) => void (this.now += ms) },
      label: 3, markers: true, disableOriginals: false, keepUnder: false, undone: new Set(), markerText: (reason) => ({ name: "Face lost", comments: reason }), ...over,
    };
  }

  /** What the panel would send for these items, and the files a bridge would make of it. */
  async render(items: readonly FakeItem[], handles = 0, sequence = this.sequence): Promise<{ clips: SentClip[]; renders: FinishedRender[] }> {
    this.project.select(...items);
    const own = new Set((await ownMedia(this.host, sequence.id)).map((one) => pathKey(one.path)));
    const { clips } = selectClips((await this.host.selection()).filter((item) => item.kind === "video"), {
      voice: { from: "track", trackIndex: 1 }, handles, sequenceFrame: sequence.frame, isOwnRender: (path) => own.has(pathKey(path)),
      audio: (await this.host.items(sequence.id)).filter((item) => item.kind === "audio"),
    });
    const sent = clips.map((one): SentClip => ({
      ref: one.ref, original: one.original, span: one.span, marks: one.range.marks, frame: one.frame,
      frames: one.range.outFrame - one.range.inFrame, whole: one.range.whole,
    }));
    const renders = sent.map((one, index): FinishedRender => {
      const path = `/r/${this.name}-${this.project.generation}-${index}.mp4`;
      this.project.disk.set(path, { path, duration: one.frames * one.frame, frame: one.frame, video: true, audio: false });
      return { ref: one.ref, path, frames: one.frames, keptRanges: [] };
    });
    return { clips: sent, renders };
  }

  bring(clips: SentClip[], renders: FinishedRender[], over: Partial<ImportOptions> = {}, sequence = this.sequence): Promise<ImportReport> {
    return importRenders(this.host, { sequenceId: sequence.id, sequenceName: "Cut 1", clips }, renders, this.options(over));
  }
}
