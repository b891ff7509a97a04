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

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** '补发3月、4月工资共 86.40 万元，并拨付人工费 120.00 万元，可降为黄。' */
export function foundSentence(steps: readonly RemedyStep[], tier: InBothLanguages): InBothLanguages {
	const said = phrases(steps);
	const zh = said.map((phrase) => phrase.zh);
	const en = said.map((phrase) => phrase.en);
	const last = zh.length > 1 ? `${zh.slice(0, -1).join('，')}，并${zh.at(-1)}` : zh.join('');
	return {
		zh: `${last}，可降为${tier.zh}。`,
		en: `${capital(en.length > 1 ? `${en.slice(0, -1).join('; ')}; and ${en.at(-1)}` : en.join(''))}: it falls to ${tier.en}.`
	};
}
