import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useParts, useSay } from "./parts/context";
import { Dialog } from "./parts/pieces";

/** Shown where this browser is not known to the bridge. */
export function SignIn(): JSX.Element {
  const { t } = useSay();
  const { client, session } = useParts();
  const [digits, setDigits] = useState("");
  const [bad, setBad] = useState(false);
  const go = async (): Promise<void> => {
    try {
      await session.redeemDigits(client, digits);
    } catch {
      setBad(true);
    }
  };
  return (
    <main class="signin">
      <h1>{t("signin.title")}</h1>
      <p class="lead">{t("signin.what")}</p>
      <p>{t("signin.text")}</p>
      <form onSubmit={(event) => { event.preventDefault(); void go(); }}>
        <label class="field">
          <span>{t("signin.code")}</span>
          <input type="text" inputMode="numeric" autocomplete="one-time-code" maxLength={6} value={digits}
            onInput={(event) => { setDigits(event.currentTarget.value.replace(/\D/g, "")); setBad(false); }} />
        </label>
        <button type="submit" class="button primary" disabled={digits.length !== 6}>{t("signin.go")}</button>
        {bad ? <p role="alert" class="bad">{t("signin.bad")}</p> : null}
      </form>
    </main>
  );
}

/** Six digits for the panel in Premiere. */
export function PairDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const { t } = useSay();
  const { client } = useParts();
  const [code, setCode] = useState("······");
  useEffect(() => {
    client.pairingCode().then((found) => setCode(found.code), () => undefined);
  }, [client]);
  return (
    <Dialog title={t("pair.title")} onClose={onClose}>
      <p class="pair-code" aria-live="polite">{code}</p>
      <p>{t("pair.text")}</p>
    </Dialog>
  );
}
