-- What persons have said about how a supplier writes its files. Nothing is changed or deleted here: of the acts on
-- one header or one column the last one counts, and one without a column or unit takes the earlier ones back.

create table header_act (
	act_id integer not null,
	supplier varchar not null,           -- '' where a file came without a supplier
	feed varchar not null,
	header varchar not null,             -- as the supplier wrote it
	header_folded varchar not null,      -- as headers are compared
	column_name varchar,                 -- null: undone
	acted_at timestamp not null,         -- Asia/Shanghai
	actor_id varchar not null,
	actor_name varchar not null,
	reason varchar
);

create table unit_act (
	act_id integer not null,
	supplier varchar not null,
	feed varchar not null,
	column_name varchar not null,
	unit varchar,                        -- 元 or 万元, in which this supplier writes the column, null: undone
	acted_at timestamp not null,
	actor_id varchar not null,
	actor_name varchar not null,
	reason varchar
);

-- One row a money column of a batch whose figures look as if they were written in the other unit.
create table unit_question (
	batch_id integer not null,
	supplier varchar not null,
	feed varchar not null,
	column_name varchar not null,
	read_as varchar not null,            -- 元 or 万元, as which the batch was taken
	suspected varchar not null,
	median_fen bigint not null,          -- of the batch, as read
	usual_fen bigint,                    -- what is known otherwise, null: nothing to compare with
	asked_at timestamp not null
);
