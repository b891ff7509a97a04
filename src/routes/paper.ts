import { shanghaiTime } from '$lib/domain/clock';
import type { Filter } from '$lib/domain/filter';
import { placeWord } from '$lib/domain/place-word';
import type { TierKey } from '$lib/domain/tier-key';
import type { Speech } from '$lib/i18n/context';
import en from '$lib/i18n/en';
import { translator } from '$lib/i18n/words';
import zh from '$lib/i18n/zh';
import type { Paper } from '$lib/server/dispatch/paper/paper';
import { writePdf } from '$lib/server/dispatch/paper/write-pdf';
import { tierNames } from '$lib/server/queries/tier-names';

/** Speech for what is made on the server: the reader's language, and the pack's names of the levels. */
export function paperSpeech({ app, lang }: App.Locals): Speech {
	const { policy } = app;
	const place = placeWord(policy.units.map(({ kind }) => kind));
	const t = translator(lang === 'zh' ? zh : en, { lang, place });
	const names = tierNames(policy);
	const ours = (key: TierKey) => {
		const { colour } = names[key];
		return colour === key || key === 'normal' ? t(`tier.${key}`) : colour[0]!.toUpperCase() + colour.slice(1);
	};
	return { lang, t, tierName: (key) => (lang === 'zh' ? names[key].name : ours(key)) };
}

/** What a paper is narrowed to, in words. */
export function scopeWords(
	{ street, sector, tier, q, knownAt }: Filter,
	{ t, tierName, lang }: Speech
): string {
	const list = (names: string) => names.replaceAll(',', lang === 'zh' ? '、' : ', ');
	const parts = [
		street && list(street),
		sector && list(sector),
		tier && tierName(tier),
		q && t('filter.chip.q', { q }),
		knownAt && t('filter.chip.known_at', { at: knownAt.replace('T', ' ') })
	].filter(Boolean);
	return t('paper.scope', { scope: parts.join(' · ') || t('paper.scope.all') });
}

type Purpose = 'leader' | 'project' | 'bulletin' | 'meeting';
type Furniture = Pick<Paper, 'lang' | 'author' | 'madeAt' | 'foot' | 'pageOf' | 'mark'>;

/** What every page of a paper says: whose it is, of which day and data, who printed it and what for. */
export function furniture(
	{ app, actor }: App.Locals,
	{ t, lang }: Speech,
	/** Scoring that the paper speaks of, or words for a paper that speaks of a time. */
	of: { readonly runId: number; readonly asOf: string; readonly scoredAt: string } | string,
	purpose: Purpose
): Furniture {
	const madeAt = app.clock();
	const now = shanghaiTime(madeAt).slice(0, 16);
	const about =
		typeof of === 'string'
			? of
			: t('paper.foot.run', { day: of.asOf, run: of.runId, at: of.scoredAt.slice(0, 16) });
	return {
		lang,
		author: app.policy.name,
		madeAt,
		foot: t('paper.foot', { name: app.policy.name, about, who: actor.name, now }),
		pageOf: (page, pages) => t('paper.page', { page, pages }),
		mark: t('paper.mark', { who: actor.name, at: now, purpose: t(`paper.for.${purpose}`) })
	};
}

/** Speech of papers that an office writes: in its own language, whatever its reader has chosen for the pages. */
export const officeSpeech = (locals: App.Locals): Speech => paperSpeech({ ...locals, lang: 'zh' });

/** A paper as a file; a browser shows it, and keeps it under that name. */
export async function pdfResponse(paper: Paper, fileName: string): Promise<Response> {
	const name = encodeURIComponent(`${fileName}.pdf`);
	return new Response(new Uint8Array(await writePdf(paper)), {
		headers: {
			'content-type': 'application/pdf',
			'content-disposition': `inline; filename*=UTF-8''${name}`
		}
	});
}
