import type { RequestEvent } from '@sveltejs/kit';

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** What a browser is shown: a page of its own, because nothing of the refused one may be worked out. */
function refusalPage(status: number, text: string, lang: string): string {
	const isEnglish = lang === 'en';
	const title = isEnglish ? 'Not permitted' : '没有此项权限';
	const sentence = isEnglish
		? 'Your role does not include this. If your work needs it, ask the security administrator.'
		: text;
	return `<!doctype html>
<html lang="${isEnglish ? 'en' : 'zh-CN'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${isEnglish ? 'Xinshao' : '薪哨'}</title>
<link rel="stylesheet" href="/refusal.css">
</head>
<body>
<main>
<p class="status">${status}</p>
<h1>${title}</h1>
<p>${escaped(sentence)}</p>
<p><a href="/">${isEnglish ? 'Back to the first page' : '回到首页'}</a> <a href="/account">${isEnglish ? 'My account' : '我的账户'}</a></p>
</main>
</body>
</html>
`;
}

/** Answers a refusal: a page to a browser that asked for one, a sentence to everything else. */
export function refusalTo({ request, locals }: RequestEvent, status: number, text: string): Response {
	const wantsPage = request.method === 'GET' && (request.headers.get('accept') ?? '').includes('text/html');
	return new Response(wantsPage ? refusalPage(status, text, locals.lang ?? 'zh') : text, {
		status,
		headers: { 'content-type': `${wantsPage ? 'text/html' : 'text/plain'}; charset=utf-8` }
	});
}
