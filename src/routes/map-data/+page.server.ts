import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { projectShapes } from '$lib/charts/project-shapes';
import { projections } from '$lib/domain/boundary/projection';
import type { Undo } from '$lib/domain/said';
import { RiskError } from '$lib/domain/errors';
import {
	assignShape,
	importBoundaries,
	showBoundaries,
	showSchematic
} from '$lib/server/ingest/boundaries/boundary-book';
import { boundaryLimits } from '$lib/server/ingest/boundaries/read-geojson';
import { boundaryShapes, boundaryVersions, shownVersion } from '$lib/server/queries/boundary-versions';
import { say } from '../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { app, reader }, url }) => {
	const versions = await boundaryVersions(reader);
	const shown = await shownVersion(reader);
	const wanted = Number(url.searchParams.get('version')) || (shown ?? versions[0]?.version);
	const version = versions.find((one) => one.version === wanted) ?? null;
	const shapes = version ? await boundaryShapes(reader, version.version) : [];
	return {
		versions,
		shown,
		version,
		shapes: shapes.map(({ no, givenName, unit, matchedBy }) => ({ no, givenName, unit, matchedBy })),
		drawing: projectShapes(shapes.map(({ no, polygons }) => ({ name: String(no), polygons }))),
		units: app.policy.units.map(({ name }) => name),
		largestBytes: boundaryLimits.bytes
	};
};

const fileShape = z.object({
	file: z.instanceof(File).refine(({ size }) => size > 0),
	approval: z.string().trim().min(1).max(60),
	origin: z.string().trim().min(1).max(100),
	projection: z.enum(projections)
});
const versionShape = z.object({ version: z.coerce.number().int().positive() });
const assignForm = versionShape.extend({
	no: z.coerce.number().int().positive(),
	unit: z.string().transform((unit) => unit || null)
});

const refusal = (error: unknown) => {
	if (!(error instanceof RiskError)) throw error;
	return fail(400, { refusal: error.message });
};
const incomplete = () => fail(400, { refusal: '内容不完整，请填好每一项后重新提交。' });

/** Shows what was shown before: a version, or the schematic map. */
const shownAgain = (version: number | null): Undo =>
	version === null
		? { action: '/map-data?/schematic', fields: {} }
		: { action: '/map-data?/use', fields: { version: String(version) } };

export const actions: Actions = {
	import: async (event) => {
		const { locals, request } = event;
		const { app, actor } = locals;
		const form = fileShape.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) return incomplete();
		const { file, approval, origin, projection } = form.data;
		if (file.size > boundaryLimits.bytes)
			return fail(400, { refusal: '边界文件超过 5 MB，请先抽稀或只保留本辖区的街道。' });
		try {
			const version = await importBoundaries(app, actor, {
				bytes: new Uint8Array(await file.arrayBuffer()),
				fileName: file.name,
				approvalNo: approval,
				origin,
				projection
			});
			say(event, 'map.imported', { version });
			redirect(303, `/map-data?version=${version}`);
		} catch (error) {
			return refusal(error);
		}
	},
	assign: async (event) => {
		const { app, actor, reader } = event.locals;
		const form = assignForm.safeParse(Object.fromEntries(await event.request.formData()));
		if (!form.success) return incomplete();
		const { version, no, unit } = form.data;
		const before = (await boundaryShapes(reader, version)).find((shape) => shape.no === no)?.unit ?? '';
		return assignShape(app, actor, form.data).then(() => {
			const fields = { version: String(version), no: String(no), unit: before };
			say(event, 'map.assigned', { unit: unit ?? '—' }, { action: '/map-data?/assign', fields });
		}, refusal);
	},
	use: async (event) => {
		const { app, actor, reader } = event.locals;
		const form = versionShape.safeParse(Object.fromEntries(await event.request.formData()));
		if (!form.success) return incomplete();
		const undo = shownAgain(await shownVersion(reader));
		return showBoundaries(app, actor, form.data.version).then(
			() => say(event, 'map.official', { version: form.data.version }, undo),
			refusal
		);
	},
	schematic: async (event) => {
		const { app, actor, reader } = event.locals;
		const undo = shownAgain(await shownVersion(reader));
		return showSchematic(app, actor).then(() => say(event, 'map.schematic', {}, undo), refusal);
	}
};
