import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PresetView } from "../../../bridge/wire";
import { presetOf, withPreset, type RenderOptions } from "../../../request/options";
import { useStore, type Store } from "../../../state/store";
import { describeError } from "../../errors";
import { useParts, useSay } from "../parts/context";
import { ErrorNote, IconButton } from "../parts/pieces";

/** A preset as it was before it was removed or saved over. */
interface Past {
  readonly preset: PresetView;
  readonly how: "removed" | "replaced";
}

/** Named settings, shared with the panel and the command line: one is chosen, saved or removed, and the last of these taken back. */
export function Presets({ options }: { readonly options: Store<RenderOptions> }): JSX.Element {
  const { t } = useSay();
  const { client, table } = useParts();
  const now = useStore(options);
  const [presets, setPresets] = useState<readonly PresetView[]>([]);
  const [name, setName] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [past, setPast] = useState<Past | null>(null);
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    setError(null);
    setPast(null);
    try {
      await work();
      const there = await client.presets();
      setPresets(there);
      if (!there.some((one) => one.name === options.get().preset)) options.patch({ preset: null });
    } catch (caught) {
      setError(caught);
    }
  };
  useEffect(() => void act(async () => {}), [client]);
  const choose = (chosen: string): void => {
    const preset = presets.find((one) => one.name === chosen);
    options.patch(preset ? withPreset(options.get(), preset.name, preset.settings) : { preset: null });
  };
  const save = (): void => {
    const kept = name?.trim() ?? "";
    if (kept === "") return;
    setName(null);
    void act(async () => {
      // Another window may have saved one of this name meanwhile: what is there counts, and can be taken back.
      const there = await client.presets();
      const before = there.find((one) => one.name === now.preset)?.settings ?? {};
      const replaced = there.find((one) => one.name === kept);
      await client.savePreset(kept, { ...before, ...presetOf(options.get()) });
      options.patch({ preset: kept });
      if (replaced) setPast({ preset: replaced, how: "replaced" });
    });
  };
  const remove = (preset: PresetView): void => void act(async () => {
    await client.removePreset(preset.name);
    setPast({ preset, how: "removed" });
  });
  const takeBack = ({ preset }: Past): void => void act(async () => {
    await client.savePreset(preset.name, preset.settings);
    options.patch(withPreset(options.get(), preset.name, preset.settings));
  });
  const chosen = presets.find((one) => one.name === now.preset);
  return (
    <div class="field presets">
      {presets.length > 0 ? <label for="preset">{t("preset.title")}</label> : null}
      <div class="preset-line">
        {presets.length > 0 ? <select id="preset" value={now.preset ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{t("preset.none")}</option>
          {presets.map((one) => <option key={one.name} value={one.name}>{one.name}</option>)}
        </select> : null}
        <button type="button" class="button small" aria-expanded={name !== null} onClick={() => setName(name === null ? (now.preset ?? "") : null)}>{t("preset.save")}</button>
        {chosen ? <IconButton icon="close" label={t("preset.remove", { name: chosen.name })} onClick={() => remove(chosen)} quiet /> : null}
      </div>
      {name === null ? null : (
        <div class="preset-line">
          <input type="text" maxLength={60} aria-label={t("preset.name")} placeholder={t("preset.name")} value={name} spellcheck={false}
            onInput={(event) => setName(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === "Enter") save(); }} />
          <button type="button" class="button small" disabled={name.trim() === ""} onClick={save}>{t("preset.keep")}</button>
        </div>
      )}
      {past === null ? null : (
        <div class="preset-line" role="status">
          <span class="muted small">{t(`preset.${past.how}`, { name: past.preset.name })}</span>
          <button type="button" class="button small" onClick={() => takeBack(past)}>{t("preset.undo")}</button>
        </div>
      )}
      {error === null ? null : <ErrorNote error={describeError(error, table)} onDismiss={() => setError(null)} />}
    </div>
  );
}
