import type { Permission, Role } from '$lib/domain/roles';
import type { Translate } from '$lib/i18n/words';
import type { MenuEntry, MenuGroup } from '$lib/menu';

type Theme = 'light' | 'dark' | 'system';

/** What the menu at the end of the header depends on. */
export interface HeaderAt {
	readonly t: Translate;
	readonly lang: 'zh' | 'en';
	readonly theme: Theme;
	/** The place in the way around that is looked at. */
	readonly here: string | undefined;
	/** The page as it stands, with its filter. */
	readonly back: string;
	readonly viewer: {
		readonly name: string | null;
		readonly role: Role | null;
		readonly guise: string | null;
		readonly permissions: readonly Permission[];
	};
	/** Streets that a visitor of the demo may pretend to work in; null outside the demo. */
	readonly guises: readonly string[] | null;
}

const pretended: readonly Role[] = ['leadership', 'analyst', 'secretary', 'audit_admin'];
const themes: readonly Theme[] = ['light', 'dark', 'system'];

const open = (detail: 'keys' | 'messages' | 'tour') => () =>
	window.dispatchEvent(new CustomEvent('openhabit', { detail }));

/** The lines of the menu at the end of the header: this page, whose view, how it looks, who is signed in. */
export function headerTools(at: HeaderAt): MenuGroup[] {
	const { t, viewer } = at;
	const mayLook = viewer.permissions.includes('board.view');
	const page: MenuEntry[] = [
		...(mayLook && at.here !== '/views'
			? [
					{
						text: t('views.keep'),
						icon: 'keep',
						href: `/views?from_view=${encodeURIComponent(at.back)}`
					} as const
				]
			: []),
		{ text: t('habits.messages'), icon: 'messages', deed: open('messages') },
		{ text: t('habits.keys.title'), icon: 'keys', deed: open('keys') },
		...(at.guises ? [{ text: t('habits.tour'), icon: 'tour', deed: open('tour') } as const] : [])
	];
	const looks: MenuEntry[] = themes.map((theme) => ({
		text: t(`shell.theme_${theme}`),
		icon: theme,
		post: { action: '/preferences?/theme', name: 'theme', value: theme },
		isChosen: theme === at.theme
	}));
	const language: MenuEntry[] = [
		{
			text: t('shell.other_language'),
			icon: 'language',
			lang: at.lang === 'zh' ? 'en' : 'zh-CN',
			post: { action: '/preferences?/language', name: 'lang', value: at.lang === 'zh' ? 'en' : 'zh' }
		}
	];
	const account: MenuEntry[] = viewer.name
		? [
				{
					text: viewer.role ? `${viewer.name} · ${t(`role.${viewer.role}`)}` : viewer.name,
					icon: 'account',
					href: '/account'
				},
				{ text: t('sign_out'), icon: 'leave', post: { action: '/sign-out' } }
			]
		: [];
	return [
		{ title: t('tools.this_page'), entries: page },
		{ title: t('shell.theme'), entries: looks },
		{ title: t('shell.language'), entries: language },
		...(at.guises ? [{ title: t('guise.label'), entries: guiseLines(at, at.guises) }] : []),
		...(account.length > 0 ? [{ title: null, entries: account }] : [])
	];
}

function guiseLines({ t, viewer }: HeaderAt, streets: readonly string[]): MenuEntry[] {
	const line = (value: string, text: string): MenuEntry => ({
		text,
		post: { action: '/preferences?/guise', name: 'guise', value },
		isChosen: (viewer.guise ?? '') === value
	});
	return [
		line('', t('guise.all')),
		...pretended.map((role) => line(role, t(`role.${role}`))),
		...streets.map((street) => line(`street_handler:${street}`, `${t('role.street_handler')} · ${street}`))
	];
}
