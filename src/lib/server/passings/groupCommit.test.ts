import { expect, test } from 'vitest';
import { groupCommit } from './groupCommit.ts';

/** Commits that end when the test says so. */
function gate() {
	const commits: { requests: number[]; end: () => void; fail: () => void }[] = [];
	const commit = (requests: number[]) =>
		new Promise<number[]>((resolve, reject) =>
			commits.push({
				requests,
				end: () => resolve(requests.map((n) => n * 10)),
				fail: () => reject(new Error(`failed ${requests.join()}`))
			})
		);
	return { commits, commit };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a single request is committed at once, alone', async () => {
	const { commits, commit } = gate();
	const add = groupCommit({ commit, weigh: () => 1, limit: 10 });
	const answer = add(1);
	expect(commits.map(({ requests }) => requests)).toEqual([[1]]);
	commits[0]?.end();
	expect(await answer).toBe(10);
});

test('requests that arrive during a commit share the next one', async () => {
	const { commits, commit } = gate();
	const add = groupCommit({ commit, weigh: () => 1, limit: 10 });
	const answers = [add(1), add(2), add(3)];
	commits[0]?.end();
	await settle();
	expect(commits.map(({ requests }) => requests)).toEqual([[1], [2, 3]]);
	commits[1]?.end();
	expect(await Promise.all(answers)).toEqual([10, 20, 30]);
});

test('nobody is answered before the commit has ended', async () => {
	const { commits, commit } = gate();
	const add = groupCommit({ commit, weigh: () => 1, limit: 10 });
	let answered = false;
	void add(1).then(() => (answered = true));
	await settle();
	expect(answered).toBe(false);
	commits[0]?.end();
	await settle();
	expect(answered).toBe(true);
});

test('a commit takes no more than the limit, but always one request', async () => {
	const { commits, commit } = gate();
	const add = groupCommit({ commit, weigh: (n: number) => n, limit: 5 });
	const answers = [add(1), add(9), add(3), add(2), add(1)];
	for (let i = 0; i < 4; i++) {
		commits[i]?.end();
		await settle();
	}
	await Promise.all(answers);
	expect(commits.map(({ requests }) => requests)).toEqual([[1], [9], [3, 2], [1]]);
});

test('a request that fails does not fail its company', async () => {
	const { commits, commit } = gate();
	const add = groupCommit({ commit, weigh: () => 1, limit: 10 });
	const first = add(1);
	const [bad, good] = [add(2), add(3)];
	commits[0]?.end();
	await first;
	await settle();
	commits[1]?.fail();
	await settle();
	commits[2]?.fail();
	await expect(bad).rejects.toThrow('failed 2');
	await settle();
	commits[3]?.end();
	expect(await good).toBe(30);
});
