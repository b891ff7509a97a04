import { placeGroups } from '$lib/navigation';
import type { Speech } from './context';
import type { WordKey } from './words';

/** Acts that are no request to a page. */
const named: Readonly<Record<string, WordKey>> = {
	reveal: 'audit.act.reveal',
	'find person': 'audit.act.find_person',
	'take rows': 'audit.act.take_rows',
	'sign-in': 'audit.act.sign_in',
	'sign-in code': 'audit.act.sign_in_code',
	'first administrator': 'audit.act.first',
	'sign-in sso': 'audit.act.sign_in_sso',
	'keys rotate': 'audit.act.keys_rotate',
	'keys destroy': 'audit.act.keys_destroy'
};
const places = placeGroups.flatMap((group) => group.places).sort((a, b) => b.href.length - a.href.length);

/** What an act of the audit log is called on the pages: what was done, and where; null where no page is named so. */
export function actWords(t: Speech['t'], act: string): string | null {
	const own = named[act];
	if (own) return t(own);
	const [, how = '', route = ''] = /^(export|[A-Z]+) (\/\S*)/.exec(act) ?? [];
	const place = places.find(
		({ href }) =>
			route === href || (href !== '/' && (route.startsWith(`${href}/`) || route.startsWith(`${href}?`)))
	);
	if (!place) return null;
	const did = how === 'export' ? 'audit.did.export' : how === 'GET' ? 'audit.did.look' : 'audit.did.act';
	return `${t(did)} · ${t(place.word)}`;
}
