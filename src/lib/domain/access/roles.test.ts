import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PERMISSIONS, ROLES, type Holder, type Verb } from './roles.ts';

/** Who may do what, as the organisers read it: a row a verb, a column a role. */
const TABLE = readFileSync('tests/fixtures/access/roles.md', 'utf8')
	.trim()
	.split('\n')
	.map((line) =>
		line
			.split('|')
			.slice(1, -1)
			.map((cell) => cell.trim())
	);

/** Row → the verb that it is here. The last column of phones needs a role of the phone's, which pairing gives. */
const VERBS: Record<string, Verb> = {
	'make, copy, delete events; settings of the installation': 'manage-installation',
	'invite people, change roles': 'invite',
	'edit event, races, questions, capacity': 'edit-event',
	'edit and publish the campaign page': 'edit-campaign',
	'see participants (names)': 'see-participants',
	'see contact, guardian, emergency contact': 'see-contact',
	'see a medical note': 'see-medical-note',
	'change participants, register on site': 'change-participants',
	'hand out bibs': 'hand-out-bibs',
	'pair and move phones, start, rule, match': 'time',
	'publish results': 'publish',
	"change someone's visibility, erase a person": 'protect',
	'write to participants': 'write-to-participants',
	'export with names, archive (own event)': 'export',
	'backup and restore of the installation': 'restore-installation',
	'see the desk without names': 'see-desk',
	audit: 'see-audit'
};

const [head = [], , ...rows] = TABLE;

test.each(rows.map((row): [string, string[]] => [row[0] ?? '', row]))('%s', (name, row) => {
	const verb = VERBS[name];
	expect(verb, 'there is a verb for this row').toBeDefined();
	const given: readonly Holder[] = PERMISSIONS[verb as Verb];
	for (const [index, column] of head.entries()) {
		if (!ROLES.some((role) => role === column)) continue;
		const role = column as Holder;
		const cell = row[index] ?? '';
		// The desk that hands out bibs sees a part of the contact, which has a verb of its own.
		const part = verb === 'see-contact' && role === 'check-in';
		expect(given.includes(role), `${role}: ${verb}`).toBe(cell !== '' && !part);
	}
	const phone = row[head.indexOf('phone')] ?? '';
	if (phone.endsWith('phone')) expect(given).toContain('phone');
});

test('no verb of the desk is anybody’s, a runner’s or a phone’s but for handing out bibs', () => {
	for (const verb of Object.values(VERBS)) {
		const given: readonly Holder[] = PERMISSIONS[verb];
		expect(given).not.toContain('public');
		expect(given).not.toContain('runner');
		expect(given.includes('phone'), verb).toBe(verb === 'hand-out-bibs');
	}
});
