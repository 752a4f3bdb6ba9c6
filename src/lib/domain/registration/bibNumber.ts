/**
 * The lowest number from 1 that no bib of the event bears, as a string. Bibs are strings: `007` and `7` are two, but
 * nobody at a finish line can tell them apart, so either keeps 7 out of use. A cancelled entry keeps its bib, so its
 * number is not given again. Lettered bibs (`F3`) do not count.
 */
export function nextBibNumber(taken: Iterable<string>): string {
	const numbers = new Set<number>();
	for (const bib of taken) if (/^[0-9]+$/.test(bib)) numbers.add(Number(bib));
	let next = 1;
	while (numbers.has(next)) next += 1;
	return String(next);
}
