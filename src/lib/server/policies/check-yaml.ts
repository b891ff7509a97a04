import { z } from 'zod';

import type { YamlDocument } from './yaml-document';

const { localeError } = z.locales.zhCN();

/**
 * Checks a document against its shape and returns the typed content.
 * @throws RiskError POLICY_INVALID or CALENDAR_INVALID: file, line and reason of the first thing that is wrong.
 */
export function checkYaml<S extends z.ZodType>(document: YamlDocument, shape: S): z.output<S> {
	const result = shape.safeParse(document.data, { error: localeError });
	if (result.success) return result.data;
	const problems = result.error.issues
		.map((issue) => ({ line: lineOfIssue(document, issue), reason: reasonOf(document, issue) }))
		.sort((a, b) => a.line - b.line);
	const [first, ...others] = problems;
	const more = others.length > 0 ? `（另有 ${others.length} 处）` : '';
	throw document.invalid(first?.line ?? 1, `${first?.reason ?? '内容不合要求'}${more}`, result.error);
}

function lineOfIssue(document: YamlDocument, issue: z.core.$ZodIssue): number {
	const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
	return document.lineOf(issue.path, key);
}

function reasonOf(document: YamlDocument, issue: z.core.$ZodIssue): string {
	const place = issue.path.length > 0 ? `${issue.path.join('.')} ` : '';
	if (issue.code === 'unrecognized_keys') {
		return `${place}里有不认识的键「${issue.keys.join('」「')}」，可能写错了字`;
	}
	if (issue.code === 'invalid_type') {
		const value = valueAt(document.data, issue.path);
		if (value === undefined) return `缺少「${issue.path.join('.')}」`;
		if (issue.expected === 'string' && typeof value === 'number') {
			return `${place}的 ${value} 没有加引号，会被当成数字，应写成 '${value}'`;
		}
	}
	if (issue.code === 'invalid_value' && valueAt(document.data, issue.path) === undefined) {
		return `缺少「${issue.path.join('.')}」`;
	}
	if (issue.code === 'invalid_value') return `${place}只能是 ${issue.values.map(String).join('、')}`;
	return `${place}${issue.message}`;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
	let value = data;
	for (const key of path) value = (value as Record<PropertyKey, unknown> | null | undefined)?.[key];
	return value;
}
