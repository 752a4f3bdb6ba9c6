/** Which version of what is stored a form was made from, as it stands in a hidden field: `id.count`. */
import { err, ok, type Result } from '#lib/domain/result.ts';

/** `none`: the form does not say; `other`: of something else, or no version at all; `future`: one that is not there yet. */
export type VersionFault = 'none' | 'other' | 'future';

export interface FormVersion {
	/** What names it: an entry's id, a race and its wave, a phone. */
	id: string;
	/** From 1. */
	version: number;
}

export const versionText = ({ id, version }: FormVersion): string => `${id}.${version}`;

/** @param current as it is stored */
export function readVersion(text: string, current: FormVersion): Result<number, VersionFault> {
	if (text === '') return err('none');
	const [, id, count] = /^(.+)\.([1-9]\d{0,8})$/.exec(text) ?? [];
	if (id !== current.id) return err('other');
	const version = Number(count);
	return version > current.version ? err('future') : ok(version);
}
