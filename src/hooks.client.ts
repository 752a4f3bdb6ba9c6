import { connection } from '#lib/ui/connection.svelte.ts';
import { steadyFetch } from '#lib/ui/steadyFetch.ts';

// Kit asks for data through whatever stands here, see its load_data.
window.fetch = steadyFetch(window.fetch, connection);
