import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ItemView } from "../../../bridge/wire";
import { useParts, useSay } from "../parts/context";
import { Icon } from "../parts/icons";
import { Thrown } from "../parts/pieces";

/** Takes a clip up again as it was rendered, to be changed. */
export function Again({ item }: { readonly item: ItemView }): JSX.Element {
  const { t } = useSay();
  const { client, takeUp } = useParts();
  const [error, setError] = useState<unknown>(null);
  const go = (): void => {
    setError(null);
    client.origin(item.id).then(takeUp, setError);
  };
  return (
    <>
      <button type="button" class="button" aria-label={t("item.againLabel", { name: item.label })} title={t("item.again")} onClick={go}><Icon name="retry" /><span class="wide-only">{t("item.again")}</span></button>
      <Thrown thrown={error} onDismiss={() => setError(null)} />
    </>
  );
}
