import { say, undoReason } from '../../../../hooks/said';
import { error, fail, redirect } from '@sveltejs/kit';
import { correctRow, decideRows } from '$jobs/quarantine';
import { ingestContext } from '$jobs/source-context';
import { RiskError } from '$lib/domain/errors';
import { feeds } from '$lib/domain/feeds';
import { readAsideRows } from '$lib/server/ingest/quarantine/aside-rows';
import type { RowEdit } from '$lib/server/ingest/quarantine/correction-file';
import { maskLoose, shownCells, type ShownCell } from '$lib/server/ingest/quarantine/shown-cells';
import { asideCard } from '$lib/server/queries/quarantine';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

function place({ params }: Pick<RequestEvent, 'params'>) {
	const batch = Number(params.batch);
	const row = Number(params.row);
	if (!Number.isInteger(batch) || !Number.isInteger(row)) error(404, '没有这一行。');
	return { batch, row };
}

/** The cells as a page may show them; or one sentence that says why they cannot be read. */
async function cellsOf(
	{ locals: { app } }: Pick<RequestEvent, 'locals'>,
	batch: number,
	row: number,
	reason: string
) {
	try {
		const table = await readAsideRows(ingestContext(app), batch, [row]);
		const [found] = table.rows;
		if (!found) return { cells: [], raw: null, unread: null };
		const raw = found.raw === null ? null : maskLoose(found.raw);
		return { cells: shownCells(table, found, reason), raw, unread: null };
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		return { cells: [], raw: null, unread: cause.message };
	}
}

export const load: PageServerLoad = async (event) => {
	const { locals } = event;
	const { batch, row } = place(event);
	const card = await asideCard(locals.reader, batch, row);
	if (!card) error(404, '没有这一行。');
	const said = card.row.state === 'open' ? card.acts.findLast(({ kind }) => kind === 'refused')?.said : null;
	const reason = said ?? card.row.reason;
	return {
		...card,
		reason,
		...(await cellsOf(event, batch, row, reason)),
		mayAct: locals.viewer.may('data.operate')
	};
};

/** What was typed that differs from the file; a personal value that was left blank stays as it is. */
function editOf(form: FormData, cells: readonly ShownCell[], feed: string): RowEdit {
	const edit: Record<string, string> = {};
	for (const { name } of feeds.get(feed)?.columns ?? []) {
		const given = form.get(`c.${name}`);
		const cell = cells.find(({ column }) => column === name);
		if (typeof given !== 'string' || !cell) continue;
		if (cell.personal ? given.trim() !== '' : given !== cell.value) edit[name] = given;
	}
	return edit;
}

/** What a foreseen refusal is answered with; anything else flies on. */
const refusal = (cause: unknown) => {
	if (!(cause instanceof RiskError)) throw cause;
	return fail(400, { refusal: cause.message });
};

const inverse = ({ batch, row }: { batch: number; row: number }, act: 'discard' | 'reopen') => ({
	action: `/quarantine/${batch}/${row}?/${act}`,
	fields: { why: undoReason }
});

export const actions: Actions = {
	correct: async (event) => {
		const { locals, request } = event;
		const { batch, row } = place(event);
		const card = await asideCard(locals.reader, batch, row);
		if (!card) error(404, '没有这一行。');
		const form = await request.formData();
		const { cells } = await cellsOf(event, batch, row, '');
		const edit = editOf(form, cells, card.row.feed);
		const why = String(form.get('why') ?? '').trim();
		const done = await correctRow(locals.app, locals.actor, { batch, row, edit, reason: why || null }).catch(
			refusal
		);
		if (!('corrected' in done)) return done;
		const personal = new Set(cells.flatMap((cell) => (cell.personal && cell.column ? [cell.column] : [])));
		const given = Object.fromEntries(Object.entries(edit).filter(([column]) => !personal.has(column)));
		if (done.corrected === 0) return fail(422, { refused: done.refused[0]?.reason ?? '', given });
		say(event, 'row.corrected');
		redirect(303, `/quarantine/${batch}/${row}`);
	},
	discard: async (event) => {
		const { locals, request } = event;
		const rows = place(event);
		const reason = String((await request.formData()).get('why') ?? '');
		const done = await decideRows(locals.app, locals.actor, 'discard', { rows, reason }).catch(refusal);
		if (typeof done !== 'number') return done;
		say(event, 'row.discarded', {}, inverse(rows, 'reopen'));
		redirect(303, `/quarantine/${rows.batch}/${rows.row}`);
	},
	reopen: async (event) => {
		const { locals, request } = event;
		const rows = place(event);
		const reason = String((await request.formData()).get('why') ?? '');
		const done = await decideRows(locals.app, locals.actor, 'reopen', { rows, reason }).catch(refusal);
		if (typeof done !== 'number') return done;
		say(event, 'row.reopened', {}, inverse(rows, 'discard'));
		redirect(303, `/quarantine/${rows.batch}/${rows.row}`);
	}
};
