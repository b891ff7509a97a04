import type { Sections } from './pack-shape';
import { routingRuleFor } from './routing';

export interface ReferenceCheck {
	/** The file under check. */
	readonly sections: Sections;
	/** Every file whose entries it may name, itself included. */
	readonly all: readonly Sections[];
}

interface Reference {
	readonly path: readonly (string | number)[];
	readonly reason: string;
}

/** The first name in a file that leads nowhere: a letter, a department, a project no routing rule takes. */
export function brokenReference({ sections, all }: ReferenceCheck): Reference | undefined {
	const letters = new Set(all.flatMap((file) => file.letters ?? []).map((letter) => letter.id));
	for (const section of ['clocks', 'triggers'] as const) {
		for (const [index, { letter }] of (sections[section] ?? []).entries()) {
			if (letter === undefined || letters.has(letter)) continue;
			return { path: [section, index], reason: `letter「${letter}」在 letters 里没有` };
		}
	}
	return brokenDepartment({ sections, all }) ?? missingFallback(sections);
}

function brokenDepartment({ sections, all }: ReferenceCheck): Reference | undefined {
	const departments = all.flatMap((file) => file.departments ?? []);
	const names = new Set(departments.flatMap((entry) => [entry.name, ...entry.aliases]));
	for (const section of ['sectors', 'routing'] as const) {
		for (const [index, { department }] of (sections[section] ?? []).entries()) {
			if (department === undefined || names.has(department)) continue;
			return { path: [section, index], reason: `部门「${department}」在 departments 里没有` };
		}
	}
	return undefined;
}

function missingFallback(sections: Sections): Reference | undefined {
	const { routing } = sections;
	if (routing === undefined) return undefined;
	for (const subject of ['project', 'enterprise'] as const) {
		if (routingRuleFor({ routing }, { subject }) !== null) continue;
		const reason = `routing 缺少兜底的一条：when: { subject: ['${subject}'] }，有的案件会没人负责`;
		return { path: ['routing'], reason };
	}
	return undefined;
}
