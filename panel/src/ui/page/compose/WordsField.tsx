import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Draft } from "../../../state/page/draft";
import { useStore } from "../../../state/store";
import { useSay } from "../parts/context";

/** What the voice says, where somebody knows it: the result then shows when each word is heard. */
export function WordsField({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useSay();
  const { words } = useStore(draft.state);
  // Once there were words it stays open: who empties the field writes others.
  const open = useRef(false);
  open.current ||= words.text !== "";
  const missing = words.text.trim() !== "" && words.language.trim() === "";
  return (
    <details class="path words-field" open={open.current}>
      <summary>{t("words.title")}</summary>
      <p class="help">{t("words.help")}</p>
      <textarea class="script-text" rows={4} maxLength={100000} aria-label={t("words.title")} value={words.text} onInput={(event) => draft.setWords({ ...words, text: event.currentTarget.value })} />
      <label class="field"><span>{t("text.language")}</span>
        <input type="text" value={words.language} maxLength={20} placeholder="en, de, zh …" onInput={(event) => draft.setWords({ ...words, language: event.currentTarget.value })} />
      </label>
      {missing ? <p class="help" role="status">{t("words.needsLanguage")}</p> : null}
    </details>
  );
}
