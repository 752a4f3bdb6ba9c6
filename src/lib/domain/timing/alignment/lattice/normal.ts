/** The normal distribution; the share by Chebyshev fitting (Numerical Recipes, erfc), fractional error below 1.2e-7. */

export const normalDensity = (x: number): number => Math.exp(-0.5 * x * x) * 0.3989422804014327;

/** Share of a standard normal below x. */
export function normalShare(x: number): number {
	const z = Math.abs(x) * Math.SQRT1_2;
	const t = 1 / (1 + 0.5 * z);
	const near = -1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277));
	const middle = 0.09678418 + t * (-0.18628806 + t * (0.27886807 + t * near));
	const far = -1.26551223 + t * (1.00002368 + t * (0.37409196 + t * middle));
	const tail = 0.5 * t * Math.exp(-z * z + far);
	return x >= 0 ? 1 - tail : tail;
}
