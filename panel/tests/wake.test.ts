import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openAddress, type CepNode } from "../src/cep/node";

/** CEP's Node on a system whose opener ends with `error`. */
function node(platform: string, error: Error | null, opened: string[]): CepNode {
  const modules: Readonly<Record<string, unknown>> = {
    os: { platform: () => platform },
    child_process: {
      execFile: (program: string, words: readonly string[], done: (error: Error | null) => void) => {
        opened.push(program, ...words);
        done(error);
      },
    },
  };
  return ((name: string) => modules[name]) as CepNode;
}

test.each([
  ["win32", "explorer.exe"],
  ["darwin", "/usr/bin/open"],
])("on %s the bridge is started by %s", async (platform, program) => {
  const opened: string[] = [];

  await openAddress(node(platform, null, opened), "heygem://start");

  expect(opened).toEqual([program, "heygem://start"]);
});

test("an address that nobody has is told, but for Windows' Explorer, which always ends with 1", async () => {
  await expect(openAddress(node("darwin", new Error("no application"), []), "heygem://start")).rejects.toThrow("no application");
  await expect(openAddress(node("win32", new Error("code 1"), []), "heygem://start")).resolves.toBeUndefined();
});

test("the UXP manifest asks for the scheme and for nothing else to be launched", () => {
  const manifest = JSON.parse(readFileSync(new URL("../../manifest/uxp/manifest.json", import.meta.url), "utf8")) as { readonly requiredPermissions: { readonly launchProcess: unknown } };

  expect(manifest.requiredPermissions.launchProcess).toEqual({ schemes: ["heygem"], extensions: [] });
});
