/** Who is entered already when others ask, in each way that there is. */

export type Person = Record<'name' | 'email' | 'birthYear', string> & Record<string, string>;
export const aPerson = (name: string, part: Record<string, string> = {}): Person => ({
	race: '5k',
	name,
	sex: 'unsaid',
	birthDay: '27',
	birthMonth: '3',
	birthYear: '1990',
	email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
	club: '',
	visibility: 'bib',
	alias: '',
	terms: 'on',
	website: '',
	...part
});
const guarded = { birthYear: '2014', guardianName: 'Guardian Known', guardianConsent: 'on' };
export const KNOWN = [
	{ as: 'a runner', person: aPerson('Runner Known') },
	{ as: 'somebody hidden', person: aPerson('Hidden Known', { visibility: 'hidden' }) },
	{ as: 'a minor', person: aPerson('Minor Known', guarded) },
	{ as: 'somebody who cancelled', person: aPerson('Former Known') },
	{ as: 'imported', person: aPerson('Listed Known') }
];
