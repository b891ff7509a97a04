/** What no cell should hold, and some does. */
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
export const tableChanges = {
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
