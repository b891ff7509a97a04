import { applyAction, deserialize } from '$app/forms';
import { goto, invalidateAll } from '$app/navigation';
import type { ActionResult } from '@sveltejs/kit';

/** What keeps the page as it is where the act does: place, open parts, words in other forms. */
const inPlace = { invalidateAll: true, noScroll: true, keepFocus: true };

/** What a server said that is no page: the gate's refusal, or nothing at all. */
export class PostRefused extends Error {}

/** Browsers finish a send of up to 64 kB after its page is left; a character takes three bytes at most. */
const keptCharacters = 16_000;
const isSmall = (body: FormData) => {
	const values = [...body.values()];
	return (
		values.every((value) => typeof value === 'string') &&
		values.reduce((sum, value) => sum + value.length, 0) < keptCharacters
	);
};

/**
 * Sends what a form holds, and reads what its action answers. An act is done although its page is left at once.
 * @throws PostRefused with a sentence of the server, or an empty one where no answer came
 */
export async function askAction(action: URL, body: FormData): Promise<ActionResult> {
	const answer = await fetch(action, {
		method: 'POST',
		headers: { accept: 'application/json', 'x-sveltekit-action': 'true' },
		keepalive: isSmall(body),
		body
	}).catch(() => undefined);
	if (!answer) throw new PostRefused('');
	const text = await answer.text();
	if (!answer.headers.get('content-type')?.includes('json')) throw new PostRefused(text);
	return deserialize(text);
}

/** Shows what an action answered as after a common send, on the page where it is. */
async function showAnswer(result: ActionResult): Promise<void> {
	if (result.type === 'redirect') {
		const target = new URL(result.location, location.href);
		// Another page begins at its top; the same one stays where the reader is.
		await (target.pathname === location.pathname
			? goto(target, inPlace)
			: goto(target, { invalidateAll: true }));
		return;
	}
	if (result.type === 'success') await invalidateAll();
	await applyAction(result);
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const isField = (target: unknown): target is Field =>
	target instanceof HTMLInputElement ||
	target instanceof HTMLTextAreaElement ||
	target instanceof HTMLSelectElement;

/** What stood in a field before somebody changed it. */
const before = new Map<Field, { value: string; checked: boolean }>();

function remember({ target }: Event): void {
	// Fields that left the page with their form are forgotten.
	for (const field of before.keys()) if (!field.isConnected) before.delete(field);
	if (!isField(target) || before.has(target)) return;
	before.set(target, { value: target.value, checked: 'checked' in target && target.checked });
}

/** Whether something is written on the page that was not sent yet. */
export function isSomethingWritten(): boolean {
	return [...before].some(
		([field, was]) => field.isConnected && field.form?.method === 'post' && field.value !== was.value
	);
}

/** Empties what was sent: a field shows again what it showed before, and whoever is bound to it hears so. */
function putBack(form: HTMLFormElement): void {
	for (const field of form.elements) {
		const was = isField(field) ? before.get(field) : undefined;
		if (!isField(field) || !was) continue;
		before.delete(field);
		if (field.type === 'file') field.value = '';
		else field.value = was.value;
		if (field instanceof HTMLInputElement) field.checked = was.checked;
		field.dispatchEvent(new Event('input', { bubbles: true }));
	}
}

/** What a form holds with the button that sent it; older browsers do not add the button by themselves. */
function contentsOf(form: HTMLFormElement, submitter: HTMLElement | null): FormData {
	const contents = new FormData(form);
	const name = submitter?.getAttribute('name');
	if (name) contents.append(name, submitter?.getAttribute('value') ?? '');
	return contents;
}

/** Forms that change who looks or how: the browser loads the page anew after them. */
const isNative = (form: HTMLFormElement, action: URL) =>
	action.origin !== location.origin ||
	action.pathname !== location.pathname ||
	/^\/(preferences|sign-in|sign-out|setup|account)(\/|$)/.test(action.pathname) ||
	form.target !== '' ||
	form.hasAttribute('data-native');

/**
 * Sends every form that acts on its own page in place; what was typed elsewhere on the page stays, and what was
 * refused can be mended and sent again. Forms that a page sends by itself are left to it.
 * @param refused hears why a form came back without an answer of its page
 * @returns what ends it
 */
export function sendFormsInPlace(refused: (sentence: string) => void): () => void {
	const send = async (event: SubmitEvent) => {
		const form = event.target as HTMLFormElement;
		const { submitter } = event;
		if (event.defaultPrevented || (submitter?.getAttribute('formmethod') ?? form.method) !== 'post') return;
		const written = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
		const action = new URL(written, location.href);
		if (isNative(form, action)) return;
		event.preventDefault();
		if (form.ariaBusy === 'true') return;
		form.ariaBusy = 'true';
		try {
			const result = await askAction(action, contentsOf(form, submitter));
			if (result.type === 'redirect' || result.type === 'success') putBack(form);
			await showAnswer(result);
		} catch (cause) {
			if (!(cause instanceof PostRefused)) throw cause;
			refused(cause.message);
		} finally {
			form.ariaBusy = null;
			// The button may be gone with what it asked for; whoever uses keys goes on from the page's beginning.
			if (document.activeElement === document.body)
				document.getElementById('main')?.focus({ preventScroll: true });
		}
	};
	const listener = (event: SubmitEvent) => void send(event);
	document.addEventListener('submit', listener);
	document.addEventListener('focusin', remember);
	return () => {
		document.removeEventListener('submit', listener);
		document.removeEventListener('focusin', remember);
	};
}
