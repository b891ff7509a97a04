import { feeds } from '$lib/domain/feeds';
import { readSourceFile } from '$lib/server/sources/source-file';
import { readSources } from '$lib/server/sources/source-list';

/** What every form of a source shows. */
export function formData(home: string) {
	return {
		hash: readSourceFile(home).hash,
		feeds: [...feeds.values()].map(({ feed, zh }) => ({ id: feed, zh })),
		allowedHosts: readSources(home).allowedHosts
	};
}
