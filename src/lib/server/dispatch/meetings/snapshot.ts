import { z } from 'zod';

/** Why an item stands on the agenda, in the order in which the meeting goes through it. */
export const agendaKinds = [
	'new_red',
	'relapsed',
	'overdue',
	'due_soon',
	'worsened',
	'still_red',
	'silent_feed'
] as const;
export type AgendaKind = (typeof agendaKinds)[number];

export const agendaNames: Readonly<Record<AgendaKind, string>> = {
	new_red: '新增红级',
	relapsed: '复发',
	overdue: '超期未办',
	due_soon: '下次会前到期',
	worsened: '等级上升',
	still_red: '持续红级',
	silent_feed: '断报'
};

const promise = z.object({
	meeting_no: z.number(),
	decision: z.string(),
	owner: z.string(),
	due: z.string(),
	kept: z.boolean().nullable()
});

/** One item as it was on the day. */
const itemShape = z.object({
	kind: z.enum(agendaKinds),
	subject_type: z.enum(['project', 'clue', 'feed']),
	subject_code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	unit: z.string().nullable(),
	tier: z.number().nullable(),
	tier_before: z.number().nullable(),
	reasons: z.array(z.string()),
	workers: z.number().nullable(),
	unpaid_fen: z.number().nullable(),
	fact: z.string(),
	promise: promise.nullable()
});

/** Everything that the meeting saw; written once. */
export const snapshotShape = z.object({
	meeting_no: z.number(),
	meeting_date: z.string(),
	before_no: z.number().nullable(),
	before_date: z.string().nullable(),
	scored: z.string(),
	counts: z.record(z.string(), z.number()),
	counts_before: z.record(z.string(), z.number()).nullable(),
	/** Streets and sectors that the agenda was limited to, in words; null: it is of everything. */
	scope: z.string().nullable().default(null),
	items: z.array(itemShape),
	gone: z.array(z.object({ subject_code: z.string(), name: z.string(), kind: z.enum(agendaKinds) }))
});

export type AgendaItem = z.infer<typeof itemShape>;
export type Snapshot = z.infer<typeof snapshotShape>;
