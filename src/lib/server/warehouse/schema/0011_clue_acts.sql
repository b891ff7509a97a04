-- What people did about a clue; append-only. The clue itself stays as its supplier sent it.
create table clue_act (
	clue_no varchar not null,
	project_code varchar,                -- as the clue names it, so that rows can be told apart by subject
	uscc varchar,
	street varchar,
	act varchar not null,                -- assigned, feedback, progress, transferred, closed, told
	acted_at timestamp not null,
	actor_id varchar not null,
	actor varchar not null,
	unit varchar,                        -- assigned, transferred: to whom
	person varchar,                      -- assigned: the named post or person of that unit
	routing_rule varchar,                -- assigned: the row of the pack's table that proposed the unit
	words varchar                        -- what was answered, done or concluded
);
