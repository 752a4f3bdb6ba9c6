import { defineConfig } from 'prisma/config';

// `generate`, `format` and `validate` look for a schema engine binary that they do not run. Naming any executable keeps
// them off the network; `migrate` needs the real one, named in the same variable.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
	schema: 'prisma/schema.prisma',
	migrations: { path: 'prisma/migrations' }
});
