/** Pages that there is a PDF of, by route, with the end of its address. */
const papers: Readonly<Record<string, (path: string) => string>> = {
	'/': () => '/leader.pdf',
	'/projects/[code]': (path) => `${path}/file.pdf`,
	'/bulletins/[kind]/[issue]': (path) => `${path}/bulletin.pdf`,
	'/meetings/[no]': (path) => `${path}/pack.pdf`
};

/** Where the page that is open is to be had as PDF, for the same day and filter; null where it is not. */
export function pdfOf(page: {
	readonly route: { readonly id: string | null };
	readonly url: URL;
}): string | null {
	const address = papers[page.route.id ?? ''];
	return address ? address(page.url.pathname) + page.url.search : null;
}
