-- Notices out: what happened, whom it is for, the message it went out in, and every attempt with its answer.
-- Every table only grows: what was told, and what was not and why, is never changed.

create table notice (
	notice_key varchar primary key,      -- kind and what it speaks of: the same event is found again, never told again
	kind varchar not null,
	project_code varchar,                -- so that rows can be told apart by subject
	uscc varchar,
	street varchar,
	units json not null,                 -- units and departments that it concerns, by name
	level tinyint not null,
	title varchar not null,              -- what it speaks of: a project, an enterprise, a clue by its number, a feed
	words varchar not null,              -- what happened, one sentence without personal data
	path varchar not null,               -- page of the item, without the origin
	happened_on date not null,
	found_at timestamp not null          -- Asia/Shanghai
);

create table notice_delivery (
	delivery_id varchar primary key,
	notice_key varchar not null,
	rule varchar not null,
	channel varchar not null,
	recipient varchar not null,          -- unit, or the name of the rule's own people
	people json not null,                -- ids in notices.yaml of who is told
	urgent boolean not null,
	planned_at timestamp not null,
	due_at timestamp not null,           -- later than planned where quiet hours or a digest defer it
	muted varchar                        -- why nobody was told; null: it is sent
);

-- One message carries all that is due to one recipient over one channel.
create table notice_message (
	message_id varchar primary key,
	channel varchar not null,
	recipient varchar not null,
	told json not null,                  -- names of the people, as they were then
	people json not null,
	urgent boolean not null,
	is_test boolean not null,
	content json not null,
	made_at timestamp not null
);

create table notice_message_item (
	message_id varchar not null,
	delivery_id varchar not null
);

create table notice_attempt (
	message_id varchar not null,
	channel varchar not null,
	attempt integer not null,
	step varchar not null,               -- started, sent, failed, given_up, again
	at_time timestamp not null,
	status varchar,                      -- HTTP or SMTP status, or why nothing was answered
	answer varchar,                      -- the beginning of what was answered
	payload varchar,                     -- started: what was sent, secrets blotted out
	actor varchar                        -- a test, or again: who pressed the button
);
