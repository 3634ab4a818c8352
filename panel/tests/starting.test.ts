import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BridgeClient } from "../src/bridge/client";
import { BridgeUnreachable } from "../src/bridge/errors";
import { follow } from "../src/bridge/follow";
import { pause } from "../src/bridge/retry";
import { fetchTransport, xhrTransport, type Transport, type TransportRequest } from "../src/bridge/transport";
import { Ways } from "../src/bridge/ways";
import { Connection } from "../src/state/panel/connection";
import { Faults } from "../src/state/panel/faults";
import { FakeHost } from "../../tests/fakes/premiere/host";
import { FakeProject } from "../../tests/fakes/premiere/project";

/** UXP's: knows whether it was aborted, and tells nobody. */
class BareController {
  readonly signal = { aborted: false } as AbortSignal;
  abort(): void {
    Object.assign(this.signal, { aborted: true });
  }
}

const request = (over: Partial<TransportRequest> = {}): TransportRequest => ({ method: "GET", path: "/healthz", headers: {}, timeoutMs: 1000, signal: undefined, ...over });
const ok = { status: 200, text: "{}", header: () => null };

describe("a host whose signals have no listeners", () => {
  beforeEach(() => {
    vi.stubGlobal("AbortController", BareController);
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  test("is sent to, and fetch is given no signal that it does not know", async () => {
    const seen: RequestInit[] = [];
    const send = async (_url: unknown, init?: RequestInit): Promise<Response> => (seen.push(init ?? {}), new Response("{}"));

    expect((await fetchTransport("", send as typeof fetch)(request({ signal: new AbortController().signal }))).status).toBe(200);
    expect(seen[0]).not.toHaveProperty("signal");
  });

  test("pauses as long as asked, and stops when the signal says so", async () => {
    const abort = new AbortController();
    const ended: string[] = [];
    void pause(3000, abort.signal).then(() => ended.push("waited"));
    await vi.advanceTimersByTimeAsync(2900);
    expect(ended).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(ended).toEqual(["waited"]);

    pause(60_000, abort.signal).catch((thrown: Error) => ended.push(thrown.name));
    abort.abort();
    await vi.advanceTimersByTimeAsync(200);
    expect(ended).toEqual(["waited", "AbortError"]);
  });

  test("gives up a call that takes too long, or that its caller no longer wants", async () => {
    const never = fetchTransport("", () => new Promise<Response>(() => undefined));
    const late = expect(never(request())).rejects.toThrow("no answer in 1000 ms");
    await vi.advanceTimersByTimeAsync(1000);
    await late;

    const abort = new AbortController();
    const left = expect(never(request({ signal: abort.signal, timeoutMs: 60_000 }))).rejects.toMatchObject({ name: "AbortError" });
    abort.abort();
    await vi.advanceTimersByTimeAsync(200);
    await left;
  });

  test("looks for the bridge once in three seconds, not without pause, and follows a job", async () => {
    let looks = 0;
    const send: Transport = async () => {
      looks += 1;
      throw new BridgeUnreachable("refused");
    };
    const connection = new Connection(new FakeHost(new FakeProject()), { get: async () => null, set: async () => undefined }, () => [{ name: "fetch", send }]);
    const abort = new AbortController();
    void connection.watch(abort.signal);
    await vi.advanceTimersByTimeAsync(8900);
    abort.abort();
    await vi.advanceTimersByTimeAsync(3000);
    expect(looks).toBe(3);

    const client = new BridgeClient(async () => ({ ...ok, text: JSON.stringify({ version: 1, state: "completed" }) }), () => "t");
    const seen: string[] = [];
    for await (const one of follow(client, "j", new AbortController().signal)) seen.push(one.kind);
    expect(seen).toEqual(["job"]);
  });
});

describe("several ways to the bridge", () => {
  const dead = (words: string): Transport => async () => Promise.reject(new BridgeUnreachable(words));

  test("the first that answers is kept, and what the others said is told", async () => {
    let second = 0;
    const ways = new Ways(() => [{ name: "fetch", send: dead("denied by the manifest") }, { name: "XMLHttpRequest", send: async () => (second++, ok) }]);

    await ways.send(request());
    await ways.send(request({ method: "POST" }));

    expect(second).toBe(2);
    expect(ways.verdicts).toEqual([{ name: "fetch", works: false, detail: "denied by the manifest" }, { name: "XMLHttpRequest", works: true, detail: "status 200" }]);
  });

  test("when none answers the refusal holds the words of each", async () => {
    const ways = new Ways(() => [{ name: "fetch", send: dead("one") }, { name: "XMLHttpRequest", send: dead("two") }]);

    await expect(ways.send(request())).rejects.toThrow("fetch: one; XMLHttpRequest: two");
  });

  test("a request that changes something is not sent again over another way once one has answered before", async () => {
    let up = true;
    let others = 0;
    const ways = new Ways(() => [{ name: "fetch", send: async () => (up ? ok : Promise.reject(new BridgeUnreachable("gone"))) }, { name: "XMLHttpRequest", send: async () => (others++, ok) }]);
    await ways.send(request());
    up = false;

    await expect(ways.send(request({ method: "POST" }))).rejects.toBeInstanceOf(BridgeUnreachable);
    expect(others).toBe(0);
    expect((await ways.send(request())).status).toBe(200);
  });

  test("XMLHttpRequest carries method, headers and body, and says why it failed", async () => {
    const made: FakeXhr[] = [];
    class FakeXhr {
      sent: unknown[] = [];
      status = 201;
      statusText = "";
      responseText = '{"a":1}';
      onload = (): void => undefined;
      onerror = (): void => undefined;
      open = (...args: unknown[]): void => void this.sent.push(...args);
      setRequestHeader = (...args: unknown[]): void => void this.sent.push(...args);
      getResponseHeader = (): string => "3";
      abort = (): void => void this.sent.push("abort");
      send = (body: unknown): void => void this.sent.push(body);
    }
    const transport = xhrTransport("http://127.0.0.1:1", () => (made.push(new FakeXhr()), made.at(-1) as unknown as XMLHttpRequest));
    const answer = transport(request({ method: "POST", path: "/x", headers: { A: "b" }, body: "{}" }));
    made[0]!.onload();
    expect(await answer).toMatchObject({ status: 201, text: '{"a":1}' });
    expect(made[0]!.sent).toEqual(["POST", "http://127.0.0.1:1/x", true, "A", "b", "{}"]);

    const refused = transport(request());
    Object.assign(made[1]!, { status: 0 }).onerror();
    await expect(refused).rejects.toThrow("XMLHttpRequest failed, status 0");
  });
});

describe("starting", () => {
  const host = () => new FakeHost(new FakeProject());

  test("a safe that fails is an empty one: the panel looks for the bridge and asks to be paired", async () => {
    const broken = { get: async () => Promise.reject(new Error("safe is damaged")), set: async () => Promise.reject(new Error("safe is full")) };
    const connection = new Connection(host(), broken, () => [{ name: "fetch", send: async (one) => ({ ...ok, text: one.path.endsWith("pair") ? '{"token":"t"}' : '{"version":"0.1.0"}' }) }]);

    await connection.look();
    expect(connection.state.get().bridge).toBe("unpaired");
    await connection.pair(7860, "123456");
    expect(connection.state.get().bridge).not.toBe("unpaired");
  });

  test("a bridge that refuses the panel's origin is said to refuse, in its own words", async () => {
    const body = JSON.stringify({ code: "origin.not_allowed", detail: 'The origin "file://" is not allowed' });
    const paired = Object.assign(host(), { pairing: { port: 7860, token: "t" } });
    const connection = new Connection(paired, { get: async () => null, set: async () => undefined }, () => [{ name: "fetch", send: async (one) => (one.path === "/healthz" ? ok : { ...ok, status: 403, text: body }) }]);

    await connection.look();
    expect(connection.state.get()).toMatchObject({ bridge: "refused", detail: 'The origin "file://" is not allowed' });
  });

  test("a step that fails is named, and the next ones are done", async () => {
    const faults = new Faults();
    const done: string[] = [];

    await faults.attempt("events", () => {
      throw new TypeError("addGlobalEventListener is not a function");
    });
    await faults.attempt("bridge", () => void done.push("bridge"));

    expect(done).toEqual(["bridge"]);
    expect(faults.get()).toEqual([{ step: "events", detail: "TypeError: addGlobalEventListener is not a function" }]);
  });
});
