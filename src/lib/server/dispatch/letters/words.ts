import { indicators } from '../../indicators/registry';
import type { Policy } from '../../policies/policy';
import type { TierLine } from './subject-facts';

export const wan = (fen: number) => (fen / 1_000_000).toFixed(2);

export const tierName = (policy: Policy, tier: number | null) =>
	tier === null ? policy.grey.name : (policy.levels.find((level) => level.severity === tier)?.name ?? '');

/** The indicators that decided, in words. */
export function reasons(line: TierLine): string {
	const names = line.fired
		.split(';')
		.filter(Boolean)
		.map((id) => indicators.get(id)?.label.zh ?? id);
	return names.length === 0 ? '数据不足' : names.join('、');
}

/** An office's name as outsiders need it: 区住房城乡建设局 becomes 中站区住房城乡建设局. */
export function fullOffice(policy: Policy, name: string): string {
	const place = policy.name.match(/[^市]+[区县市]$/)?.[0] ?? policy.name;
	return /^[区县市](?=.)/.test(name) ? place + name.slice(1) : name;
}

/** The office of human resources, as the jurisdiction calls it. */
export function laborOffice(policy: Policy): string {
	const lead = policy.departments.find((department) => department.role === 'lead');
	// Of its names the longest is the one that papers carry.
	const names = [lead?.name ?? '人力资源和社会保障局', ...(lead?.aliases ?? [])];
	const [longest = ''] = names.filter((name) => /^[区县市]/.test(name)).sort((a, b) => b.length - a.length);
	return fullOffice(policy, longest || names[0]!);
}

/** Number of a general letter: the office's mark, year, number. */
export const usualNumber = (mark: string) => (_: Policy, year: number, n: number) =>
	`${mark}〔${year}〕${n}号`;
