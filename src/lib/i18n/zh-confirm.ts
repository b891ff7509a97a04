/** What follows from an act that nothing takes back; asked before it is done. */
const zh = {
	'confirm.case.closed': '办结后这件案件只能登记回访或备注，并计入已办结。',
	'confirm.case.paid': '到账金额计入已清偿，尚欠金额随之减少。',
	'confirm.alert.reopen': '已销号的预警将重新打开，承办单位会收到通知。',
	'confirm.meeting': '冻结后，本次会议的议程和数字不再随数据变化。',
	'confirm.batch': '这一批的全部行不再参与研判；需要时只能重新报送。',
	'confirm.letter.deliver': '送达方式、受送达人和时间记入文书，作为送达凭据。',
	'confirm.session': '那一处登录立刻退出，没有提交的内容会丢失。',
	'confirm.password': '原来的口令立刻失效，本人须用新口令登录并当场更改。',
	'confirm.factor': '解除后此账户只凭口令就能登录，直到本人重新设置。',
	'confirm.release': '批准后，申请人可以把这些数据整份带出系统。',
	'confirm.trial': '批准后即可按提议的日期改线；要改回须再次试算、提议和批准。',
	'confirm.upload': '已上传的文件将删除，需要时须重新上传。',
	'confirm.notice': '这条消息将再次发给外面的接收人。',
	'confirm.silence': '事项随即销号；直到它再次报送前，不再为它开项。',
	'confirm.discard': '选中的 {n} 行不再催办；需要时可在各行页面逐行取回。'
} as const;
export default zh;
