/** What a text is written in: a script, a style sheet, or a page of Svelte that has both. */
export type Language = 'script' | 'style' | 'page';

type Rule = readonly [pattern: RegExp, since: number, name: string];

/** Domestic browsers of our readers are of the class of Chromium 110; the numbers say since when Chromium knows it. */
const scripts: readonly Rule[] = [
	[/\b(?:Object|Map)\.groupBy\b/, 117, 'groupBy'],
	[/\bPromise\.withResolvers\b/, 119, 'Promise.withResolvers'],
	[/\bPromise\.try\b/, 128, 'Promise.try'],
	[/\bArray\.fromAsync\b/, 121, 'Array.fromAsync'],
	[/\bURL\.(?:canParse|parse)\b/, 120, 'URL.canParse'],
	[/\bAbortSignal\.any\b/, 116, 'AbortSignal.any'],
	[/\bRegExp\.escape\b/, 136, 'RegExp.escape'],
	[/\bIterator\.(?:from|concat|prototype)\b/, 122, 'Iterator'],
	[
		/\.(?:values|keys|entries)\(\)\s*\.(?:map|filter|find|some|every|reduce|toArray|take|drop|flatMap|forEach)\(/,
		122,
		'methods of iterators'
	],
	[/\.(?:isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference)\(/, 122, 'methods of sets'],
	[/\.(?:show|hide|toggle)Popover\(/, 114, 'popover'],
	[/\.startViewTransition\b/, 111, 'view transitions'],
	[/\.(?:isWellFormed|toWellFormed)\(/, 111, 'isWellFormed'],
	[/\bscheduler\.(?:yield|postTask)\b/, 129, 'scheduler.yield'],
	[/\.(?:moveBefore|requestClose|setHTMLUnsafe|getHTML|ariaNotify)\(/, 124, 'newer methods of elements'],
	[/\.(?:fromBase64|toBase64|fromHex|toHex)\(/, 140, 'base64 of bytes'],
	[/\bIntl\.DurationFormat\b/, 129, 'Intl.DurationFormat'],
	[/\bMath\.(?:f16round|sumPrecise)\b|\bFloat16Array\b/, 135, 'newer numbers'],
	[
		/[=(,:]\s*\/(?![*/])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n[])+\/[a-uw-z]*v[a-z]*(?=[\s.,;)\]])/,
		112,
		'flag v of patterns'
	],
	[/\bwith\s*\{\s*type:/, 123, 'import attributes']
];

const markup: readonly Rule[] = [
	[/<[a-z][^<>]*\s(?:popover|popovertarget)(?=[\s=>])/, 114, 'popover'],
	[/<[a-z][^<>]*\scommandfor(?=[\s=>])/, 135, 'commandfor'],
	[/<dialog[^<>]*\sclosedby(?=[\s=>])/, 134, 'closedby'],
	[/<search[\s>]/, 118, '<search>']
];

const styles: readonly Rule[] = [
	[/\blight-dark\(/, 123, 'light-dark()'],
	[/\bcolor-mix\(/, 111, 'color-mix()'],
	[/\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(\s*from\b/, 119, 'relative colours'],
	[/\b(?:lab|lch|oklab|oklch|color)\(/, 111, 'wide colours'],
	[/:\s*[^;{}]*\bsubgrid\b/, 117, 'subgrid'],
	[/@scope\b/, 118, '@scope'],
	[/@starting-style\b|\btransition-behavior\s*:|\ballow-discrete\b/, 117, '@starting-style'],
	[/@container\s+[^{]*\bstyle\(/, 111, 'style queries'],
	[/:popover-open\b/, 114, ':popover-open'],
	[/:user-(?:in)?valid\b|:dir\(|::details-content\b|:open\b/, 119, 'newer pseudo-classes'],
	[/@media[^{]*\((?:scripting|prefers-reduced-transparency|inverted-colors)\b/, 118, 'newer media queries'],
	[/\b(?:anchor-name|position-anchor|position-try|position-area)\s*:|\banchor\(/, 125, 'anchors'],
	[/\b(?:animation|scroll|view)-timeline(?:-name)?\s*:/, 115, 'timelines'],
	[
		/\b(?:round|mod|rem|sin|cos|tan|pow|sqrt|hypot|abs|sign|calc-size|progress)\([^)]*\)/,
		111,
		'newer mathematics'
	],
	[/:\s*[^;{}]*\blinear\(\s*[\d.]/, 113, 'linear()'],
	[
		/(?<!-webkit-mask(?:-image)?:[^}]*)(?<![-\w])mask(?:-image|-size|-position|-repeat|-composite)?\s*:/,
		120,
		'mask without -webkit-mask'
	]
];

const scriptComments = /\/\*[^]*?\*\/|(?<![:'"`\\])\/\/(?! floor:).*$/gm;
const styleComments = /\/\*[^]*?\*\//g;
const pageComments = /<!--[^]*?-->/g;
const texts = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

/** Lines that say themselves what an older browser does instead: `// floor: …`, `/* floor: … *\/`. */
const excused = /(?:\/\/|\/\*|<!--) floor: .+$/;

function found(text: string, rules: readonly Rule[]): string[] {
	return rules.flatMap(([pattern, since, name]) =>
		pattern.test(text) ? [`${name}, known since Chromium ${since}`] : []
	);
}

const withoutExcused = (text: string) =>
	text
		.split('\n')
		.filter((line) => !excused.test(line))
		.join('\n');

const inScript = (text: string) =>
	found(text.replaceAll(scriptComments, '').replaceAll(texts, "''"), scripts);
const inStyle = (text: string) => found(text.replaceAll(styleComments, ''), styles);

/** What a text uses that Chromium 110 does not know; a line may say `floor:` and what happens there instead. */
export function newerThanFloor(source: string, language: Language): string[] {
	const text = withoutExcused(source);
	if (language === 'script') return inScript(text);
	if (language === 'style') return inStyle(text);
	const page = text.replaceAll(pageComments, '');
	const parts = (tag: string) =>
		[...page.matchAll(new RegExp(`<${tag}(?:\\s[^>]*)?>([^]*?)</${tag}>`, 'g'))].map(
			([, inside = '']) => inside
		);
	const rest = page.replaceAll(/<(script|style)(?:\s[^>]*)?>[^]*?<\/\1>/g, '');
	return [
		...parts('script').flatMap(inScript),
		...parts('style').flatMap(inStyle),
		...found(rest.replaceAll(texts, "''"), markup),
		...inScript(rest)
	];
}
