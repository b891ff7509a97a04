declare module 'virtual:words/*' {
	import type { Words } from '$lib/i18n/words';
	const words: Words;
	export default words;
}
