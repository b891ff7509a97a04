import { describe, expect, it } from 'vitest';
import contract from '../fixtures/contract-feeds.json';
import { differences } from '../support/reference/differences';
import { judge } from '../support/reference/judge';
import { randomWorld } from '../support/reference/random-world';
import type { Cell } from '../support/reference/types';

interface Column {
	name: string;
	type: string;
	required?: boolean;
	values?: string[];
	min?: number;
	max?: number;
}

const FORMS: Record<string, RegExp> = {
	integer: /^-?\d+$/,
	number: /^-?\d+(\.\d+)?$/,
	ratio: /^0(\.\d+)?$|^1$/,
	money_yuan: /^-?\d+(\.\d{1,2})?$/,
	money_wan: /^-?\d+(\.\d{1,6})?$/,
	date: /^\d{4}-\d\d-\d\d$/,
	month: /^\d{4}-\d\d$/,
	timestamp: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
	boolean: /^(true|false)$/,
	text: /^\S.*$/
};

function faultsOf(columns: Column[], row: Record<string, Cell>): string[] {
	const names = new Set(columns.map((column) => column.name));
	const faults = Object.keys(row).filter((name) => name !== '_received_at' && !names.has(name));
	for (const { name, type, required, values, min, max } of columns) {
		const cell = row[name];
		if (cell === null || cell === undefined) {
			if (required) faults.push(`${name} blank`);
			continue;
		}
		const form = FORMS[type];
		if (form && !form.test(String(cell))) faults.push(`${name} ${cell}`);
		if (values && !values.includes(String(cell))) faults.push(`${name} ${cell}`);
		if (min !== undefined && Number(cell) < min) faults.push(`${name} ${cell}`);
		if (max !== undefined && Number(cell) > max) faults.push(`${name} ${cell}`);
	}
	return faults;
}

const today = '2026-06-20';

describe('the random world', () => {
	it('is the same for the same seed and another for another', () => {
		expect(randomWorld(7, { projects: 5, today })).toEqual(randomWorld(7, { projects: 5, today }));
		expect(randomWorld(7, { projects: 5, today })).not.toEqual(randomWorld(8, { projects: 5, today }));
	});

	it('holds every feed, and every row keeps the contract and was received by today', () => {
		for (let seed = 0; seed < 20; seed += 1) {
			const rows = randomWorld(seed, { projects: 12, today });
			expect(Object.keys(rows).sort()).toEqual(contract.feeds.map((feed) => feed.feed).sort());
			for (const { feed, columns } of contract.feeds) {
				for (const row of rows[feed]!) {
					expect(faultsOf(columns, row), `${seed} ${feed}`).toEqual([]);
					expect(String(row._received_at) <= `${today} 23:59:59`, `${seed} ${feed}`).toBe(true);
				}
			}
		}
	});

	it('brings every indicator to every severity it can have, and to its absences', () => {
		const seen = new Map<string, Set<string>>();
		const clauses = new Set<string>();
		for (let seed = 0; seed < 60; seed += 1) {
			const result = judge({ asOf: today, rows: randomWorld(seed, { projects: 12, today }) });
			for (const { indicator, severity, null_reason } of result.indicators) {
				if (!seen.has(indicator)) seen.set(indicator, new Set());
				seen.get(indicator)!.add(null_reason ?? String(severity));
			}
			for (const tier of result.tiers) clauses.add(String(tier.clause));
		}
		const poor = [...seen].filter(([, outcomes]) => outcomes.size < 3).map(([indicator]) => indicator);
		expect(poor).toEqual([]);
		expect([...clauses].sort()).toEqual(
			expect.arrayContaining(['0', '1a', '1b', '1c', '1d', '2', '3', '6-1', '6-2', '6-3', '6-raised', 'null'])
		);
	});

	it('judges the same where every row is received twice', () => {
		const rows = randomWorld(3, { projects: 8, today, duplicatesInBatch: false });
		const twice = Object.fromEntries(Object.entries(rows).map(([feed, each]) => [feed, [...each, ...each]]));
		expect(judge({ asOf: today, rows: twice })).toEqual(judge({ asOf: today, rows }));
	});
});

describe('differences', () => {
	const result = judge({ asOf: today, rows: randomWorld(1, { projects: 6, today }) });

	it('finds none between a result and itself, and names each one that is put in', () => {
		expect(differences(result, result)).toEqual([]);
		const [first, ...rest] = result.indicators;
		const severity = first!.severity === 3 ? (2 as const) : (3 as const);
		const changed = { ...result, indicators: [{ ...first!, severity }, ...rest] };
		expect(differences(result, { ...changed, tiers: result.tiers.slice(1) })).toEqual([
			expect.stringContaining(`${first!.subject_code} ${first!.indicator}: severity`),
			expect.stringContaining('only in the reference')
		]);
	});
});
