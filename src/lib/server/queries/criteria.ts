import { firedTriggers } from '../dispatch/triggers/fired-triggers';
import type { WorkCalendar } from '../policies/calendar';
import type { Policy } from '../policies/policy';
import type { Reader } from '../warehouse/warehouse';
import type { CriterionGroup } from './criterion';
import { alertCriteria, clockCriteria, silenceCriteria, triggerCriteria } from './duty-criteria';
import { clauseCriteria, contradictionCriteria, indicatorCriteria } from './judged-criteria';

/** Everything that the product looks for on a day, from the registries and the pack, with what it found. */
export async function criteria(
	reader: Reader,
	rules: { readonly policy: Policy; readonly calendar: WorkCalendar },
	day: string
): Promise<CriterionGroup[]> {
	const { policy } = rules;
	const [ofIndicators, ofClauses, ofAlerts, ofContradictions, ofSilence, met] = await Promise.all([
		indicatorCriteria(reader, policy, day),
		clauseCriteria(reader, policy, day),
		alertCriteria(reader, policy, day),
		contradictionCriteria(reader, day),
		silenceCriteria(reader, policy, day),
		firedTriggers(reader, policy, day)
	]);
	const open = new Map(
		met.map(({ id, fired }) => [id, fired.filter(({ state }) => state === 'open').length])
	);
	const indicatorsFired = new Map(ofIndicators.map(({ id, fired }) => [id, fired]));
	const ofClocks = await clockCriteria(reader, rules, day, { indicators: indicatorsFired, triggers: open });
	return [
		{ id: 'indicator', job: 'score', about: 'alert', criteria: ofIndicators },
		{ id: 'clause', job: 'score', about: 'alert', criteria: ofClauses },
		{ id: 'alert', job: 'score', about: 'alert', criteria: ofAlerts },
		{ id: 'contradiction', job: 'score', about: 'contradiction', criteria: ofContradictions },
		{ id: 'clock', job: 'notices', about: 'clue', criteria: ofClocks },
		{ id: 'silence', job: 'supply', about: 'feed', criteria: ofSilence },
		{ id: 'trigger', job: 'notices', about: 'trigger', criteria: triggerCriteria(policy, day, open) }
	];
}
