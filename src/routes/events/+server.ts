import { liveRuns } from '$jobs/run';
import { shanghaiTime } from '$lib/domain/clock';
import type { LiveEvent } from '$lib/domain/live';
import { lastScoring } from '$lib/server/queries/run-detail';
import type { RequestHandler } from './$types';

/** A proxy that hears nothing for a minute cuts the line. */
const heartbeatMilliseconds = 20_000;
/** A stream ends after this long and the page asks anew: by then its reader may have been signed out. */
const longestMilliseconds = 15 * 60_000;
/** A page that cannot be heard this long is not there any more. */
const mostWaiting = 200;

const message = (name: string, value: unknown) => `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;

/** What happens, as it happens: runs to whoever may see data, the end of a scoring to everybody. */
export const GET: RequestHandler = async ({ locals }) => {
	const { app, viewer, reader } = locals;
	const seesRuns = viewer.may('data.view');
	const scoring = await lastScoring(reader);
	const encoder = new TextEncoder();
	let finish = () => undefined as void;
	let isFull = false;
	const stream = new ReadableStream<Uint8Array>(
		{
			start(controller) {
				const send = (text: string) => {
					// Whoever does not read is let go, or what waits for him would fill the memory.
					if ((controller.desiredSize ?? 0) < -mostWaiting) return finish();
					controller.enqueue(encoder.encode(text));
				};
				const stop = app.events.listen({
					person: viewer.account?.id ?? viewer.actor.id,
					hear: (event: LiveEvent) => {
						if (event.kind === 'scored') send(message('scored', event.scored));
						else if (seesRuns) send(message('run', event.run));
					},
					end: () => finish()
				});
				if (!stop) {
					isFull = true;
					controller.close();
					return;
				}
				const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMilliseconds);
				const limit = setTimeout(() => finish(), longestMilliseconds);
				finish = () => {
					finish = () => undefined;
					clearInterval(heartbeat);
					clearTimeout(limit);
					stop();
					try {
						controller.close();
					} catch {
						// The reader has gone already: there is nothing left to close.
					}
				};
				send('retry: 5000\n\n');
				send(message('hello', { scoring, at: shanghaiTime(app.clock()) }));
				if (seesRuns) for (const run of liveRuns(app)) send(message('run', run));
			},
			cancel: () => finish()
		},
		{ highWaterMark: 16 }
	);
	if (isFull) {
		return new Response('打开的页面太多，暂时不能实时更新；页面内容不受影响，可手动刷新。', {
			status: 503,
			headers: { 'retry-after': '60', 'content-type': 'text/plain; charset=utf-8' }
		});
	}
	return new Response(stream, {
		headers: {
			'content-type': 'text/event-stream; charset=utf-8',
			'cache-control': 'no-store',
			// nginx would hold the events back until its buffer is full.
			'x-accel-buffering': 'no'
		}
	});
};
