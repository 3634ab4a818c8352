import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PresetView } from "../../bridge/wire";
import { optionsBy } from "../../request/options";
import { useStore } from "../../state/store";
import { on } from "../events";
import { usePanel, usePanelSay, valueOf } from "./parts";

/** Named settings that page, panel and command line share; nothing where there are none. They are saved on the page. */
export function PresetField(): JSX.Element | null {
  const { t } = usePanelSay();
  const { connection, settings } = usePanel();
  const { bridge } = useStore(connection.state);
  const { preset } = useStore(settings);
  const [presets, setPresets] = useState<readonly PresetView[]>([]);
  const read = (): void => {
    connection.client.presets().then((there) => {
      setPresets((before) => (JSON.stringify(before) === JSON.stringify(there) ? before : there));
      // A job that names a preset that is gone would be refused.
      if (!there.some((one) => one.name === settings.get().preset)) settings.patch({ preset: null });
    }, () => undefined); // An older bridge has none; the choice of the last one stays.
  };
  useEffect(() => {
    if (bridge === "ready") read();
  }, [bridge]);
  const choose = (name: string): void => {
    const chosen = presets.find((one) => one.name === name);
    settings.patch(chosen ? { ...optionsBy(chosen.settings, settings.get()), preset: chosen.name } : { preset: null });
  };
  if (presets.length === 0) return null;
  return (
    <div>
      <div class="label">{t("preset.title")}</div>
      <select class="input" data-field="preset" aria-label={t("preset.title")} value={preset ?? ""} {...on("click", read)} {...on("change", (event) => choose(valueOf(event)))}>
        <option value="" selected={preset === null}>{t("preset.none")}</option>
        {presets.map((one) => <option key={one.name} value={one.name} selected={one.name === preset}>{one.name}</option>)}
      </select>
    </div>
  );
}
