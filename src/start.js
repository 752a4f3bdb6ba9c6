/** `npm start`: builds when there is no build or a source is newer, then starts the server in this process. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SERVER = 'build/server.js';
const SOURCES = [
	'src',
	'prisma',
	'static',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts',
	'vite.server.config.ts'
];
/** Made by the build itself. */
const GENERATED = new Set([
	join('src', 'lib', 'paraglide'),
	join('src', 'lib', 'server', 'database', 'client')
]);

/** @param {string} path @returns {number} */
function newest(path) {
	if (GENERATED.has(path)) return 0;
	const stat = statSync(path, { throwIfNoEntry: false });
	if (!stat) return 0;
	if (!stat.isDirectory()) return stat.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

if (existsSync('.env')) process.loadEnvFile('.env');

if (!existsSync(SERVER) || Math.max(...SOURCES.map(newest)) > statSync(SERVER).mtimeMs) {
	console.log('Building (once, about a minute) …');
	const build = spawnSync('npm', ['run', 'build', '--silent', '--no-update-notifier'], {
		stdio: ['ignore', 'pipe', 'pipe'],
		encoding: 'utf8',
		shell: process.platform === 'win32'
	});
	if (build.status !== 0) {
		console.error(build.stdout, build.stderr);
		console.error('The build failed; the reason stands above.');
		process.exit(1);
	}
}

process.env.NODE_ENV ??= 'production';
await import(new URL('../build/server.js', import.meta.url).href);
