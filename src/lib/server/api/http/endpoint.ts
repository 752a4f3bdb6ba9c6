/**
 * An endpoint is declared once: what it takes and answers (which becomes the OpenAPI description) beside the
 * code that serves it, so that the two cannot drift apart.
 */
import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Result } from '#lib/domain/result.ts';
import type { Reason, Refusal } from '#lib/schemas/base/problem.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { Verb } from '#lib/domain/access/roles.ts';
import type { BodyBounds } from './bounds.ts';

/** In the order of the description. */
export const TAGS = [
	'Events',
	'Participants',
	'Passings',
	'Devices',
	'Rulings',
	'Results',
	'Keys',
	'Service'
] as const;
export type Tag = (typeof TAGS)[number];

type ParamName<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
	? Name | ParamName<Rest>
	: Path extends `${string}:${infer Name}`
		? Name
		: never;

export interface ApiRequest<Path extends string, Query, Body> {
	caller: Caller;
	/** Decoded path parameters. */
	params: Record<ParamName<Path>, string>;
	query: Query;
	body: Body;
	req: Request;
	res: Response;
}

export interface Answer {
	description: string;
	schema?: z.ZodType;
	/** Media type; `application/json` by default. */
	type?: string;
	/** Other media types of the same answer. */
	alsoAs?: string[];
}

/** A service's result, sent as JSON (or as a problem); undefined when the handler has answered by itself. */
export type Served = Promise<Result<unknown, Refusal> | undefined>;

export interface Endpoint<
	Path extends string = string,
	Query extends z.ZodType = z.ZodType,
	Body extends z.ZodType = z.ZodType
> {
	method: 'get' | 'post' | 'put' | 'patch' | 'delete';
	/** As Express writes it, below /api/v1: `/events/:slug`. */
	path: Path;
	summary: string;
	/** More than the summary says, for the reader of the description. */
	description?: string;
	tag: Tag;
	/** Who may call at all, by domain/access/roles.ts: checked before the body is read, and again by the service. */
	verb: Verb;
	/** Parsed before `handle`; a fault is answered with 400. */
	query?: Query;
	/** JSON, parsed before `handle`; a fault is answered with 422 and the faults' pointers. */
	body?: Body;
	/** How large `body` may be; SMALL_BODY unless something larger is sent here. */
	bounds?: BodyBounds;
	/** What the description shows instead of `body`, where `body` leaves the items to be judged one by one. */
	bodyDescribed?: z.ZodType;
	/** Another way to send the body: read from `req` as a stream by its own handler. */
	csv?: { description: string; handle: (request: ApiRequest<Path, z.output<Query>, undefined>) => Served };
	/** Status → answer. */
	answers: Record<number, Answer>;
	/** The refusals that are this endpoint's own; those that any endpoint may give are added. */
	reasons: Reason[];
	handle: (request: ApiRequest<Path, z.output<Query>, z.output<Body>>) => Served;
}

/** Lets the types of path, query and body follow from the declaration. */
export const endpoint = <
	const Path extends string,
	Query extends z.ZodType = z.ZodType,
	Body extends z.ZodType = z.ZodType
>(
	declaration: Endpoint<Path, Query, Body>
): Endpoint => declaration as unknown as Endpoint;
