import type zh from './zh-confirm';

const en: Readonly<Record<keyof typeof zh, string>> = {
	'confirm.case.closed': 'A closed case takes nothing but visits and notes, and counts as closed.',
	'confirm.case.paid': 'The sum counts as paid, and what is owed falls by it.',
	'confirm.alert.reopen': 'The closed alert opens again, and the unit in charge is told.',
	'confirm.meeting': 'Once frozen, the agenda and figures of this meeting no longer follow the data.',
	'confirm.batch': 'No row of this batch is judged any more; only sending it again brings them back.',
	'confirm.letter.deliver': 'How, to whom and when it was served is kept with the letter as proof.',
	'confirm.session': 'That session is signed out at once; what was not submitted there is lost.',
	'confirm.password':
		'The old password is refused at once; its owner signs in with the new one and must change it.',
	'confirm.factor': 'The account signs in by password alone until its owner sets a second factor again.',
	'confirm.release': 'Once approved, the applicant can take these data out of the system as a whole.',
	'confirm.trial':
		'Once approved, the lines may change on the proposed day; going back needs another trial and approval.',
	'confirm.upload': 'The uploaded file is deleted and has to be uploaded again if it is needed.',
	'confirm.notice': 'This message goes out to its recipient once more.',
	'confirm.silence': 'The item is closed, and none is opened for it until it sends again.',
	'confirm.discard':
		'The {n} chosen rows are not asked about any more; each can be taken up again on its own page.'
};
export default en;
