import type { JSX } from "preact";
import type { Draft } from "../../../state/page/draft";
import { bytes } from "../../format";
import { useStore } from "../../../state/store";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Drop, IconButton } from "../parts/pieces";
import { PathField } from "./PathField";
import { WordsField } from "./WordsField";

const ACCEPT = "audio/*,video/*,.wav,.mp3,.m4a,.flac,.aif,.aiff,.ogg";

export function VoicePicker({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const { voice } = useStore(draft.state);
  const onFiles = (files: File[]): void => draft.setVoice(files[0] ?? null);
  return (
    <section class="block" aria-labelledby="voice-title">
      <h2 id="voice-title">{t("voice.title")}</h2>
      <p class="help">{t("voice.help")}</p>
      {voice ? (
        <>
        <div class="chosen">
          <span class="chosen-mark"><Icon name="voice" /></span>
          <div class="chosen-main">
            <div class="chosen-name" title={voice.path ?? voice.name}>{voice.name}</div>
            <div class="muted small">{voice.file ? bytes(voice.file.size) : t(voice.path === null ? "upload.chip" : "path.chip")}</div>
            {voice.url ? <audio controls preload="metadata" src={voice.url} aria-label={voice.name} /> : null}
          </div>
          <div class="chosen-actions">
            <Drop accept={ACCEPT} many={false} onFiles={onFiles} class="button" label={t("voice.replace")}>{t("voice.replace")}</Drop>
            <IconButton icon="close" label={t("voice.remove")} onClick={() => draft.setVoice(null)} quiet />
          </div>
        </div>
        <WordsField draft={draft} />
        </>
      ) : (
        <>
          <Drop accept={ACCEPT} many={false} onFiles={onFiles} label={t("voice.choose")}>
            <Icon name="voice" />
            <span class="drop-title">{t("voice.drop")}</span>
            <span class="link">{t("voice.choose")}</span>
          </Drop>
          <PathField label={t("path.label.voice")} many={false} onPaths={(paths) => draft.addPaths(client, "voice", paths)} />
        </>
      )}
    </section>
  );
}
