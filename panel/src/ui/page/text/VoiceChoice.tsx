import type { JSX } from "preact";
import type { SpeechVoice } from "../../../bridge/wire";
import { useSay } from "../parts/context";

/** Who speaks a language; its own voice where nobody is chosen. */
export function VoiceChoice(props: { voices: readonly SpeechVoice[]; language: string; voice: string; onVoice: (voice: string) => void; label?: string; none?: string }): JSX.Element {
  const { t } = useSay();
  const wanted = props.language.toLowerCase().split(/[-_]/)[0] ?? "";
  const speaking = props.voices.filter((one) => wanted !== "" && one.languages.some((tag) => tag.toLowerCase().split(/[-_]/)[0] === wanted));
  return (
    <label class="field">
      <span>{props.label ?? t("text.voice")}</span>
      <select value={props.voice} onChange={(event) => props.onVoice(event.currentTarget.value)}>
        <option value="">{props.none ?? t("text.voice.own")}</option>
        {speaking.map((one) => <option key={one.id} value={one.id}>{`${one.label} (${one.id.split(":")[0] ?? one.id})`}</option>)}
      </select>
    </label>
  );
}
