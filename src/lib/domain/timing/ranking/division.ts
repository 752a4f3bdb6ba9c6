import type { AgeOn, Division, Participant, Race } from '#lib/domain/timing/facts/course.ts';

const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Age in whole years on the reference day: the race day, or 31 December of its year, which is the same as by year of
 * birth. `birthDate` and `raceDate` are `YYYY-MM-DD`; null when either is not. Someone born on 29 February turns
 * a year older on 1 March of a common year.
 */
export function ageOnReferenceDay(
	birthDate: string,
	reference: { raceDate: string; ageOn: AgeOn }
): number | null {
	const birth = ISO_DATE.exec(birthDate);
	const race = ISO_DATE.exec(reference.raceDate);
	if (!birth || !race) return null;
	const years = Number(race[1]) - Number(birth[1]);
	if (reference.ageOn !== 'race-day') return years;
	return reference.raceDate.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Age of a participant by the race's rule; the birth date wins over a given age. Null when neither is known. */
export function ageOf(participant: Pick<Participant, 'birthDate' | 'age'>, race: Race): number | null {
	if (participant.birthDate === null) return participant.age;
	return ageOnReferenceDay(participant.birthDate, { raceDate: race.date, ageOn: race.ageOn });
}

/**
 * Name of the division: the one given explicitly; else the first listed that fits age and sex; else the fallback that
 * the organiser chose. Without age or sex there is none.
 */
export function divisionOf(participant: Participant, race: Race): string | null {
	if (participant.division !== null) return participant.division;
	if (participant.sex === null) return null;
	const age = ageOf(participant, race);
	if (age === null) return null;
	const { sex } = participant;
	return race.divisions.find((division) => fits(division, { age, sex }))?.name ?? race.fallbackDivision;
}

function fits(division: Division, { age, sex }: { age: number; sex: Division['sex'] }): boolean {
	if (division.sex !== null && division.sex !== sex) return false;
	return age >= (division.ageFrom ?? -Infinity) && age <= (division.ageTo ?? Infinity);
}
