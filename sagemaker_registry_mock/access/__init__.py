"""Who may do what: IAM's policy evaluation, and the table of the registry's actions."""
