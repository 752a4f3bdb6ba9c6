import { describe, expect, test } from 'vitest';
import { catalogueOf } from '../../../../../tests/support/catalogue.ts';
import { explain } from './explain.ts';
import { TIMING_MESSAGE_KEYS } from './keys.ts';
import { at, participant, race, ruling, scan } from '../../../../../tests/support/timingBuilders.ts';

const participants = [participant('7'), participant('8')];

test('each passing of the runner is listed in order of time with its status and reason, and no other', () => {
	const passings = [
		scan('7', 'finish', '24:40'),
		scan('7', 'finish', '24:31'),
		scan('7', 'start', '0:05'),
		scan('7', 'half', '4:00'),
		scan('8', 'finish', '20:00')
	];
	const explanation = explain({ race: race(), participants, passings, rulings: [] }, 'p7');
	expect(explanation?.passings.map(({ status, reason }) => [status, reason.key, reason.params])).toEqual([
		['counted', 'timing_reason_counted_start', { time: '0:00:05.000' }],
		[
			'too-early',
			'timing_reason_too_early',
			{ checkpoint: 'half', time: '0:04:00.000', limit: '0:05:00.000' }
		],
		['counted', 'timing_reason_counted_finish', { checkpoint: 'finish', time: '0:24:31.000' }],
		['duplicate', 'timing_reason_duplicate', { gap: '0:01:00.000' }]
	]);
	expect(explanation?.result).toMatchObject({ status: 'finished', gunTimeMs: 1_471_000 });
});

test('the rulings about the runner are listed with who and why, also those that were revoked', () => {
	const passings = [scan('7', 'finish', '24:31')];
	const voided = ruling({ type: 'void', passingId: passings[0]?.id ?? '' });
	const penalty = ruling({ type: 'penalty', participantId: 'p7', valueMs: 60_000 });
	const rulings = [
		voided,
		penalty,
		ruling({ type: 'dq', participantId: 'p8' }),
		ruling({ type: 'wave-start', waveSlug: 'all', valueMs: at('0:00') }),
		ruling({ type: 'revoke', rulingId: penalty.id })
	];
	const explanation = explain({ race: race(), participants, passings, rulings }, 'p7');
	expect(explanation?.rulings.map(({ type, inForce, by, message }) => [type, inForce, by, message])).toEqual([
		['void', true, 'organiser', { key: 'timing_ruling_void', params: {} }],
		['penalty', false, 'organiser', { key: 'timing_ruling_penalty', params: { time: '0:01:00.000' } }],
		['wave-start', true, 'organiser', { key: 'timing_ruling_wave_start', params: { wave: 'all' } }],
		['revoke', true, 'organiser', { key: 'timing_ruling_revoke', params: {} }]
	]);
	expect(explanation?.passings.map(({ status }) => status)).toEqual(['voided']);
});

test('a claimed passing is explained to whom it counts for', () => {
	const passings = [scan('99', 'finish', '20:00', { participantId: null })];
	const rulings = [ruling({ type: 'claim', passingId: passings[0]?.id ?? '', participantId: 'p7' })];
	const explanation = explain({ race: race(), participants, passings, rulings }, 'p7');
	expect(explanation?.passings).toMatchObject([{ status: 'counted', read: '99' }]);
	expect(explanation?.notes).toEqual([{ key: 'timing_flag_net_is_gun', params: {} }]);
});

test('nobody is explained who is not in the race', () => {
	expect(explain({ race: race(), participants, passings: [], rulings: [] }, 'stranger')).toBeNull();
});

describe.each(['en', 'ro', 'ru'])('in %s', (locale) => {
	const catalogue = catalogueOf(locale) as Record<string, string>;

	test('every status, reason, flag, ruling and check has its text, and no text is left over', () => {
		const texts = Object.keys(catalogue).filter((key) =>
			/^timing_(status|reason|flag|result|ruling|check)_/.test(key)
		);
		expect(texts.sort()).toEqual([...TIMING_MESSAGE_KEYS].sort());
	});
});
