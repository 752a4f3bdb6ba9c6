/** How often each act may be done, and by whose count. The act itself asks (`limitAct`), so no spelling of a path gets round it. */

/** Whose tries are counted together. */
export type Subject =
	/** An IPv4 address or an IPv6 /64. */
	| 'address'
	/** An organiser's account, for browsers that never signed in to it. */
	| 'account'
	/** A browser that signed in to the account before. */
	| 'browser'
	/** A known key, phone or runner. */
	| 'caller'
	/** All together. */
	| 'everybody';

export interface Rate {
	tries: number;
	/** The window begins with its first try. */
	seconds: number;
}

const perMinute = (tries: number): Rate => ({ tries, seconds: 60 });
const perFiveMinutes = (tries: number): Rate => ({ tries, seconds: 300 });
/** Stops a program in a loop and leaves a busy one alone. */
const perSecond = (tries: number): Rate => ({ tries, seconds: 1 });

export const ACTS = {
	/** Wrong ones only. A known browser is counted by itself, so that strangers' tries never lock an owner out. */
	'sign-in': { address: perFiveMinutes(10), account: perFiveMinutes(20), browser: perFiveMinutes(10) },
	'set-up': { address: perFiveMinutes(20) },
	/** A school's class with all its slips of the pen comes from one address. */
	register: { address: perFiveMinutes(200) },
	'send-link': { address: perFiveMinutes(40) },
	/** By the runner whose link it is: each use makes a session. */
	'open-link': { caller: perFiveMinutes(20) },
	/** Wrong ones only: a typed code has 40 bits. */
	'pair-by-typed-code': { address: perMinute(5), everybody: perMinute(60) },
	/** Calls that write without a key; public reads are cached and not limited. */
	'public-write': { address: perMinute(60) },
	/** Keys, tokens and links that name nobody. */
	'unknown-secret': { address: perMinute(60) },
	'call-by-key': { caller: perSecond(1000) },
	'call-by-device': { caller: perSecond(100) },
	'call-by-runner': { caller: perSecond(100) }
} as const satisfies Record<string, Partial<Record<Subject, Rate>>>;

export type Act = keyof typeof ACTS;
