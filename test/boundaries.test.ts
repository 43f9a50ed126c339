import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const config = join(root, '.dependency-cruiser.cjs');

/** rule, the file that breaks it, what that file says */
const crossings: [string, string, string][] = [
  ['domain-stands-alone', 'src/domain/a.ts', `import '../rules/ok.ts';`],
  ['rules-see-only-domain', 'src/rules/a.ts', `import '../store/ok.ts';`],
  ['cores-see-only-domain-and-rules', 'src/audit/a.ts', `import '../assignment/ok.ts';`],
  ['report-sees-only-domain', 'src/report/a.ts', `import '../services/ok.ts';`],
  ['laws-see-only-domain', 'src/laws/a.ts', `import '../rules/ok.ts';`],
  ['store-sees-only-domain', 'src/store/a.ts', `import '../rules/ok.ts';`],
  ['pure-folders-do-no-io', 'src/assignment/a.ts', `import 'node:fs';`],
  ['pure-folders-use-pure-packages', 'src/planner/a.ts', `import 'pino';`],
  ['only-store-and-builder-touch-prisma', 'schema/a.ts', `import 'pg';`],
  ['only-services-use-store', 'schema/b.ts', `import type { A } from '../src/store/ok.ts';`],
  ['jobs-use-only-their-runs', 'jobs/a.ts', `import '../src/store/ok.ts';`],
  ['only-main-opens-the-database', 'src/server/a.ts', `import { db } from '../store/db.ts';`],
  ['services-do-not-look-up', 'src/services/a.ts', `import '../server/ok.ts';`],
  ['edges-do-not-look-up', 'jobs/b.ts', `import '../src/server/ok.ts';`],
  ['edges-do-not-import-each-other', 'schema/c.ts', `import '../jobs/ok.ts';`],
  ['server-does-not-know-the-simulation', 'src/server/b.ts', `import '../simulation/ok.ts';`],
  ['nothing-imports-main', 'test/main.test.ts', `import '../src/main.ts';`],
  ['nothing-imports-tests', 'src/services/b.ts', `import '../../test/support/ok.ts';`],
  ['tests-import-only-support', 'test/other.test.ts', `import './main.test.ts';`],
  ['one-door-to-date-fns-tz', 'src/domain/b.ts', `import 'date-fns-tz';`],
  ['one-door-to-date-holidays', 'src/services/f.ts', `import 'date-holidays';`],
  ['no-cycles', 'src/services/c.ts', `import './d.ts';`],
  ['no-orphans', 'src/services/left-over.ts', ''],
  ['not-to-unresolvable', 'src/services/e.ts', `import './gone.ts';`],
];

const kept: [string, string][] = [
  ...['domain', 'rules', 'assignment', 'store', 'services', 'server', 'simulation'].map(
    (folder): [string, string] => [`src/${folder}/ok.ts`, ''],
  ),
  ['src/services/d.ts', `import './c.ts';`],
  ['src/store/db.ts', 'export const db = 1; export type Db = number;'],
  ['src/main.ts', `import './store/db.ts'; import './simulation/ok.ts';`],
  ['src/server/context.ts', `import type { Db } from '../store/db.ts'; export type C = Db;`],
  ['src/rules/index.ts', `import 'node:fs';`],
  ['schema/builder.ts', `import '@prisma/client';`],
  ['jobs/ok.ts', ''],
  ['test/support/ok.ts', ''],
];

let folder = '';
let found: { from: string; rule: { name: string } }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'respite-boundaries-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of [...kept, ...crossings.map((row) => [row[1], row[2]] as const)]) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), `${text}\n`);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'tsconfig.json'), '{"compilerOptions":{"module":"nodenext"}}');
  const cruised = spawnSync(
    join(root, 'node_modules/.bin/depcruise'),
    ['src', 'schema', 'jobs', 'test', '--config', config, '--output-type', 'json'],
    { cwd: folder, encoding: 'utf8' },
  );
  found = JSON.parse(cruised.stdout).summary.violations;
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('each boundary', () => {
  it.each(crossings)('%s is reported when %s crosses it', (rule, path) => {
    const rules = found.filter(({ from }) => from === path).map((violation) => violation.rule.name);
    expect(rules).toContain(rule);
  });

  it.each(kept.filter(([path]) => path !== 'src/services/d.ts').map(([path]) => path))(
    'leaves %s alone',
    (path) => {
      const rules = found
        .filter(({ from }) => from === path)
        .map((violation) => violation.rule.name);
      expect(rules.filter((name) => name !== 'no-orphans')).toEqual([]);
    },
  );

  it('says why it is there and is crossed on purpose above', () => {
    const { forbidden } = createRequire(import.meta.url)(config);
    for (const rule of forbidden) expect(rule.comment.length, rule.name).toBeGreaterThan(40);
    const names = forbidden.map((rule: { name: string }) => rule.name);
    expect(crossings.map(([rule]) => rule).sort()).toEqual(names.sort());
  });
});

it('is kept by the sources as they are, and the check looks at them', () => {
  const said = execFileSync('npm', ['run', '--silent', 'boundaries'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(said).toMatch(/^\d{2,} modules looked at, 0 boundaries crossed$/m);
});
