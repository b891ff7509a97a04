import { z } from 'zod';
import { addDays } from '$lib/domain/day';
import { shanghaiDay } from '$lib/domain/clock';
import type { App } from '$lib/server/app';
import { applyForExemption, decideExemption } from '$lib/server/scoring/exemptions/exemption-book';

const officer = { id: 'demo', name: '演示·办件员' };
const head = { id: 'demo-head', name: '演示·分管负责人' };
const usualDays = 30;

/**
 * Two exemptions of the demo, by invented people whose names say so: one in force, so that the next scoring shows a tier
 * beside the one as judged, and one that waits. Both on projects that one indicator alone makes yellow.
 */
export async function exemptInDemo(app: App): Promise<void> {
	const chosen = await app.warehouse.read(
		`select subject_code, fired from tier_result
		where run_id = (select max(run_id) from score_run where series = 'current')
			and subject_type = 'project' and tier = 2 and not contains(fired, ';')
			and not exists (select 1 from exemption_act)
		order by subject_code limit 2`,
		{},
		z.object({ subject_code: z.string(), fired: z.string() })
	);
	const until = addDays(shanghaiDay(app.clock()), usualDays);
	for (const [place, { subject_code, fired }] of chosen.entries()) {
		const id = await applyForExemption(
			app,
			{
				subjectType: 'project',
				subjectCode: subject_code,
				indicator: fired,
				until,
				reason: '（演示）现场核查属实，材料补交中，期间不按此项定级。',
				evidence: '（演示）核查记录 2026-1'
			},
			officer
		);
		if (place === 0)
			await decideExemption(app, { id, decision: 'approved', reason: '（演示）同意，到期复核。' }, head);
	}
}
