"""Who may do what with a proeve and a certificate, and why not."""
