"""Changes of mails and of trajectories, each in one transaction."""
