import type { DatabaseSync } from 'node:sqlite';
import { betterAuth } from 'better-auth';
import { twoFactor, username } from 'better-auth/plugins';
import { isUsername } from './account';
import { hashPassword, verifyPassword } from './passwords';
import { vouchedSignIn } from './vouched-sign-in';

/** A session ends after so long, whatever is done in it. */
const absoluteSeconds = 8 * 3600;

/** The library that keeps passwords, second factors and sessions. */
export type SignInLibrary = ReturnType<typeof authOn>;

/** Sets the library up on the file of accounts. @param secret seals cookies */
export function authOn(database: DatabaseSync, secret: string) {
	return betterAuth({
		database,
		secret,
		// Never asked over HTTP: pages call it, so the address is only a name.
		baseURL: 'http://localhost',
		telemetry: { enabled: false },
		logger: { disabled: true },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			password: { hash: hashPassword, verify: verifyPassword }
		},
		session: { expiresIn: absoluteSeconds, disableSessionRefresh: true },
		rateLimit: { enabled: false },
		advanced: { cookiePrefix: 'xinshao', disableCSRFCheck: true, disableOriginCheck: true },
		plugins: [
			username({ minUsernameLength: 2, maxUsernameLength: 40, usernameValidator: isUsername }),
			twoFactor({ issuer: '薪哨', skipVerificationOnEnable: false }),
			vouchedSignIn()
		]
	});
}
