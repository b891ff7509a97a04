import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as workbook from '@e965/xlsx';

/** Columns of people, under the names that files give them, by what kind of value stands in them. */
const kinds = {
	identity: ['worker_id_no', 'payee_id_no', '身份证号码', '收款人身份证号码'],
	phone: ['phone', 'resp_phone', 'owner_phone', 'gc_phone', 'reporter_phone', '联系电话', '联系方式'].concat([
		'反映人电话',
		'建设单位联系方式',
		'施工总单位联系方式'
	]),
	card: ['bank_card_no', 'account_no', '银行卡号', '账号'],
	name: ['worker_name', 'legal_rep', 'resp_person', 'owner_manager', 'gc_manager', 'person_name'].concat([
		'姓名',
		'法定代表人',
		'负责人',
		'建设单位项目负责人',
		'项目经理'
	]),
	words: ['content', '内容']
};
const kindOf = (column) => Object.keys(kinds).find((kind) => kinds[kind].includes(column.trim()));

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const digits = (n, length) => String(n).padStart(length, '0');

/** Every name begins with a character that stands nowhere else. */
const rare = '龘';
const makes = {
	identity(n) {
		const body = `99${digits(n % 10_000, 4)}19800229${digits(Math.floor(n / 10_000), 3)}`;
		const sum = [...body].reduce((total, digit, place) => total + Number(digit) * weights[place], 0);
		return body + '10X98765432'[sum % 11];
	},
	phone: (n) => `177${digits(n, 8)}`,
	card: (n) => `6299${digits(n, 15)}`,
	name: (n) => rare + String.fromCodePoint(0x4e00 + (n % 8_000), 0x4e00 + Math.floor(n / 8_000))
};

/** Canaries: for each personal value of a district another one that stands nowhere else. */
export class Canaries {
	#given = new Map();
	#all = new Set();

	#one(kind, value) {
		const key = `${kind}:${value}`;
		const known = this.#given.get(key);
		if (known) return known;
		const made = makes[kind](this.#given.size + 1);
		this.#given.set(key, made);
		this.#all.add(made);
		return made;
	}

	/** A free text about people speaks of them in all ways at once. */
	replace(column, written) {
		const kind = kindOf(column);
		const value = String(written ?? '').replace(/^="?|"$/g, '');
		if (!kind || value === '') return value;
		if (kind !== 'words') return this.#one(kind, value);
		return `反映人${this.#one('name', value)}（${this.#one('phone', value)}，${this.#one('identity', value)}）被欠工资`;
	}

	get count() {
		return this.#all.size;
	}

	/** One identity number, for a search. */
	anIdentity() {
		return [...this.#all].find((value) => value.length === 18);
	}

	/** The canaries that stand in the clear in a text, at most a few. */
	in(text) {
		const found = new Set();
		for (const [name] of text.matchAll(/龘[\u4e00-\u9fff]{2}/gu)) if (this.#all.has(name)) found.add(name);
		for (const [run] of text.matchAll(/\d{11,}X?/g))
			for (const length of [11, 18, 19])
				for (let at = 0; at + length <= run.length; at += 1) {
					const part = run.slice(at, at + length);
					if (this.#all.has(part)) found.add(part);
				}
		return [...found].slice(0, 5);
	}
}

const decoded = (bytes) => {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
};

const cell = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/** The lines of a sheet from its header on: titles may stand above it. */
function linesOf(path) {
	const book = workbook.read(readFileSync(path), { cellDates: false });
	const lines = workbook.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], {
		header: 1,
		raw: false,
		defval: ''
	});
	const head = lines.findIndex((line) => line.filter((text) => text !== '').length > 5);
	return lines.slice(Math.max(head, 0));
}

/** Writes the files of a demo anew with a canary for every personal value; a few rows are spoilt, so that they are set aside. */
export function plantCanaries(from, to) {
	const canaries = new Canaries();
	mkdirSync(to, { recursive: true });
	for (const file of readdirSync(from)) {
		const path = join(from, file);
		if (file.endsWith('.ndjson')) {
			const rows = readFileSync(path, 'utf8')
				.trim()
				.split('\n')
				.map((line) => JSON.parse(line));
			for (const row of rows)
				for (const name of Object.keys(row)) if (kindOf(name)) row[name] = canaries.replace(name, row[name]);
			writeFileSync(join(to, file), rows.map((row) => JSON.stringify(row)).join('\n'));
			continue;
		}
		const lines = file.endsWith('.xlsx')
			? linesOf(path)
			: parse(decoded(readFileSync(path)), { bom: true, relax_column_count: true, relax_quotes: true });
		const [header, ...rows] = lines;
		if (rows.length === 0) continue;
		const amount = header.findIndex((name) => /应发工资|^payable/.test(name));
		const written = rows.map((row, n) =>
			header
				.map((name, place) =>
					place === amount && n % 97 === 5 ? '不详' : cell(canaries.replace(name, row[place] ?? ''))
				)
				.join(',')
		);
		writeFileSync(join(to, file.replace(/xlsx$/, 'csv')), [header.join(','), ...written].join('\n'));
	}
	return canaries;
}
