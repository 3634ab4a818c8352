import type { FarmView, InviteReply } from "../../panel/src/bridge/wire";
import { serious } from "./axe";
import { open, TEXTS, type Locale, type World } from "./world";
import { until, type Scenario } from "./scenario";

const BROKER = "amqp://broker.studio:5672/heygem";

/** A farm of four workers, one in each state, that answers as the bridge does. */
function farm(): { view: FarmView; asked: string[] } {
  const worker = (name: string, state: FarmView["workers"][number]["state"], reason: string | null): FarmView["workers"][number] =>
    ({ name, key: "studio", state, reason, version: "0.1.0", slots: 1, doing: [], segments: 12, failures: 0, framesPerSecond: 0 });
  return {
    asked: [],
    view: {
      broker: BROKER, connected: true, waiting: 3, sent: 4, drawing: 1, keys: ["studio", "剪辑室 2"],
      workers: [
        { ...worker("剪辑室-1", "working", null), doing: [{ clip: "Anna — Interview über die Zukunft.mp4", segment: 6, frames: 212 }], framesPerSecond: 23.44 },
        worker("edit-2", "resting", "Somebody took it out of work."),
        { ...worker("edit-3", "setAside", "Segment 4 has 249 frames and not 250."), failures: 1 },
        worker("edit-4", "silent", null),
      ],
    },
  };
}

/** What the page shows of a farm. */
export function pageFarm(world: World): Scenario[] {
  const scenario = (locale: Locale, width: number): Scenario => ({
    name: `Farm: workers are seen, taken out of work and invited (${locale}, ${width} pixels)`,
    run: async (checks) => {
      const t = TEXTS[locale];
      const { page, errors } = await open(world, locale, { width });
      checks.equal(await page.getByRole("button", { name: t["farm.open"], exact: true }).count(), 0, "the button of a bridge without a farm");
      const { view, asked } = farm();
      const reply: InviteReply = { key: "hgw1.abc", broker: BROKER };
      await page.route("**/api/v1/farm**", (route) => route.fulfill({ json: view }));
      await page.route("**/api/v1/farm/**", async (route) => {
        const request = route.request();
        const path = decodeURIComponent(new URL(request.url()).pathname.replace("/api/v1/farm/", ""));
        asked.push(`${request.method()} ${path} ${request.postData() ?? ""}`.trim());
        const [, name, order] = path.split("/");
        view.workers = view.workers.map((one) => (one.name === name ? { ...one, state: order === "rest" ? "resting" : "working" } : one));
        if (request.method() === "DELETE") view.keys = view.keys.filter((key) => key !== name);
        await (path === "keys" ? route.fulfill({ json: reply }) : route.fulfill({ status: 204 }));
      });
      await page.reload();
      await page.getByRole("button", { name: t["farm.open"], exact: true }).click();
      const rows = page.locator(".workers tbody tr");
      await rows.nth(3).waitFor();
      checks.equal(await page.locator(".workers .state").allInnerTexts(), [t["farm.working"], t["farm.resting"], t["farm.setAside"], t["farm.silent"]], "states");
      checks.ok((await rows.nth(0).innerText()).includes(t["farm.part"].replace("{clip}", view.workers[0]?.doing[0]?.clip ?? "").replace("{segment}", "7").replace("{frames}", "212")), "what a worker is at");
      await checks.shot(page, `page-farm-${locale}-${width}`);
      checks.equal(await serious(page), [], "what axe finds");

      await page.getByRole("button", { name: t["farm.restLabel"].replace("{name}", "剪辑室-1") }).click();
      await page.getByRole("button", { name: t["farm.resumeLabel"].replace("{name}", "edit-3") }).click();
      await until("both changed", () => page.locator(".workers .state").allInnerTexts(), (states) => states[0] === t["farm.resting"] && states[2] === t["farm.working"], 10_000);
      await page.getByRole("button", { name: t["farm.withdrawLabel"].replace("{name}", "剪辑室 2") }).click();
      await page.getByLabel(t["farm.keyName"]).fill("studio");
      await page.getByRole("button", { name: t["farm.invite"], exact: true }).click();
      await until("the line of the invitation", () => page.locator(".invitation code").innerText(), (line) => line === `heygem work --farm ${BROKER} --key hgw1.abc`, 10_000);
      checks.equal(asked, ["POST workers/剪辑室-1/rest", "POST workers/edit-3/resume", "DELETE keys/剪辑室 2", 'POST keys {"name":"studio"}'], "what the bridge was asked");
      await page.locator(".invitation").scrollIntoViewIfNeeded();
      await checks.shot(page, `page-farm-invited-${locale}-${width}`);
      checks.equal(errors, [], "console errors");
      await page.context().close();
    },
  });
  return [scenario("en-US", 1280), scenario("zh-CN", 390)];
}
