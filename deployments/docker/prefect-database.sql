-- Prefect keeps its runs in a database of its own, beside the ledger.
CREATE DATABASE prefect;
\connect prefect
CREATE EXTENSION IF NOT EXISTS pg_trgm;
