import { describe, expect, test } from 'vitest';

import { valueOn } from '$lib/server/policies/dated';
import { loadPolicy } from '$lib/server/policies/load-policy';
import { routingRuleFor } from '$lib/server/policies/routing';
import { unitOf } from '$lib/server/policies/units';

const day = '2026-11-21';
const packs = new Map(
	['410803', '410183', '620724', '410700', '410305'].map((code) => [code, loadPolicy(code)] as const)
);
const pack = (code: string) => {
	const policy = packs.get(code);
	if (policy === undefined) throw new Error(code);
	return policy;
};

describe('who is responsible', () => {
	const main = (code: string, facts: Parameters<typeof routingRuleFor>[1]) =>
		routingRuleFor(pack(code), facts)?.main;

	test.each(['国企', '社会'])(
		'a %s project is the industry department in 中站 and the street in 涧西',
		(project_class) => {
			const facts = { subject: 'project', project_class };
			expect(main('410803', facts)).toBe('industry_department');
			expect(main('410305', facts)).toBe('unit');
		}
	);

	test('涧西 gives its own projects to the owner and those of the city to the industry department', () => {
		expect(main('410305', { subject: 'project', project_class: '区属' })).toBe('owner_unit');
		expect(main('410305', { subject: 'project', project_class: '市属' })).toBe('industry_department');
	});

	test('in 中站 the one who tendered special funds answers for them', () => {
		const facts = { subject: 'project', funding_type: '专项债' };
		expect(main('410803', { ...facts, tender_by: '街道' })).toBe('unit');
		expect(main('410803', { ...facts, tender_by: '行业部门' })).toBe('industry_department');
		expect(main('410803', { subject: 'project', tender_by: '经开区' })).toBe('functional_area');
	});

	test('a project of which nothing is known still has somebody', () => {
		for (const policy of packs.values()) {
			expect(routingRuleFor(policy, { subject: 'project' })).not.toBeNull();
			expect(routingRuleFor(policy, { subject: 'enterprise' })).not.toBeNull();
			expect(routingRuleFor(policy, {})).toBeNull();
		}
	});
});

describe('units', () => {
	test.each([
		['410803', 'zz', null],
		['410803', '朱村街道', '朱村街道'],
		['410803', ' 朱村办事处 ', '朱村街道'],
		['410803', '朱村　街道办事处', '朱村街道'],
		['410803', '４１０８０３００３', '朱村街道'],
		['410803', '焦作经济开发区管委会', '焦作经开区'],
		['410803', '', null],
		['410803', '朱村街道李封街道', null],
		['410183', '尖山风景区管委', '伏羲山风景区'],
		['620724', '骆驼城乡', '骆驼城镇'],
		['410700', '长垣', '长垣市'],
		['410305', '产业集聚区办公室', '先进制造业集聚区']
	])('%s: “%s” is %s', (code, text, name) => {
		expect(unitOf(pack(code), text)?.name ?? null).toBe(name);
	});

	test('中站 has 10 streets and a zone, 高台 9 towns, 新乡 12 counties and 3 zones', () => {
		const kinds = (code: string, kind: string) =>
			pack(code).units.filter((unit) => unit.kind === kind).length;
		expect([kinds('410803', 'street'), kinds('410803', 'functional_area')]).toEqual([10, 1]);
		expect(kinds('620724', 'town')).toBe(9);
		expect([kinds('410700', 'county'), kinds('410700', 'functional_area')]).toEqual([12, 3]);
	});
});

describe('what the documents say', () => {
	test('fund floors: 100 and 400, 200 and 50 each, 500, in 万元; 高台 and 新乡 name none', () => {
		const floors = (code: string) =>
			pack(code).funds.map((fund) => [fund.id, fund.per, valueOn(fund.floor_wan, day)?.value ?? null]);
		expect(floors('410803')).toEqual([
			['revolving', 'jurisdiction', 100],
			['reserve', 'jurisdiction', 400]
		]);
		expect(floors('410183')).toEqual([
			['revolving', 'jurisdiction', 200],
			['revolving_unit', 'unit', 50]
		]);
		expect(floors('410305')).toEqual([['revolving', 'jurisdiction', 500]]);
		expect(floors('620724')).toEqual([['revolving', 'jurisdiction', null]]);
		expect(floors('410700')).toEqual([['revolving', 'unit', null]]);
	});

	test('高台 lists 20 rows of duties, each quoted from its document', () => {
		const listed = pack('620724').departments.filter((department) => department.list_no !== undefined);
		expect(new Set(listed.map((department) => department.list_no)).size).toBe(20);
		for (const department of listed) expect(department.clause).toBe(department.duties);
	});

	test('the 12345 clock runs 1, 2, 3, 4 days and every Friday', () => {
		const clock = (id: string) => {
			const found = pack('410803').clocks.find((one) => one.id === id);
			return [valueOn(found?.limit ?? [], day)?.value, found?.day_kind, found?.basis];
		};
		expect(
			['clue_assign', 'clue_feedback', 'clue_reminder', 'clue_report', 'clue_weekly'].map(clock)
		).toEqual([
			[1, 'natural', 'policy'],
			[2, 'natural', 'policy'],
			[3, 'natural', 'policy'],
			[4, 'natural', 'policy'],
			[5, 'weekday', 'policy']
		]);
	});

	test('the winter reports of 新乡 are due on the two days of the notice', () => {
		const report = pack('410700').reports.find((one) => one.id === 'winter_campaign');
		expect(report?.dates).toEqual(['2024-01-03', '2024-02-06']);
	});

	test('新密 keeps its four ledgers', () => {
		const ledgers = pack('410183').reports.filter((one) => one.id.startsWith('ledger_'));
		expect(ledgers).toHaveLength(4);
	});

	test('every sector of every pack has a department that the pack lists', () => {
		for (const policy of packs.values()) expect(policy.sectors).toHaveLength(10);
	});
});

describe.each([...packs.values()])('$name', (policy) => {
	const entries = [
		...Object.values(policy.parameters).flat(),
		...[...policy.labourCostFloors.values()].flat(),
		...Object.values(policy.scoreWeights).flat(),
		...[...policy.feeds.values()].flatMap((feed) => [...feed.allowedLagDays, ...feed.dueEveryDays]),
		...policy.departments,
		...policy.sectors,
		...policy.projectClasses,
		...policy.routing,
		...policy.clocks,
		...policy.funds,
		...policy.guaranteeLines,
		...policy.triggers,
		...policy.reports,
		...policy.letters,
		...policy.penalties,
		...policy.institutions,
		...policy.winterWindows
	];

	test('names a source and a day of checking for every entry, and calls ours 示例', () => {
		for (const entry of entries) {
			expect(entry.reference).not.toBe('');
			expect(entry.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
			if (entry.basis === 'proposal') expect(entry.reference).toContain('示例');
		}
	});

	test('quotes the words of its own documents', () => {
		const quoted = entries.filter((entry) => entry.basis === 'policy' && entry.clause !== undefined);
		expect(quoted.length).toBeGreaterThan(5);
	});

	test('has a lag for each of the 25 feeds', () => {
		expect(policy.feeds.size).toBe(25);
	});
});
