import { addMedia, accepted, finished, job, open, start, TEXTS, type World } from "./world";
import { until, type Scenario } from "./scenario";

interface Sent {
  readonly intensity: number;
  readonly fit: string;
  readonly items: readonly { readonly clip: Readonly<Record<string, unknown>>; readonly audio: Readonly<Record<string, unknown>> }[];
}

/** What an editor does with a result that is not yet right: looks closely, asks what it was, and makes it again with a change. */
export function pageTuning(world: World): Scenario[] {
  const { media } = world;
  const t = TEXTS["en-US"];
  return [
    {
      name: "Two seconds are tried beside the original and leave no result",
      run: async (checks) => {
        const { page, errors } = await open(world, "en-US");
        await addMedia(page, media.voice, [media.clip]);
        const before = await world.bridge.jobs();
        await page.locator(".try-from input").fill("0");
        await page.locator(".tryout .try-line .button").click();
        const videos = page.locator(".try-pair video");
        await videos.nth(1).waitFor({ timeout: 120_000 });
        await until("both play", () => videos.evaluateAll((both) => both.map((one) => (one as HTMLVideoElement).videoWidth > 0 && (one as HTMLVideoElement).duration)), (lengths) => lengths.length === 2 && lengths.every((length) => length !== false && length > 0 && length <= 2.1), 15_000);
        await checks.shot(page, "page-draft");
        await page.getByRole("button", { name: t["try.close"] }).click();
        checks.equal(await videos.count(), 0, "players after the draft was put away");
        checks.equal(await world.bridge.jobs(), before, "jobs");
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    },
    {
      name: "A voice longer than its clip is told before rendering with its remedy; the result says what it is and where; it is made again with a change",
      run: async (checks) => {
        const { page, errors } = await open(world, "en-US");
        await addMedia(page, media.voice, [media.clip]);
        await page.locator(".lengths").waitFor();
        await checks.shot(page, "page-lengths");
        await page.getByRole("button", { name: t["fit.pingPong"] }).click();
        await page.locator(".lengths").waitFor({ state: "detached" });
        await page.locator(".more summary").click();
        checks.equal(await page.locator(".more select").inputValue(), "pingPong", "what is chosen when lengths differ");
        await page.locator(".more input[type=range]").first().fill("0.5");
        await start(page);
        await until("the title tells how far it is", () => page.title(), (title) => /^\d+ % · /.test(title), 20_000);
        await finished(page, "the first render");
        await until("the title is itself again", () => page.title(), (title) => title === t["app.name"], 10_000);

        await job(page).locator(".details summary").click();
        await until("voice and settings are told", () => job(page).locator(".details dl").innerText(), (text) => text.includes("voice.wav") && text.includes("50 %") && text.includes(t["fit.pingPong"]), 10_000);
        const path = await job(page).locator(".details .place").innerText();
        checks.ok(path.endsWith(".mp4") && path.startsWith("/"), `the place is ${path}`);
        await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
        await job(page).getByRole("button", { name: t["item.copyPath"] }).click();
        await until("the path is copied", () => page.evaluate(() => navigator.clipboard.readText()), (text) => text === path, 5000);
        await checks.shot(page, "page-details");

        await job(page).getByRole("button", { name: /with changes/ }).click();
        await page.locator(".again").waitFor();
        checks.equal([await page.locator(".chosen-name").nth(0).innerText(), await page.locator(".slot .chosen-name").innerText()], ["voice.wav", media.clip.split("/").pop()], "voice and clip");
        checks.equal(await page.locator(".more input[type=range]").first().inputValue(), "0.5", "the movement that it was made with");
        await checks.shot(page, "page-again");
        await page.locator(".more input[type=range]").first().fill("1.2");
        const [request] = await Promise.all([page.waitForRequest((one) => one.url().endsWith("/api/v1/jobs") && one.method() === "POST"), page.locator(".start .primary").click()]);
        const sent = request.postDataJSON() as Sent;
        checks.equal([sent.intensity, sent.fit, Object.keys(sent.items[0]?.clip ?? {}), Object.keys(sent.items[0]?.audio ?? {})], [1.2, "pingPong", ["uploadId"], ["uploadId"]], "what is sent again");
        await accepted(page);
        checks.equal(await page.locator(".again").count(), 0, "the note of a repeated render, once it is sent");
        await finished(page, "the render with a change");
        checks.equal(errors, [], "console errors");
        await page.context().close();
      },
    },
    {
      name: "Compare goes to the mouth by its button and by M, and shows the whole picture again",
      run: async (checks) => {
        const { page } = await open(world, "en-US");
        await page.locator(".item.completed .item-actions .button").first().click();
        await page.locator("dialog .transport .icon-button:first-child:enabled").waitFor();
        const zoom = (): Promise<number> => page.locator("dialog .result video").evaluate((video) => new DOMMatrix(getComputedStyle(video).transform).a);
        checks.equal(await zoom(), 1, "enlargement at first");
        await page.keyboard.press("m");
        await until("the mouth is close", zoom, (by) => by > 1.4, 5000);
        await checks.shot(page, "compare-mouth");
        await page.keyboard.press("m");
        await until("the whole picture", zoom, (by) => by === 1, 5000);
        await page.getByRole("button", { name: t["compare.mouth"] }).click();
        await until("the mouth is close again", zoom, (by) => by > 1.4, 5000);
        await page.context().close();
      },
    },
    {
      name: "A path that the bridge does not read, and one that is missing, are refused when they are typed, in words that say what to do",
      run: async (checks) => {
        for (const locale of ["en-US", "zh-CN"] as const) {
          const { page, errors } = await open(world, locale);
          const words = TEXTS[locale];
          await page.locator(".path summary").first().click();
          for (const [path, code] of [["/etc/passwd", "path.not_allowed"], [`${media.folder}/missing.wav`, "input.not_found"]] as const) {
            await page.locator(".path input").first().fill(path);
            await page.locator(".path input").first().press("Enter");
            const note = await until("the path is refused", () => page.locator(".start .note.error").innerText().catch(() => ""), (text) => text.includes(path), 10_000);
            for (const part of [words[`error.${code}`], words[`error.${code}.next`]]) checks.ok(note.includes(part), `${path} says "${part}": ${note}`);
            checks.ok(!note.includes("items[") && (await page.locator(".chosen").count()) === 0, `the path is taken, or the field is named: ${note}`);
          }
          await page.locator(".path input").first().fill(media.voice);
          await page.locator(".path input").first().press("Enter");
          await page.locator(".chosen").waitFor();
          checks.equal(errors.filter((one) => !/status of 40[034]|422/.test(one)), [], "console errors");
          await page.context().close();
        }
      },
    },
  ];
}
