/**
 * How far the phone's device clock is from the server's at one moment, from the exchanges of that clock.
 *
 * An exchange says that the offset lay within half its round trip of what it measured, whatever part of the way each half
 * took; away from it the two clocks part by no more than `DRIFT`. So each exchange gives an interval for the moment asked
 * about, the truth lies in all of them, and the answer is where they overlap: exchanges before and after an offline stretch
 * hold it from both sides.
 */

/** One question and answer: when it left and came back by the phone's device clock, and what the server's clock said. */
export interface ClockExchange {
	clockId: string;
	sentMs: number;
	receivedMs: number;
	serverMs: number;
}

export interface ClockQuality {
	/** To be added to device time. */
	offsetMs: number;
	/** Half width; null: this stretch of the clock was never compared, and the offset is that of another one. */
	uncertaintyMs: number | null;
}

/** A quartz clock is off by 20 to 50 millionths, in heat or cold by 100. */
const DRIFT = 1e-4;
/** The instants of an exchange and of a read are whole milliseconds. */
const ROUNDING_MS = 2;

/** Null: no exchange at all. @param atMs device time of the stretch `clockId` */
export function estimateClock(
	exchanges: readonly ClockExchange[],
	{ clockId, atMs }: { clockId: string; atMs: number }
): ClockQuality | null {
	const own = exchanges.filter((exchange) => exchange.clockId === clockId);
	if (own.length === 0) return ofAnotherStretch(exchanges, atMs);
	let [from, to] = [-Infinity, Infinity];
	let narrowest = { offsetMs: 0, uncertaintyMs: Infinity };
	for (const exchange of own) {
		const interval = intervalAt(exchange, atMs);
		from = Math.max(from, interval.offsetMs - interval.uncertaintyMs);
		to = Math.min(to, interval.offsetMs + interval.uncertaintyMs);
		if (interval.uncertaintyMs < narrowest.uncertaintyMs) narrowest = interval;
	}
	// Contradicting each other, the exchanges hold no truth together; the most certain one has the word.
	return from <= to ? { offsetMs: (from + to) / 2, uncertaintyMs: (to - from) / 2 } : narrowest;
}

function intervalAt({ sentMs, receivedMs, serverMs }: ClockExchange, atMs: number) {
	const age = Math.max(0, sentMs - atMs, atMs - receivedMs);
	return {
		offsetMs: serverMs - (sentMs + receivedMs) / 2,
		uncertaintyMs: (receivedMs - sentMs) / 2 + ROUNDING_MS + age * DRIFT
	};
}

/** Before a restart the clock was probably set alike, but somebody may have set it meanwhile. */
function ofAnotherStretch(exchanges: readonly ClockExchange[], atMs: number): ClockQuality | null {
	const [first, ...rest] = exchanges;
	if (!first) return null;
	const distance = ({ receivedMs }: ClockExchange) => Math.abs(receivedMs - atMs);
	const nearest = rest.reduce((found, next) => (distance(next) < distance(found) ? next : found), first);
	return { offsetMs: intervalAt(nearest, atMs).offsetMs, uncertaintyMs: null };
}
