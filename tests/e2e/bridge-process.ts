import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";

/** The built bridge; HEYGEM_DLL names another build. */
const PROGRAM = process.env["HEYGEM_DLL"] ?? fileURLToPath(new URL("../../artifacts/bin/HeyGem.Bridge/release/HeyGem.Bridge.dll", import.meta.url));

export interface BridgeFolders {
  readonly data: string;
  readonly outputs: string;
  readonly media: string;
}

/** More words and variables for `serve`. */
export interface BridgeExtras {
  readonly words: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

/** The real bridge as a process of its own, which may be killed and started again on the same store and port. */
export class BridgeProcess {
  private child: ChildProcess | null = null;
  private output = "";

  private constructor(
    readonly port: number,
    private readonly folders: BridgeFolders,
    private readonly extras: BridgeExtras,
  ) {}

  static async start(folders: BridgeFolders, extras: BridgeExtras = { words: [], variables: {} }): Promise<BridgeProcess> {
    await Promise.all([mkdir(folders.data, { recursive: true }), mkdir(folders.outputs, { recursive: true })]);
    const models = modelsFolder();
    if (!existsSync(`${folders.data}/models`) && existsSync(models)) await symlink(models, `${folders.data}/models`);
    const bridge = new BridgeProcess(await freePort(), folders, extras);
    await bridge.again();
    return bridge;
  }

  /** Starts it once more where it was. */
  async again(): Promise<void> {
    this.output = "";
    const child = spawn("dotnet", [PROGRAM, "serve", "--port", String(this.port), "--root", this.folders.media, "--out", this.folders.outputs, ...this.extras.words], {
      env: { ...process.env, ...this.extras.variables, HEYGEM_DATA: this.folders.data },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.child = child;
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (this.output += chunk.toString("utf8")));
    const end = Date.now() + 60_000;
    while (!(await this.answers())) {
      if (child.exitCode !== null || Date.now() > end) throw new Error(`the bridge did not start (exit ${child.exitCode}):\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Dies as by a power cut. */
  async kill(): Promise<void> {
    await this.end("SIGKILL");
  }

  /** Lives on and answers nobody, until it is let go. */
  freeze(frozen: boolean): void {
    this.child?.kill(frozen ? "SIGSTOP" : "SIGCONT");
  }

  async stop(): Promise<void> {
    await this.end("SIGINT");
  }

  /** The address with its one-time code, as printed. */
  async launchAddress(): Promise<string> {
    const end = Date.now() + 10_000;
    for (;;) {
      const found = /http:\/\/127\.0\.0\.1:\d+\/#code=[0-9a-f]+/.exec(this.output);
      if (found) return found[0];
      if (Date.now() > end) throw new Error(`the bridge printed no address:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The token of this start, from the discovery file. */
  async token(): Promise<string> {
    const parsed = JSON.parse(await readFile(`${this.folders.data}/bridge.json`, "utf8")) as { readonly token: string };
    return parsed.token;
  }

  /** Lets a client in by six digits, as a panel is. Its token outlives the bridge's restarts. */
  async admit(): Promise<string> {
    const api = `http://127.0.0.1:${this.port}/api/v1`;
    const code = (await (await fetch(`${api}/pairing-code`, { method: "POST", headers: { Authorization: `Bearer ${await this.token()}` } })).json()) as { readonly code: string };
    const reply = await fetch(`${api}/pair`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code: code.code, client: "e2e" }) });
    return ((await reply.json()) as { readonly token: string }).token;
  }

  /** The jobs that the bridge holds, newest first. A page shows them only once it has read them. */
  async jobs(): Promise<readonly string[]> {
    const reply = await fetch(`http://127.0.0.1:${this.port}/api/v1/jobs?limit=200`, { headers: { Authorization: `Bearer ${await this.token()}` } });
    return ((await reply.json()) as { readonly jobs: readonly { readonly id: string }[] }).jobs.map((job) => job.id);
  }

  /** Asks for a job of so many renders of one clip; gives its id. */
  async submit(clip: string, voice: string, times: number, title: string): Promise<string> {
    const item = { clip: { path: clip }, audio: { path: voice } };
    const reply = await fetch(`http://127.0.0.1:${this.port}/api/v1/jobs`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${await this.token()}` },
      body: JSON.stringify({ idempotencyKey: crypto.randomUUID(), title, items: Array.from({ length: times }, () => item) }),
    });
    return ((await reply.json()) as { readonly id: string }).id;
  }

  async cancel(id: string): Promise<void> {
    await fetch(`http://127.0.0.1:${this.port}/api/v1/jobs/${id}/cancel`, { method: "POST", headers: { Authorization: `Bearer ${await this.token()}` } });
  }

  /** Takes a finished job off the list. */
  async remove(id: string): Promise<void> {
    await fetch(`http://127.0.0.1:${this.port}/api/v1/jobs/${id}`, { method: "DELETE", headers: { Authorization: `Bearer ${await this.token()}` } });
  }

  /** Where the result of a job's first clip lies. */
  async resultOf(id: string): Promise<string> {
    const reply = await fetch(`http://127.0.0.1:${this.port}/api/v1/jobs/${id}`, { headers: { Authorization: `Bearer ${await this.token()}` } });
    const path = ((await reply.json()) as { readonly items: readonly { readonly output: { readonly path: string } | null }[] }).items[0]?.output?.path;
    if (!path) throw new Error(`job ${id} has no result`);
    return path;
  }

  said(): string {
    return this.output;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once("exit", () => resolve());
      child.kill(signal);
    });
  }

  private async answers(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/healthz`)).ok;
    } catch {
      return false;
    }
  }
}

/** The models that set-up converted, in the data folder of whoever runs the tests. */
function modelsFolder(): string {
  const data = process.env["HEYGEM_DATA"];
  if (data) return `${data}/models`;
  if (process.platform === "darwin") return `${homedir()}/Library/Application Support/HeyGem.Bridge/models`;
  return `${process.env["XDG_DATA_HOME"] ?? `${homedir()}/.local/share`}/HeyGem.Bridge/models`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
