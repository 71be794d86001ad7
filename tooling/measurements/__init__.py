"""What the pages cost, beside a bare Django view on the same server in the same minute."""
