/** Asked by an act before it acts: a try is counted, or refused with the seconds to wait. */
import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { err, ok, type Result } from '#lib/domain/result.ts';
import type { App } from '#lib/server/app.ts';
import { perApp } from '#lib/server/perApp.ts';
import { memoryLimiter, pruneRateLimits, sharedLimiter } from './store/rateLimits.ts';
import { ACTS, type Act, type Rate, type Subject } from './acts.ts';
import { addressBlock } from './addressBlock.ts';
import { keyedHash } from './keyedHash.ts';

/** Whose try it is: only what is given is counted. */
export interface Who {
	/** As the connection or the trusted proxy says. */
	address?: string;
	/** Mail address of an account. */
	account?: string;
	/** See knownBrowser.ts. */
	browser?: string;
	/** A name that no other caller has. */
	caller?: string;
}

export interface TooMany {
	/** Whole seconds, at least 1. */
	waitS: number;
}

export interface Try {
	/** Takes the try back, where only wrong ones count. */
	forgive(): Promise<void>;
}

/** A try that is refused for one subject stays counted for those before it. */
export async function limitAct(app: App, act: Act, who: Who): Promise<Result<Try, TooMany>> {
	const counters = countersOf(app, act, who);
	for (const { limiter, key } of counters) {
		const waitMs = await count(limiter, key);
		if (waitMs !== null) return err({ waitS: Math.max(1, Math.ceil(waitMs / 1000)) });
	}
	return ok({
		async forgive() {
			for (const { limiter, key } of counters) await limiter.reward(key);
		}
	});
}

/** Milliseconds until the next try; null: counted. */
async function count(limiter: RateLimiterAbstract, key: string): Promise<number | null> {
	try {
		await limiter.consume(key);
		return null;
	} catch (refused) {
		if (refused instanceof Error) throw refused;
		// The pages and the API are two bundles, so the class may be the other's: no `instanceof`.
		return (refused as RateLimiterRes).msBeforeNext;
	}
}

function countersOf(app: App, act: Act, who: Who): { limiter: RateLimiterAbstract; key: string }[] {
	const counted: Partial<Record<Subject, string>> = {
		...who,
		...(who.address !== undefined && { address: addressBlock(who.address) }),
		...(who.account !== undefined && { account: who.account.toLowerCase() }),
		everybody: 'everybody'
	};
	const rates: Partial<Record<Subject, Rate>> = ACTS[act];
	return (Object.keys(rates) as Subject[]).flatMap((subject) => {
		const rate = rates[subject];
		const named = counted[subject];
		if (!rate || named === undefined) return [];
		const name = `${act}/${subject}`;
		return [{ limiter: limiterOf(app, name, rate), key: keyedHash(app, name, named) }];
	});
}

const PRUNE_EVERY_MS = 300_000;

const limiters = perApp('limiters', () => ({ made: new Map<string, RateLimiterAbstract>(), prunedMs: 0 }));

/**
 * Servers that share a database share the counts. Not those of a second: they guard the process itself, and asking the
 * database at each call would cost more than the call.
 */
function limiterOf(app: App, name: string, rate: Rate): RateLimiterAbstract {
	const state = limiters(app);
	const shared = app.database.kind === 'server' && rate.seconds > 1;
	if (shared && Date.now() - state.prunedMs > PRUNE_EVERY_MS) {
		state.prunedMs = Date.now();
		pruneRateLimits(app.database.pool, state.prunedMs).catch(() => undefined);
	}
	const known = state.made.get(name);
	if (known) return known;
	const made = shared
		? sharedLimiter(app.database.pool, { name, ...rate })
		: memoryLimiter({ name, ...rate });
	state.made.set(name, made);
	return made;
}
