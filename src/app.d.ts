import type { EventHead } from '#lib/schemas/event/eventPage.ts';
import type { Caller } from '#lib/server/access/caller.ts';
import type { DeskAround } from './routes/(organiser)/shell/around.ts';
import type { DatabaseFault } from '#lib/server/databaseFault.ts';

declare global {
	namespace App {
		interface Locals {
			/** The organiser's account behind the session cookie, or the public. */
			caller: Caller;
			/** Of whoever is signed in to that account; for their own eyes. */
			accountName: string | null;
			/** The participant behind the runner's cookie. */
			runnerId: string | null;
			/** Why the door lets the caller see nothing of the page. */
			refused?: App.Error & { status: number };
			/** What the database had against this request; noted by handleError. */
			databaseFault?: DatabaseFault;
		}
		interface PageData {
			/** Set by the layouts under an event: its name and services stand around each of its pages. */
			eventHead?: EventHead;
			/** Set by the layouts of an organiser's pages, for the shell around them. */
			event?: { timeZone: string };
			/** Null: nobody is signed in. */
			account?: { name: string; mayManage: boolean } | null;
			desk?: DeskAround;
		}
		interface Error {
			message: string;
			/** For people, in their language; shown instead of the usual words. */
			words?: string;
			/** Stands in the log beside the cause. */
			id?: string;
		}
	}
}

export {};
