/**
 * `npm run bench [-- name …]`: each line prints our figure, the limit measured in the same run, and the ratio.
 * Machine and date stand with the figures; copy the last ones to docs/benchmarks.md.
 */
import { cpus, totalmem } from 'node:os';

/** Loaded when asked for, so that one bench does not pay for the others. */
const benches: Record<string, () => Promise<void>> = {
	timing: async () => (await import('./timing.ts')).benchTiming(),
	bibCodes: async () => (await import('./bibCodes.ts')).benchBibCodes(),
	alignment: async () => (await import('./alignment.ts')).benchAlignment(),
	bibSheets: async () => (await import('./bibSheets.ts')).benchBibSheets(),
	decoder: async () => (await import('./decoder.ts')).benchDecoder(),
	http: async () => (await import('./http.ts')).benchHttp(),
	imports: async () => (await import('./imports.ts')).benchImports(),
	registration: async () => (await import('./registration.ts')).benchRegistration(),
	start: async () => (await import('./start.ts')).benchStart(),
	streams: async () => (await import('./streams.ts')).benchStreams()
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length) {
	console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`);
	process.exit(2);
}
console.log(
	`${new Date().toISOString().slice(0, 10)} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'} · ` +
		`${Math.round(totalmem() / 2 ** 30)} GiB · Node ${process.versions.node}`
);
for (const [name, bench] of Object.entries(benches)) {
	if (wanted.length && !wanted.includes(name)) continue;
	console.log(`\n${name}`);
	await bench();
}
process.exit(0);
