import { isStorable } from '#lib/schemas/base/text.ts';
import type { Refusal } from '#lib/schemas/base/problem.ts';

/** A part of a path that no database can look up; null: nothing against it. The services say what names nobody. */
export function refusalOfPath(params: Record<string, string>): Refusal | null {
	if (Object.values(params).every(isStorable)) return null;
	return { reason: 'invalid-request', message: 'the address holds a character that no name has' };
}
