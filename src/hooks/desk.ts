import type { LetterDesk } from '$lib/server/dispatch/letters/letter-book';

/** What letters need, seen with the eyes of whoever asks. */
export function letterDesk(locals: App.Locals): LetterDesk {
	const { warehouse, policy, clock, config } = locals.app;
	return { warehouse, reader: locals.reader, policy, clock, home: config.home };
}
