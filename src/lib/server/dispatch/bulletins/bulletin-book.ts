import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import type { BulletinIssue, BulletinKind } from '$lib/domain/bulletin-issue';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Reader, Warehouse } from '../../warehouse/warehouse';
import type { Report } from '../reports/report';

/** Longer than this no paragraph of a bulletin is. */
export const longestPart = 4000;

/** A piece of text that a person may write over. */
export interface BulletinPart {
	/** title, lead, opening.1 …, closing.1 … */
	readonly part: string;
	/** As it will be printed. */
	readonly words: string;
	/** As it was worked out from the data now. */
	readonly generated: string;
	/** Null: nobody wrote over it. */
	readonly edited: { readonly by: string; readonly at: string; readonly isOutdated: boolean } | null;
}

const actRow = z.object({
	act_no: z.coerce.number(),
	part: z.string(),
	words: z.string().nullable(),
	generated: z.string(),
	at: z.string(),
	actor: z.string()
});
/** What somebody wrote over a part, or took back. */
export type BulletinAct = z.output<typeof actRow>;

/** What was done to an issue, in order. */
export async function bulletinActs(reader: Reader, { kind, issue }: BulletinIssue): Promise<BulletinAct[]> {
	return reader.read(
		`select act_no, part, words, generated, strftime(acted_at, '%Y-%m-%d %H:%M') as at, actor
		from bulletin_act where kind = $kind and issue = $issue order by act_no`,
		{ kind, issue },
		actRow
	);
}

/** How often the issues of a kind were written over, by name of the issue. */
export async function editedIssues(reader: Reader, kind: BulletinKind): Promise<ReadonlyMap<string, number>> {
	const rows = await reader.read(
		`select issue, count(*) as acts from bulletin_act where kind = $kind group by issue`,
		{ kind },
		z.object({ issue: z.string(), acts: z.coerce.number() })
	);
	return new Map(rows.map(({ issue, acts }) => [issue, acts]));
}

/** The parts of a report with what people wrote over them. The lead is theirs alone: nothing is generated for it. */
export function bulletinParts(report: Report, acts: readonly BulletinAct[]): BulletinPart[] {
	const generated: [string, string][] = [
		['title', report.title],
		['lead', ''],
		...report.opening.map((words, index): [string, string] => [`opening.${index + 1}`, words]),
		...report.closing.map((words, index): [string, string] => [`closing.${index + 1}`, words])
	];
	return generated.map(([part, text]) => {
		const last = acts.findLast((act) => act.part === part);
		if (!last || last.words === null) return { part, words: text, generated: text, edited: null };
		return {
			part,
			words: last.words,
			generated: text,
			edited: { by: last.actor, at: last.at, isOutdated: last.generated !== text }
		};
	});
}

/** The report with the parts in place of its own text. */
export function withParts(report: Report, parts: readonly BulletinPart[]): Report {
	const of = (beginning: string) =>
		parts
			.filter(({ part, words }) => part.startsWith(beginning) && words !== '')
			.flatMap(({ words }) => words.split('\n'));
	return {
		...report,
		title: parts.find(({ part }) => part === 'title')?.words ?? report.title,
		opening: [...of('lead'), ...of('opening.')],
		closing: of('closing.')
	};
}

export interface BulletinEdit {
	readonly part: string;
	/** Null: back to the generated text. */
	readonly words: string | null;
	/** How many acts the person saw on this issue; another number means that somebody was quicker. */
	readonly seen: number;
}

/** Keeps what a person wrote over a part. @throws RiskError BULLETIN_PART, BULLETIN_MOVED */
export async function editBulletin(
	warehouse: Warehouse,
	clock: Clock,
	of: { readonly issue: BulletinIssue; readonly report: Report },
	edit: BulletinEdit,
	actor: Actor
): Promise<void> {
	const { kind, issue } = of.issue;
	const part = bulletinParts(of.report, []).find((one) => one.part === edit.part);
	if (!part)
		throw new RiskError('BULLETIN_PART', `通报没有“${edit.part}”这一段，内容没有保存；请刷新页面后再改。`);
	const words = edit.words === null || edit.words.trim() === '' ? null : edit.words.trim();
	await warehouse.write(async (tx) => {
		const [row] = await tx.all(
			'select count(*) as n from bulletin_act where kind = $kind and issue = $issue',
			{
				kind,
				issue
			}
		);
		const acts = Number(row?.['n']);
		if (acts !== edit.seen)
			throw new RiskError('BULLETIN_MOVED', '刚才已有人改过这期通报，您的内容没有保存；请看最新文字后再改。');
		await tx.run(
			`insert into bulletin_act values ($kind, $issue, $no, $part, $words, $generated, cast($at as timestamp),
				$actor_id, $actor)`,
			{
				kind,
				issue,
				no: acts + 1,
				part: edit.part,
				words,
				generated: part.generated,
				at: shanghaiTime(clock()),
				actor_id: actor.id,
				actor: actor.name
			}
		);
	});
}
