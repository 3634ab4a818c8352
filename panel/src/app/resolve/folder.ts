import type { PanelMemory } from "../../hosts/memory";

/** The part of Node's file module that keeping needs. */
export interface KeepingFiles {
  mkdirSync(path: string, options: { recursive: true }): unknown;
  readFileSync(path: string, encoding: "utf8"): string;
  writeFileSync(path: string, text: string, options: { mode: number }): void;
  renameSync(from: string, to: string): void;
}

/** Texts as files of a folder, each written whole or not at all, for this user alone. */
export function folderMemory(files: KeepingFiles, folder: string): PanelMemory {
  const at = (key: string): string => `${folder}/${key.replace(/[^A-Za-z0-9.-]/g, "_")}.json`;
  return {
    get: async (key) => {
      try {
        return files.readFileSync(at(key), "utf8");
      } catch {
        return null;
      }
    },
    set: async (key, value) => {
      files.mkdirSync(folder, { recursive: true });
      files.writeFileSync(`${at(key)}.new`, value, { mode: 0o600 });
      files.renameSync(`${at(key)}.new`, at(key));
    },
  };
}
