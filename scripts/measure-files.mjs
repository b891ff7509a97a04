// How long large files take from the file to the table, and how much memory: a workbook of 100,000 rows by 20
// columns, and 200 MB of CSV, clean and in GB18030. Needs a build; run with: node scripts/measure-files.mjs
import { createWriteStream, readFileSync, readdirSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { installation } from './torture/installation.mjs';

const columns =
	'项目编码,工资所属月,身份证号码,姓名,工作天数,应发工资（元）,代扣代缴（元）,实发工资（元）,发放状态,发放日期,发放渠道,银行卡号,本人签字,本人确认时间,班组,工种,备注一,备注二,备注三,备注四'.split(
		','
	);
const day = (n) => `2026-09-${String(1 + (n % 28)).padStart(2, '0')}`;
const cellsOf = (n) => [
	`P-${String(n % 500).padStart(4, '0')}`,
	'2026-08',
	`9901081990${String(n).padStart(8, '0')}`,
	`工人${n % 5000}`,
	String(20 + (n % 8)),
	`${5000 + (n % 4000)}.00`,
	'120.50',
	`${4879 + (n % 4000)}.50`,
	'成功',
	day(n),
	'专户代发',
	`62220217${String(n).padStart(11, '0')}`,
	'是',
	`${day(n)} 10:00:00`,
	`${n % 40}班组`,
	'钢筋工',
	`第${n}行`,
	'',
	'无',
	`${n}`
];

/** Streams a workbook as Excel writes one: texts shared, numbers plain. */
async function writeBook(path, rows) {
	const out = createWriteStream(path);
	const zip = new Zip((error, chunk) => (error ? out.destroy(error) : out.write(chunk)));
	const part = (name) => {
		const entry = new ZipDeflate(name, { level: 1 });
		zip.add(entry);
		return (text, final = false) => entry.push(strToU8(text), final);
	};
	const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
	const relations = (...pairs) =>
		`<Relationships>${pairs.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${relation}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
	part('[Content_Types].xml')('<Types/>', true);
	part('_rels/.rels')(relations(['officeDocument', 'xl/workbook.xml']), true);
	part('xl/workbook.xml')(
		'<workbook><sheets><sheet name="payroll" sheetId="1" r:id="rId1"/></sheets></workbook>',
		true
	);
	part('xl/_rels/workbook.xml.rels')(
		relations(['worksheet', 'worksheets/sheet1.xml'], ['sharedStrings', 'sharedStrings.xml']),
		true
	);
	const shared = new Map();
	const sheet = part('xl/worksheets/sheet1.xml');
	sheet('<worksheet><sheetData>');
	for (let n = -1; n < rows; n++) {
		const cells = (n < 0 ? columns : cellsOf(n)).map((text, c) => {
			const place = `${String.fromCharCode(65 + c)}${n + 2}`;
			if (/^\d{1,12}(\.\d+)?$/.test(text)) return `<c r="${place}"><v>${text}</v></c>`;
			if (!shared.has(text)) shared.set(text, shared.size);
			return `<c r="${place}" t="s"><v>${shared.get(text)}</v></c>`;
		});
		sheet(`<row r="${n + 2}">${cells.join('')}</row>`);
		if (out.writableNeedDrain) await once(out, 'drain');
	}
	sheet('</sheetData></worksheet>', true);
	part('xl/sharedStrings.xml')(
		`<sst>${[...shared.keys()].map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
		true
	);
	zip.end();
	out.end();
	await once(out, 'finish');
}

async function writeCsv(path, bytes, encoding) {
	const out = createWriteStream(path);
	let written = 0;
	for (let n = -1; written < bytes; n += 1) {
		let text = '';
		for (const end = n + 2000; n < end; n++) text += `${(n < 0 ? columns : cellsOf(n)).join(',')}\n`;
		n -= 1;
		const chunk = iconv.encode(text, encoding);
		written += chunk.length;
		if (!out.write(chunk)) await once(out, 'drain');
	}
	out.end();
	await once(out, 'finish');
}

/** Peak memory of a process in MB as the system keeps it; 0 once it is gone. */
function peak(pid) {
	try {
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
	} catch {
		return 0;
	}
}

function childrenOf(pid) {
	return readdirSync('/proc').filter((entry) => {
		if (!/^\d+$/.test(entry)) return false;
		try {
			return readFileSync(`/proc/${entry}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
		} catch {
			return false;
		}
	});
}

async function measure(name, make) {
	process.env.XINSHAO_MEMORY = '1GB';
	const place = installation();
	try {
		const path = join(place.folder, name);
		await make(path);
		await place.run('init');
		const started = performance.now();
		const { child, done } = place.start('ingest', path, '--json');
		const peaks = { own: 0, reader: 0 };
		const watch = setInterval(() => {
			peaks.own = Math.max(peaks.own, peak(child.pid));
			for (const pid of childrenOf(child.pid)) peaks.reader = Math.max(peaks.reader, peak(pid));
		}, 20);
		const { out, err } = await done;
		clearInterval(watch);
		const [report] = JSON.parse(out || `{"files":[{"error":${JSON.stringify(err)}}]}`).files;
		console.log(
			JSON.stringify({
				file: name,
				megabytes: Math.round(statSync(path).size / 2 ** 20),
				seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
				rows: report.accepted,
				set_aside: report.set_aside,
				error: report.error,
				peak_mb: Math.round(peaks.own),
				of_which_database_may_use_mb: 1024,
				reader_peak_mb: Math.round(peaks.reader)
			})
		);
	} finally {
		place.remove();
	}
}

await measure('payroll_100k.xlsx', (path) => writeBook(path, 100_000));
await measure('payroll_200mb.csv', (path) => writeCsv(path, 200 * 2 ** 20, 'utf8'));
await measure('payroll_200mb_gb18030.csv', (path) => writeCsv(path, 200 * 2 ** 20, 'gb18030'));
