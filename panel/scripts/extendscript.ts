import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..");

/**
 * The one script that CEP loads into either application: the calls of Premiere and of After Effects, each compiled against its own
 * typings and in a scope of its own, and the choice between them. Throws with the compiler's words.
 */
export function buildExtendScript(): string {
  const [premiere, afterEffects] = ["tsconfig.extendscript.json", "tsconfig.aftereffects.json"].map((name) => `(function () {\n${compiled(name)}return heygem;\n})()`);
  return `var heygem = BridgeTalk.appName === "aftereffects" ? ${afterEffects} : ${premiere};\n`;
}

function compiled(name: string): string {
  const read = ts.readConfigFile(join(ROOT, name), (file) => ts.sys.readFile(file));
  const config = ts.parseJsonConfigFileContent(read.config, ts.sys, ROOT);
  const program = ts.createProgram(config.fileNames, config.options);
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) {
    throw new Error(ts.formatDiagnostics(problems, { getCanonicalFileName: (file) => file, getCurrentDirectory: () => ROOT, getNewLine: () => "\n" }));
  }
  let script = "";
  program.emit(undefined, (_name, text) => {
    script = text;
  });
  return script;
}
