import type { BridgeClient } from "../src/bridge/client";
import { BridgeProblem, BridgeUnreachable } from "../src/bridge/errors";
import type { ItemView, JobRequest, JobView } from "../src/bridge/wire";
import type { FakeProject } from "../../tests/fakes/premiere/project";
import { F25 } from "./items";

/** A bridge in memory that finishes every item at the second look, and can be made to fail. One job a request of its own name. */
export class TinyBridge {
  readonly submitted: (JobRequest)[] = [];
  down = false;
  refuse: BridgeProblem | null = null;
  loseAnswer = false;
  failing = new Set<string>();
  /** The code that those fail with. */
  failure = "face.not_found";
  /** Frames of every result. */
  frames = 50;
  /** Passes before an answer comes; a test makes it uneven. */
  pass: () => Promise<void> = async () => undefined;
  private readonly jobs = new Map<string, JobView>();

  constructor(private readonly project: FakeProject) {}

  client(): BridgeClient {
    const client = {
      submit: async (request: JobRequest): Promise<JobView> => {
        await this.pass();
        if (this.refuse) throw this.refuse;
        this.submitted.push(request);
        const known = [...this.jobs.values()].find((one) => one.title === request.idempotencyKey);
        const job = known ?? this.make(request);
        this.jobs.set(job.id, job);
        if (this.loseAnswer) throw new BridgeUnreachable("gone");
        return job;
      },
      jobSince: async (id: string, since: number): Promise<JobView> => {
        await this.pass();
        if (this.down) throw new BridgeUnreachable("down");
        const job = this.job(id);
        return since > 0 ? this.finish(job) : job;
      },
      retryJob: async (id: string): Promise<JobView> => {
        this.failing.clear();
        const job = this.job(id);
        return this.keep({ ...job, state: "running", version: job.version + 1, items: job.items.map((one) => (one.state === "failed" ? { ...one, state: "queued", error: null } : one)) });
      },
      report: async () => ({ frames: this.frames }),
      cancelJob: async (id: string) => this.job(id),
    };
    return client as unknown as BridgeClient; // The calls that a batch makes.
  }

  private job(id: string): JobView {
    const job = this.jobs.get(id);
    if (!job) throw new BridgeProblem(404, "job.not_found", "", "", "");
    return job;
  }

  private keep(job: JobView): JobView {
    this.jobs.set(job.id, job);
    return job;
  }

  private make(request: JobRequest): JobView {
    const id = `j${this.jobs.size + 1}`;
    const items = request.items.map((item, position): ItemView => ({
      id: `${id}-i${position}`, jobId: id, position, label: item.label ?? "", clientRef: item.clientRef ?? null, source: { fileName: "x", startSeconds: 0 }, state: "queued", attempt: 1, version: 1,
      cancelling: false, startedAt: null, finishedAt: null, progress: null, output: null, error: null, warnings: [], keptRanges: [], moments: [], engine: null, faceBox: null, mouthBox: null, corrected: null, cues: [],
    }));
    const counts = { total: items.length, queued: items.length, running: 0, completed: 0, failed: 0, cancelled: 0 };
    return { id, title: request.idempotencyKey ?? null, timeline: null, state: "running", createdAt: "", version: 1, counts, fraction: 0, secondsLeft: null, message: "", items };
  }

  private finish(job: JobView): JobView {
    const items = job.items.map((item): ItemView => {
      if (item.state === "completed") return item;
      if (this.failing.has(item.clientRef ?? "")) return { ...item, state: "failed", error: { code: this.failure, message: "m", hint: "h" } };
      const path = `/r/${item.id}.mp4`;
      this.project.disk.set(path, { path, duration: BigInt(this.frames) * F25, frame: F25, video: true, audio: false });
      return { ...item, state: "completed", output: { path, fileName: "x", bytes: 1, sha256: "" } };
    });
    const failed = items.filter((one) => one.state === "failed").length;
    const counts = { total: items.length, queued: 0, running: 0, completed: items.length - failed, failed, cancelled: 0 };
    return this.keep({ ...job, items, counts, version: job.version + 1, state: failed > 0 ? "failed" : "completed" });
  }
}
