import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ItemOrigin, ItemView, Report } from "../../../bridge/wire";
import { againOptions } from "../../../request/again";
import type { PageKey } from "../../../strings/en";
import { en } from "../../../strings/en";
import { clock } from "../../format";
import { useParts, useSay } from "../parts/context";

/** What a result was made from and with, and where it lies. Asked for when it is opened. */
export function Details({ item }: { readonly item: ItemView }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [origin, setOrigin] = useState<ItemOrigin | "gone" | null>(null);
  const [report, setReport] = useState<Report | null>(null);
  const open = (opened: boolean): void => {
    if (opened && report === null) client.report(item.id).then(setReport, () => undefined);
    if (opened && origin === null) client.origin(item.id).then(setOrigin, () => setOrigin("gone"));
  };
  const engine = item.engine ?? "";
  return (
    <details class="item-note details" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t("item.details")}</summary>
      {origin === "gone" ? <p>{t("item.gone")}</p> : null}
      <dl>
        {origin !== null && origin !== "gone" ? <><dt>{t("item.voice")}</dt><dd>{origin.voiceName}</dd></> : null}
        {engine ? <><dt>{t("item.engine")}</dt><dd>{`engine.${engine}` in en ? t(`engine.${engine}` as PageKey) : engine}</dd></> : null}
        {origin !== null && origin !== "gone" ? <><dt>{t("item.settings")}</dt><dd>{settings(origin, t)}</dd></> : null}
        {report && hasOthers(report.shots ?? []) ? <><dt>{t("shots.title")}</dt><dd>{shotLines(report, t).map((line) => <div key={line}>{line}</div>)}</dd></> : null}
        {item.output ? <><dt>{t("item.place")}</dt><dd class="place">{item.output.path}</dd></> : null}
      </dl>
      {item.output ? <Place item={item} path={item.output.path} /> : null}
    </details>
  );
}

function Place({ item, path }: { readonly item: ItemView; readonly path: string }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [said, setSaid] = useState<"item.pathCopied" | "item.notShown" | null>(null);
  const copy = async (then: "item.pathCopied" | "item.notShown"): Promise<void> => {
    await navigator.clipboard.writeText(path);
    setSaid(then);
  };
  const show = async (): Promise<void> => {
    if (!(await client.show(item.id))) await copy("item.notShown");
  };
  return (
    <div class="details-actions">
      {"clipboard" in navigator ? <button type="button" class="button" onClick={() => void copy("item.pathCopied")}>{t("item.copyPath")}</button> : null}
      <button type="button" class="button" onClick={() => { show().catch(() => setSaid("item.notShown")); }}>{t("item.show")}</button>
      <span role="status">{said ? t(said) : ""}</span>
    </div>
  );
}

/** How many shots are told by name. */
const MOST_SHOTS = 8;

/** Whether the clip shows anybody but the one person who speaks. */
function hasOthers(shots: NonNullable<Report["shots"]>): boolean {
  return shots.some((shot) => shot.state !== "driven" || shot.person !== shots[0]?.person);
}

/** Who is seen when, in plain words. */
function shotLines({ shots = [], fps }: Report, t: ReturnType<typeof useSay>["t"]): string[] {
  const [frames, seconds] = fps.split("/").map(Number);
  const at = (frame: number): string => clock((frame * (seconds || 1)) / (frames || 25));
  const lines = shots.slice(0, MOST_SHOTS).map((shot) => {
    const state = shot.state === "driven" || shot.state === "other_person" ? shot.state : "nobody";
    return t(`shots.${state}`, { from: at(shot.start), to: at(shot.end), n: shot.person });
  });
  return shots.length > MOST_SHOTS ? [...lines, t("shots.more", { n: shots.length - MOST_SHOTS })] : lines;
}

/** The settings that differ from the usual ones, in words. */
function settings({ request }: ItemOrigin, t: ReturnType<typeof useSay>["t"]): string {
  const now = againOptions(request);
  return [
    t(`format.${now.format}`),
    ...(now.intensity === 1 ? [] : [t("settings.intensity", { n: Math.round(now.intensity * 100) })]),
    ...(now.offsetMs === 0 ? [] : [t("settings.offset", { n: now.offsetMs })]),
    ...(now.fit === "cut" ? [] : [t("settings.fit", { fit: t(`fit.${now.fit}`) })]),
    ...(now.sound ? [] : [t("settings.silent")]),
    ...(now.intensity === 1 && now.offsetMs === 0 && now.fit === "cut" && now.sound ? [t("settings.plain")] : []),
  ].join(" · ");
}
