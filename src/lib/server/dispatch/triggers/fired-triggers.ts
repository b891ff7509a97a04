import { z } from 'zod';
import type { Policy } from '../../policies/policy';
import type { Reader } from '../../warehouse/warehouse';
import { triggers } from './registry';
import type { TriggerDefinition } from './trigger';

/** `reopened` takes back what was said before: the rule waits again. */
export type TriggerActKind = 'acknowledged' | 'done' | 'not_applicable' | 'reopened';

export interface TriggerAct {
	readonly act: TriggerActKind;
	readonly at: string;
	readonly actor: string;
	readonly words: string | null;
}

/** A cause by which a rule is met, and what people did about it. */
export interface Fired {
	readonly trigger: string;
	readonly cause: string;
	readonly causeKind: 'case' | 'event' | 'clue' | 'project' | 'enterprise' | 'inspection';
	readonly projectCode: string | null;
	readonly uscc: string | null;
	readonly name: string | null;
	readonly street: string | null;
	readonly department: string | null;
	/** 'YYYY-MM-DD' */
	readonly day: string | null;
	readonly people: number | null;
	readonly amountFen: number | null;
	readonly figure: number | null;
	readonly figureKind: TriggerDefinition['figure'] | null;
	readonly batchId: number | null;
	readonly rowNo: number | null;
	readonly acts: readonly TriggerAct[];
	readonly state: 'open' | Exclude<TriggerActKind, 'reopened'>;
}

/** A rule of the pack with what meets it. */
export interface TriggerGroup {
	readonly id: string;
	readonly zh: string;
	readonly condition: string;
	readonly owner: string;
	readonly action: string;
	readonly reference: string;
	readonly clause: string | null;
	readonly letter: string | null;
	readonly fired: readonly Fired[];
}

const row = z.object({
	cause: z.string(),
	cause_kind: z.enum(['case', 'event', 'clue', 'project', 'enterprise', 'inspection']),
	project_code: z.string().nullable(),
	uscc: z.string().nullable(),
	name: z.string().nullable(),
	street: z.string().nullable(),
	department: z.string().nullable(),
	day: z.string().nullable(),
	people: z.coerce.number().nullable(),
	amount_fen: z.coerce.number().nullable(),
	figure: z.coerce.number().nullable(),
	batch_id: z.coerce.number().nullable(),
	row_no: z.coerce.number().nullable()
});
const actRow = z.object({
	trigger_id: z.string(),
	cause: z.string(),
	act: z.enum(['acknowledged', 'done', 'not_applicable', 'reopened']),
	at: z.string(),
	actor: z.string(),
	words: z.string().nullable()
});

const stateAfter = (acts: readonly TriggerAct[]): Fired['state'] => {
	const last = acts.at(-1)?.act ?? 'reopened';
	return last === 'reopened' ? 'open' : last;
};

/** Which subject is asked about; all where nothing is given. */
export interface TriggerScope {
	readonly projectCode?: string | null;
	readonly caseNo?: string;
}

/** The pack's words for a rule: of its triggers, or of its clocks. */
function ruleOf(policy: Policy, id: string) {
	const trigger = policy.triggers.find((one) => one.id === id);
	if (trigger) return { ...trigger, when: trigger.when ?? {}, clock: null };
	const clock = policy.clocks.find((one) => one.id === id);
	return clock && { ...clock, condition: clock.starts, when: {}, clock };
}

/** Every rule of the pack that we can tell from the data, with what meets it on a day. */
export async function firedTriggers(
	reader: Reader,
	policy: Policy,
	today: string,
	scope: TriggerScope = {}
): Promise<TriggerGroup[]> {
	const acts = await reader.read(
		`select trigger_id, cause, act, strftime(acted_at, '%Y-%m-%d %H:%M') as at, actor, words from trigger_act
		order by acted_at`,
		{},
		actRow
	);
	const actsOf = Map.groupBy(acts, ({ trigger_id, cause }) => `${trigger_id} ${cause}`);
	const groups = await Promise.all(
		[...triggers.values()].map(async (definition): Promise<TriggerGroup | null> => {
			const rule = ruleOf(policy, definition.id);
			if (!rule) return null;
			const context = { policy, today, when: rule.when, clock: rule.clock };
			const rows = await reader.read(
				`select f.cause, f.cause_kind, f.project_code, coalesce(f.uscc, g.gc_uscc) as uscc,
					coalesce(g.project_name, h.name) as name, coalesce(g.street, h.street) as street,
					g.industry_dept as department, cast(f.day as varchar) as day, f.people, f.amount_fen, f.figure, f.batch_id, f.row_no
				from (${definition.sql(context)}) f
				left join feed_projects g on g.project_code = f.project_code and g.known_to is null
				left join feed_enterprises h on h.uscc = f.uscc and h.known_to is null
				where ($project is null or f.project_code = $project) and ($case is null or f.cause = $case and f.cause_kind = 'case')
				order by f.day desc nulls last, f.cause`,
				{
					...definition.params(context),
					today,
					project: scope.projectCode ?? null,
					case: scope.caseNo ?? null
				},
				row
			);
			return {
				id: definition.id,
				zh: rule.zh,
				condition: rule.condition,
				owner: rule.owner,
				action: rule.action,
				reference: rule.reference,
				clause: rule.clause ?? null,
				letter: rule.letter ?? null,
				fired: rows.map((one) => {
					const own = (actsOf.get(`${definition.id} ${one.cause}`) ?? []).map(
						({ trigger_id: _id, cause: _cause, ...act }) => act
					);
					return {
						trigger: definition.id,
						cause: one.cause,
						causeKind: one.cause_kind,
						projectCode: one.project_code,
						uscc: one.uscc,
						name: one.name,
						street: one.street,
						department: one.department,
						day: one.day,
						people: one.people,
						amountFen: one.amount_fen,
						figure: one.figure,
						figureKind: definition.figure ?? null,
						batchId: one.batch_id,
						rowNo: one.row_no,
						acts: own,
						state: stateAfter(own)
					};
				})
			};
		})
	);
	// As the pack has them: rules of the documents first, visits afterwards.
	const order = [...policy.triggers, ...policy.clocks].map(({ id }) => id);
	return groups.filter((group) => group !== null).sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
}
