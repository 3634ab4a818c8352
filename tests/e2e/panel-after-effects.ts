import { engineOver } from "../../panel/tests/bare-engine";
import { afterEffectsEn } from "../../panel/src/strings/aftereffects";
import { panelEn } from "../../panel/src/strings/panel-en";
import { panelZh } from "../../panel/src/strings/panel-zh";
import { afterEffectsGlobals } from "../fakes/aftereffects/engine";
import type { CompItem } from "../fakes/aftereffects/items";
import type { AVLayer } from "../fakes/aftereffects/layers";
import { AfterEffectsState } from "../fakes/aftereffects/state";
import { send, type ShowPanel } from "./panel-cep";
import { settled } from "./panel";
import { until, type Scenario } from "./scenario";
import type { World } from "./world";

/** The CEP panel's own bundle in an After Effects in memory, against the real bridge. */
export function afterEffectsScenarios(world: World, script: string, show: ShowPanel): Scenario[] {
  return [
    {
      name: "Panel in After Effects: from selected layers to copies above them that show the renders, after a reload, and off again",
      run: async (checks) => {
        const { state, comp } = composition(world);
        const page = await show(engineOver(afterEffectsGlobals(state), script), state.disk, { locale: "en_US", application: "AEFT" });
        const before = layers(comp);
        await until("the layers are ready", () => page.locator(".good-text").first().innerText(), (text) => text === panelEn["select.ready"].replace("{n}", "2"), 20_000);
        checks.ok((await page.locator(".clip").first().innerText()).includes("Layer 2"), "a layer is named by its number");
        checks.equal(await page.getByText("Premiere").count(), 0, "texts of another application");
        await checks.shot(page, "after-effects-ready");
        await send(page);
        await page.reload();
        await settled(page);
        checks.equal(await page.locator('[data-outcome="placed"]').count(), 2, "layers reported as placed");
        checks.equal(layers(comp).map((one) => one.slice(1)), [before[0], before[1], before[1], before[2], before[2], before[3]].map((one) => one?.slice(1)), "the stack from the top, each copy where its layer is");
        checks.equal(layers(comp).filter(([id]) => before.some((one) => one[0] === id)), before, "the editor's own layers");
        await checks.shot(page, "after-effects-placed");
        await page.getByRole("button", { name: panelEn["batch.remove"] }).click();
        await until("it says so", () => page.locator(".batch").first().innerText(), (text) => text.includes(afterEffectsEn["batch.removed"].replace("{n}", "2")), 10_000);
        checks.equal([layers(comp), state.groups], [before, 0], "the layers after removing");
        await page.context().close();
      },
    },
    {
      name: "Panel in After Effects, in Chinese: layers that cannot be sent say why; diagnostics and the self-test work",
      run: async (checks) => {
        const { state, comp } = composition(world);
        const [, one, two] = comp.stack as AVLayer[];
        Object.assign(one!, { timeRemapEnabled: true });
        Object.assign(two!, { stretch: 50 });
        const page = await show(engineOver(afterEffectsGlobals(state), script), state.disk, { locale: "zh_CN", application: "AEFT" });
        await page.locator('[data-reason="remapped"]').waitFor();
        await page.locator('[data-reason="speed"]').waitFor();
        await checks.shot(page, "after-effects-skipped-zh");
        Object.assign(two!, { stretch: 100 });
        await page.getByRole("button", { name: panelZh["diag.open"] }).click();
        await page.getByRole("button", { name: panelZh["diag.test"] }).click();
        await page.getByText("removing the copy").waitFor();
        checks.equal(await page.locator(".clip .bad-text").count(), 0, "probes that fail");
        checks.equal(state.all().length, 3, "what the project holds");
        await page.context().close();
      },
    },
  ];
}

const layers = (comp: CompItem): string[][] => (comp.stack as AVLayer[]).map((one) => [String(one.id), one.inPoint.toFixed(3), one.outPoint.toFixed(3)]);

/** Two layers of a clip that touch, a title above them, a voice below. */
function composition({ media }: World): { state: AfterEffectsState; comp: CompItem } {
  const state = new AfterEffectsState();
  const comp = state.addComp("Shot 12", 25, 10);
  const clip = state.addFootage(media.clip, { rate: 25, seconds: media.frames / 25, video: true, audio: false });
  const voice = state.addLayer(comp, state.addFootage(media.voice, { rate: 25, seconds: 4, video: false, audio: true })).lay(0, 0, 1.6);
  const shots = [0.8, 0].map((at) => state.addLayer(comp, clip).lay(-0.2, at, at + 0.8));
  state.addLayer(comp, null, "Title").lay(0, 0, 10);
  for (const one of [...shots, voice]) one.selected = true;
  return { state, comp };
}
