-- Letters: a draft is a person's act, and so is everything that happens to it. Nothing here is ever changed.
create table letter (
	letter_id integer primary key,
	kind varchar not null,
	subject_type varchar not null,
	subject_code varchar not null,
	title varchar not null,
	fields json not null,                -- what was filled in, by name
	drafted_at timestamp not null,
	drafted_by_id varchar not null,
	drafted_by varchar not null
);

create table letter_act (
	letter_id integer not null,
	act varchar not null,                -- issued, delivered, voided
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	year integer,                        -- issued: the series of a kind in a year never repeats a number
	number integer,
	number_text varchar,
	how varchar,                         -- delivered: 直接送达, 留置送达, 邮寄送达, …
	recipient varchar,
	reason varchar,                      -- voided
	sha256 varchar                       -- issued: the document as it went out, in uploads/
);
