import { extname } from 'node:path';
import { strToU8 } from 'fflate';
import { bombs } from './bombs.mjs';
import { geoChanges, geoJson } from './changed-boundaries.mjs';
import { byteChanges, partChanges, repacked } from './changed-bytes.mjs';
import { tableChanges } from './changed-tables.mjs';
import { csvText, faithful, formats, sharedBook, tablesIn, textOf } from './supplied-tables.mjs';

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
