/** The one place where refusals and failures of the API become RFC 9457 problem details. */
import type { ErrorRequestHandler, Response } from 'express';
import { MOST_FAULTS, onlyUnknownFields } from '#lib/schemas/base/faults.ts';
import { REASONS, type Fault, type Problem, type Refusal } from '#lib/schemas/base/problem.ts';
import type { App } from '#lib/server/app.ts';
import { databaseFaultOf, type DatabaseFault } from '#lib/server/databaseFault.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** When to ask a server again that cannot store just now. */
const RETRY_AFTER_S = '10';

export function sendRefusal(res: Response, { retryAfterS, ...refusal }: Refusal): void {
	const status = REASONS[refusal.reason];
	const problem: Problem = {
		type: `/api/docs#reason-${refusal.reason}`,
		title: refusal.reason.replaceAll('-', ' '),
		status,
		...refusal
	};
	if (retryAfterS !== undefined) res.set('Retry-After', String(retryAfterS));
	if (status === 401) res.set('WWW-Authenticate', 'Bearer');
	if (status === 503) res.set('Retry-After', RETRY_AFTER_S);
	res.status(status).set('Cache-Control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(problem));
}

/** What a body that breaks its schema is answered with: its faults, the first one named in the message. */
export function refusalOfFaults(faults: Fault[]): Refusal {
	const reason = onlyUnknownFields(faults) ? 'unknown-field' : 'invalid-document';
	return { reason, message: summaryOf(faults), errors: faults };
}

/** As `refusalOfFaults`, for a query string. */
export const refusalOfQuery = (faults: Fault[]): Refusal => ({
	reason: 'invalid-request',
	message: summaryOf(faults),
	errors: faults
});

function summaryOf(faults: Fault[]): string {
	const first = faults[0];
	const where = first ? `${first.pointer || 'the document'}: ${first.message}` : 'unknown fault';
	if (faults.length >= MOST_FAULTS) return `${MOST_FAULTS} faults or more, the first: ${where}`;
	return faults.length > 1 ? `${faults.length} faults, the first: ${where}` : where;
}

/** A refusal thrown inside a stream, where a value cannot be returned. */
export class RefusedWhileReading extends Error {
	constructor(readonly refusal: Refusal) {
		super(refusal.message);
	}
}

/** Last in the router: what is not a refusal is logged and answered as 500 without detail. */
export const problemOfError =
	(app: App): ErrorRequestHandler =>
	(error: unknown, req, res, next) => {
		if (res.headersSent) return next(error);
		const fault = databaseFaultOf(error);
		const refusal = fault ? DATABASE_FAULTS[fault] : refusalOfError(error);
		const request = { err: error, method: req.method, path: req.path };
		if (fault === 'unavailable') app.log.warn(request, 'the database is not available');
		if (fault === 'value') app.log.error(request, 'the API let a value through that the database refuses');
		if (refusal.reason === 'internal-error') app.log.error(request, 'the API failed');
		sendRefusal(res, refusal);
	};

const DATABASE_FAULTS: Record<DatabaseFault, Refusal> = {
	unavailable: {
		reason: 'not-ready',
		message: 'the server cannot read or store just now; keep what you have and send it again later'
	},
	value: {
		reason: 'invalid-document',
		message: 'the database refuses one of the values; nothing was changed'
	}
};

function refusalOfError(error: unknown): Refusal {
	if (error instanceof RefusedWhileReading) return error.refusal;
	if (error instanceof URIError)
		return { reason: 'invalid-request', message: 'the address is not well-formed' };
	return { reason: 'internal-error', message: 'something failed on the server; nothing was changed' };
}
