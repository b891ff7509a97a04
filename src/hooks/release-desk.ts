import type { ReleaseDesk } from '$lib/server/accounts/release-book';

/** What acts on full exports need, seen with the eyes of whoever asks. */
export function releaseDesk({ reader, app, actor, viewer }: App.Locals): ReleaseDesk {
	const { warehouse, clock } = app;
	return { reader, warehouse, clock, actor, signedIn: viewer.account !== null };
}
