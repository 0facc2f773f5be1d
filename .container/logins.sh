#!/bin/bash
# Makes the product's logins when the database is new, each with the password of its secret, and shuts the database to everybody else.
set -euo pipefail
for login in owner app audit auditor sealer vault; do
  psql -v ON_ERROR_STOP=1 --quiet -U postgres -d qalxan -v name="qalxan_$login" -v password="$(cat "/run/secrets/database_$login")" <<'SQL'
create role :"name" login nocreatedb nocreaterole noinherit password :'password';
grant connect on database qalxan to :"name";
SQL
done
psql -v ON_ERROR_STOP=1 --quiet -U postgres -d qalxan <<'SQL'
revoke all on database qalxan from public;
grant create on database qalxan to qalxan_owner;
revoke create on schema public from public;
SQL
