import { fileURLToPath } from "node:url";
import { build } from "vite";
import { buildCep, buildResolve, buildUxp, BUNDLE_ID, emptyFolder, RESOLVE_ID, version } from "./panels";
import { zipFolder } from "./zip";

/** Everything that is handed out: the page into `webRoot`; the `.ccx`, the CEP folder, Resolve's plugin and the zips of both into `dist`. */
export async function packageAll(dist: string, webRoot: string): Promise<{ readonly ccx: string; readonly cep: string; readonly cepZip: string; readonly resolve: string; readonly resolveZip: string }> {
  const release = await version();
  const made = {
    ccx: `${dist}/heygem-bridge-${release}_premierepro.ccx`, cep: `${dist}/cep`, cepZip: `${dist}/heygem-bridge-${release}-cep-unsigned.zip`,
    resolve: `${dist}/resolve`, resolveZip: `${dist}/heygem-bridge-${release}-resolve.zip`,
  };
  await build({ configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)), logLevel: "warn", build: { outDir: webRoot } });
  await emptyFolder(dist);
  await buildUxp(`${dist}/uxp`);
  await zipFolder(`${dist}/uxp`, BUNDLE_ID, made.ccx);
  await buildCep(made.cep);
  await zipFolder(made.cep, BUNDLE_ID, made.cepZip);
  await buildResolve(made.resolve);
  await zipFolder(made.resolve, RESOLVE_ID, made.resolveZip);
  return made;
}

if (process.argv[1]?.endsWith("package.ts")) {
  const webRoot = fileURLToPath(new URL("../../bridge/wwwroot", import.meta.url));
  const { ccx, cep, cepZip, resolve, resolveZip } = await packageAll(fileURLToPath(new URL("../dist", import.meta.url)), webRoot);
  console.log(`page      ${webRoot}\nUXP panel ${ccx}\nCEP panel ${cep}, unsigned: ${cepZip}\nResolve   ${resolve}, zipped: ${resolveZip}`);
}
