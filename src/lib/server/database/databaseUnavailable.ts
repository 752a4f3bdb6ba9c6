/** The database cannot be used, for a reason that a person can mend: `message` says which, without a stack. */
export class DatabaseUnavailable extends Error {
	override name = 'DatabaseUnavailable';
}
