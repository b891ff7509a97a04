import { feeds } from '$lib/domain/feeds';
import type { Transaction } from './warehouse';

/** A landed file that holds rows of the projects being erased. */
export interface FileOfErased {
	readonly sha256: string;
	readonly landedPath: string;
	readonly fileName: string;
	/** Rows that something younger needs, of how many projects; a file without any is destroyed. */
	readonly younger: number;
	readonly youngerProjects: number;
	/** Rows that were set aside or said what was known: of whom they speak is not on record. */
	readonly unknown: number;
}

/**
 * The landed files that hold personal rows of the given projects, told by what else they hold. Rows that name no project,
 * that were set aside or repeated what was known count as young until the file itself was received before `before`.
 */
export async function filesOfErased(
	tx: Transaction,
	{ projects, before }: { projects: readonly string[]; before: string }
): Promise<FileOfErased[]> {
	const rows = [...feeds.values()].map((feed) => {
		const names = new Set(feed.columns.map(({ name }) => name));
		const code = names.has('project_code') ? 'project_code' : 'cast(null as varchar)';
		const personal = feed.columns.some(({ pii }) => pii === true);
		return `select batch_id, ${code} as code, ${personal} as personal, count(*) as n from feed_${feed.feed} group by all`;
	});
	const found = await tx.all(
		`with gone as (select unnest(cast(cast($codes as json) as varchar[])) as code),
		held as (
			select b.sha256, r.code, r.personal, r.n, b.received_at < cast($before as timestamp) as is_old,
				r.code in (select code from gone) as is_gone
			from (${rows.join(' union all ')}) as r join batch b on b.batch_id = r.batch_id
		),
		rest as (
			select sha256, sum(case when received_at < cast($before as timestamp) then 0 else set_aside + unchanged end) as n
			from batch group by sha256
		),
		files as (select sha256, any_value(landed_path) as path, any_value(file_name) as name from batch
			where landed_path <> '' group by sha256)
		select f.sha256, f.path, f.name,
			coalesce(sum(case when not coalesce(h.is_gone, false) and not (h.code is null and h.is_old) then h.n end), 0) as younger,
			count(distinct case when not coalesce(h.is_gone, false) then h.code end) as projects,
			any_value(rest.n) as unknown
		from held h join files f on f.sha256 = h.sha256 join rest on rest.sha256 = h.sha256
		where f.sha256 not in (select sha256 from erased_file)
		group by f.sha256, f.path, f.name
		having bool_or(coalesce(h.is_gone, false) and h.personal)
		order by younger, f.name, f.sha256`,
		{ codes: JSON.stringify(projects), before }
	);
	return found.map((row) => ({
		sha256: String(row['sha256']),
		landedPath: String(row['path']),
		fileName: String(row['name']),
		younger: Number(row['younger']),
		youngerProjects: Number(row['projects']),
		unknown: Number(row['unknown'])
	}));
}

/** Whether nothing in a file is needed any more. */
export const isErasable = (file: FileOfErased): boolean => file.younger === 0 && file.unknown === 0;
