/** Whose read is it? Decided when results are derived, so that a bib given out later makes earlier reads count. */
import { bibCodeIn, toBibCode } from './bibCode.ts';

export type ReadAs = 'bib' | 'code' | 'tag';

export interface BibOwner {
	participantId: string;
	bib: string | null;
	/** The ten characters of the bib's QR. */
	code: string | null;
}

/** Answers the participant's id; null: nobody's (yet). */
export type WhoseRead = (readAs: ReadAs | null, read: string | null) => string | null;

/**
 * A code is recognised in whatever address holds it, or bare; a tag is a bib's number or code, which is what readers are
 * set up with. Bibs are compared as given: `7` is not `007`.
 */
export function bibIndex(owners: Iterable<BibOwner>): WhoseRead {
	const byBib = new Map<string, string>();
	const byCode = new Map<string, string>();
	for (const { participantId, bib, code } of owners) {
		if (bib !== null) byBib.set(bib, participantId);
		if (code !== null) byCode.set(code, participantId);
	}
	const ofCode = (read: string) => byCode.get(bibCodeIn(read) ?? toBibCode(read) ?? '') ?? null;
	return (readAs, read) => {
		if (readAs === null || read === null) return null;
		if (readAs === 'code') return ofCode(read);
		const ofBib = byBib.get(read) ?? null;
		return readAs === 'tag' ? (ofBib ?? ofCode(read)) : ofBib;
	};
}
