import { json } from '@sveltejs/kit';
import { pieceOfList } from '../../list-piece';
import type { RequestHandler } from './$types';

/** A piece of the list of projects, for a browser that scrolls. */
export const GET: RequestHandler = async ({ locals, url }) => json(await pieceOfList(locals, url, 'project'));
