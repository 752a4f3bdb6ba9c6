/** Counts what was answered, route by route, and keeps what must not happen, each kind with one request to repeat it. */
import type { Answer, Prepared } from './client.ts';

export interface RouteTally {
	route: string;
	sent: number;
	/** Neither 404 nor 429 nor lost. */
	reached: number;
	statuses: Map<number | string, number>;
}

export interface Finding {
	/** Route and what came: `POST /api/v1/pairings → 500`. */
	kind: string;
	times: number;
	/** Shortest way to say the request: method, path, caller, beginning of the body. */
	example: string;
}

/** A body so large may be cut off while it is still being sent. */
const LARGE = 60_000;
/** Node answers 431 to a longer head and hangs up, which may overtake the answer while the head is still being sent. */
const LONGEST_HEAD = 16_384;
/** How many hanging answers of one route are enough to leave it alone. */
const ENOUGH_HANGS = 2;

export class Judge {
	readonly #routes = new Map<string, RouteTally>();
	readonly #findings = new Map<string, Finding>();
	readonly #hangs = new Map<string, number>();
	readonly #tells: boolean;
	sent = 0;
	known = 0;

	/** @param tells each new kind as it is found, since a run may be long */
	constructor({ tells = true } = {}) {
		this.#tells = tells;
	}

	take(request: Prepared, { status, lost, headers }: Answer): void {
		const tally = this.#tallyOf(request.route);
		const came = lost ?? status ?? 0;
		this.sent++;
		if (request.known) this.known++;
		tally.sent++;
		tally.statuses.set(came, (tally.statuses.get(came) ?? 0) + 1);
		if (status !== null && status !== 404 && status !== 429) tally.reached++;
		if (lost === 'hang') this.#hangs.set(request.route, (this.#hangs.get(request.route) ?? 0) + 1);
		if (lost === 'cut' && (request.body?.length ?? 0) > LARGE) return;
		if (lost === 'cut' && request.path.length > LONGEST_HEAD) return;
		if (lost === null && (status ?? 0) < 500) return;
		if (status === 503 && headers['retry-after'] !== undefined) return;
		this.#find(`${request.route} → ${came}`, exampleOf(request));
	}

	/** True for a route that hung so often that asking it again only takes time. */
	hangs(route: string): boolean {
		return (this.#hangs.get(route) ?? 0) >= ENOUGH_HANGS;
	}

	#tallyOf(route: string): RouteTally {
		const known = this.#routes.get(route);
		if (known) return known;
		const fresh: RouteTally = { route, sent: 0, reached: 0, statuses: new Map() };
		this.#routes.set(route, fresh);
		return fresh;
	}

	#find(kind: string, example: string): void {
		const known = this.#findings.get(kind);
		if (!known) {
			this.#findings.set(kind, { kind, times: 1, example });
			if (this.#tells) console.log(`found: ${kind}\n    ${example}`);
		} else {
			known.times++;
			if (example.length < known.example.length) known.example = example;
		}
	}

	get routes(): RouteTally[] {
		return [...this.#routes.values()].sort((a, b) => (a.route < b.route ? -1 : 1));
	}
	get findings(): Finding[] {
		return [...this.#findings.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1));
	}
}

const START = 160;

export function exampleOf({ method, path, caller, headers, body, number, note }: Prepared): string {
	const shown = (text: string): string =>
		text.length > START ? `${text.slice(0, START)}… (${text.length})` : text;
	const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
	const start = body ? `  ${type ?? 'no type'}: ${shown(JSON.stringify(body.toString('utf8')))}` : '';
	return `${number === undefined ? '' : `#${number} `}${method} ${shown(path)}  as ${caller}${note ? `, ${note}` : ''}${start}`;
}
