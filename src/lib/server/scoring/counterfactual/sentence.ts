import type { InBothLanguages, RemedyStep } from '$lib/domain/counterfactual';
import { remedies } from './registry';

const fenInWan = 1_000_000;
/** Money as the sentence says it: '86.40 万元', 'CNY 864,000.00'. */
const sumIn = {
	zh: (fen: number) => `${(fen / fenInWan).toFixed(2)} 万元`,
	en: (fen: number) =>
		`CNY ${(fen / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
};
const unknownSum: InBothLanguages = { zh: '（金额待核）', en: 'the sum to be established' };

/** Months as people say them, with the year where they lie in several. */
function monthsIn(lang: 'zh' | 'en', months: readonly string[]): string {
	const years = new Set(months.map((month) => month.slice(0, 4)));
	if (lang === 'en') return months.join(', ');
	return months
		.map((month) => {
			const [year, number] = month.split('-');
			return `${years.size > 1 ? `${year}年` : ''}${Number(number)}月`;
		})
		.join('、');
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
	return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** What is done, in one phrase a remedy, its months together. */
export function phrases(steps: readonly RemedyStep[]): InBothLanguages[] {
	const ids = [...new Set(steps.map(({ remedy }) => remedy))];
	return ids.map((id) => {
		const remedy = remedies.get(id);
		if (!remedy) throw new TypeError(`no remedy ${id}`);
		const own = steps.filter((step) => step.remedy === id);
		const months = own.flatMap(({ month }) => (month === null ? [] : [month])).sort();
		const amount = own.every(({ amountFen }) => amountFen === null)
			? null
			: own.reduce((sum, { amountFen }) => sum + (amountFen ?? 0), 0);
		const people = own.reduce((sum, step) => Math.max(sum, step.people ?? 0), 0);
		const said = (lang: 'zh' | 'en') =>
			fill(remedy.said[lang], {
				months: monthsIn(lang, months),
				sum: amount === null ? unknownSum[lang] : sumIn[lang](amount),
				people: String(people)
			});
		return { zh: said('zh'), en: said('en') };
	});
}

const joined = {
	zh: (said: readonly string[]) =>
		said.length > 1 ? `${said.slice(0, -1).join('，')}，并${said.at(-1)}` : said.join(''),
	en: (said: readonly string[]) =>
		said.length > 1 ? `${said.slice(0, -1).join('; ')}; and ${said.at(-1)}` : said.join('')
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** '补发3月、4月工资共 86.40 万元，并拨付人工费 120.00 万元，可降为黄。' */
export function foundSentence(steps: readonly RemedyStep[], tier: InBothLanguages): InBothLanguages {
	const said = phrases(steps);
	const zh = joined.zh(said.map((phrase) => phrase.zh));
	const en = joined.en(said.map((phrase) => phrase.en));
	return { zh: `${zh}，可降为${tier.zh}。`, en: `${capital(en)}: it falls to ${tier.en}.` };
}

/** '现在能做的：补发3月工资共 86.40 万元，做完后只剩上述原因。'; empty where nothing can be done. */
export function todoSentence(steps: readonly RemedyStep[]): InBothLanguages {
	if (steps.length === 0) return { zh: '', en: '' };
	const said = phrases(steps);
	return {
		zh: `现在能做的：${joined.zh(said.map((phrase) => phrase.zh))}，做完后只剩上述原因。`,
		en: `What can be done now: ${joined.en(said.map((phrase) => phrase.en))}; then only these are left.`
	};
}
