import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { z } from 'zod';

/**
 * A sign-in of a person whom the government's own sign-on has vouched for: a session without a password.
 *
 * It stands at a path that no plugin of ours uses and at which the plugin of the second factor asks for the code, so
 * that whoever has turned a code on is asked for it on this way in too. Nothing of this is reachable over HTTP.
 */
export const vouchedSignIn = () => ({
	id: 'vouched-sign-in' as const,
	endpoints: {
		signInVouched: createAuthEndpoint(
			'/sign-in/phone-number',
			{ method: 'POST', body: z.object({ userId: z.string() }), metadata: { SERVER_ONLY: true } },
			async (context) => {
				const { internalAdapter } = context.context;
				const user = await internalAdapter.findUserById(context.body.userId);
				if (!user) throw new APIError('UNAUTHORIZED');
				const session = await internalAdapter.createSession(user.id, false);
				await setSessionCookie(context, { session, user }, false);
				return context.json({ sessionId: session.id });
			}
		)
	}
});
