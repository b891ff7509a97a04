/** Where to go after signing in: a path of this site, whatever was asked for. */
export function pathBack(asked: string, { origin }: URL): string {
	const target = URL.canParse(asked, origin) ? new URL(asked, origin) : undefined;
	if (target?.origin !== origin) return '/';
	// Dots can hide a second slash at the beginning, and two slashes are another site.
	return `/${target.pathname.replace(/^[/\\]+/, '')}${target.search}`;
}
