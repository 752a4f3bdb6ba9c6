import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Connect, Plugin } from 'vite';
import type * as Serving from './src/lib/server/start/serve.ts';
import type * as Environment from './src/lib/server/env.ts';
import { defineConfig } from 'vitest/config';
import { postgresAtHand } from './tests/support/postgresAtHand.ts';

/**
 * `npm run dev`: the same Express part as in production, in the same process, before kit's pages. A change of server code
 * composes it anew; requests wait meanwhile.
 */
const apiInDevelopment = (): Plugin => ({
	name: 'api-in-development',
	apply: 'serve',
	async configureServer(server) {
		if (process.env.VITEST) return;
		const composed = async () => {
			const { readEnv } = (await server.ssrLoadModule('/src/lib/server/env.ts')) as typeof Environment;
			const { open } = (await server.ssrLoadModule('/src/lib/server/start/serve.ts')) as typeof Serving;
			const composition = await open(readEnv(process.env));
			// Each one makes the link anew.
			if (composition.setupPath) server.config.logger.info(`\n  Become the owner: ${composition.setupPath}`);
			return composition;
		};
		let current = composed();
		await current;
		server.middlewares.use((request, response, next) => {
			current.then(({ front }) => (front as Connect.NextHandleFunction)(request, response, next), next);
		});
		server.watcher.on('change', (file) => {
			if (!/\/src\/lib\/(server|domain|schemas)\//.test(file) || file.endsWith('.test.ts')) return;
			// A fault in the edited code is shown by the next request, and the next edit tries again.
			current = current
				.then(
					({ stop }) => stop(),
					() => undefined
				)
				.then(composed);
			current.catch(() => undefined);
		});
		server.httpServer?.once('close', () => void current.then(({ stop }) => stop()));
	}
});

/** Deny by default: a page, action or download that says no verb does not get built, nor served in development. */
const everyRouteDeclaresItsVerb = (): Plugin => ({
	name: 'every-route-declares-its-verb',
	async buildStart() {
		if (process.env.VITEST) return;
		const { undeclaredIn } = await import('./src/lib/server/access/undeclared.ts');
		const faults = undeclaredIn('src/routes');
		if (faults.length > 0) this.error(faults.join('\n'));
	}
});

/** Compiles the messages anew with every change. Tests take what `npm run generate` made: it takes half a minute each start. */
const messages = () =>
	paraglideVitePlugin({
		project: './src/project.inlang',
		outdir: './src/lib/paraglide',
		strategy: ['url', 'baseLocale'],
		emitTsDeclarations: true
	});

/**
 * What a PostgreSQL server and the embedded database may answer differently, so that it runs on both: the SQL that was
 * written by hand for its plan, its triggers or its locks, whole imports, the live bus, limits that are kept in memory here
 * and in the database there, a disk that is full, and whole runs. All else runs once, on the server, which is twice as
 * quick; every endpoint and every form meets the embedded database in the suites `fuzz` and `browser` as well.
 */
const ON_BOTH_DATABASES = [
	'tests/store/embedded/*.test.ts',
	'tests/store/{keptCounts,listPlans,liveBus,migratedEntries,migratedPhones,migratedRows,migrations,queryPlans,transactions}.test.ts',
	'tests/api/{backup,badRows,doubles,importReads,mergedEntries,participants,participantsCsv,passings}.test.ts',
	'tests/api/{officialResults,publications,publicationsWithoutGaps}.test.ts',
	'tests/api/{databaseDown,failingNews,limits,severalServers}.test.ts',
	'tests/api/{live,liveHiding,liveStreams}.test.ts',
	'tests/api/{officialRaces,wholeRace,wholeRun}.test.ts'
];

/** For tests with a database, which may wait for the other core's test file. */
const PATIENCE = {
	testTimeout: 300_000,
	hookTimeout: 300_000,
	expect: { poll: { timeout: 30_000 } }
};

export default defineConfig({
	plugins: [
		tailwindcss(),
		...(process.env.VITEST ? [] : [messages()]),
		sveltekit(),
		everyRouteDeclaresItsVerb(),
		apiInDevelopment()
	],
	worker: { format: 'es' },
	// 99 files, which the handler of every page needs.
	ssr: { noExternal: ['zod'] },
	test: {
		// A test file waits for its database half of the time; Vitest would leave one core to itself.
		maxWorkers: '100%',
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/unit/**/*.test.ts'],
					environment: 'node',
					testTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'pglite',
					include: postgresAtHand() ? ON_BOTH_DATABASES : ['tests/{store,api}/**/*.test.ts'],
					globalSetup: 'tests/support/embeddedSetup.ts',
					...PATIENCE
				}
			},
			{
				extends: true,
				test: {
					name: 'postgres',
					include: ['tests/{store,api}/*.test.ts'],
					globalSetup: 'tests/support/serverSetup.ts',
					...PATIENCE
				}
			}
		]
	}
});
