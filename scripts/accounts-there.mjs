import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Whether a home has an account that may sign in; without one the server answers this machine only.
 * @param {string | undefined} home
 */
export async function hasAccounts(home) {
	const folder = home || fileURLToPath(new URL('../data/home', import.meta.url));
	const path = join(folder, 'accounts.sqlite');
	if (!existsSync(path)) return false;
	const { DatabaseSync } = await import('node:sqlite');
	const database = new DatabaseSync(path, { readOnly: true });
	try {
		return database.prepare('select 1 from profile where disabled = 0 limit 1').get() !== undefined;
	} catch {
		return false;
	} finally {
		database.close();
	}
}
