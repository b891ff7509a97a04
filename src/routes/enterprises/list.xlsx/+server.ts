import { listWorkbook } from '../../list-workbook';
import type { RequestHandler } from './$types';

/** The list of enterprises as it is narrowed and laid out, as a workbook. */
export const GET: RequestHandler = ({ locals, url }) => listWorkbook(locals, url, 'enterprise');
