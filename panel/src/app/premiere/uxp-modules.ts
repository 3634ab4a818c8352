import type { PremiereModule } from "../../hosts/premiere-uxp/module";

/** The part of UXP's own modules that the panel uses. Their published typings redefine the DOM's, so they cannot be loaded beside it. */
export interface UxpModule {
  readonly host: { readonly name: string; readonly version: string; readonly uiLocale?: string };
  readonly shell?: {
    /** Resolves to nothing, or to why it did not open. */
    openExternal(url: string, why: string): Promise<string>;
  };
  readonly storage: {
    readonly localFileSystem: { getFileForOpening(options: { types: string[] }): Promise<{ readonly nativePath: string } | null> };
    readonly secureStorage: {
      getItem(key: string): Promise<Uint8Array | null>;
      setItem(key: string, value: string): Promise<void>;
    };
  };
  readonly entrypoints: { setup(entries: { panels: Readonly<Record<string, { show(root?: unknown): void }>> }): void };
}

export interface UxpFs {
  readFile(path: string, options: { encoding: "utf-8" }): Promise<string>;
  writeFile(path: string, text: string, options: { encoding: "utf-8" }): Promise<unknown>;
  rename(from: string, to: string): Promise<unknown>;
  unlink(path: string): Promise<unknown>;
}

export interface UxpOs {
  platform(): string;
  homedir(): string;
}

/** The application's theme, which UXP hangs on the document. */
export interface UxpTheme {
  getCurrent(): string;
  readonly onUpdated: { addListener(listener: (name: string) => void): void };
}

/** UXP's loader. */
export interface UxpRequire {
  (name: "premierepro"): PremiereModule;
  (name: "uxp"): UxpModule;
  (name: "fs"): UxpFs;
  (name: "os"): UxpOs;
}
