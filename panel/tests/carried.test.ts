import { describe, expect, test } from "vitest";
import { mailboxTransport, socketTransport, type MailboxFiles } from "../src/bridge/carried";
import type { TransportRequest } from "../src/bridge/transport";

const request = (part: Partial<TransportRequest> = {}): TransportRequest => ({ method: "POST", path: "/api/v1/jobs", headers: {}, body: "{}", timeoutMs: 500, signal: undefined, ...part });
const reply = JSON.stringify({ status: 429, headers: { "Retry-After": "3" }, text: "later" });

class FakeSocket {
  onopen: () => void = () => undefined;
  onmessage: (event: { data: unknown }) => void = () => undefined;
  onerror: () => void = () => undefined;
  onclose: (event: { code: number; reason: string }) => void = () => undefined;
  sent: string[] = [];
  closed = 0;
  constructor(readonly url: string, readonly protocols: readonly string[]) {}
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.closed++;
  }
}

/** A mailbox whose bridge answers, or takes nothing up. */
class FakeFiles implements MailboxFiles {
  readonly kept = new Map<string, string>();
  constructor(private readonly bridge: (letter: string) => string | null) {}
  async write(name: string, text: string): Promise<void> {
    this.kept.set(name, text);
  }
  async rename(from: string, to: string): Promise<void> {
    const text = this.kept.get(from) ?? "";
    this.kept.delete(from);
    const answer = this.bridge(text);
    if (answer === null) this.kept.set(to, text);
    else this.kept.set(to.replace("request", "answer"), answer);
  }
  async read(name: string): Promise<string | null> {
    return this.kept.get(name) ?? null;
  }
  async remove(name: string): Promise<void> {
    this.kept.delete(name);
  }
}

describe("over a WebSocket", () => {
  const made: FakeSocket[] = [];
  const transport = socketTransport(7860, () => "t0k", (url, protocols) => (made.push(new FakeSocket(url, protocols)), made.at(-1) as unknown as WebSocket));

  test("the token is a subprotocol, and the answer is read with its headers", async () => {
    const asked = transport(request());
    const socket = made.at(-1)!;
    socket.onopen();
    socket.onmessage({ data: reply });

    const answer = await asked;
    expect([socket.url, ...socket.protocols]).toEqual(["ws://127.0.0.1:7860/api/v1/socket", "heygem", "t0k"]);
    expect(socket.sent.map((one) => JSON.parse(one) as unknown)).toEqual([{ method: "POST", path: "/api/v1/jobs", body: "{}" }]);
    expect([answer.status, answer.text, answer.header("Retry-After"), answer.header("ETag"), socket.closed]).toEqual([429, "later", "3", null, 1]);
  });

  test("a socket that fails or closes says so, and nobody waits for ever", async () => {
    const refused = transport(request());
    made.at(-1)!.onclose({ code: 1006, reason: "" });
    await expect(refused).rejects.toThrow("WebSocket closed, code 1006");

    await expect(transport(request({ timeoutMs: 20 }))).rejects.toThrow("no answer in 20 ms");
    expect(made.at(-1)!.closed).toBe(1);
    await expect(socketTransport(1, () => null)(request())).rejects.toThrow("needs the key");
  });
});

describe("by files", () => {
  const name = (): string => "f".repeat(32);

  test("a request is renamed into place with its token, and the answer is fetched and removed", async () => {
    const letters: string[] = [];
    const files = new FakeFiles((letter) => (letters.push(letter), reply));

    const answer = await mailboxTransport(files, () => "t0k", name, async () => undefined)(request());

    expect(letters.map((one) => JSON.parse(one) as unknown)).toEqual([{ token: "t0k", method: "POST", path: "/api/v1/jobs", body: "{}" }]);
    expect([answer.status, answer.text, answer.header("Retry-After")]).toEqual([429, "later", "3"]);
    expect([...files.kept.keys()]).toEqual([]);
  });

  test("what nobody takes up is taken back, so that no later bridge does it unasked", async () => {
    const files = new FakeFiles(() => null);

    await expect(mailboxTransport(files, () => "t0k", name, async () => undefined)(request())).rejects.toThrow("nobody takes up files");
    expect([...files.kept.keys()]).toEqual([]);
    await expect(mailboxTransport(files, () => null, name)(request())).rejects.toThrow("needs the key");
  });
});
