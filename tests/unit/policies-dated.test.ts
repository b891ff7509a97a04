import fc from 'fast-check';
import { expect, test } from 'vitest';

import { overlayDated, valueOn } from '$lib/server/policies/dated';
import type { Dated } from '$lib/server/policies/dated';
import { loadPolicy } from '$lib/server/policies/load-policy';
import {
	labourCostFloorOn,
	lagDaysOn,
	parameterOn,
	scoreWeightsOn,
	thresholdsOn,
	winterWindowOn
} from '$lib/server/policies/policy-on';

const entry = (from: string, value: number): Dated<number> => ({
	from,
	value,
	unit: '日',
	basis: 'proposal',
	reference: '示例',
	checkedOn: '2026-11-21'
});

test('a value holds from its first day on, until the next one starts', () => {
	const values = [entry('2024-01-01', 2), entry('2022-01-01', 1)];
	expect(valueOn(values, '2021-12-31')).toBeUndefined();
	expect(valueOn(values, '2022-01-01')?.value).toBe(1);
	expect(valueOn(values, '2023-12-31')?.value).toBe(1);
	expect(valueOn(values, '2024-01-01')?.value).toBe(2);
	expect(valueOn([], '2024-01-01')).toBeUndefined();
});

const days = fc.integer({ min: 0, max: 4000 }).map((offset) => {
	return new Date(Date.UTC(2018, 0, 1) + offset * 86_400_000).toISOString().slice(0, 10);
});
const lists = fc.uniqueArray(days).map((froms) => froms.map((from, index) => entry(from, index)));

test('whatever the order of a list, the latest start that is not after the day is taken', () => {
	fc.assert(
		fc.property(lists, days, (list, day) => {
			const found = valueOn(list, day);
			const starts = list.map((item) => item.from).filter((from) => from <= day);
			expect(found?.from).toBe(starts.sort().at(-1));
			expect(valueOn([...list].reverse(), day)).toEqual(found);
		})
	);
});

test('the default speaks until the pack does, and never again after', () => {
	fc.assert(
		fc.property(lists, lists, days, (base, own, day) => {
			const first = own.map((item) => item.from).sort()[0];
			const speaker = first !== undefined && day >= first ? own : base;
			expect(valueOn(overlayDated(base, own), day)).toEqual(valueOn(speaker, day));
		})
	);
});

test('高台 pushes in 3 working days from the day of its document, in 5 the day before', () => {
	const policy = loadPolicy('620724');
	expect(parameterOn(policy, 'push_limit_wd', '2025-04-15')).toBe(5);
	expect(parameterOn(policy, 'push_limit_wd', '2025-04-16')).toBe(3);
});

test('a threshold becomes 中站 policy on the day of the opinion, with the words of the clause', () => {
	const policy = loadPolicy('410803');
	const row = (day: string) =>
		thresholdsOn(policy, day).find(
			(one) => one.indicator === 'account_open_overdue_days' && one.severity === 2
		);
	expect(row('2025-06-22')?.basis).toBe('law');
	expect(row('2025-06-23')).toMatchObject({ basis: 'policy', bound: 0, op: '>' });
	expect(row('2025-06-23')?.clause).toContain('30日内开立专用账户');
});

test('the minimum wage of 2023 is used for a day in 2023', () => {
	const policy = loadPolicy('410803');
	expect(parameterOn(policy, 'minimum_wage_monthly_yuan', '2023-12-31')).toBe(2000);
	expect(parameterOn(policy, 'minimum_wage_monthly_yuan', '2024-01-01')).toBe(2100);
});

test('a day before every value is refused by name, not answered with 0', () => {
	const policy = loadPolicy('410803');
	expect(() => parameterOn(policy, 'push_limit_wd', '2020-04-30')).toThrow(
		expect.objectContaining({
			code: 'POLICY_NO_VALUE',
			message: expect.stringContaining('项目信息推送时限') as string
		})
	);
	expect(() => scoreWeightsOn(policy, '2020-04-30')).toThrow(
		expect.objectContaining({ code: 'POLICY_NO_VALUE' })
	);
});

test('labour cost floors are 30, 15 and 20 %, and null where no sector has one', () => {
	const policy = loadPolicy('620724');
	const floor = (sector: string) => labourCostFloorOn(policy, sector, '2026-11-21');
	expect(['房屋建筑', '市政', '交通运输', '水利', '铁路', '民航'].map(floor)).toEqual([
		0.3, 0.15, 0.15, 0.15, 0.2, 0.2
	]);
	expect(floor('园林绿化')).toBeNull();
	expect(floor('不存在')).toBeNull();
	expect(labourCostFloorOn(policy, '房屋建筑', '2020-04-30')).toBeNull();
});

test('a feed may be late as long as its lag says; a feed that nobody knows has none', () => {
	const policy = loadPolicy('410803');
	const lag = (feed: string) => lagDaysOn(policy, feed, '2026-11-21');
	expect(['payroll', 'attendance', 'account_transactions', 'disbursements'].map(lag)).toEqual([
		40, 40, 10, 40
	]);
	expect(lag('weather')).toBeNull();
});

test('the five groups weigh 100 together', () => {
	expect(scoreWeightsOn(loadPolicy('410803'), '2026-11-21')).toEqual({ A: 35, B: 25, C: 10, D: 15, E: 15 });
});

test('the winter campaign includes its first and last day and no other', () => {
	const policy = loadPolicy('410700');
	expect(winterWindowOn(policy, '2023-11-14')).toBeNull();
	expect(winterWindowOn(policy, '2023-11-15')?.id).toBe('2023');
	expect(winterWindowOn(policy, '2024-02-10')?.basis).toBe('policy');
	expect(winterWindowOn(policy, '2024-02-11')).toBeNull();
});
