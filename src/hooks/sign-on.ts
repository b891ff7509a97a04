import type { RequestEvent } from '@sveltejs/kit';
import type { RiskError } from '$lib/domain/errors';
import { addressOf } from './gate';

/** Holds what a sign-in remembers while the person is at the provider. */
export const signOnCookie = 'xinshao.sign_on';

const said = ['SIGN_IN_UNKNOWN', 'SIGN_IN_LOCKED', 'SIGN_ON_REFUSED', 'SIGN_ON_UNREACHABLE'] as const;

/** Why the last sign-in at the provider came to nothing, as the sign-in page says it. */
export type SignOnRefusal = (typeof said)[number] | 'SIGN_ON_INVALID';

export const signOnRefusal = (text: string | null): SignOnRefusal | null =>
	text === null ? null : (said.find((code) => code === text) ?? 'SIGN_ON_INVALID');

/** The sign-in page with the reason; what is wrong with the configuration is for the audit log, not for visitors. */
export const refusedBy = ({ code }: RiskError): string => `/sign-in?refused=${signOnRefusal(code)}`;

/** For the audit log: the code, and what in the answer did not hold. */
export const reasonOf = ({ code, details }: RiskError): string =>
	typeof details['why'] === 'string' ? `${code} ${details['why']}` : code;

/** A line of the audit log for a sign-in by way of the provider. */
export function keepSignOn(
	event: RequestEvent,
	username: string,
	result: 'done' | 'refused' | 'failed',
	detail: string
): Promise<void> {
	return event.locals.app.audit.record({
		actor_id: '',
		actor: username.slice(0, 40),
		address: addressOf(event),
		act: 'sign-in sso',
		subject: null,
		result,
		detail
	});
}
