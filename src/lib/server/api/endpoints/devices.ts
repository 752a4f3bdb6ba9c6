import { ok } from '#lib/domain/result.ts';
import {
	DeviceMoveRequestSchema,
	DevicesSchema,
	HeartbeatRequestSchema,
	HeartbeatSchema,
	RosterSchema
} from '#lib/schemas/pairing.ts';
import { CourseProgressSchema } from '#lib/schemas/progress.ts';
import type { App } from '#lib/server/app.ts';
import { courseProgress } from '#lib/server/phones/courseProgress.ts';
import { heartbeat, listDevices, moveDevice, revokeDevice } from '#lib/server/phones/devices.ts';
import { roster } from '#lib/server/phones/roster.ts';
import { setCaching } from '#lib/server/api/http/caching.ts';
import { endpoint } from '#lib/server/api/http/endpoint.ts';
import { answeredUnchanged, tagsOf } from '#lib/server/api/http/etag.ts';
import { describedRouter, type DescribedRouter } from '#lib/server/api/http/router.ts';

export const deviceRoutes = (app: App): DescribedRouter =>
	describedRouter([
		endpoint({
			method: 'post',
			path: '/devices/self/heartbeat',
			summary: 'Tell that the phone lives, and learn where it is wanted',
			tag: 'Devices',
			verb: 'report',
			body: HeartbeatRequestSchema,
			answers: { 200: { description: 'Where the organiser has put this phone', schema: HeartbeatSchema } },
			reasons: ['forbidden'],
			handle: ({ caller, body }) =>
				heartbeat(app, caller, {
					battery: body.battery ?? null,
					unsent: body.unsent ?? null,
					offsetMs: body.offsetMs ?? null,
					uncertaintyMs: body.uncertaintyMs ?? null
				})
		}),
		endpoint({
			method: 'get',
			path: '/events/:slug/roster',
			summary: 'Bibs and rules for judging offline',
			description: 'Numbers and codes without names. With `If-None-Match` an unchanged roster is a 304.',
			tag: 'Devices',
			verb: 'see-roster',
			answers: {
				200: { description: 'The roster', schema: RosterSchema },
				304: { description: 'Unchanged' }
			},
			reasons: ['event-unknown', 'forbidden', 'wrong-event'],
			handle: async ({ caller, params, req, res }) => {
				const etags = tagsOf(req.get('if-none-match')) ?? [];
				const answer = await roster(app, caller, { event: params.slug, etags });
				if (!answer.ok) return answer;
				setCaching(res, { shared: false });
				if (answeredUnchanged(req, res, answer.value.etag)) return undefined;
				return ok(answer.value.roster);
			}
		}),
		endpoint({
			method: 'get',
			path: '/events/:slug/progress',
			summary: 'Who is on the course, and who is overdue',
			description:
				'Runners without a finish, where they were seen last and when they are expected at the next checkpoint. Numbers without names. With `If-None-Match` an unchanged list is a 304.',
			tag: 'Devices',
			verb: 'see-progress',
			answers: {
				200: { description: 'Those first who are expected first', schema: CourseProgressSchema },
				304: { description: 'Unchanged' }
			},
			reasons: ['event-unknown', 'forbidden', 'wrong-event'],
			handle: async ({ caller, params, req, res }) => {
				const answer = await courseProgress(app, caller, { event: params.slug });
				if (!answer.ok) return answer;
				setCaching(res, { shared: false });
				if (answeredUnchanged(req, res, answer.value.etag)) return undefined;
				return ok(answer.value.progress);
			}
		}),
		endpoint({
			method: 'get',
			path: '/events/:slug/devices',
			summary: 'The phones of the event and what they report',
			tag: 'Devices',
			verb: 'time',
			answers: { 200: { description: 'By name', schema: DevicesSchema } },
			reasons: ['event-unknown', 'forbidden'],
			handle: ({ caller, params }) => listDevices(app, caller, { event: params.slug })
		}),
		endpoint({
			method: 'patch',
			path: '/events/:slug/devices/:device',
			summary: 'Put a phone to another checkpoint',
			description: 'It learns so with its next heartbeat. Reads from before keep their place.',
			tag: 'Devices',
			verb: 'time',
			body: DeviceMoveRequestSchema,
			answers: { 200: { description: 'Where it stands now' } },
			reasons: ['event-unknown', 'device-unknown', 'forbidden', 'invalid-document'],
			handle: async ({ caller, params, body }) => {
				const asked = { event: params.slug, device: params.device, ...body };
				const moved = await moveDevice(app, caller, asked);
				if (!moved.ok) return moved;
				const { device, checkpoint, role } = moved.value;
				return ok({ device, checkpoint, role });
			}
		}),
		endpoint({
			method: 'delete',
			path: '/events/:slug/devices/:device/token',
			summary: 'Revoke a phone’s token',
			description: 'Reads from before that arrive later are stored as unassigned.',
			tag: 'Devices',
			verb: 'time',
			answers: { 200: { description: 'How many tokens ended' } },
			reasons: ['event-unknown', 'device-unknown', 'forbidden'],
			handle: ({ caller, params }) => revokeDevice(app, caller, { event: params.slug, device: params.device })
		})
	]);
