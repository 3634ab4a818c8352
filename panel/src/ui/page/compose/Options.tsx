import type { JSX } from "preact";
import { formatNamed, type RenderOptions } from "../../../request/options";
import type { PageKey } from "../../../strings/en";
import { en } from "../../../strings/en";
import { useStore, type Store } from "../../../state/store";
import { useParts, useSay } from "../parts/context";
import { Presets } from "./Presets";

const FITS = ["cut", "loop", "pingPong", "hold"] as const;

/** Engine and output in plain words; `silent` leaves out what concerns results with sound. Words the bridge knows and this page does not are offered by their own name. */
export function Options({ options, silent = false }: { readonly options: Store<RenderOptions>; readonly silent?: boolean }): JSX.Element {
  const { t } = useSay();
  const { session } = useParts();
  const { capabilities } = useStore(session.state);
  const now = useStore(options);
  const engines = capabilities?.engines ?? (["auto", "mesh"] as const);
  const formats = capabilities?.formats ?? (["h264", "proRes", "dnxHr", "match"] as const);
  const choices = engines.filter((one) => one !== "auto").length > 1 ? engines : [];
  const named = (key: string, otherwise: string): string => (key in en ? t(key as PageKey) : otherwise);
  return (
    <section class="block" aria-labelledby="options-title">
      <h2 id="options-title">{t("options.title")}</h2>
      {choices.length > 0 ? <fieldset class="choices">
        <legend>{t("engine.title")}</legend>
        {choices.map((engine) => (
          <label key={engine} class={now.engine === engine ? "choice on" : "choice"}>
            <input type="radio" name="engine" value={engine} checked={now.engine === engine} onChange={() => options.patch({ engine })} />
            <span><strong>{named(`engine.${engine}`, engine)}</strong><small>{named(`engine.${engine}.help`, "")}</small></span>
          </label>
        ))}
      </fieldset> : null}
      <label class="field">
        <span>{t("format.title")}</span>
        <select value={now.format} onChange={(event) => { const format = formatNamed(event.currentTarget.value); if (format) options.patch({ format }); }}>
          {formats.map((format) => <option key={format} value={format}>{named(`format.${format}`, format)}</option>)}
        </select>
        <small>{named(`format.${now.format}.help`, "")}</small>
      </label>
      <Presets options={options} />
      <details class="more">
        <summary>{t("more.title")}</summary>
        <label class="field">
          <span class="field-line"><span>{t("intensity.title")}</span><output>{Math.round(now.intensity * 100)} %</output></span>
          <input type="range" min="0" max="1.5" step="0.05" value={now.intensity} onInput={(event) => options.patch({ intensity: Number(event.currentTarget.value) })} />
          <small>{t("intensity.help")}</small>
        </label>
        <label class="field">
          <span class="field-line"><span>{t("offset.title")}</span><output>{now.offsetMs} ms</output></span>
          <input type="range" min="-300" max="300" step="10" value={now.offsetMs} onInput={(event) => options.patch({ offsetMs: Number(event.currentTarget.value) })} />
          <small>{t("offset.help")}</small>
        </label>
        {silent ? null : <label class="field">
          <span>{t("fit.title")}</span>
          <select value={now.fit} onChange={(event) => { const fit = FITS.find((one) => one === event.currentTarget.value); if (fit) options.patch({ fit }); }}>
            {FITS.map((fit) => <option key={fit} value={fit}>{t(`fit.${fit}`)}</option>)}
          </select>
        </label>}
        {silent ? null : <label class="check">
          <input type="checkbox" checked={now.sound} onChange={(event) => options.patch({ sound: event.currentTarget.checked })} />
          <span>{t("sound.title")}</span>
        </label>}
      </details>
    </section>
  );
}
