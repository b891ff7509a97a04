-- One row an enterprise that owns, builds or takes part in a project: wages unpaid there in past-due months.
-- From int_project_enterprise, int_exposure.
select x.uscc, sum(e.unpaid_fen) as open_fen
from int_project_enterprise x
join int_exposure e on e.project_code = x.project_code
group by x.uscc
