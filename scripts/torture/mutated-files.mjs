import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import iconv from 'iconv-lite';

/** Rows that are kept of each file: enough to be read as what it is, few enough for ten thousand files. */
const keptRows = 12;
const MEBIBYTE = 2 ** 20;

const textOf = (bytes) => {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('gb18030').decode(bytes);
	}
};

/** Header and first rows of every text file in a folder, by feed; the name of a file begins with its feed. */
function tablesIn(folder) {
	const tables = new Map();
	for (const file of readdirSync(folder).sort()) {
		const feed = /^[a-z_]+(?=_)/.exec(file)?.[0];
		if (!feed || tables.has(feed)) continue;
		const text = textOf(readFileSync(join(folder, file)));
		if (extname(file) === '.csv') {
			const [header, ...rows] = parse(text, { to: keptRows + 1, relax_column_count: true, bom: true });
			tables.set(feed, { feed, header, rows });
		} else if (extname(file) === '.ndjson') {
			const lines = text
				.split('\n', keptRows)
				.filter(Boolean)
				.map((line) => JSON.parse(line));
			const header = [...new Set(lines.flatMap((line) => Object.keys(line)))];
			tables.set(feed, {
				feed,
				header,
				rows: lines.map((line) => header.map((key) => String(line[key] ?? '')))
			});
		}
	}
	return [...tables.values()];
}

const csvText = ({ header, rows }) =>
	[header, ...rows]
		.map((cells) =>
			cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')
		)
		.join('\r\n');
const objectsOf = ({ header, rows }) =>
	rows.map((cells) => Object.fromEntries(header.map((key, at) => [key, cells[at] ?? ''])));
const workbook = ({ feed, header, rows }) => writeXlsx({ sheets: [{ name: feed, rows: [header, ...rows] }] });
/** No spreadsheet program keeps more in a cell, and its writer refuses to. */
const clipped = (cells) => cells.map((cell) => cell.slice(0, 32_767));
const oldBook = (bookType) => (table) => {
	const book = utils.book_new();
	utils.book_append_sheet(
		book,
		utils.aoa_to_sheet([table.header, ...table.rows].map(clipped)),
		table.feed.slice(0, 31)
	);
	return new Uint8Array(write(book, { type: 'buffer', bookType }));
};

/** A workbook with shared texts, as Excel and WPS write it: the other writer puts texts into the cells. */
const sharedBook = (table) => oldBook('xlsx')(table);

/** How a table is written: the ending of the file and its bytes. */
const formats = {
	'csv utf-8': ['.csv', (table) => strToU8(csvText(table))],
	'csv utf-8 bom': ['.csv', (table) => strToU8(`\ufeff${csvText(table)}`)],
	'csv gb18030': ['.csv', (table) => new Uint8Array(iconv.encode(csvText(table), 'gb18030'))],
	'csv utf-16': [
		'.csv',
		(table) => new Uint8Array(iconv.encode(csvText(table), 'utf-16le', { addBOM: true }))
	],
	xlsx: ['.xlsx', workbook],
	'xlsx shared': ['.xlsx', sharedBook],
	'xls biff8': ['.xls', oldBook('biff8')],
	'xls biff5': ['.xls', oldBook('biff5')],
	xlsb: ['.xlsb', oldBook('xlsb')],
	ndjson: [
		'.ndjson',
		(table) =>
			strToU8(
				objectsOf(table)
					.map((row) => JSON.stringify(row))
					.join('\n')
			)
	],
	json: ['.json', (table) => strToU8(JSON.stringify(objectsOf(table)))],
	'json in an envelope': [
		'.json',
		(table) => strToU8(JSON.stringify({ rows: objectsOf(table), next: null }))
	],
	'zip of csv': ['.zip', (table) => zipSync({ [`${table.feed}_1.csv`]: strToU8(csvText(table)) })],
	'zip of csv, stored': [
		'.zip',
		(table) => zipSync({ [`${table.feed}_1.csv`]: strToU8(csvText(table)) }, { level: 0 })
	],
	'zip of xlsx': ['.zip', async (table) => zipSync({ [`${table.feed}_1.xlsx`]: await workbook(table) })]
};

/** Formats whose writer here keeps every letter: the oldest one knows no Chinese. */
const faithful = Object.keys(formats).filter((format) => format !== 'xls biff5');

const poison = [
	'=1+1',
	"=cmd|' /C calc'!A0",
	'__proto__',
	'constructor',
	'NaN',
	'Infinity',
	'1e400',
	'-1e308',
	'-0',
	'9'.repeat(40),
	'0.1'.repeat(20),
	'999999999999',
	'-5',
	'１２３．４５',
	'壹仟贰佰元整',
	'2026-13-45',
	'0000-00-00',
	'99999-01-01',
	'46000',
	'2026-02-30 25:61:61',
	'\u0000',
	'a\u0000b',
	'\ud800',
	'\u202e反',
	'𠮷㐂',
	'"',
	'""",',
	'\r',
	'多\n行\r\n字',
	'\t',
	' '.repeat(500),
	"'; drop table batch; --",
	"$1 {x: 1} [1,2] 'a'",
	'\\N',
	'NULL',
	'#REF!',
	'true',
	'是否',
	'<script>alert(1)</script>',
	'&lt;&#x0;',
	'\ufffe\uffff',
	'👩‍👩‍👧‍👦'
];

/** Changes to rows and headers, before anything is written. */
const tableChanges = {
	'a poisoned cell': (table, { pick, below }) => {
		for (let times = 1 + below(6); times > 0; times -= 1)
			pick(table.rows)[below(table.header.length)] = pick(poison);
	},
	'a poisoned column': (table, { pick, below }) => {
		const at = below(table.header.length);
		for (const cells of table.rows) cells[at] = pick(poison);
	},
	'headers swapped': (table, { below }) => {
		const [one, other] = [below(table.header.length), below(table.header.length)];
		[table.header[one], table.header[other]] = [table.header[other], table.header[one]];
	},
	'a header twice': (table, { pick, below }) => {
		table.header[below(table.header.length)] = pick(table.header);
	},
	'a header changed': (table, { pick, below }) => {
		table.header[below(table.header.length)] = pick([...poison, '', '备注', '金额（万元）', '序号']);
	},
	'a column missing': (table, { below }) => {
		const at = below(table.header.length);
		for (const cells of [table.header, ...table.rows]) cells.splice(at, 1);
	},
	'no header': (table) => {
		table.header = table.rows.shift();
	},
	'the header again below': (table, { below }) => {
		table.rows.splice(below(table.rows.length), 0, [...table.header]);
	},
	'no rows': (table) => {
		table.rows = [];
	},
	'rows doubled': (table) => {
		table.rows.push(...table.rows.map((cells) => [...cells]));
	},
	'rows too long or too short': (table, { pick, below }) => {
		for (let times = 1 + below(3); times > 0; times -= 1) {
			const cells = pick(table.rows);
			if (below(2) === 0) cells.length = below(cells.length);
			else cells.push(...Array.from({ length: 1 + below(30) }, () => pick(poison)));
		}
	},
	'a huge cell': (table, { pick, below }) => {
		pick(table.rows)[below(table.header.length)] = pick(['x', '工', '9']).repeat(
			pick([32_767, 200_000, 1_500_000])
		);
	},
	'many columns': (table, { pick, below }) => {
		const more = pick([60, 480, 700]);
		table.header.push(...Array.from({ length: more }, (_, n) => `列${n}`));
		for (const cells of table.rows) cells.push(...Array.from({ length: below(more) }, String));
	},
	'rows of another feed': (table, { pick, tables }) => {
		table.rows = structuredClone(pick(tables).rows);
	},
	'lines above': (table, { below }) => {
		table.rows.unshift([...table.header]);
		table.header = ['某某单位报送表'];
		for (let times = below(4); times > 0; times -= 1) table.rows.unshift([]);
	}
};

/** Changes to bytes; each answers the new ones. */
const byteChanges = {
	'bytes flipped': (bytes, { below }) => {
		const changed = Uint8Array.from(bytes);
		for (let times = 1 + below(8); times > 0; times -= 1) changed[below(changed.length)] = below(256);
		return changed;
	},
	'one bit flipped': (bytes, { below }) => {
		const changed = Uint8Array.from(bytes);
		changed[below(changed.length)] ^= 1 << below(8);
		return changed;
	},
	'cut off': (bytes, { below }) => bytes.slice(0, below(bytes.length)),
	'the beginning cut off': (bytes, { below }) => bytes.slice(1 + below(bytes.length)),
	'a part cut out': (bytes, { below }) => {
		const from = below(bytes.length);
		return joined(bytes.slice(0, from), bytes.slice(from + 1 + below(400)));
	},
	'a part twice': (bytes, { below }) => {
		const from = below(bytes.length);
		const part = bytes.slice(from, from + 1 + below(2_000));
		return joined(bytes.slice(0, from), part, part, bytes.slice(from + part.length));
	},
	'noise within': (bytes, { below }) => {
		const at = below(bytes.length);
		const noise = Uint8Array.from({ length: 1 + below(300) }, () => below(256));
		return joined(bytes.slice(0, at), noise, bytes.slice(at));
	},
	'zeros at the end': (bytes, { below }) => joined(bytes, new Uint8Array(1 + below(5_000))),
	'another file behind it': (bytes, { pick, originals }) => joined(bytes, pick(originals).bytes),
	'quotes within': (bytes, { below }) => {
		const at = below(bytes.length);
		return joined(bytes.slice(0, at), strToU8('"'), bytes.slice(at));
	}
};

function joined(...parts) {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

const doctype = {
	inside: `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(1_000)}"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`,
	outside: '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
};

/** Changes to one part of an unpacked workbook, so that they reach the reader and not only the checksum. */
const partChanges = {
	'bytes of a part': (text, random) => byteChanges['bytes flipped'](strToU8(text), random),
	'a part cut off': (text, random) => byteChanges['cut off'](strToU8(text), random),
	'a part twice over': (text) => strToU8(text + text),
	'an entity that multiplies': (text) =>
		strToU8(text.replace(/<(\w+[ >])/, `${doctype.inside}<$1`).replace(/>([^<]+)</, '>&b;<')),
	'an entity of a file': (text) =>
		strToU8(text.replace(/<(\w+[ >])/, `${doctype.outside}<$1`).replace(/>([^<]+)</, '>&b;<')),
	'a far cell': (text, { below }) =>
		strToU8(
			text.replace(
				'</sheetData>',
				`<row r="${1 + below(1_048_576)}"><c r="XFD1048576"><v>1</v></c></row></sheetData>`
			)
		),
	'a false dimension': (text) =>
		strToU8(
			text
				.replace(/<dimension[^>]*\/>/, '')
				.replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')
		),
	'a shared text that is not there': (text, { below }) =>
		strToU8(text.replace(/<v>\d+<\/v>/, `<v>${below(2) === 0 ? -1 : 4_000_000_000}</v>`)),
	'references changed': (text, { below }) =>
		strToU8(
			text.replace(/r="[A-Z]+\d+"/g, (found) =>
				below(4) === 0 ? `r="${'A'.repeat(below(6))}${below(99)}"` : found
			)
		),
	'merged over everything': (text) =>
		strToU8(
			text.replace(
				'</sheetData>',
				'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/></mergeCells>'
			)
		),
	'elements within elements': (text, { below }) => {
		const deep = 1_000 + below(30_000);
		return strToU8(text.replace('<sheetData>', `${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}<sheetData>`));
	},
	'a million rows without cells': (text) =>
		strToU8(text.replace('</sheetData>', `${'<row/>'.repeat(1_000_000)}</sheetData>`))
};

/** Files built to do harm: they cost much to read, or seem to. */
const bombs = {
	'a part of 60 MB of blanks': ({ book }) =>
		repacked(book, /sheet1\.xml$/, () => new Uint8Array(60 * MEBIBYTE).fill(0x20)),
	'shared texts without end': ({ book }) =>
		repacked(book, /sharedStrings\.xml$/, () =>
			strToU8(`<sst count="10000000">${'<si><t>工资</t></si>'.repeat(1_500_000)}</sst>`)
		),
	'archives in archives': ({ csv }) =>
		zipSync({ 'a.zip': zipSync({ 'b.zip': zipSync({ 'tax_1.csv': csv }) }) }),
	'an archive of 3,000 files': () =>
		zipSync(Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`${n}.csv`, strToU8('a')]))),
	'names that lead out of the archive': ({ csv }) =>
		zipSync({
			'../../tax_1.csv': csv,
			'/etc/tax_2.csv': csv,
			'..\\tax_3.csv': csv,
			'a/../../tax_4.csv': csv
		}),
	'a size that the directory understates': ({ csv }) => {
		const bytes = Buffer.from(zipSync({ 'tax_1.csv': joined(csv, new Uint8Array(MEBIBYTE).fill(0x20)) }));
		bytes.writeUInt32LE(100, bytes.lastIndexOf(Buffer.from('tax_1.csv')) - 46 + 24);
		return new Uint8Array(bytes);
	},
	'a line of 8 MB': () => joined(strToU8('uscc,month\n"'), new Uint8Array(8 * MEBIBYTE).fill(0x61)),
	'brackets 100,000 deep': () => strToU8('['.repeat(100_000)),
	'objects 50,000 deep': () => strToU8('{"data":'.repeat(50_000)),
	'keys of the prototype': () =>
		strToU8(
			'[{"uscc":"1","month":"2026-08","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]'
		),
	'400,000 short lines': () => strToU8(`uscc,month,paid\n${'a,b,c\n'.repeat(400_000)}`),
	'nothing but separators': () => strToU8(`${','.repeat(200_000)}\n`.repeat(4)),
	'a page of a sign-in': () =>
		strToU8('<!DOCTYPE html><html><head><title>登录</title></head><body>请先登录</body></html>'),
	'an old workbook of noise': ({ noise }) => joined(Buffer.from('d0cf11e0a1b11ae1', 'hex'), noise)
};

function repacked(book, part, change) {
	const parts = unzipSync(book);
	const name = Object.keys(parts).find((one) => part.test(one));
	return name ? zipSync({ ...parts, [name]: change(parts[name]) }) : book;
}

const endings = [
	'.csv',
	'.xlsx',
	'.xls',
	'.xlsb',
	'.json',
	'.ndjson',
	'.zip',
	'.txt',
	'.pdf',
	'.exe',
	'',
	'.CSV',
	'.et'
];
const strangeNames = (feed) => [
	`../../${feed}_x.csv`,
	`${feed}_${'长'.repeat(60)}.csv`,
	`${feed}_👷‍♀️.csv`,
	`${feed}_\u202evsc.exe`,
	`${feed}_';drop table batch;--.csv`,
	`${feed}_<img src=x>.csv`,
	`${feed} %00%2f..csv`,
	`=cmd|calc!A0_${feed}_1.csv`,
	'.csv',
	'CON.csv'
];

/** Shapes of streets as an office would hand them in. */
const geoJson = (below) =>
	JSON.stringify({
		type: 'FeatureCollection',
		features: Array.from({ length: 3 }, (_, n) => {
			const [x, y] = [113.1 + n / 50, 35.2 + below(100) / 1_000];
			return {
				type: 'Feature',
				properties: { name: ['李封街道', '许衡街道', '龙翔街道'][n] },
				geometry: {
					type: 'Polygon',
					coordinates: [
						[
							[x, y],
							[x + 0.02, y],
							[x + 0.02, y + 0.02],
							[x, y + 0.02],
							[x, y]
						]
					]
				}
			};
		})
	});
const geoChanges = [
	(text, { below }) => text.replace(/\d+\.\d+/, () => ['NaN', '1e400', '-999', '"x"', 'null'][below(5)]),
	(text) => text.replace('"Polygon"', '"LineString"'),
	(text) => text.replace('[[[', `${'['.repeat(5_000)}`),
	(text) => text.replace('"properties":{', '"properties":{"__proto__":{"polluted":1},'),
	(text) => text.replace('李封街道', '<img src=x onerror=alert(1)>'),
	(text) =>
		text.replace(
			/\[\[\[.*?\]\]\]/,
			`[[${Array.from({ length: 60_000 }, (_, n) => `[113.${n},35.2]`).join(',')}]]`
		),
	(text) =>
		text.replace(
			'"features":',
			'"crs":{"type":"link","properties":{"href":"http://127.0.0.1/"}},"features":'
		),
	(text) => text.replaceAll('113.', '11300000.')
];

/**
 * Valid files of every feed and format out of a folder of them, changed: the same for the same seed.
 * Yields `{ index, name, bytes, what, format, feed, isBoundary, rows }`; `rows` where the file was left as it is and must
 * be taken in whole.
 */
export async function* mutatedFiles({ folder, forms, count, random }) {
	const below = (most) => Math.floor(random() * most);
	const pick = (list) => list[below(list.length)];
	const keyOf = (record) => pick(Object.keys(record));
	const tables = tablesIn(folder);
	if (tables.length < 20) throw new Error(`${tables.length} feeds in ${folder}`);
	const originals = [];
	for (const [name, bytes] of forms)
		originals.push({ name, bytes, ending: extname(name), format: 'printed form' });
	for (const table of tables.slice(0, 6))
		for (const [format, [ending, make]] of Object.entries(formats))
			originals.push({ name: `${table.feed}_1${ending}`, bytes: await make(table), ending, format });
	const csv = strToU8(csvText(tables.find(({ feed }) => feed === 'tax') ?? tables[0]));
	const around = { below, pick, tables, originals };

	for (let index = 0; index < count; index += 1) {
		const draw = random();
		if (draw < 0.03) {
			const text = geoJson(below);
			const changed = below(6) === 0 ? text : pick(geoChanges)(text, around);
			const bytes =
				below(2) === 0 ? strToU8(changed) : byteChanges[keyOf(byteChanges)](strToU8(changed), around);
			yield {
				index,
				name: '街道边界.geojson',
				bytes,
				what: 'a boundary',
				format: 'geojson',
				isBoundary: true
			};
			continue;
		}
		if (draw < 0.05) {
			const what = keyOf(bombs);
			const noise = Uint8Array.from({ length: 3_000 }, () => below(256));
			const bytes = bombs[what]({ book: sharedBook(pick(tables)), csv, noise });
			yield { index, name: `tax_${index}${pick(endings)}`, bytes, what, format: 'bomb' };
			continue;
		}
		const isForm = draw < 0.11;
		const isUntouched = draw > 0.97;
		const table = structuredClone(pick(isUntouched ? tables.filter(({ rows }) => rows.length > 0) : tables));
		const original = isForm ? originals[below(forms.length)] : undefined;
		const format = isForm ? 'printed form' : isUntouched ? pick(faithful) : keyOf(formats);
		const done = [];
		if (!isForm && !isUntouched && below(3) > 0) {
			const change = keyOf(tableChanges);
			if (table.rows.length > 0) tableChanges[change](table, around);
			done.push(change);
		}
		const [ending, make] = isForm ? [original.ending, () => original.bytes] : formats[format];
		let bytes = await make(table);
		if (!isUntouched && /xlsx$|shared|printed/.test(format) && below(2) === 0) {
			const change = keyOf(partChanges);
			const part = pick([
				/sheet1\.xml$/,
				/sheet1\.xml$/,
				/sharedStrings\.xml$/,
				/styles\.xml$/,
				/workbook\.xml$/,
				/\.rels$/
			]);
			bytes = repacked(bytes, part, (inner) => partChanges[change](textOf(inner), around));
			done.push(change);
		}
		if (!isUntouched && bytes.length > 0 && (done.length === 0 || below(3) === 0)) {
			const change = keyOf(byteChanges);
			bytes = byteChanges[change](bytes, around);
			done.push(change);
		}
		const feed = isForm ? 'projects' : table.feed;
		const isNamed = isUntouched || below(8) > 0;
		const name = isNamed
			? `${isForm ? '在建工程项目台账' : feed}_${index}${below(10) > 0 || isUntouched ? ending : pick(endings)}`
			: pick(strangeNames(feed));
		yield {
			index,
			name,
			bytes,
			what: done.join(', ') || 'as it is',
			format,
			feed,
			...(isUntouched && { rows: table.rows.length })
		};
	}
}
