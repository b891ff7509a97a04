import type { Policy } from '../../policies/policy';
import { foldUnitName, unitOf } from '../../policies/units';
import type { NoticeSettings } from './notice-settings';

/** The pack's own name of a unit or department, by any name that feeds and people use; else the text itself. */
export function officialName(policy: Policy, text: string): string {
	const unit = unitOf(policy, text);
	if (unit !== null) return unit.name;
	const folded = foldUnitName(text);
	const department = policy.departments.find(({ name, aliases }) =>
		[name, ...aliases].some((known) => foldUnitName(known) === folded)
	);
	return department?.name ?? text;
}

/** The configuration with every unit under the pack's own name, so that it meets what events say. */
export function withOfficialNames(policy: Policy, settings: NoticeSettings): NoticeSettings {
	const named = (text: string | undefined) => (text === undefined ? undefined : officialName(policy, text));
	return {
		...settings,
		people: settings.people.map((person) => ({ ...person, unit: named(person.unit) })),
		rules: settings.rules.map((rule) => ({
			...rule,
			units: rule.units?.map((unit) => officialName(policy, unit))
		})),
		mutes: settings.mutes.map((mute) => ({ ...mute, unit: named(mute.unit) }))
	};
}
