/**
 * A ruling is an organiser's decision: a new fact, never a change of an old one. It is revoked by another
 * ruling of type `revoke`, never deleted. Who and why stay with it for the audit. What each type names, touches and
 * does stands in its own file, see rulings/table.ts.
 */
import type { RulingBase } from '#lib/domain/timing/rulings/definition.ts';
import type { FieldsOf } from '#lib/domain/timing/rulings/fields.ts';
import { RULINGS } from '#lib/domain/timing/rulings/table.ts';

export type RulingType = keyof typeof RULINGS;
export const RULING_TYPES = Object.keys(RULINGS) as RulingType[];

type RulingOf<T extends RulingType> = RulingBase & { type: T } & FieldsOf<
		(typeof RULINGS)[T]['needs'][number]
	>;
export type Ruling = { [T in RulingType]: RulingOf<T> }[RulingType];
