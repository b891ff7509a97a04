import { invalidateAll } from '$app/navigation';
import type { Message, MessageLog } from './messages.svelte';
import { PostRefused, askAction } from './post-in-place';

/** Why an act could not be taken back; empty where no answer came, null where it was. */
async function refusalOf(action: string, fields: Readonly<Record<string, string>>): Promise<string | null> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	try {
		const result = await askAction(new URL(action, location.href), body);
		if (result.type === 'failure') return String(result.data?.['refusal'] ?? '');
		if (result.type === 'error') return String(result.error?.message ?? '');
		return null;
	} catch (cause) {
		if (cause instanceof PostRefused) return cause.message;
		throw cause;
	}
}

/**
 * Sends the act that takes another one back, from whatever page is open, which then shows how things stand.
 * @param unsent what is said where the server gives no reason
 */
export async function takeBack(log: MessageLog, { id, undo, path }: Message, unsent: string): Promise<void> {
	if (!undo) return;
	log.takenBack(id);
	const refusal = await refusalOf(undo.action, undo.fields);
	if (refusal !== null)
		log.tell({ id: `${id}-back`, text: refusal || unsent, isRefusal: true, path, undo: null });
	await invalidateAll();
}
