import type { RequestEvent } from '@sveltejs/kit';
import type { PersonalDesk } from '$lib/server/accounts/personal-access';
import { addressOf } from './gate';

/** What looking at a personal value needs, seen with the eyes of whoever asks. */
export function personalDesk(event: RequestEvent): PersonalDesk {
	const { reader, viewer, app } = event.locals;
	const { warehouse, keys, audit, clock } = app;
	return { reader, viewer, warehouse, keys, audit, clock, address: addressOf(event) };
}
