// Runs the tests that stand beside their sources: node test.mjs [--test-name-pattern=WORDS]
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const tests = readdirSync(here, { recursive: true })
  .filter((file) => file.endsWith(".test.ts") && !file.startsWith("node_modules"))
  .map((file) => join(here, file));
const folder = mkdtempSync(join(tmpdir(), "makerkit-web-"));
try {
  await build({
    bundle: true,
    entryPoints: tests,
    format: "esm",
    logLevel: "warning",
    outbase: here,
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    sourcemap: "inline",
    target: "node20",
  });
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".mjs"));
  const words = ["--enable-source-maps", "--test", "--test-reporter=spec", ...process.argv.slice(2)];
  const done = spawnSync(process.execPath, [...words, ...files.map((file) => join(folder, file))], {
    stdio: "inherit",
  });
  process.exitCode = done.status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
