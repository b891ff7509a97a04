import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import {
	calmAlert,
	stepAlert,
	type ActKind,
	type Alert,
	type AlertRefusal,
	type AlertRules
} from '$lib/domain/alert';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Tier } from '$lib/domain/severity';
import type { Policy } from '../policies/policy';
import { parameterOn } from '../policies/policy-on';
import type { Transaction, Warehouse } from '../warehouse/warehouse';

/** The numbers of the machine on a day. */
export function alertRules(policy: Policy, day: string): AlertRules {
	return {
		confirmRuns: parameterOn(policy, 'alert_confirm_runs', day),
		relapseDays: parameterOn(policy, 'alert_relapse_days', day),
		snoozeMaxDays: parameterOn(policy, 'snooze_max_days', day)
	};
}

const found = z.object({
	subject_type: z.string(),
	subject_code: z.string(),
	tier: z.coerce.number().nullable(),
	state: z.string().nullable(),
	changed_on: z.string().nullable(),
	acts: z.coerce.number().nullable()
});

const parsedState = (text: string | null): Alert =>
	text === null ? calmAlert : { ...calmAlert, ...(JSON.parse(text) as Partial<Alert>) };

export interface AlertNewsCount {
	readonly opened: number;
	readonly rose: number;
	readonly closed: number;
	/** False: the day had been counted, or a later one; nothing was moved. */
	readonly counted: boolean;
}

/**
 * Lets a scoring move the alerts, once a day and in the order of days: a day run again, or one that late data
 * made anew, moves nothing. Only subjects that are at risk now or had an alert before are looked at.
 */
export async function advanceAlerts(
	warehouse: Warehouse,
	policy: Policy,
	run: { readonly runId: number; readonly asOf: string },
	clock: Clock
): Promise<AlertNewsCount> {
	const rules = alertRules(policy, run.asOf);
	return warehouse.write(async (tx) => {
		const [last] = await tx.all('select cast(max(as_of) as varchar) as day from alert_run');
		const day = last?.['day'];
		const none = { opened: 0, rose: 0, closed: 0, counted: false };
		if (typeof day === 'string' && run.asOf <= day) return none;
		const rows = await tx.all(
			`select t.subject_type, t.subject_code, t.tier, cast(a.state as varchar) as state,
				cast(a.changed_on as varchar) as changed_on, a.acts
			from tier_result t
			left join alert a on a.subject_type = t.subject_type and a.subject_code = t.subject_code
			where t.run_id = $run and (t.tier >= 1 or a.subject_code is not null)`,
			{ run: run.runId }
		);
		const count = { ...none, counted: true };
		const moved: object[] = [];
		for (const raw of rows) {
			const row = found.parse(raw);
			const before = parsedState(row.state);
			const { alert, news } = stepAlert(
				before,
				{ kind: 'run', day: run.asOf, tier: row.tier as Tier | null },
				rules
			);
			const subject = { type: row.subject_type, code: row.subject_code };
			const isSame = alert.state === before.state && alert.level === before.level;
			moved.push({
				...subject,
				state: JSON.stringify(alert),
				name: alert.state,
				level: alert.level,
				opened: alert.openedOn,
				changed: isSame ? (row.changed_on ?? run.asOf) : run.asOf,
				acts: row.acts ?? 0
			});
			if (news === null) continue;
			await note(tx, subject, { day: run.asOf, kind: news, level: alert.level, at: shanghaiTime(clock()) });
			if (news === 'opened' || news === 'relapsed') count.opened += 1;
			if (news === 'rose') count.rose += 1;
			if (news === 'closed') count.closed += 1;
		}
		await keepAll(tx, moved);
		await tx.run('insert into alert_run values (cast($day as date), $run, cast($at as timestamp))', {
			day: run.asOf,
			run: run.runId,
			at: shanghaiTime(clock())
		});
		return count;
	});
}

interface Subject {
	readonly type: string;
	readonly code: string;
}

/** Writes many alerts in two statements: a province has ten thousands of them. */
async function keepAll(tx: Transaction, moved: readonly object[]): Promise<void> {
	await tx.run(
		`create or replace temp table moved_alert as select r->>'$.type' as type, r->>'$.code' as code,
			cast(r->>'$.state' as json) as state, r->>'$.name' as name, cast(r->>'$.level' as tinyint) as level,
			cast(r->>'$.opened' as date) as opened, cast(r->>'$.changed' as date) as changed, cast(r->>'$.acts' as integer) as acts
		from (select unnest(cast(cast($rows as json) as json[])) as r)`,
		{ rows: JSON.stringify(moved) }
	);
	await tx.run(
		'delete from alert using moved_alert m where alert.subject_type = m.type and alert.subject_code = m.code'
	);
	await tx.run('insert into alert select * from moved_alert order by type, code');
}

async function keep(
	tx: Transaction,
	{ type, code }: Subject,
	alert: Alert,
	acts: number,
	day: string
): Promise<void> {
	await tx.run(
		`update alert set state = cast($state as json), state_name = $name, level = $level, opened_on = cast($opened as date),
			changed_on = case when state_name <> $name or level <> $level then cast($day as date) else changed_on end, acts = $acts
		where subject_type = $type and subject_code = $code`,
		{
			type,
			code,
			state: JSON.stringify(alert),
			name: alert.state,
			level: alert.level,
			opened: alert.openedOn,
			day,
			acts
		}
	);
}

interface Happened {
	readonly day: string;
	readonly kind: string;
	readonly level: number;
	readonly at: string;
	readonly actor?: Actor;
	readonly words?: string;
	readonly until?: string;
	readonly conclusion?: string;
}

async function note(tx: Transaction, { type, code }: Subject, event: Happened): Promise<void> {
	await tx.run(
		`insert into alert_event values ($type, $code, cast($day as date), $kind, $level, cast($at as timestamp), $actor_id,
			$actor, $words, cast($until as date), $conclusion)`,
		{
			type,
			code,
			day: event.day,
			kind: event.kind,
			level: event.level,
			at: event.at,
			actor_id: event.actor?.id ?? null,
			actor: event.actor?.name ?? null,
			words: event.words ?? null,
			until: event.until ?? null,
			conclusion: event.conclusion ?? null
		}
	);
}

/** Standard conclusions of a closed alert. */
export const conclusions = [
	'已足额支付',
	'已达成分期并履行首期',
	'数据更正后不成立',
	'项目已完工结清',
	'移交其他机关办理'
] as const;

const refusalWords: Readonly<Record<AlertRefusal, string>> = {
	not_open: '此预警目前没有打开，不能这样办理，请刷新后再看。',
	not_claimed: '请先认领，再提交销号材料。',
	no_evidence: '还没有提交销号材料，不能审核。',
	second_person: '红级销号须由另一人审核，请换一位同志办理。',
	snooze_too_long: '静默的截止日期不能早于今天，也不能超过规定的最长天数，请改后再提交。',
	nothing_to_take_back: '这一步之后情况已有变化，或不是您办理的，不能撤回；请看最新情况后再办。'
};

export interface NewAlertAct {
	readonly kind: ActKind;
	readonly words: string;
	readonly until?: string;
	readonly conclusion?: string;
	/** Acts that the person saw. */
	readonly seen: number;
}

/** Kinds of acts that must say why. */
const mustSayWhy: readonly ActKind[] = ['note', 'snooze', 'false_alarm', 'evidence', 'reject', 'reopen'];

/** Keeps an act of a person. @throws RiskError ALERT_MOVED, ALERT_REFUSED, ALERT_INCOMPLETE */
export async function actOnAlert(
	warehouse: Warehouse,
	policy: Policy,
	clock: Clock,
	subject: Subject,
	given: NewAlertAct,
	actor: Actor
): Promise<void> {
	if (mustSayWhy.includes(given.kind) && given.words.trim() === '')
		throw new RiskError('ALERT_INCOMPLETE', '请写明理由或办理情况后再提交。');
	const day = shanghaiDay(clock());
	await warehouse.write(async (tx) => {
		const [raw] = await tx.all(
			`select cast(state as varchar) as state, acts from alert where subject_type = $type and subject_code = $code`,
			{ ...subject }
		);
		if (!raw) throw new RiskError('ALERT_REFUSED', '此项目或企业没有预警，不能办理。');
		const acts = Number(raw['acts']);
		if (acts !== given.seen)
			throw new RiskError('ALERT_MOVED', '刚才已有人办理了这条预警，您的内容没有提交；请看最新情况后再办。');
		const before = parsedState(String(raw['state']));
		const input = { kind: given.kind, day, by: actor.id, ...(given.until && { until: given.until }) };
		const { alert, news, refused } = stepAlert(before, input, alertRules(policy, day));
		if (refused !== null) throw new RiskError('ALERT_REFUSED', refusalWords[refused]);
		const at = shanghaiTime(clock());
		await keep(tx, subject, alert, acts + 1, day);
		await note(tx, subject, {
			day,
			kind: given.kind,
			level: alert.level,
			at,
			actor,
			words: given.words.trim(),
			...(given.until && { until: given.until }),
			...(given.conclusion && { conclusion: given.conclusion })
		});
		if (news !== null) await note(tx, subject, { day, kind: news, level: alert.level, at });
	});
}
