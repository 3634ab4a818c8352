import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

export const DOCUMENT = new URL("../../bridge/openapi.json", import.meta.url);
export const TYPES = new URL("../src/bridge/api.d.ts", import.meta.url);

/** The wire's types out of the bridge's document. */
export async function typesOf(document: string): Promise<string> {
  const tree = await openapiTS(document);
  return `// Generated from bridge/openapi.json by \`npm run types\`; do not edit.\n${astToString(tree)}`;
}

if (process.argv[1]?.endsWith("types.ts")) await writeFile(TYPES, await typesOf(await readFile(DOCUMENT, "utf8")));
