/** What a service manager's SIGTERM meets on a day of a run: visitors who left, connections kept, requests without an end. */
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copiedDataFolder } from '../../support/database.ts';
import { freePort } from '../../support/freePort.ts';
import { startServerProcess, type ServerProcess } from './startServerProcess.ts';

const OWNER_KEY = 'owner-key-of-the-stopping-tests-0123456789';

let dataDir = '';
let server: ServerProcess | undefined;
let left: { destroy(): unknown }[] = [];

beforeEach(async () => {
	dataDir = await copiedDataFolder();
});
afterEach(async () => {
	for (const one of left) one.destroy();
	left = [];
	await server?.kill();
	await rm(dataDir, { recursive: true, force: true });
});

const start = (task: string): ServerProcess =>
	(server = startServerProcess(dataDir, {
		file: 'servingProcess.ts',
		task,
		env: { OWNER_API_KEY: OWNER_KEY }
	}));

/** A request that is under way until it is destroyed. */
function ask(
	port: number,
	path: string,
	headers: Record<string, string> = {},
	method = 'GET'
): ClientRequest {
	const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false });
	asked.on('error', () => undefined);
	left.push(asked);
	return asked;
}

test('after streams that were left while they opened, SIGTERM ends the process with 0, whatever else is under way', async () => {
	const port = await freePort();
	const process = start(String(port));
	await process.says('Awareness Run is ready');
	expect(await readdir(dataDir)).toContain('lock');
	const put = await fetch(`http://127.0.0.1:${port}/api/v1/events/run`, {
		method: 'PUT',
		headers: { Authorization: `Bearer ${OWNER_KEY}`, 'Content-Type': 'application/json' },
		body: JSON.stringify(EVENT)
	});
	expect(put.status, await put.text()).toBe(200);
	const live = '/api/v1/events/run/races/5k/live';
	for (let visitor = 0; visitor < 5; visitor++) {
		const asked = ask(port, live);
		asked.end();
		await once(asked, 'finish');
		asked.destroy();
	}
	const open = ask(port, live);
	open.end();
	await once(open, 'response');
	// A connection that was used and is kept, one that never asked, a body that never ends, an answer that never comes.
	const kept = connect(port, '127.0.0.1');
	kept.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
	await once(kept, 'data');
	const silent = connect(port, '127.0.0.1');
	await once(silent, 'connect');
	left.push(kept, silent);
	kept.on('error', () => undefined);
	silent.on('error', () => undefined);
	const slow = ask(
		port,
		'/api/v1/pairings',
		{ 'Content-Type': 'application/json', 'Content-Length': '100' },
		'POST'
	);
	slow.write('{');
	ask(port, '/page').end();
	await process.says('page asked for');

	process.child.kill('SIGTERM');
	expect(await process.ended).toBe(0);
	expect(process.child.signalCode).toBeNull();
	// The last thing that closing the embedded database does.
	expect(await readdir(dataDir)).not.toContain('lock');
});

test('a stop that hangs ends at its deadline with 0', async () => {
	const process = start('stuck');
	await process.says('open');
	process.child.kill('SIGTERM');
	await process.says('deadline');
	expect(await process.ended).toBe(0);
});

test('the same signal twice at once is one, a later one ends the process before the deadline', async () => {
	const process = start('stuck');
	await process.says('open');
	process.child.kill('SIGINT');
	process.child.kill('SIGTERM');
	await process.says('stopping');
	expect(process.child.exitCode).toBeNull();
	const again = setInterval(() => process.child.kill('SIGINT'), 50);
	expect(await process.ended).toBe(1);
	clearInterval(again);
	expect(process.lines).not.toContain('deadline');
});

const EVENT = {
	name: 'Run',
	date: '2018-06-10',
	timeZone: 'Europe/Chisinau',
	place: 'Chișinău',
	races: [
		{
			slug: '5k',
			name: '5 km',
			distanceM: 5000,
			rankBy: 'gun',
			waves: [{ slug: 'all', gunStart: '2018-06-10T10:00:00.000+03:00' }],
			checkpoints: [{ slug: 'finish', kind: 'finish', minTimeMs: 600_000 }],
			divisions: []
		}
	]
};
