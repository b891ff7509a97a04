import { LineCounter, isMap, isPair, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';

import { RiskError } from '$lib/domain/errors';

const syntaxReasons: Readonly<Record<string, string>> = {
	DUPLICATE_KEY: '同一个键写了两次',
	TAB_AS_INDENT: '用了制表符缩进，请改用空格',
	BAD_INDENT: '缩进不对',
	MISSING_CHAR: '缺少引号、括号或冒号'
};

/** What a YAML file is to the people who edit it, and the code of the error when it is wrong. */
export interface YamlKind {
	readonly code: 'POLICY_INVALID' | 'CALENDAR_INVALID' | 'NOTICES_INVALID';
	readonly zh: string;
	/** What to do once it is right; to start again where nothing else is said. */
	readonly then?: string;
}

export const policyKind: YamlKind = { code: 'POLICY_INVALID', zh: '政策文件' };
export const calendarKind: YamlKind = { code: 'CALENDAR_INVALID', zh: '工作日历文件' };

/** A YAML file as data, and the way back from a place in the data to the line somebody has to edit. */
export interface YamlDocument {
	readonly file: string;
	readonly data: unknown;
	/** Line (from 1) of the value at `path`; of the key itself when `key` is given. */
	lineOf(path: readonly PropertyKey[], key?: string): number;
	/** The error that names file, line and reason, to be thrown by the caller. */
	invalid(line: number, reason: string, cause?: unknown): RiskError;
}

/**
 * Parses the text of one YAML file; `file` is its name as people know it.
 * @throws RiskError `kind.code` at the first syntax error.
 */
export function parseYaml(kind: YamlKind, file: string, text: string): YamlDocument {
	const invalid = (line: number, reason: string, cause?: unknown) => {
		const message = `${kind.zh} ${file} 第 ${line} 行：${reason}。请改正后${kind.then ?? '再启动'}。`;
		return new RiskError(kind.code, message, { file, line, reason }, { cause });
	};
	const lineCounter = new LineCounter();
	const document = parseDocument(text, { lineCounter, uniqueKeys: true });
	const error = document.errors[0];
	if (error !== undefined) {
		const line = error.linePos?.[0].line ?? 1;
		const detail = error.message.split('\n')[0];
		const reason = syntaxReasons[error.code] ?? `不是合格的 YAML（${error.code}: ${detail}）`;
		throw invalid(line, reason, error);
	}
	return {
		file,
		data: document.toJS(),
		lineOf: (path, key) => lineCounter.linePos(offsetOf(document, path, key)).line,
		invalid
	};
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[], key?: string): number {
	for (let depth = path.length; depth >= 0; depth--) {
		const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
		if (depth === path.length && key !== undefined && isMap(node)) {
			const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key);
			const range = pair && isScalar(pair.key) ? pair.key.range : undefined;
			if (range) return range[0];
		}
		const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
		if (range) return range[0];
	}
	return 0;
}
