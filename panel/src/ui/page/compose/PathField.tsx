import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useStore } from "../../../state/store";
import { useParts, useSay } from "../parts/context";

/** Adds media by path: the bridge reads it where it lies, so nothing is copied. */
export function PathField(props: { label: string; many: boolean; onPaths: (paths: string[]) => void }): JSX.Element {
  const { t } = useSay();
  const { session } = useParts();
  const folders = useStore(session.state).capabilities?.mediaFolders ?? [];
  const [text, setText] = useState("");
  const add = (): void => {
    const paths = text.split("\n").map((line) => line.trim().replace(/^"(.*)"$/, "$1")).filter((line) => line !== "");
    if (paths.length === 0) return;
    props.onPaths(props.many ? paths : paths.slice(0, 1));
    setText("");
  };
  return (
    <details class="path">
      <summary>{t("path.toggle")}</summary>
      <div class="path-row">
        {props.many ? (
          <textarea rows={3} aria-label={props.label} placeholder={t("path.placeholder")} value={text} spellcheck={false}
            onInput={(event) => setText(event.currentTarget.value)} />
        ) : (
          <input type="text" aria-label={props.label} placeholder={t("path.placeholder")} value={text} spellcheck={false}
            onInput={(event) => setText(event.currentTarget.value)}
            onKeyDown={(event) => { if (event.key === "Enter") add(); }} />
        )}
        <button type="button" class="button" onClick={add} disabled={text.trim() === ""}>{t("path.add")}</button>
      </div>
      {folders.length > 0 ? <p class="help">{t("path.folders", { folders: folders.join(", ") })}</p> : null}
    </details>
  );
}
