/** Every type of ruling by its name, each from its own file. The desk offers them in this order. */
import { accept } from './passing/accept.ts';
import { assignTime } from './passing/assignTime.ts';
import { claim } from './passing/claim.ts';
import { reinstate } from './passing/reinstate.ts';
import { voidPassing } from './passing/void.ts';
import { revoke } from './revoke.ts';
import { bibSwap } from './runner/bibSwap.ts';
import { deadHeat } from './runner/deadHeat.ts';
import { dnf } from './runner/dnf.ts';
import { dns } from './runner/dns.ts';
import { dq } from './runner/dq.ts';
import { finishTime } from './runner/finishTime.ts';
import { moveWave } from './runner/moveWave.ts';
import { penalty } from './runner/penalty.ts';
import { startTime } from './runner/startTime.ts';
import { waveStart } from './waveStart.ts';

export const RULINGS = {
	void: voidPassing,
	reinstate,
	accept,
	'wave-start': waveStart,
	dq,
	dnf,
	dns,
	penalty,
	'finish-time': finishTime,
	'start-time': startTime,
	'move-wave': moveWave,
	'bib-swap': bibSwap,
	'dead-heat': deadHeat,
	claim,
	'assign-time': assignTime,
	revoke
};
