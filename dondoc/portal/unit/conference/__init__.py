"""A unit's page of a conference: invitation, answer, documents, questions, scoring."""
