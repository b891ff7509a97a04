import projects from '$lib/domain/feeds/projects.feed';
import { storedColumns } from '$lib/server/warehouse/feed-tables';
import type { Transaction } from '$lib/server/warehouse/warehouse';
import { provisional } from '../partial-forms';

/** SQL of the rows of `feed_projects` that stand under a provisional code for the rows of a batch in `deciding`. */
const standing = `select f.rowid as old_row from feed_projects f
	join deciding d on d.feed = 'projects' and d.code_column = 'project_code' and not d.holds and d.batch_id = $of
	left join unchanged_row u on u.feed = d.feed and u.batch_id = d.batch_id and u.row_no = d.row_no
	where f.batch_id = coalesce(u.same_batch, d.batch_id) and f.row_no = coalesce(u.same_row, d.row_no)
		and f.known_to is null and starts_with(f.project_code, '${provisional}')`;

/** Ends projects under a provisional code whose own code is decided: the same project does not stand twice. */
export async function closeProvisional(
	tx: Transaction,
	{ of, at }: { of: number; at: string }
): Promise<void> {
	await tx.run(`update feed_projects set known_to = cast($at as timestamp) where rowid in (${standing})`, {
		of,
		at
	});
}

/**
 * Lets projects stand again under their provisional code, from the moment when the batch that had given them their
 * own was withdrawn. Rows that came under that code since stay as they are.
 */
export async function reopenProvisional(
	tx: Transaction,
	{ entered, at }: { entered: number; at: string }
): Promise<void> {
	const columns = storedColumns(projects)
		.map(({ name }) => `f.${name}`)
		.join(', ');
	await tx.run(
		`create or replace temp table reopened as
		select ${columns}, f.batch_id, f.row_no, cast($at as timestamp) as known_from, cast(null as timestamp) as known_to
		from feed_projects f
		join batch b on b.batch_id = $entered and f.known_to = b.received_at
		join name_entry e on e.entered_batch = b.batch_id
		left join unchanged_row u on u.feed = 'projects' and u.batch_id = e.batch_id and u.row_no = e.row_no
		where f.batch_id = coalesce(u.same_batch, e.batch_id) and f.row_no = coalesce(u.same_row, e.row_no)
			and starts_with(f.project_code, '${provisional}')
			and not exists (select 1 from feed_projects s where s.project_code = f.project_code and s.known_to is null)`,
		{ entered, at }
	);
	await tx.run(
		`insert into brought_back select 'projects', batch_id, count(*) from reopened group by batch_id`
	);
	await tx.run('insert into feed_projects select * from reopened');
}
