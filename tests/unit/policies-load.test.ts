import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { loadPolicy } from '$lib/server/policies/load-policy';
import { thresholdsOn } from '$lib/server/policies/policy-on';

let directory: string;
beforeEach(() => {
	const root = mkdtempSync(join(tmpdir(), 'policies-'));
	directory = join(root, 'policies');
	mkdirSync(directory);
	cpSync('data/policies/default.yaml', join(directory, 'default.yaml'));
});
afterEach(() => rmSync(join(directory, '..'), { recursive: true }));

const source = "basis: proposal, reference: 示例, checked_on: '2026-11-21'";
const head = `code: '990001'
name: 示例县
short_name: 示例
level: county
province: 示例省
extends: default
parameters:
  minimum_wage_monthly_yuan:
    - { from: '2020-05-01', value: 1800, unit: 元/月, ${source} }
`;
const headLines = head.split('\n').length - 1;

function load(text: string) {
	writeFileSync(join(directory, '990001.yaml'), text);
	return loadPolicy('990001', directory);
}

const threshold = (line: string) =>
	`${head}thresholds:\n  paid_amount_ratio:\n    rows:\n      - { ${line}, unit: 比例, ${source} }\n`;

test('one short file adds a jurisdiction', () => {
	const policy = load(head);
	expect(policy.name).toBe('示例县');
	expect(policy.units).toEqual([]);
	expect(policy.levels.map((level) => level.name)).toEqual(['红', '黄', '蓝', '正常']);
	expect(policy.grey.name).toBe('灰');
	expect(thresholdsOn(policy, '2026-11-21').length).toBeGreaterThan(100);
});

test('names and colours of the levels are the pack own', () => {
	const names = [3, 2, 1, 0].map((severity, index) => {
		const colour = ['red', 'orange', 'yellow', 'green'][index];
		return `  - { severity: ${severity}, name: '${'红橙黄绿'[index]}', colour: ${colour}, meaning: 示例 }\n`;
	});
	const policy = load(`${head}levels:\n${names.join('')}`);
	expect(policy.levels.map((level) => level.colour)).toEqual(['red', 'orange', 'yellow', 'green']);
});

test('a level may be tightened, loosened or withdrawn from a day on', () => {
	const policy = load(threshold("severity: 2, from: '2027-01-01', op: '<', bound: null"));
	const levels = (day: string) =>
		thresholdsOn(policy, day)
			.filter((row) => row.indicator === 'paid_amount_ratio')
			.map((row) => row.severity);
	expect(levels('2026-12-31')).toEqual([1, 2, 3]);
	expect(levels('2027-01-01')).toEqual([1, 3]);
});

test('the fingerprint changes with the pack and with the default', () => {
	const before = load(head).sha256;
	expect(load(head).sha256).toBe(before);
	expect(load(`${head}# 改动\n`).sha256).not.toBe(before);
	const path = join(directory, 'default.yaml');
	writeFileSync(path, `${readFileSync(path, 'utf8')}# 改动\n`);
	expect(load(head).sha256).not.toBe(before);
});

describe('stops the start with file, line and reason at', () => {
	const duplicate = `${head}name: 又一个\n`;
	const parameter = `  push_limit_wd:\n    - { from: '2025-01-01', value: 3, ${source} }\n`;
	const routing = (when: string) =>
		`${head}routing:\n  - { id: a, zh: 示例, when: ${when}, main: hrss, ${source} }\n`;
	test.each([
		['an unquoted code', head.replace("'990001'", '990001'), 1, "应写成 '990001'"],
		['a code unlike the file name', head.replace("'990001'", "'990002'"), 1, '与文件名不一致'],
		['a wrong key', `${head}treshholds: {}\n`, headLines + 1, '「treshholds」'],
		['a missing name', head.replace('name: 示例县\n', ''), 1, '缺少「name」'],
		['a key written twice', duplicate, headLines + 1, '同一个键写了两次'],
		['a number without a unit', head + parameter, headLines + 2, '缺少「parameters.push_limit_wd.0.unit」'],
		[
			'a parameter nobody reads',
			head + parameter.replace('push_limit_wd', 'push_limit'),
			headLines + 1,
			'「push_limit」'
		],
		['a date that does not exist', head.replace('2020-05-01', '2020-02-30'), 9, '这一天存在'],
		[
			'an indicator nobody knows',
			threshold("severity: 2, from: '2025-01-01', op: '<', bound: 0.9").replace(
				'paid_amount_ratio',
				'paid_amount'
			),
			headLines + 2,
			'「paid_amount」'
		],
		[
			'a falling threshold',
			threshold("severity: 3, from: '2025-01-01', op: '<', bound: 0.96"),
			headLines + 2,
			'不比等级 2 的 <0.95 更严'
		],
		[
			'a level equal to the one below',
			threshold("severity: 3, from: '2025-01-01', op: '<', bound: 0.95"),
			headLines + 2,
			'更严'
		],
		[
			'an operator against the direction',
			threshold("severity: 3, from: '2025-01-01', op: '>', bound: 0.8"),
			headLines + 4,
			'方向相反'
		],
		[
			'a severity 4',
			threshold("severity: 4, from: '2025-01-01', op: '<', bound: 0.8"),
			headLines + 4,
			'1、2 或 3'
		],
		['routing that leaves a case to nobody', routing("{ subject: ['project'] }"), headLines + 2, '兜底'],
		[
			'a sector whose department is not listed',
			`${head}sectors:\n  - { id: 市政, department: 无名局, ${source} }\n`,
			headLines + 2,
			'「无名局」'
		],
		[
			'a class that the projects feed does not have',
			routing("{ project_class: ['省属'] }"),
			headLines + 2,
			'区属、市属、国企、社会'
		],
		[
			'an unknown feed',
			`${head}feeds:\n  payrol: { rhythm: 每月, allowed_lag_days: [] }\n`,
			headLines + 2,
			'「payrol」'
		],
		[
			'weights that do not add up',
			`${head}score_weights:\n${['A', 'B', 'C', 'D', 'E'].map((group) => `  ${group}: [{ from: '2025-01-01', value: 10, unit: 分, ${source} }]\n`).join('')}`,
			headLines + 2,
			'之和是 50'
		],
		['a tab', `${head}levels:\n\t- a\n`, headLines + 2, '制表符']
	])('%s', (_, text, line, reason) => {
		expect(() => load(text)).toThrow(
			expect.objectContaining({
				code: 'POLICY_INVALID',
				message: expect.stringContaining(`政策文件 990001.yaml 第 ${line} 行`) as string,
				details: expect.objectContaining({
					file: '990001.yaml',
					line,
					reason: expect.stringContaining(reason) as string
				}) as object
			})
		);
	});

	test('a broken default file, by its own name', () => {
		const path = join(directory, 'default.yaml');
		const broken = readFileSync(path, 'utf8').replace(
			"op: '>=', bound: 15, unit: '天'",
			"op: '>=', bound: 150, unit: '天'"
		);
		writeFileSync(path, broken);
		const line = broken.split('\n').findIndex((one) => one.includes("bound: 30, unit: '天'")) + 1;
		expect(() => load(head)).toThrow(`政策文件 default.yaml 第 ${line} 行：指标「wage_overdue_days」`);
	});

	test('no such file, or a code that is a path', () => {
		expect(() => loadPolicy('990009', directory)).toThrow(
			expect.objectContaining({ code: 'POLICY_MISSING' })
		);
		expect(() => loadPolicy('../secret', directory)).toThrow(
			expect.objectContaining({ code: 'POLICY_MISSING' })
		);
	});
});
