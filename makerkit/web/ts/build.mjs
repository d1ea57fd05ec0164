// Builds the front end: node build.mjs OUTPUT. Each file in entries/ becomes one file of the same name.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { iconNames } from "./icons.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const output = process.argv[2] ?? join(here, "..", "dist");

await build({
  absWorkingDir: here,
  assetNames: "[name]",
  bundle: true,
  chunkNames: "parts/[name]-[hash]",
  entryPoints: readdirSync(join(here, "entries")).map((file) => join("entries", file)),
  format: "esm",
  legalComments: "external",
  loader: { ".woff2": "file" },
  logLevel: "warning",
  minify: true,
  outdir: output,
  splitting: true,
  target: ["es2022", "chrome110", "firefox110", "safari16"],
});
mkdirSync(output, { recursive: true });
writeFileSync(join(output, "icons.svg"), spriteOf(iconNames));
copyFileSync(join(here, "mark.svg"), join(output, "mark.svg"));

const licences = {
  "Lucide (icons)": "lucide-static/LICENSE",
  "uPlot (plots)": "uplot/LICENSE",
  "Vazirmatn (letters)": "@fontsource-variable/vazirmatn/LICENSE",
};
const texts = Object.entries(licences).map(
  ([name, file]) => `== ${name} ==\n\n${readFileSync(join(here, "node_modules", file), "utf8").trim()}\n`,
);
writeFileSync(join(output, "LICENCES.txt"), texts.join("\n\n"));

/** Returns one SVG with a symbol for each icon, so that pages fetch all of them at once. */
function spriteOf(names) {
  const symbols = names.map((name) => {
    const file = readFileSync(join(here, "node_modules/lucide-static/icons", `${name}.svg`), "utf8");
    const shapes = file.slice(file.indexOf(">", file.indexOf("<svg")) + 1, file.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s+/g, " ").trim()}</symbol>`;
  });
  const licence = "<!-- Icons by Lucide contributors, ISC licence; some from Feather, MIT licence. -->";
  return `<svg xmlns="http://www.w3.org/2000/svg">${licence}${symbols.join("")}</svg>\n`;
}
