/**
 * What an error of the database means for whoever asked: the one place that knows the codes of Prisma, of PostgreSQL
 * (SQLSTATE) and of the sockets between.
 */
import { DatabaseUnavailable } from './database/databaseUnavailable.ts';

/**
 * `unavailable`: it is down, full or too busy, and the same request may go through later. `value`: it refuses what it was
 * given, which the door should have refused.
 */
export type DatabaseFault = 'unavailable' | 'value';

/** Null: not an error of the database, or a bug in a statement. */
export function databaseFaultOf(error: unknown): DatabaseFault | null {
	const errors = [...chainOf(error)];
	if (errors.some(isUnavailable)) return 'unavailable';
	return errors.some(isOfValues) ? 'value' : null;
}

/** What the parts of an error may have, as far as they tell something. */
interface Part {
	code?: unknown;
	originalCode?: unknown;
	kind?: unknown;
	syscall?: unknown;
	message?: unknown;
	cause?: unknown;
	meta?: unknown;
	driverAdapterError?: unknown;
	errors?: unknown;
}

/** The error and what lies inside it: Prisma wraps the driver's, the driver that of the socket. */
function* chainOf(error: unknown, depth = 0): Generator<Part> {
	if (typeof error !== 'object' || error === null || depth > 6) return;
	const part = error as Part;
	yield part;
	const inner = [part.cause, part.meta, part.driverAdapterError];
	const several: unknown[] = Array.isArray(part.errors) ? part.errors.slice(0, 10) : [];
	for (const each of [...inner, ...several]) yield* chainOf(each, depth + 1);
}

/** Not reached, timed out, closed; no connection of the pool, no transaction or no place in line in time; a deadlock. */
const PRISMA_UNAVAILABLE = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
const KINDS_UNAVAILABLE = new Set([
	'DatabaseNotReachable',
	'ConnectionClosed',
	'SocketTimeout',
	'TooManyConnections',
	'TransactionWriteConflict'
]);
/** Classes 08 (connection), 53 (resources: disk, memory, connections), 57P0x (stops and starts), 58 (system); read-only after a change of servers; conflicts of transactions. */
const STATES_UNAVAILABLE = /^(?:08\w{3}|53\w{3}|57P0\w|58\w{3}|25006|40001|40P01)$/;
const SOCKETS_UNAVAILABLE = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'EPIPE',
	'ETIMEDOUT',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOSPC',
	'EDQUOT',
	'EROFS'
]);
/** What `pg` says without a code. */
const WORDS_UNAVAILABLE =
	/connection terminated|timeout exceeded when trying to connect|not queryable|pool after calling end/i;

/** A value of a wrong length, type or range; a rule of a table. */
const PRISMA_VALUES = new Set([
	...['P2000', 'P2002', 'P2003', 'P2005', 'P2006', 'P2007', 'P2009', 'P2011', 'P2012', 'P2014'],
	...['P2019', 'P2020', 'P2023', 'P2033']
]);
const KINDS_OF_VALUES = new Set([
	'LengthMismatch',
	'ValueOutOfRange',
	'InvalidInputValue',
	'InconsistentColumnData',
	'UniqueConstraintViolation',
	'NullConstraintViolation',
	'ForeignKeyConstraintViolation',
	'RestrictViolation'
]);
/** Classes 22 (data) and 23 (integrity). */
const STATES_OF_VALUES = /^2[23]\w{3}$/;

const codesOf = ({ code, originalCode }: Part): string[] =>
	[code, originalCode].filter((each) => typeof each === 'string');
const isKind = (kinds: Set<string>, { kind }: Part): boolean => typeof kind === 'string' && kinds.has(kind);

function isUnavailable(part: Part): boolean {
	if (part instanceof DatabaseUnavailable || isKind(KINDS_UNAVAILABLE, part)) return true;
	if (typeof part.message === 'string' && WORDS_UNAVAILABLE.test(part.message)) return true;
	return codesOf(part).some(
		(code) =>
			PRISMA_UNAVAILABLE.has(code) ||
			STATES_UNAVAILABLE.test(code) ||
			SOCKETS_UNAVAILABLE.has(code) ||
			// The embedded database's socket is a file; of an error without a kind Prisma keeps the code and the words.
			(code === 'ENOENT' && (part.syscall === 'connect' || /connect ENOENT/.test(String(part.message))))
	);
}

const isOfValues = (part: Part): boolean =>
	isKind(KINDS_OF_VALUES, part) ||
	codesOf(part).some((code) => PRISMA_VALUES.has(code) || STATES_OF_VALUES.test(code));
