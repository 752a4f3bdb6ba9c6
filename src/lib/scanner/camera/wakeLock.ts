/** Keeps the screen on while a role runs. Browsers drop the lock when the page is hidden; it is taken again after. */
export function keepScreenOn(onChange: (on: boolean) => void): () => void {
	let sentinel: WakeLockSentinel | null = null;
	let stopped = false;

	async function take(): Promise<void> {
		if (stopped || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			sentinel = await navigator.wakeLock.request('screen');
			onChange(true);
			sentinel.addEventListener('release', () => onChange(false));
		} catch {
			onChange(false);
		}
	}
	const again = (): void => void take();
	document.addEventListener('visibilitychange', again);
	void take();
	return () => {
		stopped = true;
		document.removeEventListener('visibilitychange', again);
		void sentinel?.release();
	};
}
