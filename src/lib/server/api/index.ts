/** The API, version 1: serves scanners and other programs with the same services that the pages call. */
import express, { type Router } from 'express';
import type { App } from '#lib/server/app.ts';
import { asPublic } from './http/auth.ts';
import { descriptionRoutes } from './openapi/description.ts';
import { deviceRoutes } from './endpoints/devices.ts';
import { atTheDoor } from './http/door.ts';
import { eventRoutes } from './endpoints/events.ts';
import { explanationRoutes } from './endpoints/explanation.ts';
import { keyRoutes } from './endpoints/keys.ts';
import { liveRoutes } from './endpoints/live.ts';
import { pairingRoutes } from './endpoints/pairings.ts';
import { participantRoutes } from './endpoints/participants.ts';
import { passingRoutes } from './endpoints/passings.ts';
import { problemOfError } from './http/problem.ts';
import { refuseOnFullDisk } from './http/fullDisk.ts';
import { resultRoutes } from './endpoints/results.ts';
import { answerUnserved, type DescribedRouter } from './http/router.ts';
import { rulingRoutes } from './endpoints/rulings.ts';
import { timeRoutes } from './endpoints/time.ts';

/** Mounted at /api/v1. Body parsers live inside only: app-wide they would make the pages' form posts hang. */
export function createApi(app: App): Router {
	const routes = apiRoutes(app);
	const router = express.Router();
	router.use((_req, res, next) => {
		res.set('Cache-Control', 'no-store');
		next();
	});
	// The clock is asked with a token too, and answers as fast without looking at it.
	router.use('/time', asPublic);
	router.use(atTheDoor(app));
	router.use(refuseOnFullDisk(app));
	for (const route of routes) router.use(route);
	router.use(answerUnserved(routes.flatMap(({ endpoints }) => endpoints)));
	router.use(problemOfError(app));
	return router;
}

/** Every endpoint that the API serves. */
export function apiRoutes(app: App): DescribedRouter[] {
	const routes = routesOf(app);
	return [...routes, descriptionRoutes(routes.flatMap(({ endpoints }) => endpoints))];
}

/** One line for each file of endpoints. */
function routesOf(app: App): DescribedRouter[] {
	return [
		eventRoutes(app),
		passingRoutes(app),
		pairingRoutes(app),
		deviceRoutes(app),
		rulingRoutes(app),
		resultRoutes(app),
		liveRoutes(app),
		explanationRoutes(app),
		timeRoutes(app),
		keyRoutes(app),
		participantRoutes(app)
	];
}
