"""The conference that guides scoring: plan, invitations, answers, desk, afterwards (III.1.2)."""
