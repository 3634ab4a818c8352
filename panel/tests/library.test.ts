import { expect, test } from "vitest";
import type { BridgeClient } from "../src/bridge/client";
import { Library } from "../src/state/page/library";

test("when the last render of an older page is deleted, the page before it is shown", async () => {
  const jobs = Array.from({ length: 21 }, (_, index) => ({ id: `job ${index}`, state: "completed", version: 1, items: [] }));
  const client = {
    jobs: ({ cursor, limit = 20 }: { readonly cursor?: string | null; readonly limit?: number }) => {
      const from = Number(cursor ?? 0);
      return Promise.resolve({ jobs: jobs.slice(from, from + limit), nextCursor: from + limit < jobs.length ? String(from + limit) : null });
    },
    job: (id: string) => Promise.resolve(jobs.find((one) => one.id === id)),
    deleteJob: (id: string) => { jobs.splice(jobs.findIndex((one) => one.id === id), 1); return Promise.resolve(); },
  } as unknown as BridgeClient;
  const library = new Library(client, () => undefined);
  await library.load(0);
  await library.load(1);
  await library.remove("job 20", false);
  const { page, jobs: shown, hasOlder, loading } = library.state.get();
  expect([page, shown.length, hasOlder, loading]).toEqual([0, 20, false, false]);
});
