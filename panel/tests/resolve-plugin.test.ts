import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as http from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { fakeResolve } from "../../tests/fakes/resolve/resolve";
import { buildResolve, RESOLVE_ID, version } from "../scripts/panels";
import { askHost, remoteServices } from "../src/app/resolve/answers";
import { modulePlaces } from "../src/app/resolve/connect";
import { answered } from "../src/bridge/transport";
import { RemoteHost, type Ask } from "../src/hosts/remote";
import { F25 } from "./items";

let folder = "";
let home = "";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "heygem-resolve-"));
  home = mkdtempSync(join(tmpdir(), "heygem-home-"));
  await buildResolve(folder);
  writeFileSync(join(folder, "WorkflowIntegration.node"), "");
}, 120_000);

afterAll(() => {
  for (const one of [folder, home]) rmSync(one, { recursive: true, force: true });
});

interface Window {
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  file: string;
}

/** Runs the built main process on an Electron of the test's own, and the built preload script for the way in. */
function start(module: Readonly<Record<string, unknown>>) {
  const windows: Window[] = [];
  const ended: (() => void)[] = [];
  const copied: string[] = [];
  let answer: Ask = async () => "";
  class BrowserWindow {
    file = "";
    readonly webContents = { setWindowOpenHandler: () => undefined, on: () => undefined };
    constructor(readonly options: Window["options"]) {
      windows.push(this);
    }
    async loadFile(path: string) {
      this.file = path;
    }
  }
  const electron = {
    app: { whenReady: async () => undefined, on: (event: string, listener: () => void) => void (event === "will-quit" && ended.push(listener)), quit: () => undefined, getLocale: () => "zh-CN" },
    BrowserWindow, ipcMain: { handle: (_channel: string, listener: (event: unknown, text: string) => Promise<string>) => void (answer = (text) => listener(null, text)) },
    dialog: { showOpenDialog: async () => ({ canceled: false, filePaths: ["/media/voice.wav"] }) }, shell: { openPath: async () => "no player" }, clipboard: { writeText: (text: string) => void copied.push(text) },
  };
  const files = { existsSync, readdirSync, readFileSync, writeFileSync, mkdirSync, renameSync };
  const modules: Readonly<Record<string, unknown>> = { electron, fs: files, os: { platform: () => "linux", homedir: () => home }, http, [`${folder}/WorkflowIntegration.node`]: module };
  new Function("require", "__dirname", readFileSync(join(folder, "main.js"), "utf8"))((name: string) => modules[name], folder);
  let window: { ask?: Ask } = {};
  const renderer = { contextBridge: { exposeInMainWorld: (_name: string, calls: { ask: Ask }) => void (window = calls) }, ipcRenderer: { invoke: (_channel: string, text: string) => answer(text) } };
  new Function("require", readFileSync(join(folder, "preload.js"), "utf8"))(() => renderer);
  return { windows, ended, copied, ask: window.ask! };
}

function module(project: FakeProject, over: Readonly<Record<string, unknown>> = {}) {
  const calls: string[] = [];
  return { calls, InitializePromise: async (id: string) => id === RESOLVE_ID, GetResolvePromise: async () => fakeResolve([project]), SetAPITimeout: (seconds: number) => void calls.push(`timeout ${seconds}`), CleanUp: () => void calls.push("clean up"), ...over };
}

describe("the plugin for Resolve", () => {
  test("has a manifest of the one version, a page without inline script, and every file that they name", async () => {
    const xml = readFileSync(join(folder, "manifest.xml"), "utf8");
    const page = readFileSync(join(folder, "index.html"), "utf8");

    expect(xml).toContain(`<Id>${RESOLVE_ID}</Id>`);
    expect(xml).toContain(`<Version>${await version()}</Version>`);
    for (const name of ["main.js", "preload.js", "panel.js", "panel.css", "package.json"]) expect(statSync(join(folder, name)).size, name).toBeGreaterThan(0);
    expect(page).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(page).not.toMatch(/<script>|onload=|style=/);
    expect(readFileSync(join(folder, "panel.js"), "utf8")).not.toMatch(/\brequire\(|\beval\(|new Function/);
  });

  test("its window is in a sandbox and reaches Resolve through the main process alone", async () => {
    const project = new FakeProject();
    project.addSequence("Cut 1", F25, 2, 1);
    const made = module(project);
    const { windows, ask, ended } = start(made);
    await new Promise((done) => setTimeout(done, 0));
    const host = new RemoteHost("Resolve", askHost(ask));

    expect(windows.map((one) => [one.options.webPreferences, one.file])).toEqual([[{ preload: `${folder}/preload.js`, contextIsolation: true, sandbox: true, nodeIntegration: false }, `${folder}/index.html`]]);
    expect(await host.activeSequence()).toMatchObject({ name: "Cut 1", frame: F25, videoTracks: 2 });
    expect(await host.chooseVoice()).toBe("/media/voice.wav");
    await expect(host.preview("/r/a.mp4")).rejects.toThrow("no player");
    ended[0]?.();
    await new Promise((done) => setTimeout(done, 0));
    expect(made.calls).toEqual(["timeout 20", "clean up"]);
  });

  test("asks Resolve again after it said no, and says why it did", async () => {
    let open = false;
    const project = new FakeProject();
    project.addSequence("Cut 1", F25, 1, 1);
    const { ask } = start(module(project, { InitializePromise: async () => open }));
    const host = new RemoteHost("Resolve", askHost(ask));

    await expect(host.activeSequence()).rejects.toThrow("Resolve did not let the plugin in");
    open = true;
    expect(await host.activeSequence()).toMatchObject({ name: "Cut 1" });
  });

  test("keeps settings and batches in the user's own folder, copies, and talks to the bridge over Node", async () => {
    const { ask, copied } = start(module(new FakeProject()));
    const services = await remoteServices(ask, answered);
    const server = http.createServer((request, response) => {
      response.writeHead(429, { "Retry-After": "7" });
      response.end(`${request.method} ${request.url} ${String(request.headers.authorization)} ${String(request.headers.origin)}`);
    });
    await new Promise<void>((done) => void server.listen(0, "127.0.0.1", () => done()));
    const { port } = server.address() as { port: number };
    try {
      const reply = await services.transport(port)({ method: "GET", path: "/healthz", headers: { Authorization: "Bearer x" }, timeoutMs: 2000, signal: undefined });
      expect([reply.status, reply.text, reply.header("Retry-After")]).toEqual([429, "GET /healthz Bearer x undefined", "7"]);
    } finally {
      server.close();
    }
    await expect(services.transport(9)({ method: "GET", path: "/", headers: {}, timeoutMs: 2000, signal: undefined })).rejects.toThrow(/ECONNREFUSED|refused/);

    expect(await services.memory.get("token")).toBeNull();
    await services.memory.set("token", "令牌");
    await services.records.set("ledger.p/1", "[]");
    expect([await services.memory.get("token"), await services.records.get("ledger.p/1"), services.locale]).toEqual(["令牌", "[]", "zh-CN"]);
    expect(statSync(join(home, ".local/share/HeyGem.Bridge/resolve-panel/token.json")).mode & 0o077).toBe(0);
    await services.copy("report");
    expect(copied).toEqual(["report"]);
    await expect(services.startBridge()).rejects.toThrow("not installed");
  });

  test("a window may ask for what the panel needs, and for nothing else", async () => {
    const { ask } = start(module(new FakeProject()));
    expect(JSON.parse(await ask('{"to":"eval","args":["1"]}'))).toEqual({ ok: false, error: 'there is no "eval"' });
    expect(JSON.parse(await ask(JSON.stringify({ to: "host", args: ['{"name":"constructor","args":[]}'] })))).toMatchObject({ ok: false, error: "there is no such call" });
    expect(JSON.parse(await ask("no JSON"))).toMatchObject({ ok: false });
  });

  test("finds Blackmagic's module beside the plugin, else where Resolve's samples lie, on both systems", () => {
    const disk = (...paths: readonly string[]) => ({ existsSync: (path: string) => paths.some((one) => one === path || one.startsWith(`${path}/`) || one.startsWith(`${path}\\`)), readdirSync: () => ["Examples", "SamplePlugin"] });
    const mac = "/Library/Application Support/Blackmagic Design/DaVinci Resolve/Developer/Workflow Integrations/Examples/SamplePlugin/WorkflowIntegration.node";
    const windows = "C:\\ProgramData\\Blackmagic Design\\DaVinci Resolve\\Support\\Developer\\Workflow Integrations\\Examples\\SamplePlugin\\WorkflowIntegration.node";

    expect(modulePlaces(disk("/p/WorkflowIntegration.node", mac), "darwin", "/p", "")).toEqual(["/p/WorkflowIntegration.node", mac]);
    expect(modulePlaces(disk(windows), "win32", "C:\\p", "C:\\ProgramData")).toEqual([windows]);
    expect(modulePlaces(disk(), "darwin", "/p", "")).toEqual([]);
  });
});
