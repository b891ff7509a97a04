import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { goneFromBackups } from '$jobs/backup-plan';
import { startRun } from '$jobs/run';
import { shanghaiDay } from '$lib/domain/clock';
import { RiskError } from '$lib/domain/errors';
import {
	approveErasure,
	proposeErasure,
	refuseErasure,
	youngFrom,
	type ErasureDesk
} from '$lib/server/accounts/erasure-book';
import { filesToThin } from '$lib/server/accounts/erased-from-files';
import { erasures, retentionDue, retentionYears } from '$lib/server/queries/retention-due';
import { filesOfErased, isErasable } from '$lib/server/warehouse/erasable-files';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

const shownFiles = 30;

function deskOf({ app }: App.Locals): ErasureDesk {
	const { warehouse, keys, clock, config } = app;
	return { warehouse, keys, clock, home: config.home };
}

const yearsOf = ({ app }: App.Locals) => retentionYears(app.policy, shanghaiDay(app.clock()));

export const load: PageServerLoad = async ({ locals }) => {
	const { reader, app, viewer } = locals;
	const today = shanghaiDay(app.clock());
	const years = yearsOf(locals);
	const [due, records] = await Promise.all([retentionDue(reader, years, today), erasures(reader)]);
	const projects = records.filter(({ state }) => state === 'proposed').flatMap((one) => one.projects);
	const files =
		projects.length === 0
			? []
			: await app.warehouse.aside((tx) =>
					filesOfErased(tx, { projects, before: youngFrom(app.clock, years) })
				);
	const backups = await readdir(join(app.config.home, 'backups')).catch(() => []);
	const done = records.filter(({ state }) => state === 'carried_out');
	const waiting = done.length === 0 ? [] : await filesToThin(app.warehouse);
	return {
		years,
		due,
		records: records.map((one) => ({
			...one,
			lastBackup:
				one.state === 'carried_out' && one.decidedAt !== null
					? goneFromBackups(backups, one.decidedAt.slice(0, 10), today)
					: null
		})),
		going: files.filter(isErasable).length,
		rewriting: files.filter((file) => !isErasable(file)).length,
		waiting: waiting.slice(0, shownFiles).map(({ fileName, sha256 }) => ({ fileName, sha256 })),
		waitingCount: waiting.length,
		actorId: viewer.account?.id ?? null,
		signedIn: viewer.account !== null
	};
};

const decision = z.object({
	no: z.coerce.number().int().positive(),
	reason: z.string().max(500),
	decision: z.enum(['approve', 'refuse'])
});

const wrongFields = () => fail(400, { refusal: '填写的内容不完整或过长，请检查后再提交。' });

async function told(event: RequestEvent, act: () => Promise<unknown>) {
	try {
		await act();
		say(event, 'retention.kept');
		return { kept: true };
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		return fail(400, { refusal: cause.message });
	}
}

const deciderOf = ({ viewer, actor }: App.Locals) => ({ actor, signedIn: viewer.account !== null });

async function freeProjects(locals: App.Locals) {
	const due = await retentionDue(locals.reader, yearsOf(locals), shanghaiDay(locals.app.clock()));
	return due.filter(({ heldBy }) => heldBy === null);
}

export const actions: Actions = {
	propose: async (event) => {
		const form = await event.request.formData();
		const chosen = new Set(form.getAll('project').map(String));
		const reason = String(form.get('reason') ?? '');
		const projects = (await freeProjects(event.locals))
			.filter(({ code }) => chosen.has(code))
			.map(({ code, settledOn, dueOn }) => ({ code, completedOn: settledOn, dueOn }));
		return told(event, () => proposeErasure(deskOf(event.locals), projects, deciderOf(event.locals), reason));
	},
	decide: async (event) => {
		const given = decision.safeParse(Object.fromEntries(await event.request.formData()));
		if (!given.success) return wrongFields();
		const { no, reason } = given.data;
		const { locals } = event;
		const desk = deskOf(locals);
		if (given.data.decision === 'refuse')
			return told(event, () => refuseErasure(desk, no, deciderOf(locals), reason));
		const stillDue = new Set((await freeProjects(locals)).map(({ code }) => code));
		const before = youngFrom(locals.app.clock, yearsOf(locals));
		return told(event, async () => {
			await approveErasure(desk, no, deciderOf(locals), { reason, before, stillDue });
			// Files that other projects need are rewritten beside this answer; the night does what is left.
			await startRun(locals.app, 'thin', { trigger: 'person' });
		});
	},
	rewrite: async (event) => told(event, () => startRun(event.locals.app, 'thin', { trigger: 'person' }))
};
