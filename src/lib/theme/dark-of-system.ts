import type { Plugin } from 'vite';

const chosen = ":root[data-theme='dark']";
const followed = ":root[data-theme='system']";
/** A rule of the dark set, alone in the media query that keeps it from paper. */
const darkRule = /@media screen \{\n\t:root\[data-theme='dark'\] \{[^{}]*\}\n\}\n/g;

/**
 * Says the dark set of a style sheet once more, for readers who follow a system that is dark: a browser of our floor has no
 * light-dark(), and no selector asks a media query.
 *
 * @throws Error where the dark set is written otherwise and would hold for half of its readers
 */
export function withDarkOfSystem(css: string): string {
	const whole = css.replaceAll(
		darkRule,
		(rule) =>
			rule +
			rule
				.replace('@media screen', '@media screen and (prefers-color-scheme: dark)')
				.replace(chosen, followed)
	);
	const count = (text: string, part: string) => text.split(part).length - 1;
	if (count(whole, chosen) !== count(whole, followed))
		throw new Error(`A rule of ${chosen} does not stand alone in "@media screen".`);
	return whole;
}

/** Does so with every style sheet that is served. */
export function darkOfSystem(): Plugin {
	return {
		name: 'xinshao-dark-of-system',
		enforce: 'pre',
		transform: (code, id) =>
			id.endsWith('.css') && code.includes(chosen) ? { code: withDarkOfSystem(code), map: null } : undefined
	};
}
