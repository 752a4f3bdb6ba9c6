/** What changes when results have changed for who looks at them: an ETag. */
import { createHash } from 'node:crypto';
import type { EventFacts } from './eventFacts.ts';
import { shownOf, type Audience, type ResultList } from './resultList.ts';

/**
 * Organisers see everything, so theirs changes with the facts. The public's is made of what the list shows and of the event
 * document, so that a runner who is in no list changes it by nothing: neither a passing nor a change of the entry.
 * @returns with its quotes
 */
export function resultsTag(
	{ version: { eventId, document, entries, arrival, ruling } }: EventFacts,
	{ audience, list }: { audience: Audience; list: ResultList }
): string {
	const event = `${eventId.slice(0, 8)}.${document}`;
	if (audience === 'public') return `"${event}.${digestOf(list)}.p"`;
	return `"${event}.${entries}.${arrival}.${ruling}.v${list.version}.o"`;
}

/** Lists are kept as long as the facts that they come from. */
const digests = new WeakMap<ResultList, string>();

function digestOf(list: ResultList): string {
	let digest = digests.get(list);
	if (digest === undefined) {
		const hash = createHash('sha256').update(`${list.state} ${list.version} ${list.rounding}\n`);
		for (const row of list.rows) hash.update(`${shownOf(row)}\n`);
		digest = hash.digest('base64url').slice(0, 16);
		digests.set(list, digest);
	}
	return digest;
}
