/** Random numbers out of a seed (mulberry32), so that a bench or a simulated race gives the same figures each time. */
export interface Random {
	/** In (0, 1). */
	uniform(): number;
	/** Mean 0, standard deviation 1. */
	normal(): number;
}

export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	const uniform = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4_294_967_296;
	};
	const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
	return { uniform, normal };
}
