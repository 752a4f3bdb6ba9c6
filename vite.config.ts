import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Connect, Plugin } from 'vite';
import type * as Composing from './src/lib/server/start/compose.ts';
import type * as Environment from './src/lib/server/env.ts';
import { defineConfig } from 'vitest/config';

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
			const { compose } = (await server.ssrLoadModule(
				'/src/lib/server/start/compose.ts'
			)) as typeof Composing;
			const composition = await compose(readEnv(process.env));
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

export default defineConfig({
	plugins: [
		tailwindcss(),
		paraglideVitePlugin({
			project: './src/project.inlang',
			outdir: './src/lib/paraglide',
			strategy: ['url', 'baseLocale'],
			emitTsDeclarations: true
		}),
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
					include: ['tests/{store,api}/**/*.test.ts'],
					globalSetup: 'tests/support/embeddedSetup.ts',
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'postgres',
					include: ['tests/{store,api}/*.test.ts'],
					// What the door refuses never reaches the database, and the sweep takes minutes.
					exclude: ['tests/api/oddValues.test.ts'],
					globalSetup: 'tests/support/serverSetup.ts',
					testTimeout: 60_000,
					hookTimeout: 60_000
				}
			}
		]
	}
});
