"""The only place that may ask everyone: home, dashboard, search, status, seeding, demo."""
