import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';

/** What 等保 asks for and an installation may set within bounds. */
export interface AccountRules {
	/** Three kinds of characters in a password. */
	readonly complexity: boolean;
	/** A new password every 90 days. */
	readonly rotation: boolean;
	/** No role with everything: system, security and audit administrators exclude each other. */
	readonly separateAdmins: boolean;
	/** A session that nobody uses ends after so many minutes. */
	readonly idleMinutes: number;
	/** So many sessions of one person at a time; the oldest gives way. */
	readonly mostSessions: number;
}

export const idleChoices = [5, 10, 15, 30] as const;
export const sessionChoices = [1, 2, 3, 5, 10] as const;

const onOff = (usual: boolean) =>
	z
		.enum(['on', 'off'])
		.catch(usual ? 'on' : 'off')
		.transform((value) => value === 'on');

const shape = z.object({
	complexity: onOff(true),
	rotation: onOff(false),
	separate_admins: onOff(false),
	idle_minutes: z.coerce.number().int().min(5).max(30).catch(15),
	most_sessions: z.coerce.number().int().min(1).max(10).catch(5)
});

export type SettingName = keyof z.input<typeof shape>;

/** Settings of accounts, a word each, as they are kept. */
export class AccountSettings {
	readonly #database: DatabaseSync;

	constructor(database: DatabaseSync) {
		this.#database = database;
		database.exec('create table if not exists setting (name text primary key, value text not null)');
	}

	get rules(): AccountRules {
		const rows = this.#database.prepare('select name, value from setting').all();
		const given = Object.fromEntries(rows.map((row) => [String(row['name']), String(row['value'])]));
		const read = shape.parse(given);
		return {
			complexity: read.complexity,
			rotation: read.rotation,
			separateAdmins: read.separate_admins,
			idleMinutes: read.idle_minutes,
			mostSessions: read.most_sessions
		};
	}

	/** @throws RiskError RULE_VALUE where the value is outside of what the product allows */
	set(name: SettingName, value: string): void {
		const allowed: Record<SettingName, readonly string[]> = {
			complexity: ['on', 'off'],
			rotation: ['on', 'off'],
			separate_admins: ['on', 'off'],
			idle_minutes: idleChoices.map(String),
			most_sessions: sessionChoices.map(String)
		};
		if (!allowed[name].includes(value))
			throw new RiskError('RULE_VALUE', `“${value.slice(0, 20)}”不在可选范围内，没有保存，请重新选择。`);
		this.#database
			.prepare('insert into setting values (?, ?) on conflict (name) do update set value = excluded.value')
			.run(name, value);
	}
}
