import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { JobRequest, SpeakerSearchView } from "../../panel/src/bridge/wire";
import { speaker } from "../../panel/src/ui/i18n";
import { addMedia, finished, job, open, start, TEXTS, type World } from "./world";
import type { Scenario } from "./scenario";

const run = promisify(execFile);

/** Two people in one clip: who speaks when is proposed, corrected by hand and rendered, and kept when it is made again. */
export function pageSpeakers(world: World): Scenario[] {
  const { media } = world;
  return [
    {
      name: "Who speaks when is proposed as a bar a face, corrected, rendered, and kept when it is made again",
      run: async (checks) => {
        // Two performers side by side; nothing of a drawn mouth goes with a made sound, so the proposal is told here and all else is real.
        const pair = `${media.folder}/pair.mp4`;
        await run("ffmpeg", ["-v", "error", "-y", "-i", media.clip, "-i", media.voice, "-filter_complex", "[0:v]split[a][b];[b]hflip[c];[a][c]hstack", "-map", "1:a", "-shortest", "-c:v", "libx264", "-crf", "16", pair]);
        for (const locale of ["en-US", "zh-CN"] as const) {
          const t = TEXTS[locale];
          const { page, errors } = await open(world, locale);
          await addMedia(page, media.voice, [pair]);
          const asked = { clip: "" };
          await page.route("**/api/v1/speakers**", async (route) => {
            if (route.request().url().endsWith("/picture") || route.request().url().includes("/faces/")) return route.fulfill({ path: `${media.folder}/face.jpg`, contentType: "image/jpeg" });
            asked.clip = route.request().postData() ?? "";
            return route.fulfill({ json: await proposal(pair) });
          });
          await run("ffmpeg", ["-v", "error", "-y", "-i", media.clip, "-frames:v", "1", "-vf", "scale=160:-2", `${media.folder}/face.jpg`]);
          await page.getByRole("button", { name: t["speakers.find"] }).click();
          const rows = page.locator(".face");
          await rows.nth(1).waitFor();
          checks.ok(asked.clip.includes("uploadId"), `the search names the clip: ${asked.clip}`);
          checks.equal(await rows.locator(".turn").count(), 3, "turns");
          checks.equal(await rows.locator(".turn.unsure").count(), 1, "turns that are not certain");
          checks.ok((await page.locator(".who-speaks").innerText()).includes(t["speakers.unsure"]), "what is not certain is said");
          await checks.shot(page, `page-speakers-${locale}`);

          // A click takes a turn away, another gives one, an end goes by the keyboard and by the hand.
          await rows.nth(0).locator(".turn-remove").nth(1).click();
          checks.equal(await rows.nth(0).locator(".turn").count(), 1, "turns after one was removed");
          const bar = await rows.nth(1).locator(".turns").boundingBox();
          if (!bar) throw new Error("the bar has no place");
          const end = rows.nth(1).locator(".turn-end.to").first();
          await end.focus();
          await page.keyboard.press("ArrowRight");
          checks.equal(await end.getAttribute("aria-valuetext"), "1.7 s", "the end after an arrow key");
          const from = await end.boundingBox();
          if (!from) throw new Error("the end has no place");
          await page.mouse.move(from.x + 2, from.y + 5);
          await page.mouse.down();
          await page.mouse.move(bar.x + bar.width - 1, from.y + 5, { steps: 4 });
          await page.mouse.up();
          checks.equal(await end.getAttribute("aria-valuetext"), "2.0 s", "the end after it was drawn");
          checks.equal(await rows.nth(1).locator("select").inputValue(), "main", "the voice of the second");
          if (locale === "zh-CN") {
            checks.equal(errors, [], "console errors");
            await page.context().close();
            continue;
          }

          const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/api/v1/jobs") && one.method() === "POST"), start(page)]);
          const [item] = (request.postDataJSON() as JobRequest).items;
          checks.equal([item?.voices?.length, item?.voices?.map((voice) => voice.ranges?.length), item?.audio], [2, [1, 1], undefined], "what is sent");
          checks.ok(Boolean(item?.finalAudio), "the voice is heard throughout");
          checks.ok(/completed/.test(await finished(page, "the render of two speakers")), "it is completed");

          await job(page).locator(".details summary").click();
          await job(page).getByRole("button", { name: /with changes/ }).click();
          await page.locator(".again").waitFor();
          checks.ok((await page.locator(".who-speaks").innerText()).includes(speaker(t)("speakers.kept", { n: 2 })), "the speakers are kept");
          const [again] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/api/v1/jobs") && one.method() === "POST"), start(page)]);
          checks.equal((again.postDataJSON() as JobRequest).items[0]?.voices?.map((voice) => voice.face), item?.voices?.map((voice) => voice.face), "whose the voices are, again");
          await finished(page, "the same again");
          checks.equal(errors, [], "console errors");
          await page.context().close();
        }
      },
    },
  ];
}

/** Each of the two in the middle of their half. */
export async function proposal(clip: string): Promise<SpeakerSearchView> {
  const { stdout } = await run("ffprobe", ["-v", "error", "-select_streams", "v", "-show_entries", "stream=width,height", "-of", "csv=p=0", clip]);
  const [width = 0, height = 0] = stdout.trim().split(",").map(Number);
  const box = { x: 0.1, y: 0.1, width: 0.2, height: 0.4 };
  const turn = (start: number, end: number, isSure: boolean): { start: number; end: number; confidence: number; isSure: boolean } => ({ start, end, confidence: isSure ? 0.95 : 0.6, isSure });
  return {
    id: "0".repeat(32), state: "completed", version: 2, progress: null, error: null,
    proposal: {
      first: 0, frames: 50, fps: "25/1", width, height, lateMs: 0, isOneShot: true, unseen: [],
      faces: [
        { number: 1, place: `${width / 4},${height / 2}`, pictureFrame: 0, pictureBox: box, turns: [turn(0, 15, true), turn(42, 50, false)] },
        { number: 2, place: `${(3 * width) / 4},${height / 2}`, pictureFrame: 0, pictureBox: box, turns: [turn(20, 40, true)] },
      ],
    },
  };
}
