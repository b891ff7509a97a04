import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { tell, type NoticeOffice } from '$lib/server/dispatch/notices/tell';
import { calendar, openDistrict, policy, type District } from './district';

/** A district with a clock that a test moves, where alerts happen when the test says so. */
export interface NoticeTown {
	readonly district: District;
	readonly office: NoticeOffice;
	/** Shanghai time, 'YYYY-MM-DDTHH:MM:SS'. */
	at(time: string): void;
	/** Writes notices.yaml, and the places that may be talked to. */
	configure(notices: object, places: readonly string[]): void;
	/** News of an alert on a project, as the state machine writes it. */
	alert(project: string, given?: { news?: string; level?: number; snoozedUntil?: string }): Promise<void>;
	/** An event of its own for one recipient of a channel, due now. */
	notice(key: string, channel: string, recipient: string): Promise<void>;
	tell(): ReturnType<typeof tell>;
	/** Begins to tell and drops the process's memory of it once `begun` answers true: the answer is never written. */
	crashWhileSending(begun: () => boolean): Promise<void>;
	/** Longest wait for an answer, in milliseconds. */
	patience(milliseconds: number): void;
	switchOff(): void;
	/** Everything in the tables of notices, as one text. */
	everythingKept(): Promise<string>;
	log(): Promise<{ step: string; status: string | null; attempt: number; message_id: string }[]>;
	muted(): Promise<string[]>;
	clear(): Promise<void>;
	close(): Promise<void>;
}

export const street = policy.units[0]!.name;
export const secrets = {
	ROBOT_KEY: 'key-very-secret-1',
	ROBOT_SECRET: 'SECsecret+2/=',
	HOOK_SECRET: 'hook-secret-3',
	MAIL_PASSWORD: 'mail-secret-4'
};

const tables = ['notice', 'notice_delivery', 'notice_message', 'notice_message_item', 'notice_attempt'];

export async function openNoticeTown(): Promise<NoticeTown> {
	const district = await openDistrict();
	let now = '2026-11-20T10:01:00';
	let milliseconds = 2000;
	const office: NoticeOffice = {
		warehouse: district.warehouse,
		policy,
		calendar,
		clock: () => new Date(`${now}+08:00`),
		home: district.home,
		origin: 'https://board.example.gov.cn/',
		env: secrets
	};
	const write = (name: string, content: object) =>
		writeFileSync(join(district.home, name), stringify(content));
	await district.warehouse.write((tx) =>
		tx.run(
			`insert into score_run values (1, date '2026-11-19', null, 'current', '410803', 'x', timestamp '2026-11-19 05:30:00', 1)`
		)
	);
	return {
		district,
		office,
		at: (time) => void (now = time),
		configure(notices, places) {
			write('notices.yaml', { start: '2026-11-01', ...notices });
			write('sources.yaml', { allowed_hosts: places });
		},
		async alert(project, { news = 'opened', level = 3, snoozedUntil } = {}) {
			await district.warehouse.write(async (tx) => {
				await tx.run(
					`insert into tier_result (run_id, subject_type, subject_code, name, street, sector, tier, grey, clause, fired,
						workers_exposed, unpaid_fen)
					values (1, 'project', $code, '工程' || $code, $street, null, 3, false, '1a', '', 12, 3450000)`,
					{ code: project, street }
				);
				await tx.run(
					`insert into alert values ('project', $code, cast($state as json), 'open', $level, date '2026-11-20', date '2026-11-20', 0)`,
					{ code: project, level, state: JSON.stringify({ snoozedUntil: snoozedUntil ?? null }) }
				);
				await tx.run(
					`insert into alert_event (subject_type, subject_code, happened_on, kind, level, at_time)
					values ('project', $code, cast($day as date), $news, $level, cast($at as timestamp))`,
					{ code: project, news, level, day: now.slice(0, 10), at: now.replace('T', ' ') }
				);
			});
		},
		async notice(key, channel, recipient) {
			const at = now.replace('T', ' ');
			await district.warehouse.write(async (tx) => {
				await tx.run(
					`insert into notice values ($key, 'alert_opened', null, null, null, '[]', 3, $key, '测试', '/', date '2026-11-20',
						cast($at as timestamp))`,
					{ key, at }
				);
				await tx.run(
					`insert into notice_delivery values ($id, $key, 'r', $channel, $recipient, '[]', false, cast($at as timestamp),
						cast($at as timestamp), null)`,
					{ id: `${key}|${channel}|${recipient}`, key, channel, recipient, at }
				);
			});
		},
		tell: () => tell({ ...office, milliseconds }),
		async crashWhileSending(begun) {
			let isDead = false;
			const dying: NoticeOffice['warehouse'] = Object.create(district.warehouse, {
				write: {
					// A dead process writes nothing: its promise is never settled.
					value: (work: Parameters<NoticeOffice['warehouse']['write']>[0]) =>
						isDead ? new Promise(() => undefined) : district.warehouse.write(work)
				},
				read: { value: district.warehouse.read.bind(district.warehouse) }
			});
			void tell({ ...office, warehouse: dying, milliseconds: 100 });
			while (!begun()) await new Promise((resolve) => setTimeout(resolve, 5));
			isDead = true;
			await new Promise((resolve) => setTimeout(resolve, 150));
		},
		patience: (given) => void (milliseconds = given),
		switchOff: () => rmSync(join(district.home, 'notices.yaml'), { force: true }),
		async everythingKept() {
			const parts = await Promise.all(
				tables.map((table) =>
					district.read(
						`select cast(to_json(t) as varchar) as text from ${table} t`,
						{},
						z.object({ text: z.string() })
					)
				)
			);
			return parts.flatMap((rows) => rows.map(({ text }) => text)).join('\n');
		},
		log: () =>
			district.read(
				`select step, status, attempt, message_id from notice_attempt order by at_time, attempt, case step when 'started' then 0 when 'given_up' then 2 else 1 end`,
				{},
				z.object({
					step: z.string(),
					status: z.string().nullable(),
					attempt: z.number(),
					message_id: z.string()
				})
			),
		async muted() {
			const rows = await district.read(
				'select muted from notice_delivery where muted is not null order by muted',
				{},
				z.object({ muted: z.string() })
			);
			return rows.map((row) => row.muted);
		},
		async clear() {
			await district.warehouse.write(async (tx) => {
				for (const table of [...tables, 'tier_result', 'alert', 'alert_event'])
					await tx.run(`delete from ${table}`);
			});
			now = '2026-11-20T10:01:00';
			milliseconds = 2000;
		},
		close: () => district.close()
	};
}
