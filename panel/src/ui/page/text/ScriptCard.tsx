import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Script } from "../../../state/page/dubbing";
import { useStore } from "../../../state/store";
import { sayAdvice } from "../../advice";
import { useParts, useSay } from "../parts/context";
import { IconButton } from "../parts/pieces";
import { VoiceChoice } from "./VoiceChoice";

/** Long captions are shown in parts: a page with ten thousand fields is slow. */
const SHOWN = 100;

/** Captions of one language: who speaks them, and each cue to be heard and corrected. */
export function ScriptCard({ script }: { readonly script: Script }): JSX.Element {
  const { t } = useSay();
  const { dubbing } = useParts();
  const { voices, hearing, reading } = useStore(dubbing.state);
  const [shown, setShown] = useState(SHOWN);
  const asked = script.language.trim() === "";
  const speakers = [...new Set(script.cues.flatMap((cue) => (cue.speaker === null ? [] : [cue.speaker])))];
  return (
    <section class="script" aria-label={script.name}>
      <div class="script-head">
        <h3 title={script.name}>{script.name}</h3>
        <IconButton icon="close" label={t("text.remove", { name: script.name })} onClick={() => dubbing.remove(script.key)} quiet />
      </div>
      <div class="script-choices">
        <label class="field">
          <span>{t("text.language")}</span>
          <input type="text" value={script.language} maxLength={20} placeholder="en, de, zh …" aria-invalid={asked} onInput={(event) => dubbing.change(script.key, { language: event.currentTarget.value.trim() })} />
        </label>
        <VoiceChoice voices={voices} language={script.language} voice={script.voice} onVoice={(voice) => dubbing.change(script.key, { voice })} />
        <button type="button" class="button" disabled={asked || reading} onClick={() => void dubbing.check(script)}>{t("text.check")}</button>
      </div>
      {speakers.length > 0 ? (
        <div class="speakers">
          {speakers.map((speaker) => (
            <VoiceChoice key={speaker} voices={voices} language={script.language} label={t("text.voiceFor", { name: speaker })} none={t("text.voice.same")}
              voice={script.speakers.find((one) => one.speaker === speaker)?.voice ?? ""} onVoice={(voice) => dubbing.giveVoice(script.key, speaker, voice)} />
          ))}
        </div>
      ) : null}
      <ol class="cues">
        {script.cues.slice(0, shown).map((cue, index) => (
          <li key={index} class={cue.advice ? "cue odd" : "cue"}>
            <span class="cue-time tabular small">{seconds(cue.start)}</span>
            <div class="cue-main">
              {cue.speaker ? <span class="cue-speaker small">{cue.speaker}</span> : null}
              <textarea rows={1} aria-label={t("text.cue", { n: index + 1 })} value={cue.text} onInput={(event) => dubbing.write(script.key, index, event.currentTarget.value)} />
              {cue.outcome && cue.outcome !== "fits" ? <p class="small cue-advice">{t(`cue.${cue.outcome}`)}{cue.advice ? ` ${sayAdvice(cue.advice, t)}` : null}</p> : null}
            </div>
            <IconButton icon="play" label={t("text.hear", { n: index + 1 })} disabled={asked || hearing !== null || cue.text.trim() === ""} onClick={() => void dubbing.hear(script, index)} quiet />
          </li>
        ))}
      </ol>
      {script.cues.length > shown ? <button type="button" class="text-button" onClick={() => setShown(shown + SHOWN)}>{t("text.more", { n: script.cues.length - shown })}</button> : null}
    </section>
  );
}

/** `1:02.5`. */
function seconds(value: number): string {
  const tenths = Math.round(value * 10);
  return `${Math.floor(tenths / 600)}:${String(Math.floor(tenths / 10) % 60).padStart(2, "0")}.${tenths % 10}`;
}
