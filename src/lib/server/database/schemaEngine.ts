import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
	bindMigrationAwareSqlAdapterFactory,
	type SqlMigrationAwareDriverAdapterFactory
} from '@prisma/driver-adapter-utils';
import { __wbg_set_wasm, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { MigrationFolder } from './migrationFolder.ts';

/**
 * Prisma Migrate itself, compiled to WebAssembly, working over a driver adapter: no binary to download.
 * The package's own entry imports the .wasm as a module, which Node does not do without a flag; hence the loading by hand.
 */
export async function openSchemaEngine(
	adapter: SqlMigrationAwareDriverAdapterFactory,
	folder: MigrationFolder
): Promise<SchemaEngine> {
	await loadOnce();
	// The engine's type for this argument is its own copy of the adapter interface, declared as `any`.
	return SchemaEngine.new(
		{ datamodels: [['schema.prisma', folder.schema]] },
		() => undefined,
		bindMigrationAwareSqlAdapterFactory(adapter)
	);
}

/** Nothing is managed outside the migrations. */
export const everything = { externalTables: [], externalEnums: [] };

/**
 * Once for each copy of the engine's glue code, also when this module is loaded twice in a process: loading again would take
 * the memory from engines at work.
 */
const LOADED = Symbol.for('awareness-run.schema-engine');
const shared = globalThis as { [LOADED]?: WeakMap<typeof SchemaEngine, Promise<void>> };

function loadOnce(): Promise<void> {
	const loads = (shared[LOADED] ??= new WeakMap<typeof SchemaEngine, Promise<void>>());
	const load = loads.get(SchemaEngine) ?? loadWasm();
	loads.set(SchemaEngine, load);
	return load;
}

async function loadWasm(): Promise<void> {
	const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
	const module = await WebAssembly.compile(await readFile(join(dirname(entry), 'schema_engine_bg.wasm')));
	const glue: WebAssembly.ModuleImports = await import('@prisma/schema-engine-wasm/schema_engine_bg');
	const instance = await WebAssembly.instantiate(module, { './schema_engine_bg.js': glue });
	__wbg_set_wasm(instance.exports);
	const start = instance.exports.__wbindgen_start;
	if (typeof start === 'function') start();
}
