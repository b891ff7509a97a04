import type { App as Installation } from '$lib/server/app';

declare global {
	namespace App {
		interface Error {
			message: string;
			id?: string;
		}
		interface Locals {
			app: Installation;
			lang: 'zh' | 'en';
			theme: 'light' | 'dark' | 'system';
		}
	}
}

export {};
