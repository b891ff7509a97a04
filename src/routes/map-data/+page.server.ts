import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { projectShapes } from '$lib/charts/project-shapes';
import { projections } from '$lib/domain/boundary/projection';
import { RiskError } from '$lib/domain/errors';
import {
	assignShape,
	importBoundaries,
	showBoundaries,
	showSchematic
} from '$lib/server/ingest/boundaries/boundary-book';
import { boundaryLimits } from '$lib/server/ingest/boundaries/read-geojson';
import { boundaryShapes, boundaryVersions, shownVersion } from '$lib/server/queries/boundary-versions';
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

export const actions: Actions = {
	import: async ({ locals: { app, actor }, request }) => {
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
			redirect(303, `/map-data?version=${version}`);
		} catch (error) {
			return refusal(error);
		}
	},
	assign: async ({ locals: { app, actor }, request }) => {
		const form = assignForm.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) return incomplete();
		return assignShape(app, actor, form.data).catch(refusal);
	},
	use: async ({ locals: { app, actor }, request }) => {
		const form = versionShape.safeParse(Object.fromEntries(await request.formData()));
		if (!form.success) return incomplete();
		return showBoundaries(app, actor, form.data.version).catch(refusal);
	},
	schematic: async ({ locals: { app, actor } }) => showSchematic(app, actor).catch(refusal)
};
