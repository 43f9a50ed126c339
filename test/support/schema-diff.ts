import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const ours = createRequire(import.meta.url);
/** Comes with the adapter and fits it; it is nobody else's business which version that is. */
const { bindMigrationAwareSqlAdapterFactory } = createRequire(ours.resolve('@prisma/adapter-pg'))(
  '@prisma/driver-adapter-utils',
);

/** The SQL with which Prisma itself would make schema.prisma's tables. `url`: any PostgreSQL. */
export async function sqlOfPrismaSchema(url: string): Promise<string> {
  await startEngine();
  const pool = new pg.Pool({ connectionString: url });
  const schema = new URL('../../prisma/schema.prisma', import.meta.url);
  const content = await readFile(schema, 'utf8');
  const engine = await glue.SchemaEngine.new(
    { datamodels: [['schema.prisma', content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool)),
  );
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  engine.free();
  await pool.end();
  return stdout ?? '';
}

/** What the package's entry would do, had Node 20 an import of WebAssembly. */
async function startEngine(): Promise<void> {
  const file = ours
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: prepare } = instance.exports;
  if (typeof prepare === 'function') prepare();
}
