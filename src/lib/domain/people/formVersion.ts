/** Which version of which entry a form was made from, as it stands in a hidden field: `id.count`. */
import { err, ok, type Result } from '#lib/domain/result.ts';

/** `none`: the form does not say; `other`: of another entry, or no version at all; `future`: one that is not there yet. */
export type VersionFault = 'none' | 'other' | 'future';

export interface EntryVersion {
	id: string;
	/** From 1. */
	version: number;
}

export const versionText = ({ id, version }: EntryVersion): string => `${id}.${version}`;

/** @param current the entry as it is stored */
export function readVersion(text: string, current: EntryVersion): Result<number, VersionFault> {
	if (text === '') return err('none');
	const [, id, count] = /^(.+)\.([1-9]\d{0,8})$/.exec(text) ?? [];
	if (id !== current.id) return err('other');
	const version = Number(count);
	return version > current.version ? err('future') : ok(version);
}
