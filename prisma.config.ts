import { defineConfig } from 'prisma/config';

// `prisma generate` looks for a schema engine that it then does not use; any executable will do,
// and without this it would try to download one.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
