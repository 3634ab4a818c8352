import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "../strings/language";

export type Params = Readonly<Record<string, string | number>>;

/** Says a text in the language of the moment. */
export type Say<K extends string> = (key: K, params?: Params) => string;

/** A speaker over one table a language. `{n}` is a value, `{n|frame|frames}` the word for one or for several. Unknown parameters stay visible, so that a mistake is seen. */
export function speaker<K extends string>(table: Readonly<Record<K, string>>): Say<K> {
  return (key, params) => table[key].replace(/\{(\w+)(?:\|([^{|}]*)\|([^{|}]*))?\}/g, (whole, name: string, one?: string, several?: string) => {
    const value = params?.[name];
    if (value === undefined) return whole;
    return one === undefined || several === undefined ? String(value) : Number(value) === 1 ? one : several;
  });
}

/** Chinese for any Chinese the browser asks for first, English otherwise. */
export function languageOf(wanted: readonly string[]): Language {
  return (wanted[0] ?? "en").toLowerCase().startsWith("zh") ? "zh" : "en";
}

export interface Speech<K extends string> {
  readonly language: Language;
  readonly t: Say<K>;
}

export const SpeechContext = createContext<Speech<string> | null>(null);

export function useSpeech<K extends string>(): Speech<K> {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error("no language above this component");
  return speech;
}
