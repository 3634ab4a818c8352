import { fileURLToPath } from "node:url";
import { build, type Page } from "../../panel/scripts/tools";
import { panelEn } from "../../panel/src/strings/panel-en";
import { buildUxp } from "../../panel/scripts/panels";
import type { FakeProject } from "../fakes/premiere/project";
import type { FakeSetup } from "./fake-host";
import { probe } from "./media";
import { cepScenarios } from "./panel-cep";
import { panelSpeakers } from "./panel-speakers";
import { panelTrouble } from "./panel-trouble";
import { panelTry } from "./panel-try";
import { panelWords } from "./panel-words";
import { forward, serveFolder } from "./panel-server";
import { until, type Scenario } from "./scenario";
import type { World } from "./world";

const FRAME = "10160640000";

export type OpenPanel = (setup?: Partial<FakeSetup>) => Promise<Page>;

export interface ProjectWindow {
  readonly heygemProject: FakeProject;
  readonly heygemRecords: ReadonlyMap<string, string>;
}

/** The panel's own bundles: for UXP, on a Premiere in memory, against the real bridge. */
export async function panelScenarios(world: World): Promise<{ scenarios: Scenario[]; close: () => void }> {
  await buildUxp(`${world.folder}/uxp`);
  const fake = await hostScript("fake-host.ts");
  const uxp = await serveFolder(`${world.folder}/uxp`);
  const cep = await cepScenarios(world);
  const open: OpenPanel = (setup = {}) => openPanel(world, fake, uxp.port, setup);
  const close = (): void => {
    uxp.close();
    cep.close();
  };
  return { scenarios: [...scenarios(world, open), ...panelTrouble(world, open), ...panelTry(world, open), ...panelWords(open), ...panelSpeakers(world, open), ...cep.scenarios], close };
}

export async function hostScript(name: string): Promise<string> {
  const built = await build({
    configFile: false, publicDir: false, logLevel: "warn", root: fileURLToPath(new URL("../../panel", import.meta.url)),
    build: { write: false, lib: { entry: fileURLToPath(new URL(name, import.meta.url)), formats: ["iife"], name: "fake" } },
  });
  const first = Array.isArray(built) ? built[0] : built;
  const chunk = first && "output" in first ? first.output[0] : undefined;
  if (!chunk) throw new Error("the fake host was not built");
  return chunk.code;
}

async function openPanel(world: World, fake: string, port: number, over: Partial<FakeSetup>): Promise<Page> {
  const { bridge, media } = world;
  const context = await world.browser.newContext({ viewport: { width: 340, height: 900 }, colorScheme: "dark" });
  await forward(context, bridge.port);
  const page = await context.newPage();
  await page.exposeFunction("heygemProbe", probe);
  const setup: FakeSetup = {
    port: bridge.port, token: await bridge.token(), locale: "en_US", state: null, voice: 1,
    files: [
      { path: media.clip, frames: String(media.frames), frame: FRAME, video: true, audio: false },
      { path: media.voice, frames: "100", frame: FRAME, video: false, audio: true },
      { path: media.corrupt, frames: "50", frame: FRAME, video: true, audio: false },
    ],
    clips: [{ file: 0, from: 5, frames: 20 }, { file: 0, from: 25, frames: 20 }],
    ...over,
  };
  await page.addInitScript(`window.heygemSetup = ${JSON.stringify(setup)};`);
  await page.addInitScript(fake);
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.locator(".panel").waitFor();
  return page;
}

export async function spans(page: Page): Promise<{ video: string[][]; audio: string; state: string | null }> {
  // Nothing in here has a name of its own: the compiler marks named functions with a helper that the browser does not have.
  const told = await page.evaluate(() => {
    const sequence = (window as unknown as ProjectWindow).heygemProject.active;
    return {
      video: (sequence?.video ?? []).map((track) => track.items.map((item) => `${item.start}-${item.end}@${item.inPoint}`)),
      audio: (sequence?.audio ?? []).map((track) => track.items.map((item) => `${item.start}-${item.end}@${item.inPoint}`).join()),
      state: [...(window as unknown as ProjectWindow).heygemRecords].find(([name]) => name.includes("ledger"))?.[1] ?? null,
    };
  });
  return { ...told, audio: told.audio.join("|") };
}

export async function chooseVoice(page: Page): Promise<void> {
  await page.locator("select").first().selectOption("track-1");
}

/** A panel whose clips are ready and sent: the bridge has the job and the sequence remembers it. */
export async function rendering(open: OpenPanel, setup: Partial<FakeSetup> = {}): Promise<Page> {
  const page = await open(setup);
  await page.locator(".good-text").first().waitFor();
  await page.locator(".btn.primary").click();
  await until("the sequence remembers the job", async () => (await spans(page)).state ?? "", (state) => /"jobId":"[0-9a-f]+"/.test(state), 20_000);
  return page;
}

export const settled = (page: Page): Promise<string> =>
  until("the batch", async () => (await page.locator(".batch").first().getAttribute("data-phase").catch(() => "none")) ?? "none", (phase) => phase === "settled" || phase === "lost");

function scenarios(world: World, open: OpenPanel): Scenario[] {
  return [
    {
      name: "Panel: from the selection to renders that were read back on a new track, to the tick, with nothing else touched",
      run: async (checks) => {
        const page = await open();
        await page.locator(".good-text").first().waitFor();
        const before = await spans(page);
        await page.locator(".btn.primary").click();
        await settled(page);
        const after = await spans(page);
        checks.equal(after.video[1]?.map((one) => one.split("@")[0]), before.video[0]?.map((one) => one.split("@")[0]), "placed spans");
        checks.equal([after.video[0], after.audio], [before.video[0], before.audio], "tracks that were there");
        checks.equal(await page.locator('[data-outcome="placed"]').count(), 2, "clips reported as placed");
        await checks.shot(page, "panel-placed");
        await page.getByRole("button", { name: panelEn["batch.remove"] }).click();
        await until("the renders are gone", () => spans(page), ({ video }) => video[1]?.length === 0, 10_000);
        await until("it says so", () => page.locator(".batch").first().innerText(), (text) => text.includes(panelEn["batch.removed"].replace("{n}", "2")), 10_000);
        await checks.shot(page, "panel-removed");
        checks.equal((await spans(page)).audio, before.audio, "sound after removing");
        await page.context().close();
      },
    },
    {
      name: "Panel, in Chinese: one corrupt clip is named, the other is placed",
      run: async (checks) => {
        const page = await rendering(open, { locale: "zh_CN", clips: [{ file: 0, from: 5, frames: 20 }, { file: 2, from: 0, frames: 20 }] });
        await settled(page);
        checks.equal([await page.locator('[data-outcome="placed"]').count(), await page.locator('[data-outcome="failed"]').count()], [1, 1], "placed and failed");
        checks.ok((await page.locator('[data-outcome="failed"]').innerText()).includes("media."), "the failure names its code");
        await checks.shot(page, "panel-corrupt-zh");
        await page.context().close();
      },
    },
    {
      name: "Panel: closed while rendering, opened again, it places what the bridge has made meanwhile",
      run: async (checks) => {
        const first = await rendering(open);
        const kept = (await spans(first)).state;
        await first.context().close();

        const second = await open({ state: kept });
        await settled(second);
        checks.equal((await spans(second)).video[1]?.length, 2, "clips on the new track");
        await second.context().close();
      },
    },
    {
      name: "Panel: the bridge dies under a job and comes back with another token; the job is placed all the same",
      run: async (checks) => {
        const page = await rendering(open);
        await world.bridge.kill();
        await page.locator(".card.warn").waitFor({ timeout: 20_000 });
        await checks.shot(page, "panel-bridge-gone");
        await world.bridge.again();
        const token = await world.bridge.token();
        await page.evaluate(([port, fresh]) => {
          const host = window as unknown as { require(name: string): { readFile?: unknown } };
          host.require("fs").readFile = async () => JSON.stringify({ port, token: fresh });
        }, [world.bridge.port, token] as const);
        await settled(page);
        checks.equal((await spans(page)).video[1]?.length, 2, "clips on the new track");
        await page.context().close();
      },
    },
    {
      name: "Panel: a deleted original is not placed over anything; its render stays in the bin and says so",
      run: async (checks) => {
        const page = await rendering(open);
        await page.evaluate(() => {
          const project = (window as unknown as ProjectWindow).heygemProject;
          project.active?.video[0]?.items.shift();
          project.edited("the editor deletes a clip");
        });
        await settled(page);
        checks.equal((await spans(page)).video[1]?.length, 1, "clips on the new track");
        checks.equal(await page.locator('[data-outcome="imported_only"]').count(), 1, "clips reported as imported only");
        await page.context().close();
      },
    },
    {
      name: "Panel: nothing selected as a voice is said for each clip, and nothing can be sent",
      run: async (checks) => {
        const page = await open();
        await page.locator(".good-text").first().waitFor();
        await chooseVoice(page);
        await page.locator(".good-text").first().waitFor();
        await page.locator("select").first().selectOption("track-0");
        await page.locator('[data-reason="no_voice"]').first().waitFor();
        checks.ok(await page.locator(".btn.primary").isDisabled(), "the button is off");
        await page.context().close();
      },
    },
  ];
}
