import { z } from 'zod';
import { shanghaiTime, type Clock } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { storedColumn } from '../warehouse/feed-tables';
import { blindKey, unseal, type PersonalKeys } from '../warehouse/pii-vault';
import type { Reader, Warehouse } from '../warehouse/warehouse';
import type { AuditLog } from './audit';
import type { Viewer } from './viewer';

/** Values and searches that one person may have in an hour; who needs more asks for an export. */
export const mostAnHour = 30;
const shortestReason = 4;

/** What looking at a personal value needs. */
export interface PersonalDesk {
	/** Sees only what the person may see. */
	readonly reader: Reader;
	readonly warehouse: Warehouse;
	readonly keys: PersonalKeys;
	readonly audit: AuditLog;
	readonly clock: Clock;
	readonly viewer: Viewer;
	readonly address: string;
}

/** Where a personal value stands. */
export interface PersonalCell {
	readonly feed: string;
	readonly batchId: number;
	readonly rowNo: number;
	readonly column: string;
}

export interface PersonalPlace extends PersonalCell {
	readonly feedZh: string;
	readonly columnZh: string;
	readonly fileName: string;
	readonly mask: string;
}

const placeRow = z.object({ key: z.string(), file_name: z.string(), mask: z.string() });

async function find(reader: Reader, cell: PersonalCell): Promise<(PersonalPlace & { key: string }) | null> {
	const feed = feeds.get(cell.feed);
	const column = feed?.columns.find(({ name, pii }) => pii === true && name === cell.column);
	if (!feed || !column) return null;
	const [found] = await reader.read(
		`select cast(r.${storedColumn(column).name} as varchar) as key, b.file_name, v.mask
		from feed_${feed.feed} r
		join batch b on b.batch_id = r.batch_id
		join pii_value v on v.pii_key = r.${storedColumn(column).name}
		where r.batch_id = $batch and r.row_no = $row limit 1`,
		{ batch: cell.batchId, row: cell.rowNo },
		placeRow
	);
	if (!found) return null;
	const { file_name: fileName, mask, key } = found;
	return { ...cell, feedZh: feed.zh, columnZh: column.zh, fileName, mask, key };
}

/** Where a masked value stands, or null where the person may not see the row or it holds no such value. */
export async function personalPlace(reader: Reader, cell: PersonalCell): Promise<PersonalPlace | null> {
	const found = await find(reader, cell);
	if (!found) return null;
	const { key: _, ...place } = found;
	return place;
}

const personalActs = ['reveal', 'find person', 'take rows'] as const;
type PersonalAct = (typeof personalActs)[number];

/** @throws RiskError REVEAL_TOO_MANY, REVEAL_NO_REASON */
async function keepAccess(desk: PersonalDesk, act: PersonalAct, subject: string, reason: string) {
	const { audit, clock, viewer } = desk;
	if (reason.trim().length < shortestReason)
		throw new RiskError(
			'REVEAL_NO_REASON',
			`请写明查看的事由（至少 ${shortestReason} 个字），它会记入审计。`
		);
	const since = shanghaiTime(new Date(clock().getTime() - 3_600_000));
	const own = audit
		.search(`"actor_id":${JSON.stringify(viewer.actor.id)}`, 2000)
		.filter((entry) => entry.at >= since && personalActs.some((one) => one === entry.act));
	const isTooMany = own.filter(({ result }) => result === 'done').length >= mostAnHour;
	await audit.record({
		actor_id: viewer.actor.id,
		actor: viewer.actor.name,
		address: desk.address,
		act,
		subject,
		result: isTooMany ? 'refused' : 'done',
		detail: reason.trim().slice(0, 200)
	});
	if (isTooMany)
		throw new RiskError(
			'REVEAL_TOO_MANY',
			`一小时内最多查看 ${mostAnHour} 次个人信息，请稍后再来；确需成批使用，请申请完整导出。`
		);
}

/**
 * One personal value in the clear, for a reason that is kept in the audit log before the value is given.
 * @throws RiskError REVEAL_NOT_THERE, REVEAL_NO_REASON, REVEAL_TOO_MANY
 */
export async function revealValue(desk: PersonalDesk, cell: PersonalCell, reason: string): Promise<string> {
	const place = await find(desk.reader, cell);
	if (!place) throw new RiskError('REVEAL_NOT_THERE', '没有这个值，或您无权查看这一行。');
	await keepAccess(desk, 'reveal', `${cell.feed} ${cell.batchId}:${cell.rowNo} ${cell.column}`, reason);
	const [sealed] = await desk.warehouse.read(
		`select to_base64(b.cipher) as cipher, v.slot from pii_value v join pii_block b on b.block_id = v.block_id
		where v.pii_key = cast($key as bigint)`,
		{ key: place.key },
		z.object({ cipher: z.string(), slot: z.coerce.number() })
	);
	const values = sealed && (JSON.parse(unseal(desk.keys, Buffer.from(sealed.cipher, 'base64'))) as string[]);
	const value = values?.[sealed!.slot];
	if (value === undefined) throw new RiskError('REVEAL_NOT_THERE', '这个值已按保存期限删除，不能再查看。');
	return value;
}

/**
 * Keeps that somebody takes rows set aside in the clear, to give them back to whoever sent them.
 * @throws RiskError REVEAL_TOO_MANY, REVEAL_NO_REASON
 */
export const keepTaking = (desk: PersonalDesk, what: string, reason: string): Promise<void> =>
	keepAccess(desk, 'take rows', what, reason);

/** What is on record about a worker on one project. */
export interface WorkerOnProject {
	readonly code: string;
	readonly name: string;
	readonly street: string | null;
	readonly entered: string | null;
	readonly left: string | null;
	readonly months: number;
	readonly netFen: number;
	readonly paidFen: number;
	readonly lastMonth: string | null;
}

const workerRow = z.object({
	code: z.string(),
	name: z.string(),
	street: z.string().nullable(),
	entered: z.string().nullable(),
	exited: z.string().nullable(),
	months: z.coerce.number(),
	net_fen: z.coerce.number(),
	paid_fen: z.coerce.number(),
	last_month: z.string().nullable()
});

/** An identity number as it is kept: without spaces, in half-width letters, capital X. */
const plainIdentity = (text: string) => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/**
 * The projects on which a worker is known, found by the whole identity number through the blind index; the number itself
 * is neither stored nor written anywhere.
 * @throws RiskError PERSON_NUMBER, REVEAL_NO_REASON, REVEAL_TOO_MANY
 */
export async function findWorker(
	desk: PersonalDesk,
	identity: string,
	reason: string
): Promise<WorkerOnProject[]> {
	const number = plainIdentity(identity);
	if (!/^\d{17}[\dX]$/.test(number))
		throw new RiskError('PERSON_NUMBER', '请输入完整的 18 位公民身份号码，不能只输一部分。');
	const key = blindKey(desk.keys, 'id', number);
	// The last digits of the keyed hash tell two searches apart in the log without telling whom they were for.
	await keepAccess(desk, 'find person', `#${(key % 1_000_000n).toString().padStart(6, '0')}`, reason);
	const rows = await desk.reader.read(
		`with lines as (
			select project_code, wage_month,
				payable_fen - coalesce(deduction_fen, 0) as net_fen,
				case when pay_status = '成功' then coalesce(paid_fen, 0) else 0 end as paid_fen
			from feed_payroll where known_to is null and worker_id_no_key = cast($key as bigint)
		),
		wages as (
			select project_code, count(distinct wage_month) as months, sum(net_fen) as net_fen, sum(paid_fen) as paid_fen,
				max(wage_month) as last_month
			from lines group by project_code
		),
		stays as (
			select project_code, min(entry_date) as entered, max(exit_date) as exited
			from feed_roster where known_to is null and worker_id_no_key = cast($key as bigint) group by project_code
		)
		select p.project_code as code, p.project_name as name, p.street, cast(s.entered as varchar) as entered,
			cast(s.exited as varchar) as exited, coalesce(w.months, 0) as months, coalesce(w.net_fen, 0) as net_fen,
			coalesce(w.paid_fen, 0) as paid_fen, strftime(w.last_month, '%Y-%m') as last_month
		from feed_projects p
		left join wages w on w.project_code = p.project_code
		left join stays s on s.project_code = p.project_code
		where p.known_to is null and (w.project_code is not null or s.project_code is not null)
		order by coalesce(w.net_fen, 0) - coalesce(w.paid_fen, 0) desc, p.project_code`,
		{ key: key.toString() },
		workerRow
	);
	return rows.map((found) => ({
		code: found.code,
		name: found.name,
		street: found.street,
		entered: found.entered,
		left: found.exited,
		months: found.months,
		netFen: found.net_fen,
		paidFen: found.paid_fen,
		lastMonth: found.last_month
	}));
}
