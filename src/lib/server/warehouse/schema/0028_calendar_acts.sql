-- Days that a person marked as working or free, over what the files of the calendar say; the last act on a day counts.
create table calendar_act (
	act_no integer not null,
	day date not null,
	works boolean,                       -- null: back to what the files say
	reason varchar not null,
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null
);
