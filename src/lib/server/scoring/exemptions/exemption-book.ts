import { z } from 'zod';
import { localActor, type Actor } from '$lib/domain/actor';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { daysBetween, isDay } from '$lib/domain/day';
import { RiskError } from '$lib/domain/errors';
import { indicators } from '$lib/server/indicators/registry';
import type { Policy } from '$lib/server/policies/policy';
import { parameterOn } from '$lib/server/policies/policy-on';
import type { Transaction, Warehouse } from '$lib/server/warehouse/warehouse';

/** What a person asks for: one indicator of one subject taken out of its tier, until a day, with reason and evidence. */
export interface NewExemption {
	readonly subjectType: 'project' | 'enterprise';
	readonly subjectCode: string;
	readonly indicator: string;
	/** Last day on which it holds, 'YYYY-MM-DD'. */
	readonly until: string;
	readonly reason: string;
	/** Number of the document or name of the file that shows it. */
	readonly evidence: string;
}

/** Besides deciding: the applicant takes an application back, and who refused it lets it wait again. */
export type ExemptionDecision = 'approved' | 'refused' | 'revoked' | 'withdrawn' | 'reopened';

/** What acts need: the database to write, the rules, the time. */
export interface ExemptionDesk {
	readonly warehouse: Warehouse;
	readonly policy: Policy;
	readonly clock: Clock;
}

const refuse = (code: string, message: string) => new RiskError(code, message);

/** Refuses what nobody could approve. @throws RiskError EXEMPTION_INCOMPLETE, EXEMPTION_TOO_LONG */
function check(given: NewExemption, policy: Policy, today: string): void {
	const indicator = indicators.get(given.indicator);
	if (indicator === undefined || indicator.counts === false)
		throw refuse('EXEMPTION_INCOMPLETE', '请选择要豁免的指标；不计入等级的指标无需豁免。');
	if (given.reason.trim() === '' || given.evidence.trim() === '')
		throw refuse('EXEMPTION_INCOMPLETE', '请写明豁免理由和依据材料（文号或文件名）后再提交。');
	if (!isDay(given.until) || given.until < today)
		throw refuse('EXEMPTION_INCOMPLETE', '豁免截止日期不能早于今天，请改后再提交。');
	const most = parameterOn(policy, 'exemption_max_days', today);
	if (daysBetween(today, given.until) > most)
		throw refuse('EXEMPTION_TOO_LONG', `豁免最长 ${most} 天，请把截止日期改近，到期仍需要的再次申请。`);
}

const actRow = z.object({
	act: z.string(),
	act_no: z.coerce.number(),
	actor_id: z.string(),
	subject_type: z.string(),
	subject_code: z.string(),
	indicator: z.string(),
	until: z.string()
});

async function actsOf(tx: Transaction, id: number) {
	const rows = await tx.all(
		`select act, act_no, actor_id, subject_type, subject_code, indicator, cast(until as varchar) as until
		from exemption_act where exemption_id = $id order by act_no`,
		{ id }
	);
	return rows.map((row) => actRow.parse(row));
}

async function keepAct(
	tx: Transaction,
	act: {
		id: number;
		no: number;
		act: string;
		at: string;
		actor: Actor;
		subject: Pick<NewExemption, 'subjectType' | 'subjectCode' | 'indicator' | 'until'>;
		reason: string;
		evidence: string | null;
	}
): Promise<void> {
	await tx.run(
		`insert into exemption_act values ($id, $no, $act, cast($at as timestamp), $actor_id, $actor, $type, $code,
			$indicator, cast($until as date), $reason, $evidence)`,
		{
			id: act.id,
			no: act.no,
			act: act.act,
			at: act.at,
			actor_id: act.actor.id,
			actor: act.actor.name,
			type: act.subject.subjectType,
			code: act.subject.subjectCode,
			indicator: act.subject.indicator,
			until: act.subject.until,
			reason: act.reason.trim(),
			evidence: act.evidence?.trim() ?? null
		}
	);
}

/**
 * Keeps an application; nothing is taken out before another person approves it. Answers its number.
 * @throws RiskError EXEMPTION_INCOMPLETE, EXEMPTION_TOO_LONG, EXEMPTION_OPEN
 */
export async function applyForExemption(
	{ warehouse, policy, clock }: ExemptionDesk,
	given: NewExemption,
	actor: Actor
): Promise<number> {
	const now = clock();
	const today = shanghaiDay(now);
	check(given, policy, today);
	return warehouse.write(async (tx) => {
		const [open] = await tx.all(
			`select count(*) as n from (
				select act, until, row_number() over (partition by exemption_id order by act_no desc) as place
				from exemption_act where subject_type = $type and subject_code = $code and indicator = $indicator
			) last_act
			where place = 1 and act in ('applied', 'reopened', 'approved') and until >= cast($today as date)`,
			{ type: given.subjectType, code: given.subjectCode, indicator: given.indicator, today }
		);
		if (Number(open?.['n']) > 0)
			throw refuse('EXEMPTION_OPEN', '这项指标已有待批准或生效中的豁免，请先处理那一条，不必重复申请。');
		const [last] = await tx.all('select coalesce(max(exemption_id), 0) + 1 as id from exemption_act');
		const id = Number(last?.['id']);
		const { reason, evidence } = given;
		await keepAct(tx, {
			id,
			no: 1,
			act: 'applied',
			at: shanghaiTime(now),
			actor,
			subject: given,
			reason,
			evidence
		});
		return id;
	});
}

/** The acts that each decision follows. */
const follows: Readonly<Record<ExemptionDecision, readonly string[]>> = {
	approved: ['applied', 'reopened', 'revoked'],
	refused: ['applied', 'reopened'],
	revoked: ['approved'],
	withdrawn: ['applied', 'reopened'],
	reopened: ['refused']
};

/** The applicant takes the application back; whoever refused or revoked, their own decision. */
function mayTakeBack(
	decision: ExemptionDecision,
	acts: readonly z.infer<typeof actRow>[],
	actor: Actor
): boolean {
	const last = acts.at(-1);
	if (decision === 'withdrawn') return acts[0]?.actor_id === actor.id;
	const takesBack = decision === 'reopened' || (decision === 'approved' && last?.act === 'revoked');
	return !takesBack || last?.actor_id === actor.id;
}

/**
 * Approves, refuses, revokes, or takes one of these back. Every act counts from its day on; none changes a day before
 * it. Who asked for it cannot approve it, unless nobody else can: the machine's own keyboard before there are accounts.
 * @throws RiskError EXEMPTION_MOVED, EXEMPTION_SECOND_PERSON, EXEMPTION_INCOMPLETE
 */
export async function decideExemption(
	{ warehouse, clock }: Pick<ExemptionDesk, 'warehouse' | 'clock'>,
	given: { readonly id: number; readonly decision: ExemptionDecision; readonly reason: string },
	actor: Actor
): Promise<void> {
	const now = clock();
	await warehouse.write(async (tx) => {
		const acts = await actsOf(tx, given.id);
		const [application] = acts;
		const last = acts.at(-1);
		if (!application || !last || !follows[given.decision].includes(last.act))
			throw refuse('EXEMPTION_MOVED', '这条豁免刚被处理过，您的决定没有提交，请看最新情况后再办。');
		if (given.decision === 'approved' && last.until < shanghaiDay(now))
			throw refuse('EXEMPTION_MOVED', '申请的截止日期已过，不能再批准，请重新申请。');
		if (given.decision === 'approved' && application.actor_id === actor.id && actor.id !== localActor.id)
			throw refuse('EXEMPTION_SECOND_PERSON', '豁免须由申请人以外的人批准，请换一位同志办理。');
		if (!mayTakeBack(given.decision, acts, actor))
			throw refuse('EXEMPTION_NOT_YOURS', '只能撤回本人的申请或决定；请由原经办人办理，或重新申请。');
		if (given.decision !== 'approved' && given.reason.trim() === '')
			throw refuse('EXEMPTION_INCOMPLETE', '不批准、撤销或撤回，请写明理由后再提交。');
		await keepAct(tx, {
			id: given.id,
			no: last.act_no + 1,
			act: given.decision,
			at: shanghaiTime(now),
			actor,
			subject: {
				subjectType: application.subject_type as NewExemption['subjectType'],
				subjectCode: application.subject_code,
				indicator: application.indicator,
				until: application.until
			},
			reason: given.reason,
			evidence: null
		});
	});
}
