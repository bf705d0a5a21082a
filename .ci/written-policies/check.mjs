// Compiles the output of rolecall trust-policy, and compares it with the policy in JSON:
//   node check.mjs FOLDER
// Each folder in FOLDER is a case: policy.json, and the same policy as role.sh, main.tf,
// template.yaml, Pulumi.yaml and app.ts. The principal is compared if the format contains its ARN.
import { deepStrictEqual as same, ok } from 'node:assert';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { format } from '@cdktf/hcl-tools';
import { parse as parseHcl } from '@cdktf/hcl2json';
import { parse as parseYaml } from 'yaml';

const require = createRequire(import.meta.url);
const cdk = require('aws-cdk-lib');
const { CfnInclude } = require('aws-cdk-lib/cloudformation-include');

const ACCOUNT = '111122223333';
const root = path.resolve(process.argv[2]);
const cases = fs.readdirSync(root).filter(name => fs.existsSync(path.join(root, name, 'policy.json'))).sort();
const read = (name, file) => fs.readFileSync(path.join(root, name, file), 'utf8');
const policyOf = name => JSON.parse(read(name, 'policy.json').replace('::<ACCOUNT-ID>:oidc', `::${ACCOUNT}:oidc`));
const federated = name => policyOf(name).Statement[0].Principal.Federated;

function withoutPrincipal(policy) {
  const copy = structuredClone(policy);
  copy.Statement.forEach(statement => delete statement.Principal);
  return copy;
}

// Runs the script in sh, with a fake AWS CLI that records its arguments.
const bin = path.join(root, 'bin');
function prepareShell() {
  fs.mkdirSync(bin);
  fs.writeFileSync(path.join(bin, 'aws'), `#!/bin/sh
[ "$2" != get-caller-identity ] || { echo ${ACCOUNT}; exit; }
for argument; do printf '%s\\000' "$argument"; done >>"$ARGUMENTS"
printf '\\001\\000' >>"$ARGUMENTS"
`, { mode: 0o755 });
}

function shell(name) {
  const file = path.join(root, name, 'arguments');
  const run = spawnSync('sh', ['role.sh'], {
    cwd: path.join(root, name), encoding: 'utf8',
    env: { PATH: `${bin}:/usr/bin:/bin`, ARGUMENTS: file },
  });
  same([run.status, run.stderr], [0, '']);
  const calls = fs.readFileSync(file, 'utf8').split('\u0001\0').map(call => call.split('\0'));
  const argument = (command, option) => {
    const call = calls.find(one => one[1] === command);
    return call && call[call.indexOf(option) + 1];
  };
  same(JSON.parse(argument('create-role', '--assume-role-policy-document')), policyOf(name));
  const url = argument('create-open-id-connect-provider', '--url');
  ok(url === undefined || federated(name).endsWith(`:oidc-provider/${url.replace('https://', '')}`), url);
}

// Uses the parser of Terraform, which does not evaluate templates. This function converts the blocks
// of the data source aws_iam_policy_document to a policy, as Terraform does.
async function terraform(name) {
  const text = read(name, 'main.tf');
  same(await format(text), text);
  const module = await parseHcl('main.tf', text);
  const literal = template => template.replaceAll('$${', '${').replaceAll('%%{', '%{');
  const written = module.data.aws_iam_policy_document.trust[0].statement[0];
  const conditions = {};
  for (const { test, variable, values } of written.condition) {
    (conditions[test] ??= {})[literal(variable)] = values.map(literal);
  }
  const expected = withoutPrincipal(policyOf(name));
  for (const statement of expected.Statement) {
    statement.Action = [statement.Action].flat();
    Object.values(statement.Condition).forEach(keys => {
      Object.keys(keys).forEach(key => { keys[key] = [keys[key]].flat(); });
    });
  }
  same({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: written.actions, Condition: conditions }] }, expected);
}

function sameRole(template, name) {
  const role = Object.values(template.Resources).find(resource => resource.Type === 'AWS::IAM::Role');
  same(withoutPrincipal(role.Properties.AssumeRolePolicyDocument), withoutPrincipal(policyOf(name)));
}

// Checks both versions of YAML, because both are in use. CloudFormation documents 1.1.
function cloudFormation(name) {
  const text = read(name, 'template.yaml');
  sameRole(parseYaml(text, { version: '1.1' }), name);
  sameRole(parseYaml(text, { version: '1.2' }), name);
  const app = new cdk.App({ analyticsReporting: false });
  const stack = new cdk.Stack(app, 'Stack');
  new CfnInclude(stack, 'Template', { templateFile: path.join(root, name, 'template.yaml') });
  sameRole(app.synth().getStackByName('Stack').template, name);
}

// Pulumi evaluates ${...} in all texts; $${ is an escaped ${.
function pulumi(name) {
  const literal = text => {
    ok(!/(^|[^$])\$\{(?!provider\.arn\})/.test(text), `Pulumi replaces a part of ${text}`);
    return text.replaceAll('$${', '${');
  };
  const walk = value => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value === 'string') return literal(value);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [literal(key), walk(one)]));
  };
  const program = parseYaml(read(name, 'Pulumi.yaml'), { version: '1.2' });
  const trust = program.resources.role.properties.assumeRolePolicy['fn::toJSON'];
  same(withoutPrincipal(walk(trust)), withoutPrincipal(policyOf(name)));
}

// Compiles all apps at once, because most of the time is the start of the compiler.
function prepareApps() {
  fs.symlinkSync(path.join(import.meta.dirname, 'node_modules'), path.join(root, 'node_modules'));
  fs.writeFileSync(path.join(root, 'tsconfig.json'), JSON.stringify({
    compilerOptions: { strict: true, module: 'commonjs', target: 'es2022', rootDir: '.', outDir: 'compiled', types: [], skipLibCheck: true },
    include: cases.map(name => `${name}/app.ts`),
  }));
  const compiler = path.join(import.meta.dirname, 'node_modules/.bin/tsc');
  const run = spawnSync(compiler, ['-p', root], { encoding: 'utf8' });
  same([run.status, run.stdout + run.stderr], [0, '']);
}

// Runs the app as node does, but records its App object, which is synthesized here.
function app(name) {
  let made;
  class KeptApp extends cdk.App {
    constructor() {
      super({ analyticsReporting: false });
      made = this;
    }
  }
  const library = new Proxy(cdk, { get: (all, key) => (key === 'App' ? KeptApp : all[key]) });
  const load = module => (module === 'aws-cdk-lib' ? library : require(module));
  new Function('require', 'exports', read(path.join('compiled', name), 'app.js'))(load, {});
  sameRole(made.synth().getStackByName('RoleForCi').template, name);
}

ok(cases.length > 0, `no cases in ${root}`);
prepareShell();
prepareApps();
let failures = 0;
for (const name of cases) {
  for (const form of [shell, terraform, cloudFormation, pulumi, app]) {
    try {
      await form(name);
    } catch (failure) {
      failures++;
      console.log(`${name}: ${form.name}: ${failure.message}`);
    }
  }
}
fs.unlinkSync(path.join(root, 'node_modules'));
console.log(`${cases.length} policies, ${failures} failures`);
process.exit(failures === 0 ? 0 : 1);
