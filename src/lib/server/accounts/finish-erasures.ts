import { join } from 'node:path';
import { z } from 'zod';
import { readJournal } from '../warehouse/ack-journal';
import { destroyLanded } from '../warehouse/landed-files';
import type { Warehouse } from '../warehouse/warehouse';

const doneRow = z.object({
	act_id: z.string(),
	erasure_no: z.number(),
	at: z.string(),
	actor_id: z.string(),
	actor: z.string(),
	reason: z.string()
});

/**
 * What must follow an erasure outside the database: its line in the journal, then the files. Done again at every start,
 * because a process may be killed between.
 */
export async function finishErasures({
	warehouse,
	home
}: {
	readonly warehouse: Warehouse;
	readonly home: string;
}): Promise<void> {
	const done = await warehouse.read(
		`select act_id, erasure_no, cast(acted_at as varchar) as at, actor_id, actor, reason from erasure_act
		where act = 'carried_out' order by erasure_no`,
		{},
		doneRow
	);
	if (done.length === 0) return;
	const known = new Set(readJournal(home).entries.flatMap((entry) => ('act' in entry ? entry.id : [])));
	const names = z.object({ name: z.string() });
	for (const act of done.filter(({ act_id }) => !known.has(act_id))) {
		const no = { no: act.erasure_no };
		const projects = await warehouse.read(
			'select project_code as name from erased_project where erasure_no = $no order by 1',
			no,
			names
		);
		const files = await warehouse.read(
			'select sha256 as name from erased_file where erasure_no = $no order by 1',
			no,
			names
		);
		await warehouse.acknowledge({
			act: 'erase',
			id: act.act_id,
			actor_id: act.actor_id,
			actor_name: act.actor,
			reason: act.reason,
			erasure: act.erasure_no,
			projects: projects.map(({ name }) => name),
			files: files.map(({ name }) => name),
			at: act.at.slice(0, 19)
		});
	}
	const files = await warehouse.read(
		`select landed_path as name from erased_file where landed_path <> ''`,
		{},
		names
	);
	for (const { name } of files) await destroyLanded(join(home, name));
}
