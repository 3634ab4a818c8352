import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Compiles `src/hosts/extendscript` against Premiere's ExtendScript typings into one script. Throws with the compiler's words. */
export function buildExtendScript(): string {
  const path = join(ROOT, "tsconfig.extendscript.json");
  const read = ts.readConfigFile(path, (file) => ts.sys.readFile(file));
  const config = ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT);
  const program = ts.createProgram(config.fileNames, config.options);
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) {
    throw new Error(ts.formatDiagnostics(problems, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => ROOT, getNewLine: () => "\n" }));
  }
  let script = "";
  program.emit(undefined, (_name, text) => {
    script = text;
  });
  return script;
}
