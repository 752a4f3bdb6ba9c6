import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupDoubles, type PossibleDouble } from './doubles.ts';

const entry = (id: string, part: Partial<PossibleDouble> = {}): PossibleDouble => ({
	id,
	nameFolded: 'ana sase',
	birthDate: '1990-05-17',
	email: 'ana@example.org',
	...part
});
const groups = (...entries: PossibleDouble[]) =>
	groupDoubles(entries).map((group) => group.map(({ id }) => id));

test.each([
	['name and birth date', { email: 'other@example.org' }],
	['name and address', { birthDate: '1991-01-01' }],
	['address and birth date', { nameFolded: 'anna sase' }]
])('entries that share %s may be one person’s', (_, part) => {
	expect(groups(entry('a'), entry('b', part))).toEqual([['a', 'b']]);
});

test.each([
	['a name', { birthDate: '1991-01-01', email: 'other@example.org' }],
	['an address, as a family does', { nameFolded: 'ion sase', birthDate: '1988-01-01' }],
	['a birth date', { nameFolded: 'ion sase', email: 'ion@example.org' }]
])('entries that share only %s are two people’s', (_, part) => {
	expect(groups(entry('a'), entry('b', part))).toEqual([]);
});

test('what is not known equals nothing', () => {
	const bare = { birthDate: null, email: null };
	expect(groups(entry('a', bare), entry('b', bare))).toEqual([]);
});

test('two entries are together exactly if a chain of shared details leads from one to the other', () => {
	const anEntry = fc.record({
		nameFolded: fc.constantFrom('ana', 'ion', 'radu'),
		birthDate: fc.constantFrom('1990-01-01', '1991-01-01', null),
		email: fc.constantFrom('a@example.org', 'b@example.org', null)
	});
	const isLike = (a: PossibleDouble, b: PossibleDouble) => {
		const birth = a.birthDate !== null && a.birthDate === b.birthDate;
		const mail = a.email !== null && a.email === b.email;
		return Number(a.nameFolded === b.nameFolded) + Number(birth) + Number(mail) >= 2;
	};
	fc.assert(
		fc.property(fc.array(anEntry, { maxLength: 12 }), (rows) => {
			const entries = rows.map((row, index) => ({ ...row, id: String(index) }));
			const reached = entries.map((from) => {
				const found = new Set([from]);
				for (const one of found) for (const other of entries) if (isLike(one, other)) found.add(other);
				return entries.filter((other) => found.has(other));
			});
			const expected = reached.filter((group, index) => group.length > 1 && group[0] === entries[index]);
			expect(groupDoubles(entries)).toEqual(expected);
		})
	);
});
