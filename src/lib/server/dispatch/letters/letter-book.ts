import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Actor } from '$lib/domain/actor';
import { shanghaiDay, shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import type { Policy } from '../../policies/policy';
import type { Reader, Warehouse } from '../../warehouse/warehouse';
import { chineseDay } from '../reports/periods';
import { fillTemplate } from './fill-template';
import type { LetterFields } from './letter';
import { letterOf } from './registry';
import { templateOf } from './templates';
import { laborOffice } from './words';

/** What letters need of the installation. */
export interface LetterDesk {
	readonly warehouse: Warehouse;
	readonly reader: Reader;
	readonly policy: Policy;
	readonly clock: Clock;
	readonly home: string;
}

export type LetterState = 'draft' | 'issued' | 'delivered' | 'voided';

/** One letter as it stands. */
export interface Letter {
	readonly id: number;
	readonly kind: string;
	readonly title: string;
	readonly subjectType: 'project' | 'enterprise';
	readonly subjectCode: string;
	readonly fields: LetterFields;
	readonly state: LetterState;
	readonly numberText: string | null;
	readonly sha256: string | null;
	readonly draftedAt: string;
	readonly draftedBy: string;
	readonly acts: readonly LetterAct[];
}

export interface LetterAct {
	readonly act: 'issued' | 'delivered' | 'voided';
	readonly at: string;
	readonly actor: string;
	readonly how: string | null;
	readonly recipient: string | null;
	readonly reason: string | null;
}

const letterRow = z.object({
	letter_id: z.number(),
	kind: z.string(),
	subject_type: z.enum(['project', 'enterprise']),
	subject_code: z.string(),
	title: z.string(),
	fields: z.string(),
	drafted_at: z.string(),
	drafted_by: z.string()
});
const actRow = z.object({
	letter_id: z.number(),
	act: z.enum(['issued', 'delivered', 'voided']),
	acted_at: z.string(),
	actor: z.string(),
	number_text: z.string().nullable(),
	how: z.string().nullable(),
	recipient: z.string().nullable(),
	reason: z.string().nullable(),
	sha256: z.string().nullable()
});
const fieldsShape = z.record(z.string(), z.string());

/** Letters, the newest first. */
export async function letterList(reader: Reader, limit: number, id?: number): Promise<Letter[]> {
	const rows = await reader.read(
		`select letter_id, kind, subject_type, subject_code, title, cast(fields as varchar) as fields,
			cast(drafted_at as varchar) as drafted_at, drafted_by
		from letter where ($id is null or letter_id = $id) order by letter_id desc limit $limit`,
		{ limit, id: id ?? null },
		letterRow
	);
	if (rows.length === 0) return [];
	const acts = await reader.read(
		`select a.letter_id, a.act, cast(a.acted_at as varchar) as acted_at, a.actor, a.number_text, a.how, a.recipient,
			a.reason, a.sha256
		from (select * from letter) l join (select * from letter_act) a on a.letter_id = l.letter_id
		where l.letter_id >= $first order by a.acted_at`,
		{ first: rows.at(-1)!.letter_id },
		actRow
	);
	return rows.map((row) => {
		const own = acts.filter((act) => act.letter_id === row.letter_id);
		const issued = own.find(({ act }) => act === 'issued');
		return {
			id: row.letter_id,
			kind: row.kind,
			title: row.title,
			subjectType: row.subject_type,
			subjectCode: row.subject_code,
			fields: fieldsShape.parse(JSON.parse(row.fields)),
			state: own.some(({ act }) => act === 'voided') ? 'voided' : (own.at(-1)?.act ?? 'draft'),
			numberText: issued?.number_text ?? null,
			sha256: issued?.sha256 ?? null,
			draftedAt: row.drafted_at,
			draftedBy: row.drafted_by,
			acts: own.map(({ act, acted_at, actor, how, recipient, reason }) => ({
				act,
				at: acted_at,
				actor,
				how,
				recipient,
				reason
			}))
		};
	});
}

/** One letter. @throws RiskError LETTER_MISSING */
export async function letterById(reader: Reader, id: number): Promise<Letter> {
	const [letter] = await letterList(reader, 1, id);
	if (!letter) throw new RiskError('LETTER_MISSING', `没有编号为 ${id} 的文书，请从文书列表打开。`);
	return letter;
}

/** Drafts a letter on a subject; nothing goes out. */
export async function draftLetter(
	desk: LetterDesk,
	kind: string,
	subject: string,
	actor: Actor
): Promise<number> {
	const definition = letterOf(kind);
	const { subjectType, fields } = await definition.draft({
		reader: desk.reader,
		policy: desk.policy,
		today: shanghaiDay(desk.clock()),
		subject
	});
	return desk.warehouse.write(async (tx) => {
		const [row] = await tx.all('select coalesce(max(letter_id), 0) + 1 as id from letter');
		const id = Number(row?.['id']);
		await tx.run(
			`insert into letter values ($id, $kind, $type, $code, $title, cast($fields as json), cast($at as timestamp),
				$actor_id, $actor)`,
			{
				id,
				kind,
				type: subjectType,
				code: subject,
				title: `${definition.zh}：${fields['subject'] ?? fields['project'] ?? subject}`,
				fields: JSON.stringify(fields),
				at: shanghaiTime(desk.clock()),
				actor_id: actor.id,
				actor: actor.name
			}
		);
		return id;
	});
}

/** The document of a draft, its number left open, or of an issued letter as it went out. */
export async function letterDocument(desk: LetterDesk, letter: Letter): Promise<Uint8Array> {
	if (letter.sha256 !== null) return new Uint8Array(await readFile(documentPath(desk.home, letter.sha256)));
	const today = shanghaiDay(desk.clock());
	const year = Number(today.slice(0, 4));
	const open = letterOf(letter.kind)
		.number(desk.policy, year, 0)
		.replace(/0(?=号)/, '　');
	return filled(desk, letter, open, today);
}

/** A document on a subject without keeping it, as the command line asks. */
export async function looseDocument(desk: LetterDesk, kind: string, subject: string): Promise<Uint8Array> {
	const definition = letterOf(kind);
	const today = shanghaiDay(desk.clock());
	const { fields } = await definition.draft({ reader: desk.reader, policy: desk.policy, today, subject });
	const open = definition.number(desk.policy, Number(today.slice(0, 4)), 0).replace(/0(?=号)/, '　');
	return filled(desk, { kind, fields }, open, today);
}

async function filled(
	{ home, policy }: LetterDesk,
	{ kind, fields }: Pick<Letter, 'kind' | 'fields'>,
	number: string,
	day: string
): Promise<Uint8Array> {
	const { bytes } = await templateOf(home, policy, kind);
	return fillTemplate(bytes, { ...fields, number, date: chineseDay(day), sender: laborOffice(policy) });
}

const documentPath = (home: string, sha256: string) =>
	join(home, 'uploads', sha256.slice(0, 2), `${sha256}.docx`);

/**
 * Issues a draft: it gets the next number of its kind and year, and its document is kept as it goes out. Two
 * people at one moment get two numbers, and nobody issues a letter twice.
 * @throws RiskError LETTER_STATE
 */
export async function issueLetter(desk: LetterDesk, id: number, actor: Actor): Promise<string> {
	const letter = await letterById(desk.reader, id);
	const today = shanghaiDay(desk.clock());
	const year = Number(today.slice(0, 4));
	const definition = letterOf(letter.kind);
	return desk.warehouse.write(async (tx) => {
		const [taken] = await tx.all('select act from letter_act where letter_id = $id limit 1', { id });
		if (taken)
			throw new RiskError('LETTER_STATE', `此文书已由他人办理（${String(taken['act'])}），请刷新后再看。`);
		const [row] = await tx.all(
			`select coalesce(max(a.number), 0) + 1 as n from letter_act a join letter l on l.letter_id = a.letter_id
			where a.act = 'issued' and a.year = $year and l.kind = $kind`,
			{ year, kind: letter.kind }
		);
		const n = Number(row?.['n']);
		const numberText = definition.number(desk.policy, year, n);
		const bytes = await filled(desk, letter, numberText, today);
		const sha256 = createHash('sha256').update(bytes).digest('hex');
		const path = documentPath(desk.home, sha256);
		await mkdir(join(path, '..'), { recursive: true });
		if (!existsSync(path)) await writeFile(path, bytes, { flush: true });
		await tx.run(
			`insert into letter_act values ($id, 'issued', cast($at as timestamp), $actor_id, $actor, $year, $n, $text, null,
				null, null, $sha)`,
			{
				id,
				at: shanghaiTime(desk.clock()),
				actor_id: actor.id,
				actor: actor.name,
				year,
				n,
				text: numberText,
				sha: sha256
			}
		);
		return numberText;
	});
}

export const deliveryWays = ['直接送达', '留置送达', '邮寄送达', '公告送达', '电子送达'] as const;

/** Notes that an issued letter reached its addressee. @throws RiskError LETTER_STATE */
export async function deliverLetter(
	desk: LetterDesk,
	id: number,
	given: { how: (typeof deliveryWays)[number]; recipient: string },
	actor: Actor
): Promise<void> {
	await act(
		desk,
		id,
		actor,
		'delivered',
		{ how: given.how, recipient: given.recipient, reason: null },
		'issued'
	);
}

/** Takes a letter back; its number is never used again. @throws RiskError LETTER_STATE */
export async function voidLetter(desk: LetterDesk, id: number, reason: string, actor: Actor): Promise<void> {
	await act(desk, id, actor, 'voided', { how: null, recipient: null, reason }, undefined);
}

async function act(
	{ warehouse, clock }: LetterDesk,
	id: number,
	actor: Actor,
	name: 'delivered' | 'voided',
	facts: { how: string | null; recipient: string | null; reason: string | null },
	mustBe: 'issued' | undefined
): Promise<void> {
	await warehouse.write(async (tx) => {
		const acts = (await tx.all('select act from letter_act where letter_id = $id', { id })).map(
			(row) => row['act']
		);
		const isOpen = !acts.includes('voided') && !(name === 'delivered' && acts.includes('delivered'));
		if (!isOpen || (mustBe !== undefined && !acts.includes(mustBe)))
			throw new RiskError(
				'LETTER_STATE',
				'此文书目前的状态不能这样办理（未签发、已送达或已作废），请刷新后再看。'
			);
		await tx.run(
			`insert into letter_act values ($id, $act, cast($at as timestamp), $actor_id, $actor, null, null, null, $how,
				$recipient, $reason, null)`,
			{ id, act: name, at: shanghaiTime(clock()), actor_id: actor.id, actor: actor.name, ...facts }
		);
	});
}
