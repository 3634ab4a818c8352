import type { JSX } from "preact";
import type { Draft } from "../../../state/page/draft";
import { useStore } from "../../../state/store";
import { useSay } from "../parts/context";
import { Drop, IconButton } from "../parts/pieces";

const ACCEPT = "image/png,image/jpeg,image/webp,.png,.jpg,.jpeg,.webp";

/** A picture of the one who shall speak, for clips with several people. */
export function PersonPicker({ draft }: { readonly draft: Draft }): JSX.Element {
  const { t } = useSay();
  const { person } = useStore(draft.state);
  const onFiles = (files: File[]): void => draft.setPerson(files[0] ?? null);
  return (
    <section class="block" aria-labelledby="person-title">
      <h2 id="person-title">{t("person.title")}</h2>
      <p class="help">{t("person.help")}</p>
      {person ? (
        <div class="chosen person">
          {person.url ? <img class="person-face" src={person.url} alt="" /> : null}
          <div class="chosen-main"><div class="chosen-name" title={person.path ?? person.name}>{person.name}</div></div>
          <div class="chosen-actions">
            <Drop accept={ACCEPT} many={false} onFiles={onFiles} class="button" label={t("person.replace")}>{t("person.replace")}</Drop>
            <IconButton icon="close" label={t("person.remove")} onClick={() => draft.setPerson(null)} quiet />
          </div>
        </div>
      ) : (
        <Drop accept={ACCEPT} many={false} onFiles={onFiles} label={t("person.choose")} class="slim"><span class="link">{t("person.choose")}</span></Drop>
      )}
    </section>
  );
}
