import { error } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { env } from '$env/dynamic/private';
import type { PageServerLoad } from './$types';

/** For those who build pages: in development, or where a server was started with XINSHAO_DEV_PAGES=1. */
export const load: PageServerLoad = () => {
	if (!dev && env['XINSHAO_DEV_PAGES'] !== '1') error(404, '没有找到这个页面。');
};
