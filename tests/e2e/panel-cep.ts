import { readFile } from "node:fs/promises";
import type { Page } from "../../panel/scripts/tools";
import { buildCep } from "../../panel/scripts/panels";
import { FakeProject, type FakeFile } from "../fakes/premiere/project";
import { panelEn } from "../../panel/src/strings/panel-en";
import { panelZh } from "../../panel/src/strings/panel-zh";
import { bareEngine } from "../../panel/tests/bare-engine";
import type { CepCall, CepReply, CepSetup } from "./fake-cep";
import { probe } from "./media";
import { afterEffectsScenarios } from "./panel-after-effects";
import { hostScript, settled } from "./panel";
import { serveFolder } from "./panel-server";
import { until, type Scenario } from "./scenario";
import type { World } from "./world";

const FRAME = 10_160_640_000n;

/** The CEP panel's own bundle and its built ES3 script: the page in Chromium, the script in a bare engine over a project in memory. */
export async function cepScenarios(world: World): Promise<{ scenarios: Scenario[]; close: () => void }> {
  const folder = `${world.folder}/cep`;
  await buildCep(folder);
  const script = await readFile(`${folder}/host.jsx`, "utf8");
  const fake = await hostScript("fake-cep.ts");
  const { port, close } = await serveFolder(folder);
  const show: ShowPanel = async (evaluate, disk, told) => {
    const context = await world.browser.newContext({ viewport: { width: 340, height: 900 }, colorScheme: "dark" });
    const page = await context.newPage();
    await page.exposeFunction("heygemEval", async (code: string) => {
      if (code.startsWith("heygem.importFiles(")) await knowFiles(disk, code);
      return evaluate(code);
    });
    await page.exposeFunction("heygemCall", call);
    const setup: CepSetup = { port: world.bridge.port, token: await world.bridge.token(), ...told };
    await page.addInitScript(`window.heygemSetup = ${JSON.stringify(setup)};`);
    await page.addInitScript(fake);
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator(".panel").waitFor();
    return page;
  };
  const open: Open = async (locale) => {
    const project = timeline(world);
    return { page: await show(bareEngine(project, script), project.disk, { locale }), project };
  };
  return { close, scenarios: [home(world, open), deleted(open), dead(world, open), ...afterEffectsScenarios(world, script, show)] };
}

/** Opens the panel over an engine with an application's script, whose disk is told of the files that it imports. */
export type ShowPanel = (evaluate: (code: string) => string, disk: Map<string, FakeFile>, told: Pick<CepSetup, "locale" | "application">) => Promise<Page>;

type Open = (locale: string) => Promise<{ page: Page; project: FakeProject }>;

function home(world: World, open: Open): Scenario {
  return {
    name: "Panel before 25.6 (CEP): from the selection to renders that were read back on a new track, after a reload, and off again",
    run: async (checks) => {
      const { page, project } = await open("en_US");
      const sequence = project.active;
      if (!sequence) throw new Error("no sequence");
      const before = project.snapshot(sequence, `${world.folder}/outputs/`);
      await until("the clips are ready", () => page.locator(".good-text").first().innerText(), (text) => text === panelEn["select.ready"].replace("{n}", "2"), 20_000);
      await send(page);
      await page.reload();
      await settled(page);
      checks.equal(sequence.video[1]?.items.map((item) => [item.start / FRAME, item.end / FRAME].map(Number)), [[0, 20], [20, 40]], "placed spans");
      checks.equal(project.snapshot(sequence, `${world.folder}/outputs/`), before, "every other track");
      checks.equal(await page.locator('[data-outcome="placed"]').count(), 2, "clips reported as placed");
      await checks.shot(page, "cep-placed");
      await page.getByRole("button", { name: panelEn["batch.remove"] }).click();
      await until("the renders are gone", async () => sequence.video[1]?.items.length, (count) => count === 0, 10_000);
      checks.equal(project.snapshot(sequence, `${world.folder}/outputs/`), before, "every other track after removing");
      await page.context().close();
    },
  };
}

function deleted(open: Open): Scenario {
  return {
    name: "Panel before 25.6 (CEP), in Chinese: an original that is deleted meanwhile leaves its render in the bin; diagnostics work",
    run: async (checks) => {
      const { page, project } = await open("zh_CN");
      await page.locator(".good-text").first().waitFor();
      await send(page);
      project.active?.video[0]?.items.shift();
      project.edited("the editor deletes a clip");
      await settled(page);
      checks.equal([await page.locator('[data-outcome="placed"]').count(), await page.locator('[data-outcome="imported_only"]').count()], [1, 1], "placed and imported only");
      checks.ok((await page.locator(".batch").innerText()).includes(panelZh["import.original_gone"]), "it says why");
      await page.getByRole("button", { name: panelZh["diag.open"] }).click();
      await page.locator(".clip .good-text").first().waitFor();
      checks.equal(await page.locator(".clip .bad-text").count(), 0, "probes that fail");
      await page.context().close();
    },
  };
}

function dead(world: World, open: Open): Scenario {
  return {
    name: "Panel before 25.6 (CEP): the bridge dies under a job, is started from the panel and comes back, and the job is placed; the panel is as light as Premiere",
    run: async (checks) => {
      const { page, project } = await open("en_US");
      await page.locator(".good-text").first().waitFor();
      await send(page);
      await world.bridge.kill();
      await page.locator(".card.warn").waitFor({ timeout: 20_000 });
      await page.getByRole("button", { name: panelEn["card.start"] }).click();
      await page.getByText(panelEn["card.start.asked"]).waitFor();
      checks.equal(await page.evaluate(() => (window as unknown as { heygemStarted: string[] }).heygemStarted), ["/editor/.local/share/heygem-bridge-program/heygem start"], "what is started");
      checks.equal(await page.locator("html").getAttribute("class"), "darkest", "the theme of a dark Premiere");
      await page.evaluate(() => {
        Object.assign(window, { heygemColour: { red: 240, green: 240, blue: 240 } });
        window.dispatchEvent(new Event("com.adobe.csxs.events.ThemeColorChanged"));
      });
      checks.equal(await page.locator("html").getAttribute("class"), "lightest", "the theme once Premiere is light");
      await checks.shot(page, "cep-light");
      await world.bridge.again();
      const token = await world.bridge.token();
      await page.evaluate(([port, fresh]) => {
        const host = window as unknown as { require(name: string): { readFileSync?: unknown } };
        host.require("fs").readFileSync = () => JSON.stringify({ port, token: fresh });
      }, [world.bridge.port, token] as const);
      await settled(page);
      checks.equal(project.active?.video[1]?.items.length, 2, "clips on the new track");
      await page.context().close();
    },
  };
}

/** Presses Render; then the bridge has the job and the panel remembers it. What happens to the timeline before that is no change under a job. */
export async function send(page: Page): Promise<void> {
  await page.locator(".btn.primary").click();
  await until("the panel remembers the job", () => page.evaluate(() => JSON.stringify(localStorage)), (kept) => /jobId[^,]*[0-9a-f]{8}/.test(kept), 20_000);
}

/** Two touching clips and a voice under them. */
function timeline({ media }: World): FakeProject {
  const project = new FakeProject();
  const clip = project.addMedia({ path: media.clip, frame: FRAME, duration: BigInt(media.frames) * FRAME, video: true, audio: false });
  const voice = project.addMedia({ path: media.voice, frame: FRAME, duration: 100n * FRAME, video: false, audio: true });
  const sequence = project.addSequence("Scene 12", FRAME, 1, 1);
  const [video, audio] = [sequence.video[0], sequence.audio[0]];
  if (!video || !audio) throw new Error("no tracks");
  const items = [0n, 20n].map((from) => project.put(video, clip, { start: from * FRAME, end: (from + 20n) * FRAME }, (from + 5n) * FRAME));
  project.select(...items, project.put(audio, voice, { start: 0n, end: 40n * FRAME }));
  return project;
}

/** Tells the disk of real files before the application is asked to import them: it holds none of itself. */
async function knowFiles(disk: Map<string, FakeFile>, code: string): Promise<void> {
  for (const path of JSON.parse(/^heygem\.importFiles\((\[.*?\]),/.exec(code)?.[1] ?? "[]") as string[]) {
    const found = await probe(path);
    if (found) disk.set(path, { path, frame: BigInt(found.frame), duration: BigInt(found.frames) * BigInt(found.frame), video: true, audio: found.audio });
  }
}

async function call({ port, path, method, headers, body }: CepCall): Promise<CepReply | null> {
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "Content-Length"));
  try {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers: own, ...(body === null ? {} : { body }) });
    return { status: reply.status, headers: Object.fromEntries(reply.headers), text: await reply.text() };
  } catch {
    return null;
  }
}
