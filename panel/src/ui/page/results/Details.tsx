import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ItemOrigin, ItemView } from "../../../bridge/wire";
import { againOptions } from "../../../request/again";
import type { PageKey } from "../../../strings/en";
import { en } from "../../../strings/en";
import { useParts, useSay } from "../parts/context";

/** What a result was made from and with, and where it lies. Asked for when it is opened. */
export function Details({ item }: { readonly item: ItemView }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [origin, setOrigin] = useState<ItemOrigin | "gone" | null>(null);
  const open = (opened: boolean): void => {
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
