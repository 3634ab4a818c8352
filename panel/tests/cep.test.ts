import { afterEach, expect, test, vi } from "vitest";
import type { PanelNode } from "../src/app/panel/node-transport";
import { folderOf, startInstalled, usualPlaces } from "../src/app/panel/start-installed";
import { themeOf } from "../src/app/panel/theme";
import { PremiereCep } from "../src/hosts/premiere-cep";
import { FakeProject } from "../../tests/fakes/premiere/project";
import { cepPlatform } from "./adapters";
import { F25 } from "./items";

/** A machine with these files; what is spawned is noted, or fails. */
function machine(platform: string, home: string, files: readonly string[], record = "", fails: Error | null = null): { node: PanelNode; started: unknown[][] } {
  const started: unknown[][] = [];
  const modules = {
    os: { platform: () => platform, homedir: () => home },
    fs: { existsSync: (path: string) => files.includes(path) },
    child_process: {
      execFile: (_name: string, _words: unknown, _options: unknown, done: (error: Error | null, text: string) => void) => done(record === "" ? new Error("1") : null, record),
      spawn: (...words: unknown[]) => {
        started.push(words);
        return { once: (event: string, listener: (error?: Error) => void) => void (event === (fails ? "error" : "spawn") && listener(fails ?? undefined)), unref: () => undefined };
      },
    },
  };
  return { node: ((name: keyof typeof modules) => modules[name]) as unknown as PanelNode, started };
}

test.each([
  ["win32", "C:\\Users\\Ann Lee", "C:\\Users\\Ann Lee\\AppData\\Local\\Programs\\HeyGem Bridge\\heygem.exe"],
  ["darwin", "/Users/ann", "/Applications/HeyGem Bridge.app/Contents/Resources/program/heygem"],
  ["linux", "/home/ann", "/usr/bin/heygem"],
])("the installed bridge is started on its own on %s", async (platform, home, program) => {
  const { node, started } = machine(platform, home, [program]);
  await startInstalled(node);
  expect(started).toEqual([[program, ["start"], { detached: true, stdio: "ignore", windowsHide: true }]]);
  expect(usualPlaces(platform, home)).toContain(program);
});

test("on Windows, another folder is read from the installer's record", async () => {
  const record = "\r\nHKEY_CURRENT_USER\\Software\\HeyGem Bridge\r\n    Folder    REG_SZ    D:\\Apps\\HeyGem Bridge\r\n\r\n";
  expect(folderOf(record)).toBe("D:\\Apps\\HeyGem Bridge");
  const { node, started } = machine("win32", "C:\\Users\\a", ["D:\\Apps\\HeyGem Bridge\\heygem.exe"], record);
  await startInstalled(node);
  expect(started[0]?.[0]).toBe("D:\\Apps\\HeyGem Bridge\\heygem.exe");
});

test("a bridge that is not installed, and one that cannot be run, are told", async () => {
  await expect(startInstalled(machine("linux", "/home/a", []).node)).rejects.toThrow("not installed");
  await expect(startInstalled(machine("win32", "C:\\a", []).node)).rejects.toThrow("not installed");
  await expect(startInstalled(machine("linux", "/home/a", ["/usr/bin/heygem"], "", new Error("EACCES")).node)).rejects.toThrow("EACCES");
});

test.each([[[0x1d, 0x1d, 0x1d], "darkest"], [[50, 50, 50], "dark"], [[184, 184, 184], "light"], [[240, 240, 240], "lightest"]] as const)("the colour %j of Premiere's panels is its theme %s", ([red, green, blue], name) => {
  expect(themeOf({ red, green, blue })).toBe(name);
});

afterEach(() => vi.useRealTimers());

test.each([[false, 1], [true, 0]])("a changed selection is told by Premiere's own event; where that is refused (%s), by asking", async (noEvents, atOnce) => {
  vi.useFakeTimers();
  const project = new FakeProject();
  project.noEvents = noEvents;
  const sequence = project.addSequence("Cut", F25, 1, 1);
  const shot = project.addMedia({ path: "/m/shot.mp4", duration: 900n * F25, frame: F25, video: true, audio: false });
  const item = project.put(sequence.video[0]!, shot, { start: 0n, end: 100n * F25 });
  let told = 0;
  const stop = new PremiereCep(cepPlatform(project)).onSelectionChanged(() => void (told += 1));
  await vi.advanceTimersByTimeAsync(0);

  project.select(item);
  expect(told).toBe(atOnce);
  await vi.advanceTimersByTimeAsync(2000);
  expect(told).toBe(1);
  stop();
  project.select();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(told).toBe(1);
});
