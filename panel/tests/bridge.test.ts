import { describe, expect, test, vi } from "vitest";
import { BridgeClient } from "../src/bridge/client";
import { BridgeMismatch, BridgeProblem, BridgeUnreachable } from "../src/bridge/errors";
import { follow, type Sighting } from "../src/bridge/follow";
import type { RetryPolicy } from "../src/bridge/retry";
import { fetchTransport, type Transport, type TransportReply } from "../src/bridge/transport";
import type { JobView } from "../src/bridge/wire";
import { newOperationId } from "../src/request/operation-id";

type Step = { status: number; body?: unknown; headers?: Record<string, string> } | "dead";

/** A bridge that gives the listed answers in order and notes what it was asked. */
function scripted(steps: Step[]) {
  const asked: { method: string; path: string; headers: Readonly<Record<string, string>>; body?: string }[] = [];
  const waits: number[] = [];
  const policy: RetryPolicy = { tries: 4, firstMs: 100, mostMs: 1000, wait: async (ms) => void waits.push(ms), random: () => 0.5 };
  const transport: Transport = async (request) => {
    asked.push(request);
    const step = steps.shift() ?? "dead";
    if (step === "dead") throw new BridgeUnreachable("refused");
    const reply: TransportReply = {
      status: step.status, text: step.body === undefined ? "" : JSON.stringify(step.body), header: (name) => step.headers?.[name] ?? null,
    };
    return reply;
  };
  return { asked, waits, policy, client: new BridgeClient(transport, () => "t0k", policy) };
}

const problem = (code: string, status: number) => ({ status, body: { code, detail: "what", hint: "do", requestId: "r1" } });
const job = (version: number, state: JobView["state"] = "running"): JobView => ({
  id: "j1", title: null, timeline: null, state, createdAt: "", version, fraction: 0, secondsLeft: null, message: "", items: [],
  counts: { total: 1, queued: 0, running: 1, completed: 0, failed: 0, cancelled: 0 },
});

describe("the client", () => {
  test("sends the same body under the same key again when the first answer was lost", async () => {
    const { client, asked, waits } = scripted(["dead", { status: 503 }, { status: 201, body: job(1) }]);

    await client.submit({ idempotencyKey: "k", items: [] });

    expect(new Set(asked.map((one) => one.body)).size).toBe(1);
    expect(asked).toHaveLength(3);
    expect(waits).toEqual([100, 200]);
  });

  test("waits as long as the bridge asks", async () => {
    const { client, waits } = scripted([{ ...problem("queue.full", 429), headers: { "Retry-After": "30" } }, { status: 201, body: job(1) }]);

    await client.submit({ idempotencyKey: "k", items: [] });

    expect(waits).toEqual([30_000]);
  });

  test("does not repeat a refusal, and keeps its code, hint and id, known or not", async () => {
    const { client, asked } = scripted([problem("some.code_of_tomorrow", 422)]);

    await expect(client.submit({ idempotencyKey: "k", items: [] })).rejects.toMatchObject({
      name: "BridgeProblem", code: "some.code_of_tomorrow", hint: "do", requestId: "r1", message: "what",
    });
    expect(asked).toHaveLength(1);
  });

  test("gives up on a dead bridge after four tries", async () => {
    const { client, asked } = scripted([]);

    await expect(client.capabilities()).rejects.toBeInstanceOf(BridgeUnreachable);
    expect(asked).toHaveLength(4);
  });

  test("redeems a code once only, without a token", async () => {
    const { client, asked } = scripted(["dead"]);

    await expect(client.redeem("pair", "123456", "panel")).rejects.toBeInstanceOf(BridgeUnreachable);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.headers.Authorization).toBeUndefined();
  });

  test("takes an answer that is not ours for what it is", async () => {
    const transport: Transport = async () => ({ status: 200, text: "<html>", header: () => null });

    await expect(new BridgeClient(transport, () => null).capabilities()).rejects.toBeInstanceOf(BridgeMismatch);
  });

  test("a refusal without a body still has a code", async () => {
    const { client } = scripted([{ status: 418 }]);

    await expect(client.capabilities()).rejects.toMatchObject({ code: "http.418" });
  });

  test("forgetting a job that is forgotten already is fine", async () => {
    const { client } = scripted([problem("job.not_found", 404)]);

    await expect(client.deleteJob("j1", false)).resolves.toBeUndefined();
  });
});

describe("following a job", () => {
  async function collect(steps: Step[]): Promise<{ seen: string[]; paths: string[]; waits: number[] }> {
    const { client, asked, policy, waits } = scripted(steps);
    const seen: string[] = [];
    for await (const one of follow(client, "j1", new AbortController().signal, policy)) seen.push(name(one));
    return { seen, paths: asked.map((one) => one.path), waits };
  }
  const name = (one: Sighting) => (one.kind === "job" ? `${one.job.state} ${one.job.version}` : one.kind);

  test("asks for what is newer than it has, until the end", async () => {
    const { seen, paths } = await collect([{ status: 200, body: job(5) }, { status: 200, body: job(9, "completed") }]);

    expect(seen).toEqual(["running 5", "completed 9"]);
    expect(paths.map((path) => new URLSearchParams(path.split("?")[1]).get("since"))).toEqual(["0", "5"]);
  });

  test("outlives a bridge that dies, saying so once, and backs off", async () => {
    const { seen, waits } = await collect([{ status: 200, body: job(5) }, "dead", "dead", "dead", { status: 200, body: job(9, "completed") }]);

    expect(seen).toEqual(["running 5", "silent", "completed 9"]);
    expect(waits).toEqual([100, 200, 400]);
  });

  test("says when the job is gone, and throws what it cannot outlive", async () => {
    expect((await collect([problem("job.not_found", 404)])).seen).toEqual(["gone"]);
    await expect(collect([problem("auth.required", 401)])).rejects.toBeInstanceOf(BridgeProblem);
  });

  test("does not spin on a bridge that answers at once with nothing new", async () => {
    const { waits } = await collect([{ status: 200, body: job(5) }, { status: 200, body: job(5) }, { status: 200, body: job(6, "failed") }]);

    expect(waits).toEqual([100]);
  });

  test("two are followed by held requests at a time, others by looking again", async () => {
    const end = new AbortController();
    const holding: string[] = [];
    const looks: string[] = [];
    const client = {
      jobSince: (id: string, since: number) => since === 0 ? Promise.resolve(job(5)) : new Promise((_, reject) => {
        holding.push(id);
        end.signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
      }),
      job: (id: string) => {
        looks.push(id);
        return Promise.resolve(job(looks.length < 3 ? 5 : 6, looks.length < 3 ? "running" : "completed"));
      },
    } as unknown as BridgeClient;
    const policy: RetryPolicy = { tries: 4, firstMs: 100, mostMs: 1000, wait: () => new Promise<void>((resolve) => setTimeout(resolve, 0)), random: () => 0.5 };
    const seen: string[] = [];
    const one = async (id: string): Promise<void> => {
      for await (const sighting of follow(client, id, end.signal, policy)) seen.push(`${id} ${name(sighting)}`);
    };
    const others = [one("a"), one("b")];
    await vi.waitFor(() => expect(holding).toEqual(["a", "b"]));

    await one("c");
    expect(seen.filter((line) => line.startsWith("c"))).toEqual(["c running 5", "c completed 6"]);
    expect([holding.length, looks]).toEqual([2, ["c", "c", "c"]]);

    end.abort();
    await Promise.all(others);
    holding.length = 0;
    const again = new AbortController();
    void (async () => { for await (const sighting of follow(client, "d", again.signal, policy)) seen.push(name(sighting)); })();
    await vi.waitFor(() => expect(holding).toEqual(["d"]));
    again.abort();
  });

  test.each([[1, 4], [100, 400], [1000, 2000]])("rests longer where each answer is long: %i clips, %i ms", async (clips, rest) => {
    const items = Array.from({ length: clips }, () => ({}));
    const { waits } = await collect([{ status: 200, body: { ...job(5), items } }, { status: 200, body: { ...job(6, "completed"), items } }]);

    expect(waits).toEqual([rest]);
  });
});

describe("the transport", () => {
  test("calls a hung answer unreachable after its time", async () => {
    const hang: typeof fetch = (_url, init) => new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(new Error("aborted"))));

    const call = fetchTransport("http://127.0.0.1:1", hang)({ method: "GET", path: "/", headers: {}, timeoutMs: 5, signal: undefined });

    await expect(call).rejects.toBeInstanceOf(BridgeUnreachable);
  });

  test("an abort by the caller stays an abort", async () => {
    const abort = new AbortController();
    const hang: typeof fetch = (_url, init) => new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(new Error("x"))));
    const call = fetchTransport("", hang)({ method: "GET", path: "/", headers: {}, timeoutMs: 5000, signal: abort.signal });
    abort.abort();

    await expect(call).rejects.toMatchObject({ name: "AbortError" });
  });
});

test("operation ids are 32 hexadecimal digits and differ", () => {
  expect(newOperationId()).toMatch(/^[0-9a-f]{32}$/);
  expect(newOperationId()).not.toBe(newOperationId());
});
