-- Keys of personal data: when one was taken up, when persons were keyed by it, when everything was sealed with it, when the
-- ones before were destroyed. The keys themselves are in a file outside the database. Append-only.
create table key_act (
	act_no integer not null,
	act varchar not null,                -- indexed, sealed, destroyed
	key_id varchar not null,             -- the key in force since
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor varchar not null,
	counts json                          -- {"values": 12000, "blocks": 12, "files": 40, "attachments": 3}
);
