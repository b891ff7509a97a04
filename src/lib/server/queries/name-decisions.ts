import { z } from 'zod';
import { nameKinds } from '$lib/domain/name-kind';
import { enteredNames, standingNames } from '../ingest/matching/standing-names';
import type { Reader } from '../warehouse/warehouse';

const act = {
	act_id: z.number(),
	supplier: z.string(),
	kind: z.enum(nameKinds),
	name: z.string(),
	name_folded: z.string(),
	subject_code: z.string().nullable(),
	subject_name: z.string().nullable(),
	acted_at: z.string(),
	actor_name: z.string(),
	reason: z.string().nullable()
};
const decisionRow = z.object({ ...act, verdict: z.enum(['same', 'none']), rows: z.coerce.number() });
const historyRow = z.object({ ...act, verdict: z.enum(['same', 'none', 'undone']) });

/** A decision that stands; `rows` came in through it. */
export type NameDecision = z.infer<typeof decisionRow>;
/** One act, whether it still counts or not. */
export type NameHistory = z.infer<typeof historyRow>;

const subjectNames = `select project_code as code, project_name as name from feed_projects where known_to is null
	union all select uscc, name from feed_enterprises where known_to is null`;

const columns = `a.act_id, a.supplier, a.kind, a.name, a.name_folded, a.verdict, a.subject_code,
	c.name as subject_name, cast(a.acted_at as varchar) as acted_at, a.actor_name, a.reason`;

/** Decisions that stand, the newest first. */
export const nameDecisions = (reader: Reader): Promise<NameDecision[]> =>
	reader.read(
		`select ${columns}, coalesce(e.n, 0) as rows
		from (${standingNames}) a
		left join (${subjectNames}) c on c.code = a.subject_code
		left join (select act_id, count(*) as n from (${enteredNames}) i group by act_id) e on e.act_id = a.act_id
		order by a.act_id desc`,
		{},
		decisionRow
	);

/** The last acts, those that were taken back included. */
export const nameHistory = (reader: Reader, limit: number): Promise<NameHistory[]> =>
	reader.read(
		`select ${columns} from name_act a left join (${subjectNames}) c on c.code = a.subject_code
		order by a.act_id desc limit $limit`,
		{ limit },
		historyRow
	);
