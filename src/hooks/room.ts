import type { MeetingRoom } from '$lib/server/dispatch/meetings/meeting-room';

/** What a meeting needs of the installation. */
export function meetingRoom({ app }: App.Locals): MeetingRoom {
	const { warehouse, policy, calendar, clock } = app;
	return { warehouse, policy, calendar, clock };
}
