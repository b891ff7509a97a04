/** What was decided about an act of a person: a way back, a question before it, or neither and why that is right. */
export type Way =
	| { readonly way: 'back'; readonly how: string }
	| { readonly way: 'asked'; readonly word: string }
	| { readonly way: 'neither'; readonly why: string };

const back = (how: string): Way => ({ way: 'back', how });
const asked = (word: string): Way => ({ way: 'asked', word });
const neither = (why: string): Way => ({ way: 'neither', why });

const shows = neither('shows something; nothing is kept but the line in the audit log');
const again = neither('can be given again at any time, and the newest counts');
const waits = neither('changes nothing before a second person decides, who may refuse it');
const runs = neither('the same data give the same result; nothing is lost');

/** By page, every form action; where one takes several kinds of acts, each kind by itself. */
export const ways: Readonly<Record<string, Readonly<Record<string, Way | Readonly<Record<string, Way>>>>>> = {
	'/account': {
		password: neither('asks for the old password, and can be given again'),
		prepare: neither('counts for nothing until it is confirmed with a code'),
		confirm: neither('an administrator takes the second factor off'),
		end: asked('confirm.session')
	},
	'/alerts/[type]/[code]': {
		default: {
			claim: back('released again'),
			note: neither('a remark; the next one corrects it'),
			snooze: back('woken again'),
			false_alarm: back('opened again'),
			evidence: back('withdrawn again'),
			accept: neither('counts at the next scoring; until then it can be sent back'),
			reject: neither('whoever handles it hands in again'),
			reopen: asked('confirm.alert.reopen'),
			release: back('claimed again'),
			wake: neither('can be snoozed again'),
			withdraw: neither('can be handed in again')
		}
	},
	'/backups': { run: runs },
	'/batches/[id]': { look: shows, withdraw: asked('confirm.batch') },
	'/bulletins/[kind]/[issue]': { edit: back('the words before') },
	'/calendar': { mark: back('as it was before') },
	'/cases/[no]': {
		default: {
			verified: again,
			liability: again,
			paid: asked('confirm.case.paid'),
			method: again,
			note: neither('a remark; the next one corrects it'),
			closed: asked('confirm.case.closed'),
			visited: neither('a remark; the next one corrects it')
		}
	},
	'/cases/new': { default: neither('a case opened by mistake is closed with its reason') },
	'/clues/[no]': {
		act: {
			assigned: back('taken back by who did it, on the same day'),
			feedback: back('taken back by who did it, on the same day'),
			progress: back('taken back by who did it, on the same day'),
			transferred: back('taken back by who did it, on the same day'),
			closed: back('taken back by who did it, on the same day'),
			told: back('taken back by who did it, on the same day')
		},
		back: neither('is the way back'),
		judge: { same: back('judged the other way'), different: back('judged the other way') },
		ask: { pause: waits, extension: waits },
		decide: {
			approved: neither('can be ended at any time'),
			refused: neither('can be asked for again'),
			ended: neither('can be asked for again')
		}
	},
	'/clues/new': { default: neither('a clue entered by mistake is closed with its reason') },
	'/exemptions': {
		apply: back('withdrawn by the applicant'),
		decide: {
			approved: back('ended early; the days before stay as they were'),
			refused: back('waits again'),
			revoked: back('approved again by who revoked it'),
			withdrawn: neither('can be applied for again'),
			reopened: neither('is the way back')
		}
	},
	'/known': { default: shows },
	'/letters': { default: neither('a draft has no number and no force') },
	'/letters/[id]': {
		issue: asked('confirm.letter.issue'),
		deliver: asked('confirm.letter.deliver'),
		void: asked('confirm.letter.void')
	},
	'/letters/templates': {
		keep: neither('the template before can be uploaded again, or the one of the program taken'),
		drop: asked('confirm.template')
	},
	'/map-data': {
		import: neither('is shown to nobody before it is chosen'),
		assign: back('as it was matched before'),
		use: back('the map before'),
		schematic: back('the map before')
	},
	'/mappings': { undo: neither('is the way back'), answer: back('unanswered again') },
	'/matching': {
		decide: back('unmatched again'),
		none: back('unmatched again'),
		undo: neither('is the way back')
	},
	'/meetings': { default: asked('confirm.meeting') },
	'/meetings/[no]': { decide: back('the decision before'), promise: back('judged the other way') },
	'/notices/messages/[id]': { again: asked('confirm.notice') },
	'/notices/test': { send: neither('goes out as a test, and the page before it shows every word of it') },
	'/operations': { run: runs },
	'/people': { default: shows },
	'/preferences': {
		language: neither('chosen again with one click'),
		theme: neither('chosen again with one click'),
		guise: neither('chosen again with one click')
	},
	'/projects/[code]': { lower: shows },
	'/projects/[code]/systems': { default: back('the answer before') },
	'/quarantine': { replay: runs, discard: asked('confirm.discard') },
	'/quarantine/[batch]/[row]': {
		correct: neither('a row that was corrected wrongly is corrected again, or withdrawn with its batch'),
		discard: back('taken up again'),
		reopen: back('given up again')
	},
	'/releases': {
		request: waits,
		decide: { approved: asked('confirm.release'), refused: neither('can be asked for again') }
	},
	'/retention': {
		propose: waits,
		decide: { approve: asked('confirm.retention'), refuse: neither('can be proposed again') },
		rewrite: neither('only carries out what two persons decided')
	},
	'/reveal': { default: shows },
	'/roles': {
		assign: back('the role before'),
		unlock: neither('locks again by itself after wrong passwords'),
		factor: asked('confirm.factor'),
		rules: back('the rules before')
	},
	'/rules/trials': { default: shows },
	'/rules/trials/[id]': {
		default: {
			proposed: back('withdrawn again'),
			approved: asked('confirm.trial'),
			refused: neither('can be proposed again'),
			withdrawn: neither('can be proposed again')
		}
	},
	'/runs': { day: runs },
	'/runs/[id]': { again: runs },
	'/setup': { default: neither('makes the first account, which the next administrator can switch off') },
	'/sign-in': { default: neither('signing out') },
	'/sign-in/code': { default: neither('signing out') },
	'/sign-out': { default: neither('signing in') },
	'/sources': { switch: back('switched the other way'), test: shows },
	'/sources/[id]': { save: again, test: shows },
	'/sources/new/[kind]': { save: neither('can be switched off with one click') },
	'/supply/[id]': {
		default: {
			noted: neither('a remark; the next one corrects it'),
			told: neither('a remark; the next one corrects it'),
			released: asked('confirm.silence')
		}
	},
	'/timeline': { judge: runs },
	'/tokens': { create: neither('can be removed again'), remove: asked('confirm.token') },
	'/triggers': {
		default: {
			acknowledged: back('as it was before'),
			done: back('as it was before'),
			not_applicable: back('as it was before'),
			reopened: back('as it was before')
		}
	},
	'/upload': { send: neither('lands nowhere before it is confirmed') },
	'/upload/[id]': {
		choose: again,
		confirm: neither('the page shows all that will change; the batch can be withdrawn'),
		cancel: asked('confirm.upload')
	},
	'/users': {
		create: neither('can be switched off again'),
		disable: back('switched the other way'),
		reset: asked('confirm.password')
	},
	'/views': {
		save: back('removed again'),
		change: {
			shared: back('as it was before'),
			unshared: back('as it was before'),
			renamed: back('as it was before'),
			removed: back('saved again'),
			latest: back('as it was before'),
			fixed: back('as it was before')
		},
		order: neither('moved back with one click'),
		first: back('the first view before')
	}
};
