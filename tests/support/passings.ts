/** Passings as a phone sends them: a finish scan of bib 7, but for what a test says. */
import { randomUUID } from 'node:crypto';

export interface SentPassing {
	id: string;
	seq: number;
	checkpoint: string;
	kind: string;
	bib?: string;
	code?: string;
	tag?: string;
	at: string;
	offsetMs?: number;
	uncertaintyMs?: number;
	resolutionMs?: number;
	lane?: string;
	token?: number;
}

let seq = 0;

export function aPassing(part: Partial<SentPassing> = {}): SentPassing {
	const named = part.code !== undefined || part.tag !== undefined || part.kind === 'tap';
	return {
		id: randomUUID(),
		seq: (seq += 1),
		checkpoint: 'finish',
		kind: 'scan',
		...(named ? {} : { bib: '7' }),
		at: '2018-06-10T10:24:31.120+03:00',
		...part
	};
}
