import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';
import { RiskError } from '$lib/domain/errors';
import type { LetterFields } from './letter';

interface TemplateProblem {
	readonly properties?: {
		readonly errors?: readonly { readonly message: string; readonly properties?: { explanation?: string } }[];
	};
}

function explain(error: unknown): string {
	const inner = (error as TemplateProblem).properties?.errors ?? [];
	const said = inner.map((one) => one.properties?.explanation ?? one.message).join('；');
	return said || (error instanceof Error ? error.message : String(error));
}

/**
 * Fills a template that may have been changed in a word processor. A place that nobody fills is refused: an
 * official paper must not go out with a hole in it.
 * @throws RiskError TEMPLATE_BROKEN
 */
export function fillTemplate(template: Uint8Array, fields: LetterFields): Uint8Array {
	try {
		const document = new Docxtemplater(new PizZip(template), {
			paragraphLoop: true,
			linebreaks: true,
			errorLogging: false,
			nullGetter: ({ value }: { value?: string }) => {
				throw new RiskError(
					'TEMPLATE_BROKEN',
					`模板里的“{${value ?? ''}}”没有对应的内容；可用的有：${Object.keys(fields).join('、')}。请改模板后重新上传。`
				);
			}
		});
		document.render(fields);
		return new Uint8Array(document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' }));
	} catch (cause) {
		if (cause instanceof RiskError) throw cause;
		throw new RiskError(
			'TEMPLATE_BROKEN',
			`模板不能使用（${explain(cause).slice(0, 200)}），请检查花括号是否成对。`,
			{},
			{ cause }
		);
	}
}

/** The text of a filled letter, paragraph by paragraph, for a look before it is issued. */
export function textOf(document: Uint8Array): string[] {
	const xml = new PizZip(document).file('word/document.xml')?.asText() ?? '';
	return [...xml.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)].map(([paragraph]) =>
		[...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
			.map(([, text]) => text ?? '')
			.join('')
			.replaceAll('&lt;', '<')
			.replaceAll('&gt;', '>')
			.replaceAll('&amp;', '&')
	);
}
