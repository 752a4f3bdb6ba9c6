/**
 * `npm run simulate -- --runners 200 --minutes 3`: plays a plausible run on the practice edition against the running
 * server, through the public API only, so that a newcomer sees live results grow. Runners are numbered, not named.
 * The gun is set 45 minutes back and the race is played faster than it is run; reads carry the times of the run.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const RUN_MS = 45 * 60_000;

const { values: options } = parseArgs({
	options: {
		runners: { type: 'string', default: '200' },
		minutes: { type: 'string', default: '3' },
		url: { type: 'string', default: `http://localhost:${process.env.PORT ?? '3000'}` },
		event: { type: 'string', default: 'practice' },
		seed: { type: 'string', default: '1' }
	}
});

interface Runner {
	number: number;
	/** Milliseconds from the gun. */
	reads: { checkpoint: string; afterMs: number }[];
}

/** A small seeded generator (mulberry32), so that a run can be played again. */
function generator(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Sum of uniform numbers: near enough to a bell curve. */
const bell = (random: () => number): number => (random() + random() + random() + random() - 2) / 2;

async function practiceKey(): Promise<string> {
	if (process.env.OWNER_API_KEY) return process.env.OWNER_API_KEY;
	const file = join(process.env.DATA_DIR ?? './data', 'practice-key');
	try {
		return (await readFile(file, 'utf8')).trim();
	} catch {
		throw new Error(
			`There is no key: ${file} is made by the first start with the demo. Or set OWNER_API_KEY for the server and for this command.`
		);
	}
}

/** @throws Error with what the server answered. */
async function call<T>(
	key: string,
	path: string,
	{ method = 'GET', body }: { method?: string; body?: unknown } = {}
): Promise<T> {
	const response = await fetch(`${options.url}/api/v1${path}`, {
		method,
		headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body)
	}).catch((error: unknown) => {
		throw new Error(`No server answers at ${options.url}: start one with "npm start" (${String(error)})`);
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
	return (await response.json()) as T;
}

interface EventDocument {
	races: {
		slug: string;
		distanceM: number;
		waves: { slug: string }[];
		checkpoints: { slug: string; kind: string; distanceM?: number | null }[];
	}[];
}

/** Everyone's times at every checkpoint: a spread of paces, a start line crossed in up to 40 s, a few who stop. */
function playRunners(race: EventDocument['races'][number], count: number, random: () => number): Runner[] {
	return Array.from({ length: count }, (_, index) => {
		const startMs = Math.round(random() * 40_000);
		const courseMs = Math.round((race.distanceM / 1000) * (330 + 90 * bell(random)) * 1000);
		const stopsAt = random() < 0.02 ? 0.5 + random() * 0.4 : 1;
		const reads = race.checkpoints
			.map(({ slug, kind, distanceM }) => ({
				checkpoint: slug,
				share:
					kind === 'start' ? 0 : kind === 'split' ? (distanceM ?? race.distanceM / 2) / race.distanceM : 1
			}))
			.filter(({ share }) => share <= stopsAt)
			.map(({ checkpoint, share }) => ({ checkpoint, afterMs: startMs + Math.round(courseMs * share) }));
		return { number: index + 1, reads };
	});
}

async function simulate(): Promise<void> {
	const count = Number(options.runners);
	const minutes = Number(options.minutes);
	if (!Number.isInteger(count) || count < 1 || count > 5000)
		throw new Error(`--runners: ${options.runners} is not a whole number from 1 to 5000`);
	if (!(minutes > 0 && minutes <= 60))
		throw new Error(`--minutes: ${options.minutes} is not a number up to 60`);
	const key = await practiceKey();
	const random = generator(Number(options.seed));
	const event = `/events/${options.event}`;
	const document = await call<EventDocument>(key, `${event}?as=document`);
	const race = document.races[0];
	const wave = race?.waves[0];
	if (!race || !wave) throw new Error(`The event ${options.event} has no race with a wave`);

	const bibOf = (runner: Runner): string => `S${String(runner.number).padStart(3, '0')}`;
	const runners = playRunners(race, count, random);
	console.log(`Registering ${count} runners …`);
	const visibilities = ['name', 'name', 'name', 'bib', 'bib', 'hidden'] as const;
	await call(key, `${event}/participants`, {
		method: 'POST',
		body: {
			items: runners.map((runner) => ({
				race: race.slug,
				wave: wave.slug,
				bib: bibOf(runner),
				name: `Runner ${runner.number}`,
				sex: random() < 0.48 ? 'F' : 'M',
				age: 18 + Math.floor(random() * 50),
				externalId: `simulation-${runner.number}`,
				visibility: visibilities[Math.floor(random() * visibilities.length)]
			}))
		}
	});

	const gunMs = Date.now() - RUN_MS;
	await call(key, `${event}/rulings`, {
		method: 'POST',
		body: { race: race.slug, type: 'wave-start', wave: wave.slug, valueMs: gunMs, why: 'simulation' }
	});
	console.log(`The gun is set. Watch: ${options.url}/e/${options.event}/live`);

	const passings = runners
		.flatMap((runner) => runner.reads.map((read) => ({ bib: bibOf(runner), ...read })))
		.sort((a, b) => a.afterMs - b.afterMs);
	const from = performance.now();
	const runMs = Math.max(...passings.map((passing) => passing.afterMs)) + 1;
	for (let sent = 0; sent < passings.length;) {
		const played = ((performance.now() - from) / (minutes * 60_000)) * runMs;
		const due = passings
			.slice(sent)
			.filter((passing) => passing.afterMs <= played)
			.slice(0, 500);
		for (const checkpoint of new Set(due.map((passing) => passing.checkpoint)))
			await call(key, `${event}/passings`, {
				method: 'POST',
				body: {
					device: `simulation-${checkpoint}`,
					items: due
						.filter((passing) => passing.checkpoint === checkpoint)
						.map((passing, index) => ({
							id: crypto.randomUUID(),
							seq: sent + index,
							checkpoint,
							kind: 'scan',
							bib: passing.bib,
							at: new Date(gunMs + passing.afterMs).toISOString(),
							uncertaintyMs: 20
						}))
				}
			});
		sent += due.length;
		if (due.length) process.stdout.write(`\r${sent} of ${passings.length} passings`);
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	console.log('\nEveryone is in.');
}

simulate().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exit(1);
});
