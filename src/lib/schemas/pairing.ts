/** Pairing a phone with a checkpoint, what it reports, and the roster that it reads. */
import { z } from 'zod';
import { CHECKPOINT_KINDS } from '#lib/domain/timing/facts/course.ts';
import { DEVICE_ROLES } from '#lib/domain/timing/facts/deviceRoles.ts';
import { SlugSchema } from './base/common.ts';
import { WrittenInstantSchema } from './base/instant.ts';
import { DeviceNameSchema } from './passing.ts';
import { textSchema } from './base/text.ts';

export const DeviceRoleSchema = z.enum(DEVICE_ROLES);

/**
 * An organiser asks for a code. Without `checkpoint` it is the usual one for the role: the finish for a line, taps and a
 * chute. Without `device` the next free name of the checkpoint is taken, e.g. `finish-b`.
 */
export const PairingOfferRequestSchema = z.strictObject({
	checkpoint: SlugSchema.optional(),
	role: DeviceRoleSchema.default('line'),
	device: DeviceNameSchema.optional()
});

export const PairingOfferSchema = z.strictObject({
	id: z.string(),
	/** 128 bits for the QR; shown once. */
	code: z.string(),
	/** The address for the QR: the code is in the fragment, which never reaches a server's log. */
	url: z.string(),
	/** Eight characters to type, `ABCD-EFGH`; shown once. */
	typedCode: z.string(),
	device: z.string(),
	checkpoint: z.string(),
	role: DeviceRoleSchema,
	expiresAt: WrittenInstantSchema
});
export type PairingOffer = z.infer<typeof PairingOfferSchema>;

/** `code` is the QR's or the typed one; with `event`, a slug, it must be a code of that event. */
export const PairingRequestSchema = z.strictObject({
	code: textSchema(64).min(1),
	event: SlugSchema.optional()
});

const CheckpointRulesSchema = z.strictObject({
	slug: z.string(),
	kind: z.enum(CHECKPOINT_KINDS),
	distanceM: z.number().nullable(),
	minTimeMs: z.number(),
	maxOccurrences: z.number(),
	gapMs: z.number(),
	devices: z.array(z.string()),
	agreeMs: z.number()
});

export const RosterRaceSchema = z.strictObject({
	slug: z.string(),
	name: z.string(),
	distanceM: z.number(),
	startWindowMs: z.number(),
	waves: z.array(z.strictObject({ slug: z.string(), gunStart: WrittenInstantSchema.nullable() })),
	checkpoints: z.array(CheckpointRulesSchema)
});
export type RosterRace = z.infer<typeof RosterRaceSchema>;

export const EventBriefSchema = z.strictObject({
	slug: z.string(),
	name: z.string(),
	date: z.string(),
	timeZone: z.string()
});

/** The answer to a pairing. The token is shown once. */
export const PairedSchema = z.strictObject({
	token: z.string(),
	device: z.string(),
	event: EventBriefSchema,
	checkpoint: z.string(),
	role: DeviceRoleSchema,
	races: z.array(RosterRaceSchema),
	nowMs: z.number().int()
});
export type Paired = z.infer<typeof PairedSchema>;

export const RosterBibSchema = z.strictObject({
	bib: z.string(),
	/** The ten characters after /B/; matched whatever the host. */
	code: z.string(),
	/** Null for a spare bib that no runner has. */
	race: z.string().nullable(),
	wave: z.string().nullable()
});

/** What a phone needs to judge offline: no names. */
export const RosterSchema = z.strictObject({
	event: EventBriefSchema,
	races: z.array(RosterRaceSchema),
	bibs: z.array(RosterBibSchema)
});
export type Roster = z.infer<typeof RosterSchema>;

/** The largest number of an int4 column. */
const INT32 = 2_147_483_647;

export const HeartbeatRequestSchema = z.strictObject({
	/** 0–100; null where the browser does not tell. */
	battery: z.number().int().min(0).max(100).nullish(),
	/** Reads on the phone that the server has not confirmed. */
	unsent: z.number().int().min(0).max(INT32).nullish(),
	offsetMs: z.number().int().min(-INT32).max(INT32).nullish(),
	uncertaintyMs: z.number().int().min(0).max(INT32).nullish()
});

/** Where the organiser has put this phone by now; null: nowhere. */
export const HeartbeatSchema = z.strictObject({
	device: z.string(),
	checkpoint: z.string().nullable(),
	role: DeviceRoleSchema.nullable(),
	/** The races are over and official: what the server has may go from the phone. */
	released: z.boolean(),
	nowMs: z.number().int()
});
export type Heartbeat = z.infer<typeof HeartbeatSchema>;

export const DeviceMoveRequestSchema = z.strictObject({
	checkpoint: SlugSchema,
	role: DeviceRoleSchema.default('line')
});

export const DeviceSchema = z.strictObject({
	name: z.string(),
	checkpoint: z.string().nullable(),
	role: DeviceRoleSchema.nullable(),
	/** False once every token was revoked, and for devices of programs, which never had one. */
	paired: z.boolean(),
	lastContactAt: WrittenInstantSchema.nullable(),
	battery: z.number().nullable(),
	unsent: z.number().nullable(),
	offsetMs: z.number().nullable(),
	uncertaintyMs: z.number().nullable(),
	passings: z.number().int(),
	/** Of where it stands: each move makes the next, from 1. */
	version: z.number().int()
});
export type Device = z.infer<typeof DeviceSchema>;
export const DevicesSchema = z.strictObject({ items: z.array(DeviceSchema) });

export const TimeSchema = z.strictObject({
	/** The server's clock, epoch milliseconds. */
	nowMs: z.number().int(),
	now: WrittenInstantSchema
});
