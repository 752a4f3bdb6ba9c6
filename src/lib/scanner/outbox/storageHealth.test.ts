import { afterEach, expect, test, vi } from 'vitest';
import { protectStorage, storageHealth } from './storageHealth.ts';

const MB = 1024 * 1024;
afterEach(() => vi.unstubAllGlobals());

/** A browser with so much room, which protects what is stored, or not. */
function browser({ freeMb, persisted }: { freeMb: number; persisted: boolean }) {
	const persist = vi.fn(() => Promise.resolve(true));
	const estimate = () => Promise.resolve({ quota: 100 * MB, usage: (100 - freeMb) * MB });
	vi.stubGlobal('navigator', { storage: { estimate, persist, persisted: () => Promise.resolve(persisted) } });
	return persist;
}

test('a phone with less than 20 MB left says how much, also where the browser protects what is stored', async () => {
	browser({ freeMb: 19, persisted: true });
	expect(await storageHealth()).toEqual({ state: 'low', freeBytes: 19 * MB });
	browser({ freeMb: 20, persisted: true });
	expect(await storageHealth()).toEqual({ state: 'kept' });
});

test('looking at the storage again and again never asks the volunteer anything', async () => {
	const persist = browser({ freeMb: 50, persisted: false });
	expect(await storageHealth()).toEqual({ state: 'loose' });
	expect(persist).not.toHaveBeenCalled();
	await protectStorage();
	expect(persist).toHaveBeenCalledOnce();
});

test('a browser that cannot say how much room there is may clean up', async () => {
	vi.stubGlobal('navigator', {});
	expect(await storageHealth()).toEqual({ state: 'loose' });
	await protectStorage();
});
