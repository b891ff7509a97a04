import type { Actor } from '$lib/domain/actor';
import type { App as Installation } from '$lib/server/app';
import type { Viewer } from '$lib/server/accounts/viewer';
import type { Reader } from '$lib/server/warehouse/warehouse';

declare global {
	namespace App {
		interface Error {
			message: string;
			id?: string;
		}
		interface PageState {
			/** Path and query of a page that narrowed itself in place. */
			shown?: string;
		}
		interface Locals {
			app: Installation;
			/** Who looks, and what that person may do. */
			viewer: Viewer;
			/** Who acts in this request. */
			actor: Actor;
			/** What this request may see: every question of a page goes through it. */
			reader: Reader;
			lang: 'zh' | 'en';
			theme: 'light' | 'dark' | 'system';
		}
	}
	/** Asked for by a button anywhere, opened by the root layout. */
	interface WindowEventMap {
		openhabit: CustomEvent<'search' | 'keys' | 'messages' | 'tour'>;
	}
}

export {};
