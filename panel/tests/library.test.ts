import { afterEach, expect, test, vi } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import type { JobView } from "../src/bridge/wire";
import { Library } from "../src/state/page/library";

interface Made { readonly id: string; state: string; version: number }

afterEach(() => vi.useRealTimers());

/** A bridge with jobs, newest first, that holds requests until a job has changed. */
function made(jobs: Made[]): { readonly client: BridgeClient; readonly held: Map<string, (job: unknown) => void>; change(id: string, state: string): void } {
  const held = new Map<string, (job: unknown) => void>();
  const of = (id: string): unknown => ({ ...jobs.find((one) => one.id === id), items: [] });
  const client = {
    jobs: ({ cursor, limit = 20, state }: { readonly cursor?: string | null; readonly limit?: number; readonly state?: string }) => {
      const asked = jobs.filter((one) => state === undefined || one.state === state);
      const from = Number(cursor ?? 0);
      const page = asked.slice(from, from + limit).map((one) => ({ ...one }));
      return Promise.resolve({ jobs: page, nextCursor: from + limit < asked.length ? String(from + limit) : null });
    },
    job: (id: string) => Promise.resolve(of(id)),
    jobSince: (id: string, since: number, signal: AbortSignal) => since === 0 ? Promise.resolve(of(id)) : new Promise((resolve, reject) => {
      held.set(id, resolve);
      signal.addEventListener("abort", () => { held.delete(id); reject(new DOMException("aborted", "AbortError")); });
    }),
    deleteJob: (id: string) => { jobs.splice(jobs.findIndex((one) => one.id === id), 1); return Promise.resolve(); },
  } as unknown as BridgeClient;
  const change = (id: string, state: string): void => {
    const job = jobs.find((one) => one.id === id);
    if (job) Object.assign(job, { state, version: job.version + 1 });
    held.get(id)?.(of(id));
    held.delete(id);
  };
  return { client, held, change };
}

function many(count: number, state: string): Made[] {
  return Array.from({ length: count }, (_, index) => ({ id: `job ${index}`, state, version: 1 }));
}

const shown = (library: Library): readonly JobView[] => library.state.get().jobs;

test("when the last render of an older page is deleted, the page before it is shown", async () => {
  const library = new Library(made(many(21, "completed")).client, () => undefined);
  await library.load(0);
  await library.load(1);
  await library.remove("job 20", false);
  const { page, jobs, hasOlder, loading } = library.state.get();
  expect([page, jobs.length, hasOlder, loading]).toEqual([0, 20, false, false]);
});

test("what runs is the first, however many jobs wait", async () => {
  const jobs = many(45, "queued");
  Object.assign(jobs[44] ?? {}, { state: "running" });
  const library = new Library(made(jobs).client, () => undefined);
  await library.load(0);
  expect([shown(library)[0]?.id, shown(library).length, library.state.get().hasOlder]).toEqual(["job 44", 21, true]);
});

test("of many unfinished jobs two are followed by held requests, those that run first; the others are seen to change all the same", async () => {
  vi.useFakeTimers();
  const bridge = made(many(30, "queued"));
  const library = new Library(bridge.client, () => undefined);
  await library.load(0);
  await vi.advanceTimersByTimeAsync(5000);
  expect(bridge.held.size).toBe(2);

  bridge.change("job 7", "running");
  bridge.change("job 25", "running");
  await vi.advanceTimersByTimeAsync(5000);
  expect([...bridge.held.keys()].sort()).toEqual(["job 25", "job 7"]);
  expect(shown(library).filter((one) => one.state === "running").map((one) => one.id)).toEqual(["job 25", "job 7"]);

  for (const done of ["job 7", "job 25", "job 3"]) bridge.change(done, "completed");
  await vi.advanceTimersByTimeAsync(5000);
  expect(["job 7", "job 3"].map((id) => shown(library).find((one) => one.id === id)?.state)).toEqual(["completed", "completed"]);
  expect(bridge.held.size).toBe(2);
});

test("what another window begins is seen, what it removes goes, and what is being read stays", async () => {
  const jobs = many(3, "completed");
  const library = new Library(made(jobs).client, () => undefined);
  await library.load(0);
  library.state.patch({ error: "read me" });

  jobs.unshift({ id: "of another window", state: "completed", version: 1 });
  jobs.splice(2, 1);
  await library.refresh();
  expect(shown(library).map((one) => one.id)).toEqual(["of another window", "job 0", "job 2"]);
  expect([library.state.get().error, library.state.get().loading]).toEqual(["read me", false]);

  jobs.splice(1, 1);
  await library.refresh();
  expect(shown(library).map((one) => one.id)).toEqual(["of another window", "job 2"]);

  Object.assign(jobs[1] ?? {}, { state: "queued", version: 2 });
  await library.refresh();
  expect(shown(library)[1]?.state).toBe("queued");
});

test("a job that cannot be followed is asked for once, not without end", async () => {
  vi.useFakeTimers();
  const { client } = made(many(3, "queued"));
  const asked = vi.fn(() => Promise.reject(new Error("no")));
  const library = new Library({ jobs: client.jobs, job: client.job, jobSince: asked } as unknown as BridgeClient, () => undefined);
  await library.load(0);
  await vi.advanceTimersByTimeAsync(1000);
  expect(asked.mock.calls.length).toBe(2);
});
