/** The word by which a text that was put in is known again in an answer. */
const markOf = (random) =>
	`zq${Math.floor(random() * 36 ** 6)
		.toString(36)
		.padStart(6, '0')}`;

/** Ways to be hostile; each makes a text that carries a mark. */
const makers = {
	sql: (mark) => [
		`${mark}' or '1'='1`,
		`${mark}'; drop table batch; --`,
		`${mark}'); delete from batch; select ('`,
		`1 union select cipher from pii_block -- ${mark}`,
		`${mark}' || (select current_setting('access_mode')) || '`,
		`$1 ${mark} $batch ?1 :a`,
		`${mark}%' escape '\\`,
		`read_csv('/etc/passwd') ${mark}`,
		`${mark}"; attach '/tmp/x' as x; --`,
		`0); select 1/0; -- ${mark}`,
		`${mark}/**/and/**/1=1`,
		`-1' order by 99 -- ${mark}`
	],
	html: (mark) => [
		`<${mark}>`,
		`"><img src=x onerror=alert(1) class=${mark}><${mark}>`,
		`</script><script>window.${mark}=1</script><${mark}>`,
		`</title></textarea><${mark} onload=alert(1)>`,
		`' onmouseover='alert(1)' x='<${mark}>`,
		`<svg/onload=alert(1)><${mark}>`,
		`<!--<${mark}>--!><${mark}>`,
		`javascript:alert('${mark}')`,
		`&lt;${mark}&gt;<${mark}>`,
		`＜script＞<${mark}>`,
		`{@html "<${mark}>"}`
	],
	template: (mark) => [
		`${mark}{{7*191}}`,
		`${mark}\${7*191}`,
		`${mark}#{7*191}`,
		`${mark}<%= 7*191 %>`,
		`${mark}{7*191}`,
		`${mark}{#each [1] as x}{x}{/each}`,
		`=1+1+cmd|' /C calc'!A0 ${mark}`
	],
	header: (mark) => [
		`${mark}\r\nx-injected: 1`,
		`${mark}\r\n\r\n<html><${mark}>`,
		`${mark}\nset-cookie: injected=1`,
		`${mark}%0d%0ax-injected:%201`,
		`${mark}\u2028x-injected: 1`,
		`${mark}嘊嘍x-injected: 1`
	],
	path: (mark) => [
		`../../../../../../etc/passwd`,
		`..\\..\\..\\${mark}`,
		`/etc/passwd`,
		`....//....//etc/passwd`,
		`..%2f..%2f..%2fetc%2fpasswd`,
		`%2e%2e/%2e%2e/${mark}`,
		`file:///etc/passwd`,
		`\\\\host\\share\\${mark}`,
		`keys/audit.key`,
		`../keys/sessions.key`
	],
	odd: (mark) => [
		`${mark}\u0000tail`,
		`\u0000`,
		`${mark}\u202egnp.exe`,
		`\u2066${mark}\u2069\u200f\ufeff`,
		`${mark}${'\u0301'.repeat(400)}`,
		`${mark}\ud800`,
		'𠮷㐂'.repeat(50) + mark,
		'A'.repeat(100_000),
		'甲'.repeat(20_000),
		'('.repeat(5_000),
		`${mark}\u0007\u001b[2J`
	],
	number: () => [
		'NaN',
		'-1',
		'1e400',
		'99999999999999999999',
		'0x10',
		'1.5',
		'-0',
		'9223372036854775808',
		'2026-02-30',
		'2026-13-45T99:99',
		'0001-01-01',
		'294247-01-11',
		'-infinity',
		'true',
		'null',
		'undefined',
		'[object Object]',
		''
	],
	object: (mark) => [
		`{"__proto__":{"${mark}":1}}`,
		`{"constructor":{"prototype":{"${mark}":1}}}`,
		`[["__proto__","${mark}"]]`,
		`{"$ne":1}`,
		`[]`,
		'['.repeat(2_000),
		`__proto__`,
		`constructor`,
		`toString`,
		`hasOwnProperty`
	]
};

export const hostileKinds = Object.keys(makers);

/** One hostile text: its kind, its mark, and what to put in; sometimes two in one, or in another writing. */
export function hostileText(random) {
	const pick = (list) => list[Math.floor(random() * list.length)];
	const mark = markOf(random);
	const kind = pick(hostileKinds);
	let text = pick(makers[kind](mark));
	const turn = random();
	if (turn < 0.1) text += pick(makers[pick(hostileKinds)](mark)).slice(0, 200);
	else if (turn < 0.15) text = text.toUpperCase().replaceAll(mark.toUpperCase(), mark);
	else if (turn < 0.2) text = encodeURIComponent(text.toWellFormed());
	return { kind, mark, text };
}

const databaseWords =
	/(?:Parser|Binder|Catalog|Conversion|Constraint|TransactionContext|Serialization|Invalid Input|Out of Range|INTERNAL) Error|Did you mean "|LINE \d+:|SQLITE_[A-Z]+|ERR_SQLITE|near "[^"]*": syntax error|candidate bindings/i;
const codeWords = /\bat (?:async )?[\w.<>]+ \((?:file:\/\/)?\/|node_modules\/|\.ts:\d+:\d+/;

/** What in an answer must not be there, in words; nothing where all is well. */
export function faultsOf({ status, headers, raw = [], text }, { mark }) {
	const faults = [];
	const isPage = /html|svg|xml(?!.*officedocument)/.test(headers['content-type'] ?? '');
	if (status >= 500) faults.push(`status ${status}`);
	// Names and values take turns.
	if (raw.some((word, n) => (n % 2 === 0 ? /^x-injected$/i.test(word) : /^injected=/.test(word))))
		faults.push('a header was made');
	if (isPage && text.includes(`<${mark}`)) faults.push('markup came back as markup');
	if (isPage && new RegExp(`(?:href|src|action)="\\s*javascript:[^"]*${mark}`).test(text))
		faults.push('a link that runs');
	if (text.includes(`${mark}1337`)) faults.push('a template was worked out');
	if (/root:x:0:0/.test(text)) faults.push('a file of the machine');
	if (databaseWords.test(text)) faults.push(`words of the database: ${databaseWords.exec(text)[0]}`);
	if (codeWords.test(text)) faults.push(`words of the code: ${codeWords.exec(text)[0]}`);
	return faults;
}
