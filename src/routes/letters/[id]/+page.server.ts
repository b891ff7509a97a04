import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { RiskError } from '$lib/domain/errors';
import {
	deliverLetter,
	deliveryWays,
	issueLetter,
	letterById,
	letterDocument,
	voidLetter
} from '$lib/server/dispatch/letters/letter-book';
import { textOf } from '$lib/server/dispatch/letters/fill-template';
import { letterDesk } from '../../../hooks/desk';
import { say, type SaidKey } from '../../../hooks/said';
import type { Actions, PageServerLoad } from './$types';

async function found(locals: App.Locals, id: string) {
	try {
		return await letterById(locals.reader, Number(id) || 0);
	} catch (cause) {
		if (cause instanceof RiskError) error(404, cause.message);
		throw cause;
	}
}

export const load: PageServerLoad = async ({ locals, params }) => {
	const letter = await found(locals, params.id);
	try {
		return {
			letter,
			text: textOf(await letterDocument(letterDesk(locals), letter)),
			problem: null,
			ways: deliveryWays
		};
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		return { letter, text: [], problem: cause.message, ways: deliveryWays };
	}
};

const delivery = z.object({
	how: z.enum(deliveryWays),
	recipient: z.string().trim().min(1, '请填写签收人').max(60)
});
const voiding = z.object({ reason: z.string().trim().min(2, '请填写作废原因').max(200) });

async function act(event: RequestEvent, key: SaidKey, work: () => Promise<unknown>) {
	try {
		await work();
		say(event, key);
		return { done: true };
	} catch (cause) {
		if (!(cause instanceof RiskError)) throw cause;
		return fail(409, { refusal: cause.message });
	}
}

export const actions: Actions = {
	issue: async (event) => {
		const { locals, params } = event;
		const letter = await found(locals, params.id);
		return act(event, 'letter.issued', () => issueLetter(letterDesk(locals), letter.id, locals.actor));
	},
	deliver: async (event) => {
		const { locals, params, request } = event;
		const letter = await found(locals, params.id);
		const given = delivery.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: given.error.issues[0]?.message ?? '' });
		return act(event, 'letter.delivered', () =>
			deliverLetter(letterDesk(locals), letter.id, given.data, locals.actor)
		);
	},
	void: async (event) => {
		const { locals, params, request } = event;
		const letter = await found(locals, params.id);
		const given = voiding.safeParse(Object.fromEntries(await request.formData()));
		if (!given.success) return fail(400, { refusal: given.error.issues[0]?.message ?? '' });
		return act(event, 'letter.void', () =>
			voidLetter(letterDesk(locals), letter.id, given.data.reason, locals.actor)
		);
	}
};
