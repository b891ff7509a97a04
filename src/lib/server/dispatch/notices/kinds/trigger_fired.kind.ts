import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import { valueOn } from '../../../policies/dated';
import type { Policy } from '../../../policies/policy';
import { firedTriggers, type Fired } from '../../triggers/fired-triggers';
import type { KindContext, NoticeKind, Occurrence } from './kind';

const row = z.object({ batch_id: z.coerce.number(), day: z.string() });

/** The day on which a follow-up fell due: so many days after its case, by the clock of the pack; null for the rest. */
function dueOn(policy: Policy, { trigger, day }: Fired, today: string): string | null {
	const limit = policy.clocks.find(({ id }) => id === trigger)?.limit;
	const days = limit === undefined ? undefined : valueOn(limit, today)?.value;
	return day === null || days === undefined ? null : addDays(day, days);
}

/** The days on which these deliveries came. */
async function arrivals({ reader }: KindContext, fired: readonly Fired[]): Promise<Map<number, string>> {
	const ids = fired.flatMap(({ batchId }) => batchId ?? []);
	const rows = await reader.read(
		`select batch_id, cast(cast(received_at as date) as varchar) as day from batch
		where list_contains(cast(cast($ids as json) as integer[]), batch_id)`,
		{ ids: JSON.stringify(ids) },
		row
	);
	return new Map(rows.map(({ batch_id, day }) => [batch_id, day]));
}

export default {
	id: 'trigger_fired',
	about: 'trigger',
	label: { zh: '触发情形', en: 'Trigger met' },
	when: {
		zh: '文件规定的一种情形出现了（如达到工作专班金额线、应回访），还没有人办理。',
		en: 'A case that the documents name has come about, as the line of a task force or a visit due, and nobody has acted.'
	},
	async find(context) {
		const { reader, policy, today, since } = context;
		const groups = await firedTriggers(reader, policy, today);
		const open = groups.flatMap((group) =>
			group.fired.filter(({ state }) => state === 'open').map((fired) => ({ group, fired }))
		);
		const came = await arrivals(
			context,
			open.map(({ fired }) => fired)
		);
		return open.flatMap(({ group, fired }): Occurrence[] => {
			// What was supplied late is news on the day that it came.
			const arrived = fired.batchId === null ? '' : (came.get(fired.batchId) ?? '');
			const happened = dueOn(policy, fired, today) ?? [fired.day ?? '', arrived].sort().at(-1) ?? '';
			if (happened === '' || happened < since) return [];
			return [
				{
					key: `${fired.trigger}/${fired.cause}`,
					projectCode: fired.projectCode,
					uscc: fired.projectCode === null ? fired.uscc : null,
					street: fired.street,
					units: [group.owner, ...(fired.department ? [fired.department] : [])],
					level: 2,
					title: `${group.zh}：${fired.name ?? fired.cause}`,
					words: `${group.condition}；应${group.action}`,
					path: `/triggers?rule=${encodeURIComponent(fired.trigger)}`,
					day: happened
				}
			];
		});
	}
} satisfies NoticeKind;
