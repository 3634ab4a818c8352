import type { BridgeClient } from "../../bridge/client";
import { BridgeProblem, isAbort, isTransient } from "../../bridge/errors";
import { follow, HELD, isFinished, pause } from "../../bridge/follow";
import type { JobPage, JobView } from "../../bridge/wire";
import { Store } from "../store";
import type { Pick } from "./draft";

const PAGE_SIZE = 20;
/** Those that are not followed are looked at in the list, so often. */
const LOOK_MS = 2000;

export interface LibraryState {
  /** The page in view, newest first, with clips. Whatever runs stands before the first page's. */
  readonly jobs: readonly JobView[];
  /** Page in view, counted from 0. */
  readonly page: number;
  readonly hasOlder: boolean;
  readonly loading: boolean;
  readonly error: unknown;
}

/** The renders that the bridge knows, one page at a time; those that are not finished are followed. */
export class Library {
  readonly state = new Store<LibraryState>({ jobs: [], page: 0, hasOlder: false, loading: true, error: null });
  /** Object URLs of originals sent by this window, by the client's own mark. */
  readonly originals = new Map<string, string>();
  /** Their pictures. */
  readonly thumbs = new Map<string, string>();
  /** Cursor of each page visited; the first has none. */
  private cursors: (string | null)[] = [null];
  private readonly following = new Map<string, AbortController>();
  private looking = false;
  private loads = 0;

  constructor(
    private readonly client: BridgeClient,
    private readonly signedOut: () => void,
  ) {}

  async load(page: number): Promise<void> {
    this.state.patch({ loading: true, error: null });
    await this.show(page);
  }

  /** Shows what another window, a panel or a program has begun or removed since. What is being read, an error among it, stays. */
  async refresh(): Promise<void> {
    if (this.looking || this.state.get().loading) return;
    this.looking = true;
    try {
      await this.look(this.state.get().page);
    } catch (thrown) {
      if (!isTransient(thrown)) this.refused(thrown);
    } finally {
      this.looking = false;
    }
    this.followUnfinished();
  }

  private async show(page: number): Promise<void> {
    const load = ++this.loads;
    try {
      const list = await this.list(page);
      const jobs = await Promise.all(list.jobs.map((one) => this.client.job(one.id).catch((thrown: unknown) => gone(thrown, one))));
      if (load !== this.loads) return;
      // The last of an older page was deleted: the one before it is the end now.
      if (jobs.length === 0 && page > 0) return await this.show(page - 1);
      this.cursors = [...this.cursors.slice(0, page + 1), ...(list.nextCursor === null ? [] : [list.nextCursor])];
      this.state.set({ jobs: jobs.filter((one) => one !== null), page, hasOlder: list.nextCursor !== null, loading: false, error: this.state.get().error });
      this.followUnfinished();
    } catch (thrown) {
      if (load !== this.loads) return;
      this.refused(thrown);
      this.state.patch({ loading: false });
    }
  }

  /** Shows what this window has just sent, with the pictures that it has of the clips. */
  sent({ job, clips }: { readonly job: JobView; readonly clips: readonly Pick[] }): Promise<void> {
    for (const clip of clips) {
      if (clip.url) this.originals.set(clip.key, clip.url);
      if (clip.thumb) this.thumbs.set(clip.key, clip.thumb);
    }
    return this.added(job);
  }

  /** Shows a job that was just accepted, on the first page. */
  async added(job: JobView): Promise<void> {
    if (this.state.get().page !== 0) {
      await this.load(0);
      return;
    }
    const jobs = [job, ...this.state.get().jobs.filter((one) => one.id !== job.id)];
    const hasOlder = this.state.get().hasOlder || jobs.length > PAGE_SIZE;
    this.cursors = [null];
    this.state.patch({ jobs: jobs.slice(0, PAGE_SIZE), hasOlder });
    this.followUnfinished();
    await this.load(0);
  }

  cancelJob(id: string): Promise<void> {
    return this.act(async () => this.replace(await this.client.cancelJob(id)));
  }

  cancelItem(jobId: string, itemId: string): Promise<void> {
    return this.act(async () => {
      await this.client.cancelItem(itemId);
      this.replace(await this.client.job(jobId));
    });
  }

  retry(id: string, cancelled: boolean): Promise<void> {
    return this.act(async () => {
      this.replace(await this.client.retryJob(id, cancelled));
      this.followUnfinished();
    });
  }

  remove(id: string, results: boolean): Promise<void> {
    return this.act(async () => {
      await this.client.deleteJob(id, results);
      this.following.get(id)?.abort();
      this.state.set((before) => ({ ...before, jobs: before.jobs.filter((one) => one.id !== id) }));
      await this.load(this.state.get().page);
    });
  }

  dismiss(): void {
    this.state.patch({ error: null });
  }

  private async act(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      this.refused(thrown);
    }
  }

  private refused(thrown: unknown): void {
    if (isAbort(thrown)) return;
    if (thrown instanceof BridgeProblem && thrown.status === 401) this.signedOut();
    else this.state.patch({ error: thrown });
  }

  private replace(job: JobView): void {
    this.state.set((before) => ({ ...before, jobs: before.jobs.map((one) => (one.id === job.id && one.version <= job.version ? job : one)) }));
  }

  /** A page of the bridge's list, without clips. */
  private async list(page: number): Promise<JobPage> {
    const list = await this.client.jobs({ cursor: this.cursors[page] ?? null, limit: PAGE_SIZE });
    if (page > 0) return list;
    const running = (await this.client.jobs({ state: "running", limit: PAGE_SIZE })).jobs;
    return { ...list, jobs: [...running.filter((one) => !list.jobs.some((other) => other.id === one.id)), ...list.jobs] };
  }

  private followUnfinished(): void {
    const unfinished = this.state.get().jobs.filter((one) => !isFinished(one)).sort((a, b) => Number(b.state === "running") - Number(a.state === "running"));
    const held = unfinished.slice(0, HELD);
    for (const [id, abort] of this.following) if (!held.some((one) => one.id === id)) abort.abort();
    for (const job of held) if (!this.following.has(job.id)) void this.followJob(job.id);
    if (unfinished.length > HELD && !this.looking) void this.lookAtOthers();
  }

  /** Looks at the list for as long as the page shows more unfinished jobs than are followed. */
  private async lookAtOthers(): Promise<void> {
    this.looking = true;
    try {
      while (this.state.get().jobs.filter((one) => !isFinished(one)).length > HELD) {
        await pause(LOOK_MS);
        await this.look(this.state.get().page).catch((thrown: unknown) => {
          if (!isTransient(thrown)) throw thrown;
        });
      }
    } catch (thrown) {
      this.refused(thrown);
    } finally {
      this.looking = false;
    }
  }

  private async look(page: number): Promise<void> {
    const { loads } = this;
    const { jobs } = await this.list(page);
    if (page !== this.state.get().page || loads !== this.loads) return;
    const shown = new Map(this.state.get().jobs.map((one) => [one.id, one]));
    if (jobs.length !== shown.size || jobs.some((one) => !shown.has(one.id))) return this.show(page);
    const changed = jobs.filter((one) => !this.following.has(one.id) && one.version !== shown.get(one.id)?.version);
    const news = await Promise.all(changed.map((one) => this.client.job(one.id).catch((thrown: unknown) => gone(thrown, one))));
    for (const job of news) if (job !== null) this.replace(job);
    if (changed.length > 0) this.followUnfinished();
  }

  private async followJob(id: string): Promise<void> {
    const abort = new AbortController();
    this.following.set(id, abort);
    try {
      for await (const sighting of follow(this.client, id, abort.signal)) {
        if (sighting.kind === "job") this.replace(sighting.job);
        if (sighting.kind === "gone") this.state.set((before) => ({ ...before, jobs: before.jobs.filter((one) => one.id !== id) }));
      }
      if (abort.signal.aborted) return;
      this.following.delete(id);
      this.followUnfinished();
    } catch (thrown) {
      this.refused(thrown);
    } finally {
      if (this.following.get(id) === abort) this.following.delete(id);
    }
  }
}

/** A job that was deleted between the list and the look is left out; one that cannot be asked now is shown without its clips. */
function gone(thrown: unknown, job: JobView): JobView | null {
  if (thrown instanceof BridgeProblem && thrown.status === 404) return null;
  if (isTransient(thrown)) return job;
  throw thrown;
}
